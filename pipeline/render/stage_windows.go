package render

import (
	"errors"
	"io"
	"os"
)

// pending is a file that is written in full beside its place, but not there yet.
type pending struct{ temporary, path string }

// stage writes a file beside path.
func stage(path string, write func(io.Writer) error) (*pending, error) {
	if info, err := os.Lstat(path); err == nil && info.IsDir() {
		return nil, errors.New("there is a folder of this name")
	}
	p := &pending{path + ".new", path}
	file, err := os.OpenFile(p.temporary, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(write(file), file.Close()); err != nil {
		return nil, errors.Join(err, os.Remove(p.temporary))
	}
	return p, nil
}

func (p *pending) commit() error { return os.Rename(p.temporary, p.path) }

// discard removes what was not committed; after commit it does nothing.
func (p *pending) discard() { _ = os.Remove(p.temporary) }

// settle has nothing to do here: a folder cannot be synced.
func settle(string) {}

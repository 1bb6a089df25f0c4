//go:build !windows

package render

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
)

// pending is a file that is written in full beside its place, but not there yet.
type pending struct{ file *renameio.PendingFile }

// stage writes a file beside path. It fails where commit would: a brief must not be half replaced.
func stage(path string, write func(io.Writer) error) (*pending, error) {
	info, err := os.Lstat(path)
	if err == nil && info.IsDir() {
		return nil, errors.New("there is a folder of this name")
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	file, err := renameio.NewPendingFile(path, renameio.WithPermissions(0o644), renameio.WithExistingPermissions(),
		renameio.WithTempDir(filepath.Dir(path))) // not the system's, where sweep would not find it
	if err != nil {
		return nil, err
	}
	if err := write(file); err != nil {
		return nil, errors.Join(err, file.Cleanup())
	}
	if err := file.Sync(); err != nil {
		return nil, errors.Join(err, file.Cleanup())
	}
	return &pending{file}, nil
}

func (p *pending) commit() error { return p.file.CloseAtomicallyReplace() }

// discard removes what was not committed; after commit it does nothing.
func (p *pending) discard() { _ = p.file.Cleanup() }

// settle puts the new names on disk too: their files are, since stage. A file system that cannot do that for a folder
// does it in its own time.
func settle(folder string) {
	if f, err := os.Open(folder); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

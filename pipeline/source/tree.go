package source

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// tree is what documents are read from: the disk or a mounted file system. Stat follows symbolic links.
type tree interface {
	Stat(name string) (fs.FileInfo, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	Open(name string) (fs.File, error)
	Real(name string) (string, error) // the one path of a folder, whatever links lead to it
}

// disk is the machine's own file system. os.DirFS would not do: it refuses names that are no UTF-8.
type disk struct{}

func (disk) Stat(name string) (fs.FileInfo, error)      { return os.Stat(name) }
func (disk) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }
func (disk) Open(name string) (fs.File, error)          { return os.Open(name) }

func (disk) Real(name string) (string, error) {
	absolute, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(absolute)
}

// mounted shows fsys under a name, so that paths read name/file.
type mounted struct {
	fsys fs.FS
	name string
}

func (m mounted) inside(name string) string {
	return path.Join(".", strings.TrimPrefix(strings.TrimPrefix(name, m.name), "/"))
}

func (m mounted) Stat(name string) (fs.FileInfo, error) { return fs.Stat(m.fsys, m.inside(name)) }
func (m mounted) Open(name string) (fs.File, error)     { return m.fsys.Open(m.inside(name)) }
func (m mounted) Real(name string) (string, error)      { return name, nil }

func (m mounted) ReadDir(name string) ([]fs.DirEntry, error) {
	return fs.ReadDir(m.fsys, m.inside(name))
}

package cache

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// file is one thing of the cache's own that stands in a shard.
type file struct {
	path  string
	shard string // two hexadecimal digits
	key   Key    // of an entry
	temp  bool   // a temporary file, not an entry
	info  fs.FileInfo
}

// walk visits every entry and temporary file, shard by shard in order. What it does not know by name it does not
// visit: files of other kinds, folders of other names, symbolic links in place of shards. A shard that cannot be read
// ends the walk, unless broken is there to be told of it, and of a file in the place of a shard.
func (s *Store) walk(ctx context.Context, broken func(path string, err error), visit func(file) error) error {
	if err := marked(s.dir); err != nil {
		return fmt.Errorf("%s is no cache: %w", s.dir, err)
	}
	shards, err := os.ReadDir(s.dir)
	if err != nil {
		return fmt.Errorf("reading cache: %w", err)
	}
	for _, shard := range shards {
		path := filepath.Join(s.dir, shard.Name())
		switch {
		case shard.Type().IsRegular() && strings.HasPrefix(shard.Name(), tempPrefix):
			err = visitEntry(s.dir, "", shard, visit)
		case shard.IsDir() && isHex(shard.Name(), 1):
			err = s.walkShard(ctx, shard.Name(), visit)
			if unreadable := new(fs.PathError); broken != nil && errors.As(err, &unreadable) {
				broken(path, err)
				err = nil
			}
		case shard.Type().IsRegular() && isHex(shard.Name(), 1) && broken != nil:
			broken(path, &Miss{Path: path, Reason: "damaged: a file in the place of a folder of entries"})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) walkShard(ctx context.Context, shard string, visit func(file) error) error {
	dir := filepath.Join(s.dir, shard)
	names, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // cleared meanwhile
	}
	if err != nil {
		return fmt.Errorf("reading cache: %w", err)
	}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := visitEntry(dir, shard, name, visit); err != nil {
			return err
		}
	}
	return nil
}

func visitEntry(dir, shard string, name fs.DirEntry, visit func(file) error) error {
	f := file{
		path:  filepath.Join(dir, name.Name()),
		shard: shard,
		temp:  name.Type().IsRegular() && strings.HasPrefix(name.Name(), tempPrefix),
	}
	if !f.temp && !isHex(name.Name(), len(f.key)) {
		return nil
	}
	if !f.temp {
		_, _ = hex.Decode(f.key[:], []byte(name.Name())) // checked by isHex
	}
	info, err := name.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return nil // pruned or renamed meanwhile
	}
	if err != nil {
		return fmt.Errorf("reading cache: %w", err)
	}
	f.info = info
	return visit(f)
}

// isHex reports whether name is n bytes in lower-case hexadecimal.
func isHex(name string, n int) bool {
	if len(name) != 2*n {
		return false
	}
	for _, c := range name {
		if !strings.ContainsRune("0123456789abcdef", c) {
			return false
		}
	}
	return true
}

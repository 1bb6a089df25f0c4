package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2/maybe"
)

var errCircle = errors.New("links that lead to each other")

// writeWhole writes a file of the user's, whole or not at all, only for them to read when it is new, and makes the folders above it. A link
// stays one: what it leads to is written. With fresh, a file that is there is left alone, which is an error.
func writeWhole(path, text string, fresh bool) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("making the folder of %s: %w", path, err)
	}
	target, err := linkTarget(path)
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if fresh {
		err = writeFresh(target, text)
	} else {
		err = maybe.WriteFile(target, []byte(text), 0o600)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

// writeFresh writes a file beside its place and gives it its name, which fails when there is one of that name, however late it came.
func writeFresh(path, text string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".mattinale-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	err = os.Link(f.Name(), path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(path); err == nil { // a file system without links
		return fs.ErrExist
	}
	return os.Rename(f.Name(), path)
}

// linkTarget is the file that a path leads to, through links, though it need not be there yet.
func linkTarget(path string) (string, error) {
	const mostLinks = 40 // as Linux has it
	for range mostLinks {
		next, err := os.Readlink(path)
		if err != nil {
			return path, nil // no link, or nothing yet
		}
		if !filepath.IsAbs(next) {
			next = filepath.Join(filepath.Dir(path), next)
		}
		path = next
	}
	return "", errCircle
}

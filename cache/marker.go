package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	// markerName is the file that makes a folder a cache of this package. It is the first thing made in a new
	// folder, so a folder with files in it and without the marker is somebody else's.
	markerName = "CACHE-FORMAT"
	marker     = "cache/1\n"

	// tagName tells backup programs to leave the folder out: https://bford.info/cachedir/
	tagName = "CACHEDIR.TAG"
	tag     = "Signature: 8a477f597d28d172789f06886806bc55\n" +
		"# This file marks a cache folder: everything in it can be made again.\n" +
		"# For information about cache directory tags see https://bford.info/cachedir/\n"

	tempPrefix  = ".tmp-"
	tempPattern = tempPrefix + "*"
)

// claim makes dir a cache unless it is one, and fails when it holds other things or cannot be made one.
func claim(dir string) error {
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return err
	}
	err := marked(dir)
	if errors.Is(err, fs.ErrNotExist) {
		err = mark(dir)
	}
	return err
}

// marked returns nil when dir is a cache, an error that is fs.ErrNotExist when it has no marker.
func marked(dir string) error {
	have, err := os.ReadFile(filepath.Join(dir, markerName))
	if err != nil {
		return err
	}
	// The start of a marker is one whose writer was killed on the way; zeros are what a power cut leaves of one.
	if text := string(have); text != marker && !strings.HasPrefix(marker, strings.TrimRight(text, "\x00")) {
		return fmt.Errorf("its format is %q, and this program knows %q", strings.TrimSpace(text), strings.TrimSpace(marker))
	}
	return nil
}

func mark(dir string) error {
	names, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		// Two that are not anybody's: the root of a file system, and what a file manager leaves. A marker can
		// have come from another process since.
		if n := name.Name(); n != "lost+found" && n != ".DS_Store" && n != markerName && n != tagName {
			return fmt.Errorf("the folder holds other files (%s) and is no cache; name a new or an empty one", n)
		}
	}
	if err := writeNew(filepath.Join(dir, markerName), marker); err != nil {
		return notWritable(err)
	}
	return nil
}

// writeNew writes a file unless it is there, and leaves none when it fails.
func writeNew(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = os.Remove(path)
	}
	return err
}

// writable finds out before the first call to a model is paid for, not after it.
func writable(dir string) error {
	if err := writeNew(filepath.Join(dir, tagName), tag); err != nil {
		return notWritable(err)
	}
	f, err := os.CreateTemp(dir, tempPattern)
	if err != nil {
		return notWritable(err)
	}
	_ = f.Close()
	return os.Remove(f.Name())
}

func notWritable(err error) error { return fmt.Errorf("the folder cannot be written: %w", err) }

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestWriteWhole(t *testing.T) {
	for _, tt := range []struct {
		name    string
		prepare func(dir string) error
		fresh   bool
		want    string // in dir/a
		mode    fs.FileMode
		err     error
	}{
		{name: "new", prepare: func(string) error { return nil }, fresh: true, want: "text", mode: 0o600},
		{name: "new, over nothing", prepare: func(string) error { return nil }, want: "text", mode: 0o600},
		{name: "there already", prepare: func(dir string) error { return os.WriteFile(dir+"/a", []byte("old"), 0o644) },
			fresh: true, want: "old", mode: 0o644, err: fs.ErrExist},
		{name: "over the old one, whose mode stays", prepare: func(dir string) error { return os.WriteFile(dir+"/a", []byte("old"), 0o640) },
			want: "text", mode: 0o640},
		{name: "through links", prepare: func(dir string) error {
			return errors.Join(os.Mkdir(dir+"/to", 0o700), os.Symlink("to/b", dir+"/a"), os.Symlink(dir+"/c", dir+"/to/b"))
		}, want: "text", mode: 0o600},
		{name: "links in a circle", prepare: func(dir string) error { return os.Symlink("a", dir+"/a") }, err: errCircle},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := tt.prepare(dir); err != nil {
				t.Fatal(err)
			}
			links := linksIn(t, dir)
			if err := writeWhole(filepath.Join(dir, "a"), "text", tt.fresh); !errors.Is(err, tt.err) {
				t.Errorf("%v, want %v", err, tt.err)
			}
			if got, err := os.ReadFile(dir + "/a"); tt.want != "" && (err != nil || string(got) != tt.want) {
				t.Errorf("%q (%v), want %q", got, err, tt.want)
			}
			if info, err := os.Stat(dir + "/a"); tt.want != "" && (err != nil || info.Mode().Perm() != tt.mode) {
				t.Errorf("%v (%v), want %v", info.Mode(), err, tt.mode)
			}
			if after := linksIn(t, dir); after != links {
				t.Errorf("%d links, there were %d", after, links)
			}
			if left, _ := filepath.Glob(dir + "/.*"); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func linksIn(t *testing.T, dir string) (n int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type() == fs.ModeSymlink {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestChangedMeanwhile: what another program wrote since the file was read is not written over.
func TestChangedMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "c.yaml")
	if err := os.WriteFile(path, []byte("top: 3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := readConfig(path, testNow)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("top: 4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := file.replace("top: 5\n", testNow); err == nil {
		t.Error("no error")
	}
	if text, err := os.ReadFile(path); string(text) != "top: 4\n" {
		t.Errorf("%q, %v", text, err)
	}
	if gone := (&configFile{path: path}).replace("top: 6\n", testNow); gone == nil {
		t.Error("a file that came meanwhile is written over")
	}
}

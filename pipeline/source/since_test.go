package source

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/news"
)

func TestSinceOnDisk(t *testing.T) {
	t.Chdir(t.TempDir())
	at := time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC)
	letter := func(date string) string { return "From: a@example.org\n" + date + "Subject: x\n\ntesto\n" }
	old, fresh := letter("Date: Mon, 23 Nov 2026 07:00:00 +0100\n"), letter("DATE:\n Tue, 24 Nov 2026\n 10:00:00 +0100\n")
	undated, broken := letter(""), letter("Date: ieri\n")
	write(t, ".", map[string]string{
		"d/a.txt": "a", "d/b.txt": "b", "d/c.txt": "c", "d/c.txt.part": "x", "d/c.txt~": "x", "d/.d.txt": "x", "d/e.html.crdownload": "x", "d/f.tmp": "x",
		"box.mbox": from + old + "\n" + from + fresh + "\n" + from + undated + "\n" + from + broken,
		"M/cur/1":  old, "M/new/2": fresh, "M/new/3": undated, "d/old.mbox": from + fresh,
	})
	for name, changed := range map[string]time.Time{
		"d/a.txt": at.Add(-time.Second), "d/b.txt": at, "d/c.txt": at.Add(time.Hour), "d/old.mbox": at.Add(-time.Hour),
		"M/new/2": at.Add(-time.Hour), "M/cur/1": at.Add(time.Hour), "box.mbox": at.Add(-time.Hour),
	} {
		if err := os.Chtimes(name, changed, changed); err != nil {
			t.Fatal(err)
		}
	}
	for arg, want := range map[string]struct{ read, passed []string }{
		"d":        {[]string{"d/b.txt", "d/c.txt"}, []string{"d/a.txt", "d/old.mbox"}},
		"d/a.txt":  {[]string{"d/a.txt"}, nil},
		"box.mbox": {[]string{"box.mbox: message 2", "box.mbox: message 3", "box.mbox: message 4"}, []string{"box.mbox: message 1"}},
		"M":        {[]string{"M/new/2", "M/new/3"}, []string{"M/cur/1"}},
	} {
		var read, passed []string
		opts := Options{Since: news.Since{After: at, Files: true}, Passed: func(name string) { passed = append(passed, name) }}
		for doc, err := range Read(t.Context(), arg, opts) {
			if err != nil {
				t.Error(err)
			}
			read = append(read, doc.Source)
		}
		if diff := cmp.Diff(want.read, read) + cmp.Diff(want.passed, passed); diff != "" {
			t.Errorf("%s: %s", arg, diff)
		}
		if got := items(t, Read(t.Context(), arg, Options{Since: news.Since{After: at, Files: true}})); len(got) != len(want.read) {
			t.Errorf("%s without Passed: %d items, want %d", arg, len(got), len(want.read))
		}
		if got := items(t, Read(t.Context(), arg, Options{})); len(got) != len(want.read)+len(want.passed) {
			t.Errorf("%s without Since: %d items, want %d", arg, len(got), len(want.read)+len(want.passed))
		}
	}
}

func TestEmbeddedFilesHaveNoTime(t *testing.T) {
	fsys := fstest.MapFS{"a.txt": {Data: []byte("a")}}
	if got := items(t, Files(t.Context(), fsys, "seeds", Options{Since: news.Since{After: time.Unix(1e9, 0), Files: true}})); len(got) != 1 {
		t.Errorf("got %v", got)
	}
}

// growing is a file system with files that another program writes to while they are read.
type growing struct{ fstest.MapFS }

func (g growing) Open(name string) (fs.File, error) {
	file, err := g.MapFS.Open(name)
	if strings.HasPrefix(name, "cresce") {
		return &grown{File: file}, err
	}
	return file, err
}

// grown has another time once it has been read.
type grown struct {
	fs.File
	read bool
}

func (g *grown) Read(p []byte) (int, error) {
	g.read = true
	return g.File.Read(p)
}

func (g *grown) Stat() (fs.FileInfo, error) {
	info, err := g.File.Stat()
	if g.read {
		return later{info}, err
	}
	return info, err
}

type later struct{ fs.FileInfo }

func (l later) ModTime() time.Time { return l.FileInfo.ModTime().Add(time.Second) }

func TestFileThatIsBeingWritten(t *testing.T) {
	fsys := func() fs.FS {
		return growing{fstest.MapFS{"a.txt": {Data: []byte("a")}, "cresce.txt": {Data: []byte("metà")}, "z.txt": {Data: []byte("z")}}}
	}
	want := []item{{"d/a.txt", plain, "a", false}, {"d/cresce.txt", "", "", true}, {"d/z.txt", plain, "z", false}}
	if diff := cmp.Diff(want, items(t, Files(t.Context(), fsys(), "d", Options{}))); diff != "" {
		t.Error(diff)
	}
	for _, err := range Files(t.Context(), fsys(), "d", Options{}) {
		if err != nil && !errors.Is(err, errChanging) {
			t.Error(err)
		}
	}
}

package source

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/news"
)

// item is one step of Read, short enough for a table.
type item struct {
	Source, Media, Text string
	Failed              bool
}

func items(t *testing.T, seq func(func(news.Document, error) bool)) []item {
	t.Helper()
	var got []item
	for doc, err := range seq {
		got = append(got, item{doc.Source, doc.MediaType, string(doc.Bytes), err != nil})
	}
	return got
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFolderInNaturalOrder(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", map[string]string{
		"posta/10.txt": "dieci", "posta/9.txt": "nove", "posta/B.md": "# B", "posta/a.HTML": "<p>a",
		"posta/09bis.txt/dentro.eml": "Subject: x\n\ny", "posta/foto.jpg": "\xff\xd8", "posta/.nascosto.txt": "no",
		"posta/.git/testo.txt": "no", "posta/bozza.txt~": "no", "posta/vuoto.txt": "",
	})
	want := []item{
		{"posta/9.txt", plain, "nove", false},
		{"posta/09bis.txt/dentro.eml", mail, "Subject: x\n\ny", false},
		{"posta/10.txt", plain, "dieci", false},
		{"posta/a.HTML", html, "<p>a", false},
		{"posta/B.md", markdown, "# B", false},
		{"posta/vuoto.txt", plain, "", false},
	}
	if diff := cmp.Diff(want, items(t, Read(t.Context(), "posta", Options{}))); diff != "" {
		t.Error(diff)
	}
}

func TestHiddenFolderNamedItself(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", map[string]string{".posta/a.txt": "a"})
	for _, arg := range []string{".posta", "./.posta/", "."} {
		want := []item{{".posta/a.txt", plain, "a", false}}
		if arg == "." { // hidden inside the folder that was named
			want = nil
		}
		if diff := cmp.Diff(want, items(t, Read(t.Context(), arg, Options{}))); diff != "" {
			t.Errorf("%s: %s", arg, diff)
		}
	}
}

func TestEmptyFolderGivesNothing(t *testing.T) {
	if got := items(t, Read(t.Context(), t.TempDir(), Options{})); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestNamesAreKeptRaw(t *testing.T) {
	dir := t.TempDir()
	name := "notizia\x1b[31m\xe9.txt"
	if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o644); err != nil {
		t.Skip("this file system refuses such names: ", err)
	}
	want := []item{{filepath.Join(dir, name), plain, "x", false}}
	if diff := cmp.Diff(want, items(t, Read(t.Context(), dir, Options{}))); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", map[string]string{
		"a.pdf": "%PDF-1.7\n1 0 obj", "a.txt": strings.Repeat("\x00\x01\x02", 99), "a.xml": "<?xml version='1.0'?><rss>",
		"b.xml": "<opml version='2.0'>",
	})
	tests := map[string]struct {
		arg   string
		is    error
		words string
	}{
		"no such file":    {"manca.txt", fs.ErrNotExist, "manca.txt"},
		"a folder's file": {"un/manca.txt", fs.ErrNotExist, "no such file or directory$"},
		"a dotted folder": {"../un.d/manca.txt", fs.ErrNotExist, "no such file or directory$"},
		"no scheme":       {"www.example.org", fs.ErrNotExist, "begins with https://"},
		"no scheme, path": {"example.org/feed.xml", fs.ErrNotExist, "begins with https://"},
		"broken scheme":   {"https:/example.org", fs.ErrNotExist, "begins with https://"},
		"no name":         {"", fs.ErrNotExist, "reading"},
		"PDF":             {"a.pdf", ErrNoText, "a.pdf"},
		"binary text":     {"a.txt", ErrNoText, "a.txt"},
		"page":            {"https://example.org/a", ErrUnsupported, "example.org"},
		"page, upper":     {"HTTP://example.org", ErrUnsupported, "example.org"},
		"other address":   {"ftp://example.org/a.txt", ErrUnsupported, "only http"},
		"with a password": {"https://u:segreto@example.org/", ErrUnsupported, "https://…@example.org"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			count := 0
			for doc, err := range Read(t.Context(), tt.arg, Options{}) {
				count++
				if !errors.Is(err, tt.is) || !strings.Contains(err.Error()+"$", tt.words) {
					t.Errorf("error %v", err)
				}
				if strings.Contains(err.Error()+doc.Source, "segreto") {
					t.Errorf("the password is shown: %v", err)
				}
				if len(doc.Bytes) != 0 || doc.Source == "" && tt.arg != "" {
					t.Errorf("document %+v", doc)
				}
			}
			if count != 1 {
				t.Errorf("%d items", count)
			}
		})
	}
}

// broken fails to open one file and one folder.
type broken struct{ fstest.MapFS }

func (b broken) Open(name string) (fs.File, error) {
	if name == "b.txt" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.MapFS.Open(name)
}

func (b broken) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "c" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.MapFS.ReadDir(name)
}

func TestWalkGoesOnAfterAnError(t *testing.T) {
	file := &fstest.MapFile{Data: []byte("testo")}
	fsys := broken{fstest.MapFS{"a.txt": file, "b.txt": file, "c/x.txt": file, "d.txt": file}}
	want := []item{
		{"seeds/a.txt", plain, "testo", false}, {"seeds/b.txt", "", "", true},
		{"seeds/c", "", "", true}, {"seeds/d.txt", plain, "testo", false},
	}
	if diff := cmp.Diff(want, items(t, Files(t.Context(), fsys, "seeds", Options{}))); diff != "" {
		t.Error(diff)
	}
	for doc, err := range Files(t.Context(), fsys, "seeds", Options{}) {
		if err != nil && (!errors.Is(err, fs.ErrPermission) || !strings.HasPrefix(err.Error(), "reading "+doc.Source+":")) {
			t.Errorf("error %v", err)
		}
	}
}

func TestReadingLimit(t *testing.T) {
	tests := map[string]struct {
		content, want string
		limit         int64
		cut           bool
	}{
		"just fits":              {"città", "città", 6, false},
		"cut between letters":    {"città", "citt", 4, true},
		"cut inside a letter":    {"città", "citt", 5, true},
		"cut inside an emoji":    {"ab😀cd", "ab", 5, true},
		"Latin-1 is left alone":  {"perch\xe9 l'et\xe0 è", "perch\xe9 l'et\xe0", 12, true},
		"UTF-16 ends on a pair":  {"\xff\xfea\x00b\x00", "\xff\xfea\x00", 5, true},
		"all of it one fragment": {"😀", "", 2, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			in := io.MultiReader(strings.NewReader(tt.content), strings.NewReader(""))
			for doc, err := range Read(t.Context(), "-", Options{Stdin: in, MaxBytes: tt.limit}) {
				if err != nil {
					t.Fatal(err)
				}
				if string(doc.Bytes) != tt.want || doc.Cut != tt.cut || doc.Source != "-" {
					t.Errorf("got %q, cut %v, source %q", doc.Bytes, doc.Cut, doc.Source)
				}
			}
		})
	}
}

func TestDefaultLimitHoldsForAnEndlessInput(t *testing.T) {
	for doc, err := range Read(t.Context(), "-", Options{Stdin: endless{}}) {
		if err != nil || !doc.Cut || len(doc.Bytes) != DefaultMaxBytes {
			t.Errorf("%d bytes, cut %v, error %v", len(doc.Bytes), doc.Cut, err)
		}
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestNowStampsTheDocument(t *testing.T) {
	at := time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC)
	opts := Options{Stdin: strings.NewReader("x"), Now: func() time.Time { return at }}
	for doc, err := range Read(t.Context(), "-", opts) {
		if err != nil || !doc.Read.Equal(at) {
			t.Errorf("read %v, error %v", doc.Read, err)
		}
	}
}

func TestStandardInputThatFails(t *testing.T) {
	failing := io.MultiReader(strings.NewReader("metà"), failure{})
	for name, in := range map[string]io.Reader{"none": nil, "breaks": failing} {
		for doc, err := range Read(t.Context(), "-", Options{Stdin: in}) {
			if err == nil || doc.Source != "-" || !strings.Contains(err.Error(), "standard input") {
				t.Errorf("%s: error %v", name, err)
			}
		}
	}
}

// typed is an input at a terminal: after its end it would wait for more.
type typed struct {
	text  *strings.Reader
	ended int
}

func (t *typed) Read(p []byte) (int, error) {
	n, err := t.text.Read(p)
	if err == io.EOF {
		t.ended++
	}
	return n, err
}

func TestEndOfInputIsTypedOnce(t *testing.T) {
	for _, text := range []string{"testo", from + "From: a@example.org\n\ntesto\n", ""} {
		in := &typed{text: strings.NewReader(text)}
		for _, err := range Read(t.Context(), "-", Options{Stdin: in}) {
			if err != nil {
				t.Error(err)
			}
		}
		if in.ended != 1 {
			t.Errorf("%q: the end was read %d times", text, in.ended)
		}
	}
}

type failure struct{}

func (failure) Read([]byte) (int, error) { return 0, errors.New("cable pulled") }

func TestStopsWithTheContext(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.txt": "a", "b.txt": "b", "c.txt": "c"})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	count := 0
	for _, err := range Read(ctx, dir, Options{}) {
		count, last = count+1, err
		cancel()
	}
	if count != 2 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d items, last error %v", count, last)
	}
	for _, err := range Read(ctx, filepath.Join(dir, "a.txt"), Options{}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
}

func TestStopsWhenTheCallerDoes(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.txt": "a", "sub/b.txt": "b", "sub/c.txt": "c", "z.txt": "z"})
	for _, stopAt := range []string{"a.txt", "b.txt"} {
		var last string
		for doc, err := range Read(t.Context(), dir, Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			if last = filepath.Base(doc.Source); last == stopAt {
				break
			}
		}
		if last != stopAt {
			t.Errorf("stopped at %s, not at %s", last, stopAt)
		}
	}
}

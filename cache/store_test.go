package cache

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// clock is a time that only moves when told.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func open(t testing.TB) (*Store, *clock) {
	t.Helper()
	c := &clock{noon}
	s, err := OpenWithClock(filepath.Join(t.TempDir(), "cache"), c.now)
	if err != nil {
		t.Fatal(err)
	}
	return s, c
}

func put(t testing.TB, s *Store, name, value string) Key {
	t.Helper()
	key := KeyOf([]byte(name))
	if err := s.Put(key, []byte(value)); err != nil {
		t.Fatal(err)
	}
	return key
}

func TestPutGet(t *testing.T) {
	s, _ := open(t)
	key := put(t, s, "question", "answer")
	got, err := s.Get(key)
	if err != nil || string(got) != "answer" {
		t.Fatalf("Get = %q, %v", got, err)
	}
	put(t, s, "question", "another answer")
	if got, err = s.Get(key); err != nil || string(got) != "another answer" {
		t.Fatalf("Get after a second Put = %q, %v", got, err)
	}
	var miss *Miss
	_, err = s.Get(KeyOf([]byte("never asked")))
	if !errors.As(err, &miss) || miss.Damaged() || miss.Reason != Absent {
		t.Fatalf("Get of nothing = %v, want an absent *Miss", err)
	}
}

func TestRoundTrip(t *testing.T) {
	s, _ := open(t)
	rapid.Check(t, func(t *rapid.T) {
		description := rapid.SliceOf(rapid.Byte()).Draw(t, "description")
		value := rapid.SliceOfN(rapid.Byte(), 0, 2000).Draw(t, "value")
		if err := s.Put(KeyOf(description), value); err != nil {
			t.Fatal(err)
		}
		got, err := s.Get(KeyOf(description))
		if err != nil || !bytes.Equal(got, value) {
			t.Fatalf("Get = %q, %v; want %q", got, err, value)
		}
	})
}

func TestEntryIsReadable(t *testing.T) {
	s, _ := open(t)
	key := put(t, s, "question", "{\"text\":\"risposta\"}")
	path := filepath.Join(s.Dir(), key.String()[:2], key.String())
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "cache-entry/1 key=" + key.String() +
		" size=19 sha256=aacadccaae5793598343693ec381858354fec4eb7141e7bf53b5f232fc7a369d created=2026-11-24T12:00:00Z\n" +
		"{\"text\":\"risposta\"}"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("entry on disk (-want +got):\n%s", diff)
	}
	for _, p := range []struct {
		path string
		mode os.FileMode
	}{{s.Dir(), 0o700}, {filepath.Dir(path), 0o700}, {path, 0o600}} {
		if info, err := os.Stat(p.path); err != nil || info.Mode().Perm() != p.mode {
			t.Errorf("%s: mode %v, %v; want %v", p.path, info.Mode().Perm(), err, p.mode)
		}
	}
}

func TestDamaged(t *testing.T) {
	tests := []struct {
		name   string
		change func([]byte) []byte
		reason string
	}{
		{"empty", func([]byte) []byte { return nil }, "an empty file"},
		{"cut in the header", func(b []byte) []byte { return b[:40] }, "no header line"},
		{"cut in the value", func(b []byte) []byte { return b[:len(b)-3] }, "3 bytes of value where the header says 6"},
		{"longer than it says", func(b []byte) []byte { return append(b, "\x00\x00"...) }, "8 bytes of value where the header says 6"},
		{"a changed byte", func(b []byte) []byte { b[len(b)-1] ^= 1; return b }, "the value does not match its hash"},
		{"zeros", func(b []byte) []byte { return make([]byte, len(b)) }, "no header line"},
		{"another format", func(b []byte) []byte { return bytes.Replace(b, []byte("/1"), []byte("/2"), 1) }, "not of the format cache-entry/1"},
		{"another key", func(b []byte) []byte { return bytes.Replace(b, []byte("key="), []byte("key=0"), 1) }, "the key in the header is another"},
		{"a size that is none", func(b []byte) []byte { return bytes.Replace(b, []byte("size=6"), []byte("size=-6"), 1) }, "no size in the header"},
		{"an immense size", func(b []byte) []byte { return bytes.Replace(b, []byte("size=6"), []byte("size=999999999999999"), 1) }, "6 bytes of value where the header says 999999999999999"},
		{"no hash", func(b []byte) []byte { return bytes.Replace(b, []byte("sha256="), []byte("sha1="), 1) }, "no hash in the header"},
		{"no time", func(b []byte) []byte { return bytes.Replace(b, []byte("created=2"), []byte("created=x"), 1) }, "no time in the header"},
		{"a word more", func(b []byte) []byte { return bytes.Replace(b, []byte(" size"), []byte(" a size"), 1) }, "a header line of another form"},
		{"an error page", func([]byte) []byte { return []byte("<html>\n") }, "not of the format cache-entry/1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := open(t)
			key := put(t, s, "question", "answer")
			raw, err := os.ReadFile(s.path(key))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(s.path(key), tt.change(raw), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = s.Get(key)
			var miss *Miss
			if !errors.As(err, &miss) || !miss.Damaged() || miss.Reason != "damaged: "+tt.reason {
				t.Fatalf("Get = %v, want a *Miss with %q", err, tt.reason)
			}
			put(t, s, "question", "answer")
			if got, err := s.Get(key); err != nil || string(got) != "answer" {
				t.Errorf("after writing it again: %q, %v", got, err)
			}
		})
	}
}

func TestUnreadable(t *testing.T) {
	s, _ := open(t)
	key := KeyOf([]byte("question"))
	if err := os.MkdirAll(s.path(key), 0o700); err != nil {
		t.Fatal(err)
	}
	var miss *Miss
	if _, err := s.Get(key); !errors.As(err, &miss) || miss.Reason != "damaged: not a file" {
		t.Errorf("Get of a folder = %v", err)
	}
	if err := os.WriteFile(filepath.Join(s.path(key), "mine"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(key, []byte("answer")); err != nil {
		t.Error(err)
	}
	if got, err := s.Get(key); err != nil || string(got) != "answer" {
		t.Errorf("Get after Put over a folder = %q, %v", got, err)
	}
	if _, err := os.Stat(filepath.Join(s.path(key)+".aside", "mine")); err != nil {
		t.Errorf("what was in the folder is gone: %v", err)
	}
}

// A Put that fails leaves nothing, and says so; a cache that cannot be written is read.
func TestUnwritable(t *testing.T) {
	s, _ := open(t)
	put(t, s, "question", "answer")
	key := KeyOf([]byte("another"))
	if err := os.WriteFile(s.shard(key), nil, 0o600); err != nil { // in the place of the shard's folder
		t.Fatal(err)
	}
	if err := s.Put(key, []byte("answer")); err == nil {
		t.Error("Put where a file is in the place of the shard succeeded")
	}
	left, err := filepath.Glob(filepath.Join(s.Dir(), tempPattern))
	if err != nil || len(left) != 0 {
		t.Errorf("a failed Put left %v, %v", left, err)
	}
	if os.Geteuid() == 0 {
		t.Skip("root writes everywhere")
	}
	if err := os.Chmod(s.Dir(), 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(s.Dir(), 0o700)
	again, err := Open(s.Dir())
	if err != nil || again.Unwritable() == nil {
		t.Fatalf("Open = %v, unwritable %v", err, again.Unwritable())
	}
	if got, err := again.Get(KeyOf([]byte("question"))); err != nil || string(got) != "answer" {
		t.Errorf("Get = %q, %v", got, err)
	}
}

// Writers and readers of one key, and a store that is cleared under them: no error, and no value that nobody wrote.
func TestConcurrent(t *testing.T) {
	s, _ := open(t)
	other, err := OpenWithClock(s.Dir(), s.now) // as another process has it
	if err != nil {
		t.Fatal(err)
	}
	value := func(i int) string { return strings.Repeat(fmt.Sprint(i), 3000) }
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 60 {
				key := KeyOf(fmt.Append(nil, j%3))
				if err := s.Put(key, []byte(value(i))); err != nil {
					t.Error(err)
				}
				got, err := other.Get(key)
				var miss *Miss
				if errors.As(err, &miss) && !miss.Damaged() {
					continue // cleared
				}
				if err != nil || len(got) != 3000 || string(got) != value(int(got[0]-'0')) {
					t.Errorf("Get = %.20q…, %v", got, err)
				}
			}
		})
	}
	wg.Go(func() {
		for range 20 {
			if _, err := other.Prune(t.Context(), Limit{MaxBytes: 1}); err != nil {
				t.Error(err)
			}
		}
	})
	wg.Wait()
}

func TestOpen(t *testing.T) {
	t.Run("the tag is where backup programs look", func(t *testing.T) {
		s, _ := open(t)
		got, err := os.ReadFile(filepath.Join(s.Dir(), "CACHEDIR.TAG"))
		if err != nil || !strings.HasPrefix(string(got), "Signature: 8a477f597d28d172789f06886806bc55\n") {
			t.Errorf("CACHEDIR.TAG = %q, %v", got, err)
		}
	})
	t.Run("again", func(t *testing.T) {
		s, _ := open(t)
		key := put(t, s, "question", "answer")
		again, err := Open(s.Dir())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := again.Get(key); err != nil || string(got) != "answer" {
			t.Errorf("Get = %q, %v", got, err)
		}
	})
	for name, left := range map[string]string{"killed before the marker was written": "", "a full disk": "cach", "a power cut": "\x00\x00\x00\x00\x00\x00\x00\x00"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, markerName), []byte(left), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(dir); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("removed while it is open", func(t *testing.T) {
		s, _ := open(t)
		if err := os.RemoveAll(s.Dir()); err != nil {
			t.Fatal(err)
		}
		put(t, s, "question", "answer")
		if _, err := Open(s.Dir()); err != nil {
			t.Errorf("what Put made anew is no cache: %v", err)
		}
	})
	t.Run("what killed processes left is removed", func(t *testing.T) {
		s, c := open(t)
		old, young := temporary(t, s.Dir(), 2*time.Hour), temporary(t, s.Dir(), time.Minute)
		if _, err := OpenWithClock(s.Dir(), c.now); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(old); err == nil {
			t.Error("an old temporary file is still there")
		}
		if _, err := os.Stat(young); err != nil {
			t.Error("a temporary file that may be in use is gone")
		}
	})
	refused := []struct {
		name string
		make func(t *testing.T, dir string)
		want string
	}{
		{"a folder of other files", func(t *testing.T, dir string) { write(t, filepath.Join(dir, "letters.txt")) }, "other files (letters.txt)"},
		{"a later format", func(t *testing.T, dir string) { write(t, filepath.Join(dir, markerName)) }, "its format is"},
		{"a file in its place", func(t *testing.T, dir string) {
			if err := os.Remove(dir); err != nil {
				t.Fatal(err)
			}
			write(t, dir)
		}, "not a directory"},
	}
	for _, tt := range refused {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "dir")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			tt.make(t, dir)
			_, err := Open(dir)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Open = %v, want an error with %q", err, tt.want)
			}
			if _, err := os.Stat(filepath.Join(dir, tagName)); err == nil {
				t.Error("Open left its tag in a folder that is not its own")
			}
		})
	}
}

func TestOpenUnwritable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root writes everywhere")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "cannot be written") {
		t.Errorf("Open = %v", err)
	}
}

func write(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func FuzzEntry(f *testing.F) {
	key := KeyOf([]byte("question"))
	f.Add(append(header(key, []byte("answer"), noon), "answer"...))
	f.Add([]byte("cache-entry/1 key=\n"))
	f.Add([]byte("\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		value, err := parseEntry(bytes.NewReader(raw), int64(len(raw)), key)
		var bad *damage
		if err != nil && !errors.As(err, &bad) {
			t.Fatalf("an error that is no damage: %v", err)
		}
		if err == nil && !bytes.Contains(raw, fmt.Appendf(nil, " sha256=%s ", KeyOf(value))) {
			t.Fatalf("a value whose hash the entry does not have: %q", value)
		}
		whole := append(header(key, raw, noon), raw...)
		if back, err := parseEntry(bytes.NewReader(whole), int64(len(whole)), key); err != nil || !bytes.Equal(back, raw) {
			t.Fatalf("round trip: %q, %v", back, err)
		}
	})
}

func BenchmarkPut(b *testing.B) {
	s, _ := open(b)
	value := bytes.Repeat([]byte("answer "), 150)
	for i := 0; b.Loop(); i++ {
		if err := s.Put(KeyOf(fmt.Append(nil, i)), value); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGet(b *testing.B) {
	s, _ := open(b)
	key := put(b, s, "question", strings.Repeat("answer ", 150))
	for b.Loop() {
		if _, err := s.Get(key); err != nil {
			b.Fatal(err)
		}
	}
}

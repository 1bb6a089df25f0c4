package cache

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// aged puts an entry that was last used so long before noon.
func aged(t *testing.T, s *Store, name, value string, age time.Duration) Key {
	t.Helper()
	key := put(t, s, name, value)
	if err := os.Chtimes(s.path(key), noon.Add(-age), noon.Add(-age)); err != nil {
		t.Fatal(err)
	}
	return key
}

func temporary(t *testing.T, dir string, age time.Duration) string {
	t.Helper()
	f, err := os.CreateTemp(dir, tempPattern)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(f.Name(), noon.Add(-age), noon.Add(-age)); err != nil {
		t.Fatal(err)
	}
	return f.Name()
}

func size(value string) int64 {
	return int64(len(header(Key{}, []byte(value), noon)) + len(value))
}

func present(s *Store, keys ...Key) []bool {
	var there []bool
	for _, key := range keys {
		_, err := os.Stat(s.path(key))
		there = append(there, err == nil)
	}
	return there
}

func TestStats(t *testing.T) {
	s, _ := open(t)
	a := aged(t, s, "a", "one", 3*time.Hour)
	aged(t, s, "b", "three", time.Hour)
	temporary(t, s.shard(a), 0)
	got, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got.Oldest, got.Newest = got.Oldest.UTC(), got.Newest.UTC()
	want := Stats{Entries: 2, Bytes: size("one") + size("three"), Temporary: 1, Oldest: noon.Add(-3 * time.Hour), Newest: noon.Add(-time.Hour)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Stats (-want +got):\n%s", diff)
	}
}

func TestVerify(t *testing.T) {
	s, _ := open(t)
	good := put(t, s, "good", "answer")
	torn := put(t, s, "torn", "answer")
	if err := os.Truncate(s.path(torn), 100); err != nil {
		t.Fatal(err)
	}
	temporary(t, s.shard(good), 48*time.Hour)
	write(t, filepath.Join(s.shard(good), "notes.txt"))
	raw, err := os.ReadFile(s.path(good))
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(s.Dir(), "00", good.String())
	if err := os.MkdirAll(filepath.Dir(elsewhere), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(elsewhere, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	stray := filepath.Join(s.Dir(), "01") // no entry of this test
	write(t, stray)
	got := map[string]string{}
	n, err := s.Verify(t.Context(), func(path string, err error) {
		var miss *Miss
		if !errors.As(err, &miss) {
			t.Errorf("%s: %v is no *Miss", path, err)
			return
		}
		got[path] = miss.Reason
	})
	if err != nil || n != 3 {
		t.Errorf("Verify = %d, %v; want 3 entries read", n, err)
	}
	want := map[string]string{s.path(torn): "damaged: no header line", elsewhere: "damaged: in the folder of other keys",
		stray: "damaged: a file in the place of a folder of entries"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("damaged (-want +got):\n%s", diff)
	}
}

func TestPrune(t *testing.T) {
	day := 24 * time.Hour
	tests := []struct {
		name  string
		limit Limit
		want  []bool // of the entries used 3 days, 2 days, 1 day ago
	}{
		{"no limit", Limit{}, []bool{true, true, true}},
		{"by age", Limit{Before: noon.Add(-36 * time.Hour)}, []bool{false, false, true}},
		{"by size, least recently used first", Limit{MaxBytes: 2 * size("answer")}, []bool{false, true, true}},
		{"by both", Limit{Before: noon.Add(-60 * time.Hour), MaxBytes: size("answer")}, []bool{false, false, true}},
		{"less than one fits", Limit{MaxBytes: 1}, []bool{false, false, false}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := open(t)
			old := aged(t, s, "old", "answer", 3*day)
			middle := aged(t, s, "middle", "answer", 2*day)
			young := aged(t, s, "young", "answer", day)
			left, fresh := temporary(t, s.shard(old), 2*time.Hour), temporary(t, s.shard(old), time.Minute)
			probe := temporary(t, s.Dir(), 2*time.Hour)
			removed, err := s.Prune(t.Context(), tt.limit)
			if err != nil {
				t.Fatal(err)
			}
			got := present(s, old, middle, young)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("entries kept (-want +got):\n%s", diff)
			}
			gone := 0
			for _, kept := range got {
				if !kept {
					gone++
				}
			}
			want := Removed{Entries: gone, Bytes: int64(gone) * size("answer"), Temporary: 2}
			if diff := cmp.Diff(want, removed); diff != "" {
				t.Errorf("Removed (-want +got):\n%s", diff)
			}
			for _, f := range []struct {
				path string
				want bool
			}{{left, false}, {probe, false}, {fresh, true}} {
				if _, err := os.Stat(f.path); (err == nil) != f.want {
					t.Errorf("temporary file %s: %v, want there: %v", filepath.Base(f.path), err, f.want)
				}
			}
		})
	}
}

// A hit counts as use, so that what is in use stays; renewed at most once an hour.
func TestHitRenews(t *testing.T) {
	s, c := open(t)
	old := aged(t, s, "old but in use", "answer", 48*time.Hour)
	recent := aged(t, s, "recent", "answer", 30*time.Minute)
	for _, key := range []Key{old, recent} {
		if _, err := s.Get(key); err != nil {
			t.Fatal(err)
		}
	}
	for key, want := range map[Key]time.Time{old: c.at, recent: noon.Add(-30 * time.Minute)} {
		info, err := os.Stat(s.path(key))
		if err != nil || !info.ModTime().Equal(want) {
			t.Errorf("last use = %v, %v; want %v", info.ModTime(), err, want)
		}
	}
}

func TestClear(t *testing.T) {
	s, _ := open(t)
	for i := range 20 {
		put(t, s, fmt.Sprint(i), "answer") // none of them in shard 00
	}
	key := put(t, s, "last", "answer")
	temporary(t, s.shard(key), 0)
	mine := []string{
		filepath.Join(s.Dir(), "mine.txt"),
		filepath.Join(s.Dir(), "letters", "mine.txt"),
		filepath.Join(s.shard(key), "mine.txt"),
	}
	for _, path := range mine {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, path)
	}
	outside := filepath.Join(t.TempDir(), key.String())
	write(t, outside)
	link := filepath.Join(s.Dir(), "00") // where a shard could stand
	if err := os.RemoveAll(link); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Dir(outside), link); err != nil {
		t.Fatal(err)
	}
	removed, err := s.Clear(t.Context())
	if err != nil || removed.Entries != 21 || removed.Temporary != 1 {
		t.Errorf("Clear = %+v, %v; want 21 entries and a temporary file", removed, err)
	}
	for _, path := range append(mine, outside) {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("Clear took what is not its own: %v", err)
		}
	}
	shards, err := filepath.Glob(filepath.Join(s.Dir(), "[0-9a-f][0-9a-f]"))
	if diff := cmp.Diff([]string{s.shard(key)}, shards); err != nil || diff != "" {
		t.Errorf("shards left, %v (-want +got):\n%s", err, diff)
	}
	put(t, s, "after", "answer")
}

func TestClearWithoutMarker(t *testing.T) {
	s, _ := open(t)
	key := put(t, s, "question", "answer")
	if err := os.Remove(filepath.Join(s.Dir(), markerName)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Clear(t.Context()); err == nil {
		t.Error("Clear of a folder without the marker succeeded")
	}
	if !present(s, key)[0] {
		t.Error("Clear of a folder without the marker removed an entry")
	}
}

func TestUpkeepStopsWithTheContext(t *testing.T) {
	s, _ := open(t)
	key := put(t, s, "question", "answer")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Clear(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Clear = %v", err)
	}
	if !present(s, key)[0] {
		t.Error("Clear went on after the context ended")
	}
}

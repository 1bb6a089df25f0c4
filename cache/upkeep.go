package cache

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// staleTemp is the age from which a temporary file counts as left over: writing an entry takes milliseconds.
const staleTemp = time.Hour

// sweep removes what killed processes left while they wrote an entry. Nothing depends on it: what it cannot remove stays.
func (s *Store) sweep() {
	names, _ := os.ReadDir(s.dir)
	for _, name := range names {
		_ = visitEntry(s.dir, "", name, func(f file) error {
			if f.temp && s.stale(f) {
				_ = os.Remove(f.path)
			}
			return nil
		})
	}
}

func (s *Store) stale(f file) bool { return s.now().Sub(f.info.ModTime()) > staleTemp }

// Stats is what a store holds.
type Stats struct {
	Entries   int
	Bytes     int64     // of the entries, headers included
	Temporary int       // files that are being written, or were left by a run that was killed
	Oldest    time.Time // when the entry unused for longest was last used, to the hour; zero when there is none
	Newest    time.Time // when the entry used last was
}

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	var st Stats
	err := s.walk(ctx, nil, func(f file) error {
		if f.temp {
			st.Temporary++
			return nil
		}
		used := f.info.ModTime()
		if st.Entries == 0 || used.Before(st.Oldest) {
			st.Oldest = used
		}
		if used.After(st.Newest) {
			st.Newest = used
		}
		st.Entries++
		st.Bytes += f.info.Size()
		return nil
	})
	return st, err
}

// Verify reads every entry, calls damaged for each that cannot be used and for each shard that cannot be read, and
// returns how many entries it read. A temporary file is no entry. The error is one of reading the folder, or the context's.
func (s *Store) Verify(ctx context.Context, damaged func(path string, err error)) (int, error) {
	entries := 0
	err := s.walk(ctx, damaged, func(f file) error {
		if f.temp {
			return nil
		}
		_, _, err := readEntry(f.path, f.key)
		var miss *Miss
		if errors.As(err, &miss) && !miss.Damaged() {
			return nil // pruned meanwhile
		}
		entries++
		if err == nil && f.shard != f.key.String()[:2] {
			err = &Miss{Path: f.path, Reason: "damaged: in the folder of other keys"}
		}
		if err != nil {
			damaged(f.path, err)
		}
		return nil
	})
	return entries, err
}

// Limit says what Prune keeps. The zero value keeps every entry.
type Limit struct {
	Before   time.Time // entries last used before it go; zero: none go for their age
	MaxBytes int64     // most bytes of entries, headers included; 0: any number
}

// Removed is what Prune or Clear took away.
type Removed struct {
	Entries   int
	Bytes     int64 // of the entries
	Temporary int   // left-over temporary files
}

// Prune removes the entries over a limit, least recently used first, and temporary files that were left over.
func (s *Store) Prune(ctx context.Context, limit Limit) (Removed, error) {
	var removed Removed
	var kept []file
	var bytes int64
	err := s.walk(ctx, nil, func(f file) error {
		switch {
		case f.temp && s.stale(f):
			return removed.remove(f)
		case f.temp:
			return nil
		case f.info.ModTime().Before(limit.Before):
			return removed.remove(f)
		}
		kept = append(kept, f)
		bytes += f.info.Size()
		return nil
	})
	if err != nil || limit.MaxBytes <= 0 {
		return removed, err
	}
	slices.SortStableFunc(kept, func(a, b file) int { return a.info.ModTime().Compare(b.info.ModTime()) })
	for _, f := range kept {
		if bytes <= limit.MaxBytes {
			break
		}
		if err := removed.remove(f); err != nil {
			return removed, err
		}
		bytes -= f.info.Size()
	}
	return removed, nil
}

// Clear removes every entry and temporary file, and nothing else: what it does not know stays, and so does the folder,
// which is still a cache. A folder without the marker is not touched.
func (s *Store) Clear(ctx context.Context) (Removed, error) {
	var removed Removed
	if err := s.walk(ctx, nil, removed.remove); err != nil {
		return removed, err
	}
	for i := range 256 {
		_ = os.Remove(filepath.Join(s.dir, fmt.Sprintf("%02x", i))) // fails, as it should, unless empty
	}
	return removed, nil
}

// remove takes one file away; one that has gone meanwhile is not counted, and a folder under an entry's name is not ours.
func (r *Removed) remove(f file) error {
	if f.info.IsDir() {
		return nil
	}
	err := os.Remove(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("removing cache entry: %w", err)
	}
	if f.temp {
		r.Temporary++
		return nil
	}
	r.Entries++
	r.Bytes += f.info.Size()
	return nil
}

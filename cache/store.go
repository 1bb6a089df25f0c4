// Package cache keeps values on disk under the hash of what they answer. What goes in is a key and bytes; what comes
// out is the same bytes, or a *Miss that says why not. It knows nothing of what the bytes mean.
//
// An entry is a plain file, DIR/ab/abcdef…, of one header line and then the value as it is, so that `less` shows it.
// It is written beside its place and renamed into it: a reader, in this process or another, sees a whole entry or
// none. Nothing is synced to the disk platter: the page cache outlives a killed process, and an entry torn by a power
// cut does not match its hash, is a miss, and is written again. That costs a call, where a sync for each entry
// would cost every run (and is why renameio, which always syncs, is not used here).
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

const (
	dirMode = 0o700 // what was asked and answered is nobody else's business

	// touchAfter is how stale an entry's time of last use may get before a hit renews it. Go's build cache uses the
	// same hour: reads stay reads, and the order for Prune stays right to the hour.
	touchAfter = time.Hour

	// putAttempts bounds how often Put starts anew when Clear or Prune of another process takes its shard away.
	putAttempts = 4
)

// Key names an entry.
type Key [sha256.Size]byte

// KeyOf is the SHA-256 of the whole description of what the value answers.
func KeyOf(description []byte) Key { return sha256.Sum256(description) }

// String is the key in hexadecimal, the name of its file.
func (k Key) String() string { return hex.EncodeToString(k[:]) }

// Absent is the reason of a Miss when there is no entry at all; any other reason says how the entry is damaged.
const Absent = "absent"

// Miss is the error of Get when it has no value to give.
type Miss struct {
	Path   string
	Reason string // Absent, or in which way the entry is damaged
}

func (m *Miss) Error() string { return fmt.Sprintf("cache entry %s: %s", m.Path, m.Reason) }

// Damaged reports whether there is an entry that cannot be used.
func (m *Miss) Damaged() bool { return m.Reason != Absent }

// Store is a folder of entries. It is safe for concurrent use, also by several processes at once.
type Store struct {
	dir        string
	now        func() time.Time
	unwritable error
}

// Open makes dir a cache, or opens the one it is. A folder that holds other files is refused, as is one that is no
// cache and cannot be made one. A cache that cannot be written is still there to be read: see Unwritable.
func Open(dir string) (*Store, error) { return OpenWithClock(dir, time.Now) }

// OpenWithClock is Open with another clock than the system's: it dates entries and their last use, and says what is old.
func OpenWithClock(dir string, now func() time.Time) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("opening cache: %w", err)
	}
	if err := claim(dir); err != nil {
		return nil, fmt.Errorf("opening cache %s: %w", dir, err)
	}
	s := &Store{dir: dir, now: now}
	if err := writable(dir); err != nil {
		s.unwritable = fmt.Errorf("cache %s: %w", dir, err)
		return s, nil
	}
	s.sweep()
	return s, nil
}

// Unwritable says why the folder could not be written when it was opened, so that it can be said before the first call
// is paid for; nil when it could. Put tries all the same: a full disk may have room again.
func (s *Store) Unwritable() error { return s.unwritable }

// Dir is the absolute path of the folder.
func (s *Store) Dir() string { return s.dir }

func (s *Store) shard(key Key) string { return filepath.Join(s.dir, hex.EncodeToString(key[:1])) }
func (s *Store) path(key Key) string  { return filepath.Join(s.shard(key), key.String()) }

// Get returns the value of a key. The error is a *Miss when there is no entry or a damaged one, and something else
// when the entry cannot be read at all.
func (s *Store) Get(key Key) ([]byte, error) {
	path := s.path(key)
	value, used, err := readEntry(path, key)
	if err != nil {
		return nil, err
	}
	if now := s.now(); now.Sub(used) > touchAfter {
		// A folder that cannot be written is still good to read from: only the order for Prune suffers.
		_ = os.Chtimes(path, now, now)
	}
	return value, nil
}

// readEntry reads and checks one entry and says when it was last used.
func readEntry(path string, key Key) (value []byte, used time.Time, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, used, &Miss{Path: path, Reason: Absent}
	}
	if err != nil {
		return nil, used, fmt.Errorf("reading cache entry: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, used, fmt.Errorf("reading cache entry: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, used, &Miss{Path: path, Reason: "damaged: not a file"}
	}
	value, err = parseEntry(f, info.Size(), key)
	var bad *damage
	if errors.As(err, &bad) {
		return nil, used, &Miss{Path: path, Reason: "damaged: " + bad.reason}
	}
	if err != nil {
		return nil, used, fmt.Errorf("reading cache entry: %w", err)
	}
	return value, info.ModTime(), nil
}

// Put keeps a value under a key, in place of the one that is there. When it fails nothing has changed.
func (s *Store) Put(key Key, value []byte) error {
	var err error
	for range putAttempts {
		err = s.put(key, value)
		if !errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err = claim(s.dir); err != nil { // the whole folder may be gone, and a new one needs its marker first
			break
		}
	}
	if err != nil && s.holds(key, value) {
		return nil // a file system that does not replace files in use; the same value is there already
	}
	if err != nil {
		return fmt.Errorf("writing cache entry: %w", err)
	}
	return nil
}

func (s *Store) put(key Key, value []byte) error {
	if err := os.Mkdir(s.shard(key), dirMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	// In the folder itself, not in the shard, so that Open finds what a killed process left without a walk.
	f, err := os.CreateTemp(s.dir, tempPattern) // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(append(header(key, value, s.now()), value...))
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = place(f.Name(), s.path(key))
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// place renames a file to its place. A folder that stands there, as after the repair of a file system, is put aside,
// not removed: what is in it is not ours.
func place(temporary, path string) error {
	err := os.Rename(temporary, path)
	if info, there := os.Lstat(path); err == nil || there != nil || !info.IsDir() {
		return err
	}
	if os.Remove(path) != nil { // it is not empty
		if aside := os.Rename(path, path+".aside"); aside != nil {
			return aside
		}
	}
	return os.Rename(temporary, path)
}

func (s *Store) holds(key Key, value []byte) bool {
	there, err := s.Get(key)
	return err == nil && bytes.Equal(there, value)
}

package web

import (
	"errors"
	"fmt"
	"os"
	"sync"
)

// block is the unit of the spool, in bytes, and how much of a body stays in memory.
const block = 256 << 10

// spool holds the bodies that are large, in blocks of one temporary file: one open file, however many bodies. The file has
// no name where the system allows that, and is gone with the program in any case there. The zero value with a folder is ready.
type spool struct {
	folder string

	mu     sync.Mutex
	file   *os.File
	name   string // to be removed on close; "": it was already
	blocks int    // in the file
	free   []int
	closed bool
}

var (
	errClosed    = errors.New("the reader of addresses is closed")
	errTemporary = errors.New("the temporary file for large bodies cannot be written")
)

func noRoom(err error) error {
	if errors.Is(err, errClosed) {
		return err
	}
	return faultf(errTemporary, "%s: %s", errTemporary, err)
}

// write puts up to a block of bytes into a block of its own.
func (s *spool) write(b []byte) (int, error) {
	file, n, err := s.take()
	if err != nil {
		return 0, noRoom(err)
	}
	if _, err := file.WriteAt(b, int64(n)*block); err != nil {
		s.give([]int{n})
		return 0, noRoom(err)
	}
	return n, nil
}

func (s *spool) take() (*os.File, int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, 0, errClosed
	}
	if s.file == nil {
		if err := s.open(); err != nil {
			return nil, 0, err
		}
	}
	if last := len(s.free) - 1; last >= 0 {
		n := s.free[last]
		s.free = s.free[:last]
		return s.file, n, nil
	}
	s.blocks++
	return s.file, s.blocks - 1, nil
}

func (s *spool) open() error {
	file, err := os.CreateTemp(s.folder, "mattinale-*") // mode 0600
	if err != nil {
		return err
	}
	s.file = file
	if os.Remove(file.Name()) != nil { // Windows removes no file that is open
		s.name = file.Name()
	}
	return nil
}

// give takes blocks back.
func (s *spool) give(blocks []int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = append(s.free, blocks...)
}

// read fills b with what was written into blocks.
func (s *spool) read(blocks []int, b []byte) error {
	s.mu.Lock()
	file, closed := s.file, s.closed
	s.mu.Unlock()
	if closed {
		return errClosed
	}
	for i, n := range blocks {
		part := b[i*block : min((i+1)*block, len(b))]
		if _, err := file.ReadAt(part, int64(n)*block); err != nil {
			return fmt.Errorf("reading a temporary file: %w", err)
		}
	}
	return nil
}

func (s *spool) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	if s.file != nil {
		_ = s.file.Close()
	}
	if s.name != "" {
		_ = os.Remove(s.name)
	}
}

package server

import (
	"fmt"
	"os"
	"sync"
)

const (
	maxLog  = 4 << 20 // bytes in the file; then it begins anew
	maxTail = 8 << 10 // bytes kept in memory
)

// boundedLog is the server's log: a file that begins anew with each start and when it gets long, and the end of it in
// memory. A nil log is empty.
type boundedLog struct {
	mu   sync.Mutex
	file *os.File
	size int64
	end  []byte
}

func openLog(path string) (*boundedLog, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the model server's log: %w", err)
	}
	return &boundedLog{file: file}, nil
}

// Write never fails: a full disk must not end the server.
func (l *boundedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.size > maxLog {
		l.rewind()
	}
	n, _ := l.file.Write(p)
	l.size += int64(n)
	l.end = append(l.end, p...)
	if len(l.end) > 2*maxTail {
		l.end = append([]byte(nil), l.end[len(l.end)-maxTail:]...)
	}
	return len(p), nil
}

func (l *boundedLog) rewind() {
	if l.file.Truncate(0) == nil {
		_, _ = l.file.Seek(0, 0)
	}
	l.size = 0
}

// restart marks a new start: what an earlier one said stays in the file, not in the tail.
func (l *boundedLog) restart(name string) {
	l.mu.Lock()
	l.end = nil
	l.mu.Unlock()
	fmt.Fprintf(l, "== %s\n", name)
}

// tail is the last lines, as one.
func (l *boundedLog) tail() string {
	if l == nil {
		return ""
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return lastLines(string(l.end), 8)
}

func (l *boundedLog) close() {
	if l != nil {
		l.file.Close()
	}
}

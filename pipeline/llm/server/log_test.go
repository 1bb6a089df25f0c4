package server

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLogIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	l, err := openLog(path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.close()
	line := append(bytes.Repeat([]byte("x"), 1<<16-1), '\n')
	for range 3 * maxLog / len(line) {
		if n, err := l.Write(line); n != len(line) || err != nil {
			t.Fatal(n, err)
		}
	}
	l.restart("second start")
	if _, err := l.Write([]byte("one\n\ntwo\n")); err != nil {
		t.Fatal(err)
	}
	if got := l.tail(); !strings.HasSuffix(got, "one |  | two") || strings.Contains(got, "xx") {
		t.Errorf("tail %q", got)
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() > maxLog+2*int64(len(line)) {
		t.Errorf("%d bytes, %v", info.Size(), err)
	}
}

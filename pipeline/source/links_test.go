//go:build unix

package source

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
}

func TestLinksAreFollowedOnce(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", map[string]string{"posta/a.txt": "a", "posta/sub/b.txt": "b", "fuori/c.txt": "c", "fuori/d.log": "d"})
	link(t, "..", "posta/sub/su")              // loop to the folder itself
	link(t, "su", "posta/sub/altro")           // loop through a loop
	link(t, "../fuori", "posta/fuori")         // a folder elsewhere
	link(t, "../fuori", "posta/fuori2")        // the same again
	link(t, "../fuori/c.txt", "posta/x.txt")   // a file elsewhere
	link(t, "../fuori/d.log", "posta/y")       // no known extension
	link(t, "manca.txt", "posta/z.txt")        // leads nowhere, is a failure
	link(t, "zz.txt", "posta/zz.txt")          // leads to itself
	link(t, "manca", "posta/niente")           // leads nowhere, could be anything
	link(t, "../.nascosto", "posta/.nascosto") // hidden
	want := []item{
		{"posta/a.txt", plain, "a", false},
		{"posta/fuori/c.txt", plain, "c", false},
		{"posta/sub/b.txt", plain, "b", false},
		{"posta/x.txt", plain, "c", false},
		{"posta/z.txt", "", "", true},
		{"posta/zz.txt", "", "", true},
	}
	if diff := cmp.Diff(want, items(t, Read(t.Context(), "posta", Options{}))); diff != "" {
		t.Error(diff)
	}
}

func TestNamedPipe(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, ".", map[string]string{"d/b.txt": "b"})
	if err := syscall.Mkfifo("d/a.txt", 0o600); err != nil {
		t.Skip("no named pipes here: ", err)
	}
	want := []item{{"d/a.txt", "", "", true}, {"d/b.txt", plain, "b", false}}
	if diff := cmp.Diff(want, items(t, Read(t.Context(), "d", Options{}))); diff != "" {
		t.Error("in a folder:", diff)
	}

	go os.WriteFile("d/a.txt", []byte("<!doctype html><p>dal tubo"), 0o600)
	want = []item{{"d/a.txt", html, "<!doctype html><p>dal tubo", false}}
	if diff := cmp.Diff(want, items(t, Read(t.Context(), "d/a.txt", Options{}))); diff != "" {
		t.Error("named itself:", diff)
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range Read(ctx, "d/a.txt", Options{}) { // nobody writes: only the context ends it
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
}

func TestBlockedInputIsGivenUp(t *testing.T) {
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { out.Close() }) // lets the abandoned read end
	ctx, cancel := context.WithCancel(t.Context())
	started := signalling{in, cancel}
	for _, err := range Read(ctx, "-", Options{Stdin: started}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
}

// signalling cancels once a read has begun.
type signalling struct {
	*os.File
	begun func()
}

func (s signalling) Read(p []byte) (int, error) {
	s.begun()
	return s.File.Read(p)
}

func TestSocketsAndDevicesAreRefused(t *testing.T) {
	dir := t.TempDir()
	socket := filepath.Join(dir, "s.txt")
	if listener, err := net.Listen("unix", socket); err == nil {
		t.Cleanup(func() { listener.Close() })
	} else {
		t.Skip("no sockets here: ", err)
	}
	link(t, os.DevNull, filepath.Join(dir, "n.txt"))
	for arg, words := range map[string]string{socket: "socket", os.DevNull: "device", dir: "s.txt"} {
		var all []string
		for _, err := range Read(t.Context(), arg, Options{}) {
			if err == nil {
				t.Fatalf("%s was read", arg)
			}
			all = append(all, err.Error())
		}
		if !strings.Contains(strings.Join(all, "\n"), words) {
			t.Errorf("%s: %q", arg, all)
		}
	}
}

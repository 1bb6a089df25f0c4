package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"mattinale/pipeline/llm/llmtest"
)

// ownMountsEnv is set in a process that may mount what it likes.
const ownMountsEnv = "MATTINALE_TEST_MOUNTS"

// ownMounts runs a test again in a process with mounts of its own, which go with it, and reports whether this is that
// process. A small or read-only file system binds root too, where modes do not.
func ownMounts(t *testing.T) bool {
	t.Helper()
	if os.Getenv(ownMountsEnv) != "" {
		return true
	}
	cmd := exec.Command("/proc/self/exe", "-test.v", "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), ownMountsEnv+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	if id := os.Geteuid(); id != 0 {
		cmd.SysProcAttr.Cloneflags = syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: id, Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{HostID: os.Getegid(), Size: 1}}
	}
	out, err := cmd.CombinedOutput()
	switch exit := new(exec.ExitError); {
	case errors.As(err, &exit):
		t.Errorf("%s", out)
	case err != nil:
		t.Skipf("no mounts of its own: %v", err)
	case bytes.Contains(out, []byte("--- SKIP")):
		t.Skipf("%s", out)
	}
	return false
}

// mount puts an empty file system of so many kilobytes at a path.
func mount(t *testing.T, path string, kilobytes int) {
	t.Helper()
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", path, "tmpfs", 0, fmt.Sprintf("size=%dk,mode=755", kilobytes)); err != nil {
		t.Skipf("mounting is not allowed: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(path, syscall.MNT_DETACH) })
}

// remount changes what is mounted at a path.
func remount(t *testing.T, path string, flags uintptr, options string) {
	t.Helper()
	if err := syscall.Mount("tmpfs", path, "tmpfs", syscall.MS_REMOUNT|flags, options); err != nil {
		t.Fatal(err)
	}
}

// fill leaves no room where a path is.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(filepath.Join(path, "fill"))
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 1024))
	}
	_ = f.Close()
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
}

// A disk that gets full in the middle: the run goes on and says so once, and what was kept is not asked again.
func TestCacheGetsFull(t *testing.T) {
	if !ownMounts(t) {
		return
	}
	p, asked := newProgram(t, t.TempDir(), 12, llmtest.Options{}), 0
	mount(t, p.path("cache"), 36) // pages of 4: the marker, the tag, the endpoint and six replies
	full := p.exits(exitOK, "brief", "articles")
	if n := says(full.err, "replies are not kept"); n != 1 || p.made(&asked) != 12 {
		t.Errorf("said %d times:\n%s", n, full.err)
	}
	kept := len(p.entries())
	if kept < 3 || kept > 9 {
		t.Fatalf("%d replies fitted, the test means some", kept)
	}
	if left := p.leftOver(); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	p.exits(exitOK, "cache", "verify")
	remount(t, p.path("cache"), 0, "size=1m")
	room := p.exits(exitOK, "brief", "articles")
	if n := p.made(&asked); n != 12-kept || says(room.err, "not kept") > 0 {
		t.Errorf("%d calls where %d replies of 12 are kept:\n%s", n, kept, room.err)
	}
}

// spoiled are the ways in which a disk takes nothing more, and what the system then says.
var spoiled = []struct {
	name  string
	spoil func(t *testing.T, path string)
	why   string
}{
	{"full", fill, "no space left"},
	{"read-only", func(t *testing.T, path string) { remount(t, path, syscall.MS_RDONLY, "") }, "read-only file system"},
}

// A disk that is full from the start, or that cannot be written at all: what is there is read.
func TestCacheUnwritable(t *testing.T) {
	if !ownMounts(t) {
		return
	}
	for _, tt := range spoiled {
		t.Run(tt.name, func(t *testing.T) {
			p, asked := newProgram(t, t.TempDir(), 4, llmtest.Options{}), 0
			mount(t, p.path("cache"), 64)
			p.exits(exitOK, "brief", "articles/01.txt", "articles/02.txt", "articles/03.txt")
			p.made(&asked)
			before := p.entries()
			tt.spoil(t, p.path("cache"))
			r := p.exits(exitOK, "brief", "articles")
			if n := p.made(&asked); n != 1 {
				t.Errorf("%d calls where one of four articles is new", n)
			}
			if says(r.err, "replies are not kept") != 1 || says(r.err, tt.why) != 1 {
				t.Errorf("not said once, and why:\n%s", r.err)
			}
			if !maps.EqualFunc(before, p.entries(), bytes.Equal) || len(p.leftOver()) > 0 {
				t.Errorf("changed, or left: %v", p.leftOver())
			}
			p.exits(exitOK, "cache", "verify")
			if r := p.exits(exitOK, "brief", "--offline", "articles/01.txt"); says(r.err, tt.why) > 0 {
				t.Errorf("offline nothing is to be kept, and that is said all the same:\n%s", r.err)
			}
		})
	}
}

// A folder of briefs that is full or cannot be written: an error that says so, and the old brief stays.
func TestBriefsUnwritable(t *testing.T) {
	if !ownMounts(t) {
		return
	}
	calls := map[string]int{"full": 2} // it may have room again when the brief is there
	for _, tt := range spoiled {
		t.Run(tt.name, func(t *testing.T) {
			p, asked := newProgram(t, t.TempDir(), 3, llmtest.Options{}), 0
			mount(t, p.path("briefs"), 80)
			p.exits(exitOK, "brief", "articles/01.txt")
			p.made(&asked)
			before := briefFiles(t, p)
			tt.spoil(t, p.path("briefs"))
			r := p.exits(exitNothing, "brief", "articles")
			if says(r.err, tt.why) != 1 || says(r.err, "hint: name another") != 1 || r.out != "" {
				t.Errorf("not said once, with a hint:\n%s%s", r.err, r.out)
			}
			if n := p.made(&asked); n != calls[tt.name] {
				t.Errorf("%d calls, want %d", n, calls[tt.name])
			}
			p.exits(exitNothing, "brief", "--date", "2026-11-25", "articles")
			if after := briefFiles(t, p); !maps.Equal(before, after) {
				t.Errorf("changed: %d files before, %d after", len(before), len(after))
			}
		})
	}
}

// briefFiles is what is in the folder of briefs, without the lock and what fills it.
func briefFiles(t *testing.T, p *theProgram) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(p.path("briefs"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.Name() == "fill" || strings.HasSuffix(d.Name(), ".lock") {
			return err
		}
		if d.IsDir() {
			files[path] = ""
			return nil
		}
		b, err := os.ReadFile(path)
		files[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

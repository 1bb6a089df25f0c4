package main

import (
	"bytes"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// machine is where the real program runs: with a home of its own and an environment that has nothing else in it.
type machine struct {
	path, home string
	env        []string
}

func newMachine(t *testing.T, env ...string) *machine {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	m := &machine{path: filepath.Join(home, "bin", "mattinale"), home: home}
	if err := os.MkdirAll(filepath.Dir(m.path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, m.path); err != nil { // the name is what makes the test's own binary the program
		t.Fatal(err)
	}
	m.env = append([]string{
		"HOME=" + home, "XDG_CACHE_HOME=" + filepath.Join(home, "cache"), "XDG_CONFIG_HOME=" + filepath.Join(home, "config"),
		"XDG_DATA_HOME=" + filepath.Join(home, "data"), "XDG_STATE_HOME=" + filepath.Join(home, "state"),
		"MATTINALE_PORTS=none", "MATTINALE_DATE=2026-11-24",
		"GORACE=atexit_sleep_ms=0", // see TestScripts
	}, env...)
	return m
}

// write puts a file into the home and returns its path.
func (m *machine) write(t *testing.T, name, text string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(m.home, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

// result is how a command ended. Of one that a signal ended, the code is -1.
type result struct {
	code     int
	out, err string
}

func (m *machine) run(t *testing.T, args ...string) result {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), m.path, args...)
	cmd.Dir, cmd.Env = m.home, m.env
	wait := captured(t, cmd)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return wait()
}

// captured keeps what a command that has not run yet will say, and returns what waits for its end.
func captured(t *testing.T, cmd *exec.Cmd) func() result {
	t.Helper()
	var out, err bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &err
	return func() result {
		t.Helper()
		if problem := cmd.Wait(); problem != nil && !errors.As(problem, new(*exec.ExitError)) {
			t.Fatal(problem)
		}
		return result{cmd.ProcessState.ExitCode(), out.String(), err.String()}
	}
}

func portOf(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Port()
}

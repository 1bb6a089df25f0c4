//go:build unix

package server

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// within fails the test when done does not come true in time; it returns as soon as it does.
func within(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 400 {
		if done() {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("%s: not within 10 s", what)
}

// alive reports whether there is a process that is not a zombie.
func alive(pid int) bool {
	stat, err := os.ReadFile("/proc/" + itoa(pid) + "/stat")
	if err == nil {
		_, rest, _ := strings.Cut(string(stat), ") ")
		return !strings.HasPrefix(rest, "Z")
	}
	return runtime.GOOS != "linux" && syscall.Kill(pid, 0) == nil
}

func itoa(n int) string {
	b := []byte{}
	for ; n > 0; n /= 10 {
		b = append([]byte{byte('0' + n%10)}, b...)
	}
	return string(b)
}

func acquire(t *testing.T, dirs Dirs) *Lease {
	t.Helper()
	lease, err := Acquire(t.Context(), dirs, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lease.Release() })
	return lease
}

func release(t *testing.T, lease *Lease) {
	t.Helper()
	if err := lease.Release(); err != nil {
		t.Fatal(err)
	}
}

// ask is a request to the fake server.
func ask(lease *Lease, path, key string) (int, string) {
	req, err := http.NewRequest(http.MethodGet, strings.TrimSuffix(lease.BaseURL(), "/v1")+path, nil)
	if err != nil {
		return 0, err.Error()
	}
	req.Header.Set("Authorization", "Bearer "+key)
	req.Close = true
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(body)
}

func TestLeaseEndsTheServer(t *testing.T) {
	t.Setenv("OPENAI_API_KEY", "sk-not-for-the-server")
	dirs := withModel(t)
	lease := acquire(t, dirs)
	e := lease.Endpoint()
	if e.Model != "toy-1b-instruct-q4_k_m" || e.Context != 4096 || e.Slots != 1 || !e.Loopback || e.BaseURL != lease.BaseURL() {
		t.Errorf("endpoint: %+v", e)
	}
	if code, _ := ask(lease, "/props", "guessed"); code != http.StatusUnauthorized {
		t.Errorf("with another key: HTTP %d", code)
	}
	code, env := ask(lease, "/env", e.Key.Reveal())
	if code != http.StatusOK || strings.Contains(env, "sk-not-for-the-server") {
		t.Errorf("HTTP %d, environment of the server:\n%s", code, env)
	}
	if info, ok := Running(t.Context(), dirs); !ok || info.Pinned || info.PID != lease.info.PID {
		t.Errorf("Running: %+v, %v", info, ok)
	}
	release(t, lease)
	if alive(lease.info.PID) {
		t.Error("the server is left after the last release")
	}
	for _, path := range []string{dirs.record(), dirs.pin()} {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is left", path)
		}
	}
	if _, ok := Running(t.Context(), dirs); ok {
		t.Error("it still counts as running")
	}
}

func TestRecordIsPrivate(t *testing.T) {
	dirs := withModel(t)
	lease := acquire(t, dirs)
	info, err := os.Stat(dirs.record())
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("record: %v, %v", info.Mode(), err)
	}
	release(t, lease)
}

func TestTwoShareOne(t *testing.T) {
	dirs := withModel(t)
	first, second := acquire(t, dirs), acquire(t, dirs)
	if first.info.PID != second.info.PID {
		t.Fatalf("two servers: %d and %d", first.info.PID, second.info.PID)
	}
	release(t, first)
	if code, _ := ask(second, "/props", second.Endpoint().Key.Reveal()); code != http.StatusOK {
		t.Errorf("after the first release: HTTP %d", code)
	}
	release(t, second)
	if alive(first.info.PID) {
		t.Error("the server is left after both released")
	}
}

// run starts a process that takes a share, and returns it and the server's process ID.
func run(t *testing.T, dirs Dirs) (*exec.Cmd, func() string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "run", dirs.Data)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, func() string {
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil {
			t.Errorf("a run came to nothing: %v", err)
		}
		return line
	}
}

func TestRunsKilled(t *testing.T) {
	dirs := withModel(t)
	var runs []*exec.Cmd
	var pids []func() string
	for range 4 { // at once
		cmd, pid := run(t, dirs)
		runs, pids = append(runs, cmd), append(pids, pid)
	}
	first := pids[0]()
	for _, pid := range pids[1:] {
		if got := pid(); got != first {
			t.Errorf("one run has server %s, another %s", first, got)
		}
	}
	info, ok := Running(t.Context(), dirs)
	if !ok {
		t.Fatal("no server")
	}
	for i, cmd := range runs {
		if !alive(info.PID) {
			t.Errorf("the server went before run %d did", i)
		}
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	within(t, "no server after all runs were killed", func() bool {
		held, err := supervised(dirs)
		return err == nil && !held && !alive(info.PID)
	})
}

func TestSupervisorKilled(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux ties a child to its parent")
	}
	dirs := withModel(t)
	lease := acquire(t, dirs)
	server := lease.info.PID
	stat, err := os.ReadFile("/proc/" + itoa(server) + "/stat")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	supervisor := 0
	for _, digit := range strings.Fields(rest)[1] {
		supervisor = 10*supervisor + int(digit-'0')
	}
	if err := syscall.Kill(supervisor, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	within(t, "the server ends with its supervisor", func() bool { return !alive(server) })
	if _, ok := Running(t.Context(), dirs); ok {
		t.Error("it still counts as running")
	}
	next := acquire(t, dirs)
	if next.info.PID == server {
		t.Error("the next run got the dead server")
	}
	release(t, next)
	release(t, lease)
}

func TestCrashIsRepaired(t *testing.T) {
	dirs := withModel(t)
	lease := acquire(t, dirs)
	ask(lease, "/crash", lease.Endpoint().Key.Reveal())
	within(t, "a new server at the old address", func() bool {
		code, _ := ask(lease, "/props", lease.Endpoint().Key.Reveal())
		return code == http.StatusOK
	})
	within(t, "the record of the new one", func() bool {
		info, ok := Running(t.Context(), dirs)
		return ok && info.PID != lease.info.PID
	})
	release(t, lease)
}

func TestCancelledWhileLoading(t *testing.T) {
	t.Setenv("LOADS_FOR_EVER", "1")
	dirs := withModel(t)
	ctx, cancel := context.WithCancel(t.Context())
	opts := testOptions()
	go func() {
		for {
			if r, err := readRecord(dirs); err == nil && r.State == stateLoading {
				break
			}
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	if _, err := Acquire(ctx, dirs, opts); !errors.Is(err, context.Canceled) {
		t.Errorf("error: %v", err)
	}
	if held, err := supervised(dirs); err != nil || held {
		t.Errorf("a supervisor is left: %v, %v", held, err)
	}
}

func TestStartAndStop(t *testing.T) {
	dirs := withModel(t)
	info, err := Start(t.Context(), dirs, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = Stop(dirs) })
	if !info.Pinned {
		t.Error("not pinned")
	}
	if e, ok := (Local{Dirs: dirs}).Running(t.Context()); !ok || e.BaseURL != info.BaseURL || !e.Key.IsSet() {
		t.Errorf("as an endpoint: %+v, %v", e, ok)
	}
	again, err := Start(t.Context(), dirs, testOptions())
	if err != nil || again.PID != info.PID {
		t.Errorf("started twice: %+v, %v", again, err)
	}
	lease := acquire(t, dirs)
	release(t, lease)
	if !alive(info.PID) {
		t.Fatal("a run ended a pinned server")
	}
	lease = acquire(t, dirs)
	if got, err := Stop(dirs); got != InUse || err != nil {
		t.Errorf("Stop while a run uses it: %q, %v", got, err)
	}
	release(t, lease)
	if alive(info.PID) {
		t.Error("the run did not end the server that was to stop")
	}
	if got, err := Stop(dirs); got != NotRunning || err != nil {
		t.Errorf("Stop with none: %q, %v", got, err)
	}
}

func TestStop(t *testing.T) {
	dirs := withModel(t)
	info, err := Start(t.Context(), dirs, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	status, err := Look(t.Context(), dirs)
	if err != nil || !status.Running || status.InUse || !status.Installed || status.Info.PID != info.PID {
		t.Errorf("status: %+v, %v", status, err)
	}
	if got, err := Stop(dirs); got != Ended || err != nil {
		t.Errorf("Stop: %q, %v", got, err)
	}
	if alive(info.PID) {
		t.Error("the server is left")
	}
}

// A machine that went down leaves a record and a pin; the port and the process ID are somebody else's.
func TestStaleRecord(t *testing.T) {
	dirs := withModel(t)
	if err := dirs.makeRunning(); err != nil {
		t.Fatal(err)
	}
	stale := record{ID: "OLD", State: stateReady, PID: os.Getpid(), BaseURL: "http://127.0.0.1:9/v1", Model: "toy", Key: "K"}
	if err := writeJSON(dirs.record(), stale, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dirs.pin(), []byte("OLD"), 0o600); err != nil {
		t.Fatal(err)
	}
	if info, ok := Running(t.Context(), dirs); ok {
		t.Errorf("running: %+v", info)
	}
	lease := acquire(t, dirs)
	if lease.info.Pinned {
		t.Error("the old pin holds the new server")
	}
	release(t, lease)
	if alive(lease.info.PID) {
		t.Error("the server is left")
	}
}

func TestWaysToStart(t *testing.T) {
	cases := []struct {
		name    string
		env     map[string]string
		python  bool
		variant string // remembered after it
		fails   string // words of the error
		hint    string
	}{
		{name: "llama-server", python: true, variant: "llama-server"},
		{name: "an old llama-server", env: map[string]string{"LLAMA_CRASHES": "jinja"}, variant: "llama-server without --jinja"},
		{name: "llama-server fails, Python does", env: map[string]string{"LLAMA_CRASHES": "always"}, python: true, variant: "xllamacpp "},
		{name: "Python", env: map[string]string{"NO_LLAMA": "1"}, python: true, variant: "xllamacpp "},
		{name: "Python on an odd CPU", env: map[string]string{"NO_LLAMA": "1", "PYTHON_CRASHES": "1"}, python: true,
			variant: "xllamacpp  without extra buffers"},
		{name: "the port is taken", env: map[string]string{"BIND_FAILS_ONCE": "yes"}, variant: "llama-server"},
		{name: "nothing works", env: map[string]string{"LLAMA_CRASHES": "always"}, fails: "illegal instruction", hint: "server.log"},
		{name: "no server", env: map[string]string{"NO_LLAMA": "1"}, fails: "no server for it", hint: "model install"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dirs := withModel(t)
			for name, value := range c.env {
				if value == "yes" {
					value = dirs.Data + "/once"
					if err := os.WriteFile(value, nil, 0o600); err != nil {
						t.Fatal(err)
					}
				}
				t.Setenv(name, value)
			}
			if c.python {
				if err := errors.Join(playVenv(dirs.venv()), os.WriteFile(dirs.finished(), nil, 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			for range 2 { // what was learnt does not harm
				lease, err := Acquire(t.Context(), dirs, testOptions())
				checkStart(t, dirs, lease, err, c.variant, c.fails, c.hint)
			}
		})
	}
}

func checkStart(t *testing.T, dirs Dirs, lease *Lease, err error, variant, fails, hint string) {
	t.Helper()
	if fails != "" {
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), fails) || !strings.Contains(e.Hint, hint) {
			t.Errorf("error: %v (%+v)", err, e)
		}
		if held, err := supervised(dirs); err != nil || held {
			t.Errorf("a supervisor is left: %v, %v", held, err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	release(t, lease)
	if got, err := os.ReadFile(dirs.variant()); string(got) != variant || err != nil {
		t.Errorf("remembered %q, %v; want %q", got, err, variant)
	}
}

func TestNothingInstalled(t *testing.T) {
	dirs := Dirs{Data: t.TempDir(), State: t.TempDir(), Runtime: t.TempDir()}
	_, err := Acquire(t.Context(), dirs, testOptions())
	var e *Error
	if !errors.As(err, &e) || e.Hint != "mattinale model install" || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error: %v", err)
	}
}

func TestSupervisorThatIsNone(t *testing.T) {
	opts := testOptions()
	opts.Arguments = []string{"no-such-command"}
	_, err := Acquire(t.Context(), withModel(t), opts)
	if err == nil || !strings.Contains(err.Error(), "unknown arguments") {
		t.Errorf("error: %v", err)
	}
}

func TestTooSlow(t *testing.T) {
	t.Setenv("LOADS_FOR_EVER", "1")
	dirs := withModel(t)
	opts := testOptions()
	opts.Timeout = 500 * time.Millisecond
	if _, err := Acquire(t.Context(), dirs, opts); err == nil || !strings.Contains(err.Error(), "not ready after 500ms") {
		t.Errorf("error: %v", err)
	}
	if held, err := supervised(dirs); err != nil || held {
		t.Errorf("a supervisor is left: %v, %v", held, err)
	}
}

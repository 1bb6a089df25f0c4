//go:build unix

package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// The test binary plays all other programs too: the supervisor, a run of mattinale, llama-server, Python with serve.py
// and pip, uv. What they are to do wrong comes in the environment.
func TestMain(m *testing.M) {
	args := os.Args[1:]
	switch {
	case len(args) == 0 || strings.HasPrefix(args[0], "-test."):
		os.Setenv("GORACE", "atexit_sleep_ms=0") // else each program that ends takes a second more
		goleak.VerifyTestMain(m)
	case args[0] == "supervise":
		exit(Supervise(context.Background(), args[1:]...))
	case args[0] == "run":
		exit(playRun(args[1]))
	case args[0] == "-m":
		exit(playLlama(args))
	case args[0] == "--version":
		exit(nil)
	case args[0] == "-I":
		exit(playPython(args[1:]))
	case args[0] == "venv":
		exit(playVenv(args[len(args)-1]))
	}
	exit(fmt.Errorf("unknown arguments: %q", args))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// playRun is a run that takes a share, says so, and keeps it until it is killed.
func playRun(data string) error {
	lease, err := Acquire(context.Background(), Dirs{Data: data, State: data}, testOptions())
	if err != nil {
		return err
	}
	fmt.Println(lease.info.PID)
	select {}
}

// testOptions start this binary as supervisor and as llama-server.
func testOptions() Options {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return Options{Arguments: []string{"supervise"}, LookPath: func(name string) (string, error) {
		if name != KindLlama || os.Getenv("NO_LLAMA") != "" {
			return "", exec.ErrNotFound
		}
		return self, nil
	}}
}

func playLlama(args []string) error {
	flags, jinja := map[string]string{}, false
	for i := 0; i < len(args); i++ {
		if args[i] == "--jinja" {
			jinja = true
			continue
		}
		flags[args[i]] = args[i+1]
		i++
	}
	fmt.Println("fake llama-server", flags)
	if os.Getenv("LLAMA_CRASHES") == "always" || os.Getenv("LLAMA_CRASHES") == "jinja" && jinja {
		return errors.New("illegal instruction")
	}
	return serve(flags["--port"], flags["--alias"], os.Getenv("LLAMA_API_KEY"))
}

// serve answers as llama.cpp does: first that it is loading.
func serve(port, alias, key string) error {
	if name := os.Getenv("BIND_FAILS_ONCE"); name != "" && os.Remove(name) == nil {
		return errors.New("couldn't bind HTTP server socket")
	}
	l, err := net.Listen("tcp4", "127.0.0.1:"+port)
	if err != nil {
		return fmt.Errorf("couldn't bind: %w", err)
	}
	asked := 0
	return http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/health":
			if asked++; asked < 3 || os.Getenv("LOADS_FOR_EVER") != "" {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
		case r.URL.Path == "/v1/models":
			fmt.Fprintf(w, `{"object":"list","data":[{"id":%q}]}`, alias)
		case r.Header.Get("Authorization") != "Bearer "+key:
			w.WriteHeader(http.StatusUnauthorized)
		case r.URL.Path == "/props":
			fmt.Fprint(w, `{"total_slots":1,"default_generation_settings":{"n_ctx":4096}}`)
		case r.URL.Path == "/crash":
			os.Exit(3)
		case r.URL.Path == "/env":
			fmt.Fprint(w, strings.Join(os.Environ(), "\n"))
		}
	}))
}

// playPython is python3 before the environment is made, and python in it.
func playPython(args []string) error {
	switch {
	case args[0] == "-c" && strings.HasPrefix(args[1], "import "):
		if os.Getenv("PYTHON_TOO_OLD") != "" && strings.Contains(args[1], "version_info") {
			return errors.New("No module named ensurepip")
		}
		return nil
	case args[0] == "-m" && args[1] == "venv":
		if os.Getenv("VENV_FAILS") != "" {
			return errors.New("ensurepip is not available")
		}
		return playVenv(args[len(args)-1])
	case args[0] == "-m" && args[1] == "pip":
		return playPip(args[2:])
	case args[0] == "-u":
		var config pythonConfig
		if err := json.Unmarshal([]byte(args[2]), &config); err != nil {
			return err
		}
		if os.Getenv("PYTHON_CRASHES") != "" && !config.NoExtraBufs {
			return errors.New("illegal instruction")
		}
		return serve(fmt.Sprint(config.Port), config.Alias, os.Getenv("MATTINALE_SERVER_KEY"))
	}
	return fmt.Errorf("python: unknown arguments %q", args)
}

func playVenv(dir string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	python := Dirs{Data: filepath.Dir(filepath.Dir(dir))}.python()
	if err := os.MkdirAll(filepath.Dir(python), 0o700); err != nil {
		return err
	}
	return os.Symlink(self, python)
}

// playPip serves wheels from a folder. A file beside a wheel, NAME.faults, has a letter for each call that fails.
func playPip(args []string) error {
	if args[0] == "install" {
		return nil
	}
	requirement := args[len(args)-1]
	dest := args[len(args)-2]
	wheel := filepath.Join(os.Getenv("WHEELS"), requirement)
	if faults, _ := os.ReadFile(wheel + ".faults"); len(faults) > 0 {
		if faults[0] == 'h' {
			time.Sleep(time.Hour) // until it is killed
		}
		if err := os.WriteFile(wheel+".faults", faults[1:], 0o600); err != nil {
			return err
		}
		if faults[0] == 'd' { // damaged
			return os.WriteFile(filepath.Join(dest, requirement+".whl"), []byte("PK\x03\x04 not a zip"), 0o600)
		}
		return errors.New("Connection broken: IncompleteRead")
	}
	data, err := os.ReadFile(wheel)
	if err != nil {
		return errors.New("No matching distribution found")
	}
	log, err := os.OpenFile(filepath.Join(os.Getenv("WHEELS"), "log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	fmt.Fprintln(log, requirement)
	log.Close()
	return os.WriteFile(filepath.Join(dest, requirement+".whl"), data, 0o600)
}

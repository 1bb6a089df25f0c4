package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/rogpeppe/go-internal/testscript"

	"mattinale/pipeline/llm/llmtest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"mattinale": main, "slowly": slowly, "stuck": stuck})
}

// slowly runs the program that follows it and interrupts it as soon as the file "asked" is there.
func slowly() {
	go func() {
		for {
			if _, err := os.Stat("asked"); err == nil {
				_ = syscall.Kill(os.Getpid(), syscall.SIGINT)
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	signal.Reset()
	os.Args = os.Args[1:]
	main()
}

// TestScripts runs the real program, each command and each exit code, against an endpoint in this process.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			home := filepath.Join(e.WorkDir, "home")
			for _, pair := range [][2]string{
				{"HOME", home}, {"XDG_CACHE_HOME", filepath.Join(home, "cache")}, {"XDG_CONFIG_HOME", filepath.Join(home, "config")},
				{"XDG_DATA_HOME", filepath.Join(home, "data")}, {"XDG_STATE_HOME", filepath.Join(home, "state")},
				{"MATTINALE_PORTS", "none"}, {"MATTINALE_DATE", "2026-11-24"},
				{"GORACE", "atexit_sleep_ms=0"}, // the race detector sleeps for a second at the end of a process
			} {
				e.Setenv(pair[0], pair[1])
			}
			return os.MkdirAll(home, 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"endpoint": startEndpoint, "made": checkMade, "exits": checkExit, "damage": damageOne, "metrics": holdMetrics, "site": startSite},
	})
}

// startEndpoint starts a fake endpoint and names it in MATTINALE_BASE_URL. Its argument is how it behaves.
func startEndpoint(ts *testscript.TestScript, neg bool, args []string) {
	opts := llmtest.Options{Context: 8192, Slots: 2}
	kind := "good"
	if len(args) > 0 {
		kind = args[0]
	}
	asked := ts.MkAbs("asked")
	switch kind {
	case "good":
	case "small":
		opts.Context = 1500
	case "empty":
		opts.Reply = llmtest.Always(llmtest.Text(""))
	case "cut":
		opts.Reply = llmtest.Always(llmtest.Cut(`{"points":[`))
	case "hang":
		opts.Reply = func(llmtest.Request) llmtest.Reply {
			_ = os.WriteFile(asked, nil, 0o600)
			return llmtest.Hang()
		}
	case "words":
		opts.Formats = []string{}
		opts.Strict = true
	default:
		ts.Fatalf("endpoint: unknown kind %q", kind)
	}
	server, err := llmtest.Start(opts)
	ts.Check(err)
	ts.Defer(server.Close)
	servers.Store(ts.MkAbs(""), server)
	ts.Setenv("MATTINALE_BASE_URL", server.URL())
}

// servers are the endpoints of running scripts, by work folder: scripts run at once.
var servers sync.Map

// checkMade holds the number of requests that the endpoint got so far.
func checkMade(ts *testscript.TestScript, neg bool, args []string) {
	value, ok := servers.Load(ts.MkAbs(""))
	if !ok || len(args) != 1 {
		ts.Fatalf("usage: made N, after endpoint")
	}
	server := value.(*llmtest.Server)
	if got := fmt.Sprint(len(server.Requests())); (got == args[0]) == neg {
		ts.Fatalf("%s requests made, want %s", got, strings.Join(args, " "))
	}
}

// checkExit runs a command and holds its exit code: exits CODE [lock] COMMAND…; with lock, while another holds the lock
// on the folder of briefs.
func checkExit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE [lock] COMMAND [ARG…]")
	}
	code, command := args[0], args[1:]
	if command[0] == "lock" {
		command = command[1:]
		path := ts.MkAbs("briefs/.mattinale.lock")
		lock := flock.New(path)
		if held, err := lock.TryLock(); !held {
			ts.Fatalf("the lock cannot be had: %v", err)
		}
		ts.Check(os.WriteFile(path, []byte("process 1\n"), 0o644))
		defer lock.Unlock()
	}
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(command[0], command[1:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if fmt.Sprint(got) != code {
		ts.Fatalf("exit code %d, want %s", got, code)
	}
}

// damageOne changes a byte in the value of one entry of a cache that holds a reply.
func damageOne(ts *testscript.TestScript, neg bool, args []string) {
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "??", "*"))
	ts.Check(err)
	for _, file := range files {
		b, err := os.ReadFile(file)
		ts.Check(err)
		if at := bytes.LastIndexByte(b, 'e'); bytes.Contains(b, []byte(`"text"`)) {
			b[at] = 'X'
			ts.Check(os.WriteFile(file, b, 0o600))
			return
		}
	}
	ts.Fatalf("no entry to damage in %s", args[0])
}

// startSite serves a folder of the script on a port of this machine, writes each request and the status of its answer into the file
// requests, and puts the address in place of SITE in the files named after the folder. It is in the variable SITE too, and with a password in WITHPASSWORD.
func startSite(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: site DIR [FILE…]")
	}
	log, err := os.OpenFile(ts.MkAbs("requests"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	ts.Check(err)
	files := http.FileServer(http.Dir(ts.MkAbs(args[0])))
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen := httptest.NewRecorder()
		files.ServeHTTP(seen, r)
		fmt.Fprintf(log, "%s %d\n", r.URL.Path, seen.Code)
		maps.Copy(w.Header(), seen.Header())
		w.WriteHeader(seen.Code)
		_, _ = w.Write(seen.Body.Bytes())
	}))
	ts.Defer(func() {
		site.Close()
		_ = log.Close()
	})
	ts.Setenv("SITE", site.URL)
	ts.Setenv("WITHPASSWORD", strings.Replace(site.URL, "://", "://me:hunter2@", 1))
	for _, name := range args[1:] {
		text, err := os.ReadFile(ts.MkAbs(name))
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name), bytes.ReplaceAll(text, []byte("SITE"), []byte(site.URL)), 0o600))
	}
}

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mattinale/pipeline/llm/llmtest"
)

// theProgram is the real program in a home of its own, with an endpoint in this process. It runs in dir, where the articles
// are in "articles", its cache is "cache", and its briefs are in "briefs".
type theProgram struct {
	t      *testing.T
	dir    string
	server *llmtest.Server
}

func newProgram(t *testing.T, dir string, articles int, opts llmtest.Options) *theProgram {
	t.Helper()
	p := &theProgram{t: t, dir: dir}
	if opts.Context == 0 {
		opts.Context, opts.Slots = 8192, 2
	}
	p.server = llmtest.New(t, opts)
	if err := os.MkdirAll(p.path("articles"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range articles {
		text := fmt.Sprintf("Il ponte numero %d riapre lunedì\n\nIl ponte numero %[1]d riapre lunedì dopo sei mesi di lavori. "+
			"Il Comune ha speso due milioni di euro per rifare i piloni e la strada.\n", i+1)
		if err := os.WriteFile(p.path("articles", fmt.Sprintf("%02d.txt", i+1)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func (p *theProgram) path(names ...string) string {
	return filepath.Join(append([]string{p.dir}, names...)...)
}

// brief is where the brief's files are.
func (p *theProgram) brief(name string) string { return p.path("briefs", "2026-11-24", name) }

// command is a command that has not run yet.
func (p *theProgram) command(args ...string) (*exec.Cmd, func() result) {
	cmd := exec.Command("mattinale", args...) // this test's own binary: see TestMain
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "HOME="+p.path("home"), "XDG_CONFIG_HOME=", "XDG_DATA_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=",
		"MATTINALE_CACHE_DIR="+p.path("cache"), "MATTINALE_OUT=briefs", "MATTINALE_DATE=2026-11-24", "MATTINALE_PORTS=none",
		"MATTINALE_BASE_URL="+p.server.URL(), "GORACE=atexit_sleep_ms=0")
	return cmd, captured(p.t, cmd)
}

func (p *theProgram) run(args ...string) result {
	p.t.Helper()
	cmd, wait := p.command(args...)
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	return wait()
}

// exits runs a command that has to end with a code.
func (p *theProgram) exits(code int, args ...string) result {
	p.t.Helper()
	r := p.run(args...)
	if r.code != code {
		p.t.Fatalf("mattinale %s: exit code %d, want %d\n%s", strings.Join(args, " "), r.code, code, r.err)
	}
	return r
}

// made is how many requests came since it was last called.
func (p *theProgram) made(before *int) int {
	n := len(p.server.Requests())
	made := n - *before
	*before = n
	return made
}

// entries are the files of the cache that hold replies, by path.
func (p *theProgram) entries() map[string][]byte {
	p.t.Helper()
	found, err := filepath.Glob(p.path("cache", "??", strings.Repeat("?", 64)))
	if err != nil {
		p.t.Fatal(err)
	}
	replies := map[string][]byte{}
	for _, path := range found {
		raw, err := os.ReadFile(path)
		if err != nil {
			p.t.Fatal(err)
		}
		if bytes.Contains(raw, []byte(`"text":`)) { // the others are what was learnt of the endpoint
			replies[path] = raw
		}
	}
	return replies
}

// whole holds the brief's files: each is there in full, or, where that is allowed, not there.
func (p *theProgram) whole(absent bool) {
	p.t.Helper()
	for name, sound := range map[string]func([]byte) bool{
		"brief.json": json.Valid,
		"brief.html": func(b []byte) bool { return bytes.HasSuffix(bytes.TrimSpace(b), []byte("</html>")) },
		"brief.md":   func(b []byte) bool { return bytes.HasSuffix(b, []byte("\n")) },
	} {
		b, err := os.ReadFile(p.brief(name))
		if absent && errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil || !sound(b) {
			p.t.Errorf("%s is torn: %d bytes, %v", name, len(b), err)
		}
	}
}

// leftOver are the temporary files in the cache and in the folder of briefs.
func (p *theProgram) leftOver() []string {
	p.t.Helper()
	var all []string
	for _, pattern := range []string{p.path("cache", ".tmp-*"), p.path("cache", "??", ".tmp-*"), p.brief(".brief.*")} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			p.t.Fatal(err)
		}
		all = append(all, found...)
	}
	return all
}

// age makes files two hours old.
func age(t *testing.T, paths []string) {
	t.Helper()
	then := time.Now().Add(-2 * time.Hour)
	for _, path := range paths {
		if err := os.Chtimes(path, then, then); err != nil {
			t.Fatal(err)
		}
	}
}

// says counts the lines of a text that have some words in them.
func says(text, words string) int {
	n := 0
	for line := range strings.Lines(text) {
		if strings.Contains(line, words) {
			n++
		}
	}
	return n
}

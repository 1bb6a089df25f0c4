package main

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"testing"
	"time"

	"mattinale/pipeline/llm/llmtest"
)

// closed is an endpoint's gate that lets nobody through until it is opened.
type closed chan struct{}

func (c closed) wait(ctx context.Context, _ llmtest.Request) {
	select {
	case <-c:
	case <-ctx.Done():
	}
}

// until waits for something that another process does.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !is(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited a minute for %s", what)
		}
	}
}

// Of two runs on one folder of briefs the second ends at once and says who has it; a killed holder hinders nobody.
func TestLock(t *testing.T) {
	gate := make(closed)
	p := newProgram(t, t.TempDir(), 2, llmtest.Options{Gate: gate.wait})
	first, wait := p.command("brief", "articles")
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	until(t, "the first to ask", func() bool { return len(p.server.Requests()) == 2 })
	second := p.exits(exitLocked, "brief", "articles")
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf(`^mattinale: briefs is locked by process %d on %s since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\nhint: .*\n$`,
		first.Process.Pid, regexp.QuoteMeta(host))
	if !regexp.MustCompile(want).MatchString(second.err) || second.out != "" {
		t.Errorf("said %q, want %s", second.err, want)
	}
	if n := len(p.server.Requests()); n != 2 {
		t.Errorf("the second asked: %d requests", n)
	}
	_ = first.Process.Kill()
	wait()
	close(gate)
	p.exits(exitOK, "brief", "articles")
	p.whole(false)
}

// Three runs on one cache and different folders of briefs, at once and over the same articles.
func TestOneCacheForThree(t *testing.T) {
	p := newProgram(t, t.TempDir(), 20, llmtest.Options{})
	others := []func() result{}
	for i := range 3 {
		cmd, wait := p.command("brief", "--out", fmt.Sprint("briefs", i), "articles")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		others = append(others, wait)
	}
	for i, wait := range others {
		if r := wait(); r.code != exitOK {
			t.Errorf("run %d: exit code %d\n%s", i, r.code, r.err)
		}
	}
	asked := len(p.server.Requests())
	p.exits(exitOK, "cache", "verify")
	p.exits(exitOK, "brief", "articles")
	if n := p.made(&asked); n != 0 || len(p.entries()) != 20 {
		t.Errorf("%d calls after, %d entries for 20 articles", n, len(p.entries()))
	}
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"mattinale/cache"
	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/llmtest"
)

// TestKilled kills the program at 50 moments and starts it again after each, on the same cache and folder of briefs,
// until it ends by itself; then once more from an empty cache, until there were 50. What is on disk at a kill is never
// asked again, and what is not was in flight; no entry, brief or lock is ever broken.
func TestKilled(t *testing.T) {
	const kills = 50
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	k := &killing{random: rand.New(rand.NewPCG(seed, 0))}
	for done := 0; done < kills; {
		k.theProgram = newProgram(t, t.TempDir(), 18, llmtest.Options{Context: 4096, Slots: killSlots, Reply: numbered, Gate: k.work})
		k.longArticles(t)
		k.now, k.left, k.kept, k.onDisk = 0, 0, map[string]int{}, map[int]bool{}
		for k.start(t) {
			done++
		}
		k.ended(t)
		k.hold(t)
	}
	t.Logf("%d requests were in flight at a kill, of %d kills; %d were killed with the brief half written", k.lost, kills, k.writing)
}

// killSlots are the calls at once.
const killSlots = 2

type killing struct {
	*theProgram
	mu     sync.Mutex // of random, which the endpoint uses too
	random *rand.Rand

	now    int            // the number of the run
	kept   map[string]int // requests, by body, whose reply was on disk, with the run after which it first was
	onDisk map[int]bool   // requests, by number, whose reply was on disk after some run

	left int // temporary files in the folder of briefs

	lost, writing int // over all: replies that never were on disk, kills that left a temporary file
}

// numbered is a reply that says in its usage which request it answers, so that an entry on disk says so too.
func numbered(r llmtest.Request) llmtest.Reply {
	reply := llmtest.Summarizer()(r)
	reply.Usage = &llm.Usage{Prompt: r.PromptTokens, Reply: firstNumber + r.Number}
	return reply
}

const firstNumber = 100_000

// runKey and the number of a run are the key with which it asks.
const runKey = "run-"

func (k *killing) upTo(most time.Duration) time.Duration {
	k.mu.Lock()
	defer k.mu.Unlock()
	return time.Duration(k.random.Int64N(int64(most)))
}

// work takes a few milliseconds, so that a kill finds requests at every stage.
func (k *killing) work(context.Context, llmtest.Request) { time.Sleep(k.upTo(4 * time.Millisecond)) }

// longArticles are two that take several calls each.
func (k *killing) longArticles(t *testing.T) {
	t.Helper()
	for _, name := range []string{"long-a.txt", "long-b.txt"} {
		text := name + " riapre lunedì\n\n" + strings.Repeat("Il Comune ha speso molto denaro per rifare i piloni e la strada di "+name+". ", 120)
		if err := os.WriteFile(k.path("articles", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// start runs the program and kills it at some moment. It reports whether the kill came before the end.
func (k *killing) start(t *testing.T) bool {
	t.Helper()
	cmd, wait := k.command("brief", "articles")
	cmd.Env = append(cmd.Env, fmt.Sprint("OPENAI_API_KEY=", runKey, k.now)) // the endpoint may read a request after the kill
	moment := k.moment()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan result, 1)
	go func() { ended <- wait() }()
	select {
	case <-moment(t):
		_ = cmd.Process.Kill() // fails when it has just ended
	case r := <-ended:
		ended <- r
	}
	r := <-ended
	k.look(t)
	k.now++
	if r.code != -1 && r.code != exitOK {
		t.Fatalf("exit code %d: %s", r.code, r.err)
	}
	return r.code == -1
}

// moment chooses when to kill: so long after a number of requests, after a file of the brief is begun, or after the start.
func (k *killing) moment() func(*testing.T) <-chan time.Time {
	requests, fraction := len(k.server.Requests())+1+int(k.upTo(4)), k.upTo(4*time.Millisecond)
	p := k.theProgram // the goroutine below may see the next one begin
	var is func() bool
	switch k.upTo(4) {
	case 0:
		is, fraction = func() bool { return true }, k.upTo(150*time.Millisecond)
	case 1:
		is = func() bool { names, _ := filepath.Glob(p.brief(".brief.*")); return len(names) > 0 }
	default:
		is = func() bool { return len(p.server.Requests()) >= requests }
	}
	return func(t *testing.T) <-chan time.Time {
		come := make(chan time.Time, 1)
		go func() {
			for !is() && t.Context().Err() == nil {
				time.Sleep(100 * time.Microsecond)
			}
			time.Sleep(fraction)
			come <- time.Now()
		}()
		return come
	}
}

// look finds out what the run that has just ended left on disk. Every entry and every file of the brief has to be whole.
func (k *killing) look(t *testing.T) {
	t.Helper()
	store, err := cache.Open(k.path("cache"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Verify(t.Context(), func(_ string, err error) { t.Error(err) }); err != nil {
		t.Fatal(err)
	}
	requests := k.server.Requests()
	for path, raw := range k.entries() {
		var entry struct{ Usage llm.Usage }
		_, value, _ := bytes.Cut(raw, []byte("\n"))
		if err := json.Unmarshal(value, &entry); err != nil || entry.Usage.Reply < firstNumber {
			t.Fatalf("%s: %v in %s", path, err, raw)
		}
		if number := entry.Usage.Reply - firstNumber; !k.onDisk[number] {
			k.onDisk[number] = true
			k.kept[string(requests[number].Body)] = k.now
		}
	}
	k.whole(true)
	names, _ := filepath.Glob(k.brief(".brief.*"))
	if len(names) > k.left {
		k.writing++
	}
	k.left = len(names)
}

// subject tells the articles of this test apart, in any request that is about one.
var subject = regexp.MustCompile(`ponte numero \d+|long-[ab]`)

// hold compares what every run asked with what was on disk before and after it. A run works on killSlots articles at once,
// and takes up another only when every reply about one is on disk, so that only so many articles can miss any.
func (k *killing) hold(t *testing.T) {
	t.Helper()
	lost := map[int]map[string]bool{} // articles about which a run asked what never was on disk, by run
	for i, r := range k.server.Requests() {
		run, err := strconv.Atoi(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "+runKey))
		if err != nil {
			t.Fatal(err)
		}
		if first, ok := k.kept[string(r.Body)]; ok && first < run {
			t.Errorf("request %d was made in run %d although its reply was on disk after run %d", i, run, first)
		}
		if !k.onDisk[i] && r.MaxTokens > 1 { // one token is asked for only to have a prompt counted
			if lost[run] == nil {
				lost[run] = map[string]bool{}
			}
			lost[run][subject.FindString(r.Prompt())] = true
			k.lost++
		}
	}
	for run, articles := range lost {
		if len(articles) > killSlots || articles[""] {
			t.Errorf("run %d did not keep replies about %v; no more than %d articles can have been worked on", run,
				slices.Collect(maps.Keys(articles)), killSlots)
		}
	}
}

// ended holds what is there once the program was let be.
func (k *killing) ended(t *testing.T) {
	t.Helper()
	k.whole(false)
	age(t, k.leftOver())
	asked := len(k.server.Requests())
	k.exits(exitOK, "brief", "articles")
	if n := k.made(&asked); n != 0 {
		t.Errorf("a run after the last one asked %d times", n)
	}
	if left := k.leftOver(); len(left) > 0 {
		t.Errorf("never removed: %v", left)
	}
	if out := k.exits(exitOK, "cache", "verify").out; !strings.Contains(out, ", 0 damaged") {
		t.Errorf("cache verify: %s", out)
	}
}

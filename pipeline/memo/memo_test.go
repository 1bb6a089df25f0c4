package memo

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"mattinale/cache"
	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/llmtest"
	"mattinale/pipeline/llm/openai"
	"mattinale/pipeline/llm/retry"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func newStore(t testing.TB) *cache.Store {
	t.Helper()
	store, err := cache.Open(filepath.Join(t.TempDir(), "cache"))
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// fake is a completer that logs attempts and replies as told.
type fake struct {
	mu    sync.Mutex
	asked []int
	reply func(ctx context.Context, req llm.Request) (llm.Reply, error)
}

func (f *fake) Complete(ctx context.Context, req llm.Request) (llm.Reply, error) {
	f.mu.Lock()
	f.asked = append(f.asked, req.Attempt)
	f.mu.Unlock()
	return f.reply(ctx, req)
}

// says is a completer that always says the same, to the attempt it is asked for.
func says(text string) *fake {
	return &fake{reply: func(_ context.Context, req llm.Request) (llm.Reply, error) {
		return llm.Reply{Text: text, Attempt: req.Attempt, Usage: llm.Usage{Prompt: 10, Reply: 2}, Elapsed: 1234567 * time.Microsecond}, nil
	}}
}

// warnings collects what is warned of.
type warnings struct {
	mu  sync.Mutex
	all []string
}

func (w *warnings) warn(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, err.Error())
}

func request() llm.Request {
	return llm.Request{Model: "small", Messages: []llm.Message{{Role: llm.RoleUser, Content: "Riassumi <questo> & quello."}}, MaxTokens: 300}
}

func complete(t *testing.T, c llm.Completer, req llm.Request) llm.Reply {
	t.Helper()
	reply, err := c.Complete(t.Context(), req)
	if err != nil {
		t.Error(err) // not Fatal: some of the callers are goroutines
	}
	return reply
}

func TestRemembers(t *testing.T) {
	store := newStore(t)
	next := says("È così.")
	first := complete(t, New(next, store, Options{}), request())
	c := New(next, store, Options{}) // a later run
	second := complete(t, c, request())
	want := first
	want.Cached = true
	if diff := cmp.Diff(want, second); diff != "" || first.Cached {
		t.Errorf("the second reply (-want +got):\n%s", diff)
	}
	if len(next.asked) != 1 || c.Cached() != 1 {
		t.Errorf("asked %d times, %d cached", len(next.asked), c.Cached())
	}
}

// Whatever is part of the description makes another call; the check is no part of it.
func TestDescription(t *testing.T) {
	schema := func(text string) *llm.Schema { return &llm.Schema{Name: "s", JSON: json.RawMessage(text)} }
	tests := []struct {
		name   string
		change func(*llm.Request)
		again  bool
	}{
		{"nothing", func(*llm.Request) {}, false},
		{"the check", func(r *llm.Request) { r.Accept = func(string) error { return nil } }, false},
		{"white space in the schema", func(r *llm.Request) { r.Schema = schema(`{ "a":1, "b":2}`) }, false},
		{"the order in the schema", func(r *llm.Request) { r.Schema = schema(`{"b":2,"a":1}`) }, true},
		{"the schema", func(r *llm.Request) { r.Schema = nil }, true},
		{"the schema's name", func(r *llm.Request) { s := *r.Schema; s.Name = "t"; r.Schema = &s }, true},
		{"the model", func(r *llm.Request) { r.Model = "large" }, true},
		{"the prompt", func(r *llm.Request) { r.Messages = append(r.Messages, llm.Message{}) }, true},
		{"the limit", func(r *llm.Request) { r.MaxTokens++ }, true},
		{"the temperature", func(r *llm.Request) { r.Temperature = 0.1 }, true},
		{"the attempt", func(r *llm.Request) { r.Attempt = 1 }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			next := says("Sì.")
			c := New(next, newStore(t), Options{Attempts: 3})
			req := request()
			req.Schema = schema(`{"a":1,"b":2}`)
			complete(t, c, req)
			tt.change(&req)
			complete(t, c, req)
			if again := len(next.asked) == 2; again != tt.again {
				t.Errorf("asked again: %v, want %v", again, tt.again)
			}
		})
	}
}

func TestErrorsAreNotKept(t *testing.T) {
	for _, kind := range []llm.Kind{llm.Unreachable, llm.RateLimited, llm.Empty, llm.Cut, llm.Filtered, llm.Garbled} {
		t.Run(string(kind), func(t *testing.T) {
			next := &fake{}
			next.reply = func(_ context.Context, req llm.Request) (llm.Reply, error) {
				if len(next.asked) > 1 {
					return says("Sì.").reply(t.Context(), req)
				}
				return llm.Reply{Usage: llm.Usage{Reply: 7}}, &llm.Error{Kind: kind, Err: errors.New("x")}
			}
			store := newStore(t)
			c := New(next, store, Options{})
			if reply, err := c.Complete(t.Context(), request()); llm.KindOf(err) != kind || reply.Usage.Reply != 7 {
				t.Errorf("Complete = %+v, %v", reply, err)
			}
			if st, err := store.Stats(t.Context()); err != nil || st.Entries != 0 {
				t.Errorf("kept %+v, %v", st, err)
			}
			if reply := complete(t, c, request()); reply.Cached {
				t.Error("an error came back")
			}
		})
	}
}

// A reply that only a later attempt brought is found by a later run that starts from the first.
func TestLooksThroughAttempts(t *testing.T) {
	store := newStore(t)
	third := &fake{reply: func(_ context.Context, req llm.Request) (llm.Reply, error) {
		return llm.Reply{Text: "third", Attempt: req.Attempt + 2}, nil
	}}
	complete(t, New(third, store, Options{Attempts: 3}), request())
	none := says("asked again")
	if reply := complete(t, New(none, store, Options{Attempts: 3}), request()); reply.Text != "third" || reply.Attempt != 2 || !reply.Cached {
		t.Errorf("got %+v", reply)
	}
	if reply := complete(t, New(none, store, Options{Attempts: 1}), request()); reply.Text != "asked again" {
		t.Errorf("looked further than told: %+v", reply)
	}
}

// A stricter check passes old replies over, asks for the attempt after them, and its reply is found from then on, also
// when it lies beyond the attempts of one call.
func TestStricterCheck(t *testing.T) {
	store := newStore(t)
	accept := func(want string) llm.Request {
		req := request()
		req.Accept = func(text string) error {
			if text != want {
				return errors.New("not " + want)
			}
			return nil
		}
		return req
	}
	for i, text := range []string{"a", "b", "c", "d"} {
		next := says(text)
		reply := complete(t, New(next, store, Options{Attempts: 1}), accept(text))
		if reply.Cached || reply.Attempt != i {
			t.Errorf("%s: %+v, want attempt %d asked", text, reply, i)
		}
	}
	never := says("never")
	for i, text := range []string{"a", "b", "c", "d"} {
		if reply := complete(t, New(never, store, Options{Attempts: 1}), accept(text)); !reply.Cached || reply.Attempt != i || reply.Text != text {
			t.Errorf("%s: %+v, want attempt %d from the store", text, reply, i)
		}
	}
}

func TestDamagedEntry(t *testing.T) {
	tests := []struct {
		name   string
		damage func(t *testing.T, store *cache.Store, path string, key cache.Key)
		want   string
	}{
		{"torn", func(t *testing.T, _ *cache.Store, path string, _ cache.Key) {
			if err := os.Truncate(path, 10); err != nil {
				t.Fatal(err)
			}
		}, "damaged: no header line"},
		{"whole, but no reply", func(t *testing.T, store *cache.Store, _ string, key cache.Key) {
			if err := store.Put(key, []byte("[]")); err != nil {
				t.Fatal(err)
			}
		}, "damaged: no reply in it"},
		{"a reply without text", func(t *testing.T, store *cache.Store, _ string, key cache.Key) {
			if err := store.Put(key, []byte(`{"text":"","elapsed":"1s"}`)); err != nil {
				t.Fatal(err)
			}
		}, "damaged: no reply in it: no text"},
		{"a reply without its time", func(t *testing.T, store *cache.Store, _ string, key cache.Key) {
			if err := store.Put(key, []byte(`{"text":"Sì."}`)); err != nil {
				t.Fatal(err)
			}
		}, "damaged: no reply in it"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store, next, w := newStore(t), says("Sì."), &warnings{}
			c := New(next, store, Options{Attempts: 2, Warn: w.warn})
			complete(t, c, request())
			key, err := keyOf(request())
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(store.Dir(), key.String()[:2], key.String())
			for range 2 {
				tt.damage(t, store, path, key)
				if reply := complete(t, c, request()); reply.Cached || reply.Text != "Sì." {
					t.Errorf("got %+v", reply)
				}
				if reply := complete(t, c, request()); !reply.Cached {
					t.Error("not written again")
				}
			}
			if len(w.all) != 1 || !strings.Contains(w.all[0], tt.want) || !strings.Contains(w.all[0], key.String()) {
				t.Errorf("warned %q, want one of %q with the entry's name", w.all, tt.want)
			}
		})
	}
}

// A store that cannot be written costs no reply, and is said once.
func TestUnwritableStore(t *testing.T) {
	store, w := newStore(t), &warnings{}
	if err := os.RemoveAll(store.Dir()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(store.Dir(), nil, 0o600); err != nil { // root could write any folder
		t.Fatal(err)
	}
	c := New(says("Sì."), store, Options{Warn: w.warn})
	for range 3 {
		if reply := complete(t, c, request()); reply.Text != "Sì." || reply.Cached {
			t.Errorf("got %+v", reply)
		}
	}
	if len(w.all) != 2 || !strings.Contains(w.all[0], "kept replies are not used") || !strings.Contains(w.all[1], "replies are not kept") {
		t.Errorf("warned %q, want once of reading and once of writing", w.all)
	}
}

func TestWithoutStore(t *testing.T) {
	next := says("Sì.")
	c := New(next, nil, Options{Attempts: 3})
	for range 2 {
		if reply := complete(t, c, request()); reply.Text != "Sì." || reply.Cached {
			t.Errorf("got %+v", reply)
		}
	}
	if len(next.asked) != 2 || c.Cached() != 0 {
		t.Errorf("asked %d times, %d cached", len(next.asked), c.Cached())
	}
}

func TestOffline(t *testing.T) {
	store := newStore(t)
	complete(t, New(says("Sì."), store, Options{}), request())
	c := New(NewOffline(), store, Options{Attempts: 3})
	if reply := complete(t, c, request()); reply.Text != "Sì." || !reply.Cached {
		t.Errorf("got %+v", reply)
	}
	other := request()
	other.Model = "large"
	if _, err := c.Complete(t.Context(), other); llm.KindOf(err) != llm.Offline {
		t.Errorf("Complete = %v, want %s", err, llm.Offline)
	}
}

func TestRequestThatCannotBeDescribed(t *testing.T) {
	req := request()
	req.Schema = &llm.Schema{JSON: json.RawMessage("no JSON")}
	next := says("Sì.")
	if _, err := New(next, newStore(t), Options{}).Complete(t.Context(), req); llm.KindOf(err) != llm.Invalid || len(next.asked) != 0 {
		t.Errorf("Complete = %v, asked %d times", err, len(next.asked))
	}
}

func TestEntryRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := llm.Reply{
			Text: rapid.StringN(1, -1, -1).Draw(t, "text"), Cached: true,
			Usage:   llm.Usage{Prompt: rapid.Int().Draw(t, "prompt"), Reply: rapid.Int().Draw(t, "reply"), PromptCached: rapid.Int().Draw(t, "cached")},
			Elapsed: time.Duration(rapid.Int64().Draw(t, "elapsed")),
		}
		got, err := decode(encode("small", want))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

func TestEntryIsReadable(t *testing.T) {
	raw := encode("small", llm.Reply{Text: `{"italiano":"È <così> & basta."}`, Usage: llm.Usage{Prompt: 10, Reply: 2}, Elapsed: 1500 * time.Millisecond})
	want := `{"model":"small","elapsed":"1.5s","usage":{"prompt":10,"reply":2,"prompt_cached":0},"text":"{\"italiano\":\"È <così> & basta.\"}"}` + "\n"
	if diff := cmp.Diff(want, string(raw)); diff != "" {
		t.Errorf("entry (-want +got):\n%s", diff)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encode("small", llm.Reply{Text: "Sì.", Elapsed: time.Second}))
	f.Add([]byte(`{"text":1}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		reply, err := decode(raw)
		if err == nil && (reply.Text == "" || !reply.Cached) {
			t.Fatalf("decode = %+v", reply)
		}
	})
}

// The whole chain over an endpoint that misbehaves: what is kept is good, and the second run makes no call.
func TestChain(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{Model: "small", Reply: llmtest.Queue(llmtest.Summarizer(),
		llmtest.HTML(502), llmtest.Cut("{"), llmtest.Text("no JSON"), llmtest.Think("hm", `{"english":"Yes."}`))})
	client := openai.New(s.Endpoint(), openai.Options{})
	t.Cleanup(client.Close)
	calls := retry.New(client, retry.Options{Retries: 3, Sleep: func(context.Context, time.Duration) error { return nil }})
	store := newStore(t)
	req := request()
	req.Schema = &llm.Schema{Name: "s", JSON: json.RawMessage(`{"type":"object","properties":{"english":{"type":"string"}}}`)}
	first := complete(t, New(calls, store, Options{Attempts: 3}), req)
	if first.Text != `{"english":"Yes."}` || first.Attempt != 2 {
		t.Errorf("first run: %+v", first)
	}
	again := complete(t, New(calls, store, Options{Attempts: 3}), req)
	if again.Text != first.Text || !again.Cached || len(s.Requests()) != 4 {
		t.Errorf("second run: %+v after %d requests", again, len(s.Requests()))
	}
}

func BenchmarkHit(b *testing.B) {
	c := New(says(strings.Repeat("Una frase. ", 100)), newStore(b), Options{Attempts: 3})
	req := request()
	req.Messages[0].Content = strings.Repeat("parola ", 600)
	for b.Loop() {
		if _, err := c.Complete(b.Context(), req); err != nil {
			b.Fatal(err)
		}
	}
}

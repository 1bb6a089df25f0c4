package retry

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/llmtest"
	"mattinale/pipeline/llm/openai"
	"mattinale/pipeline/news"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clock passes when somebody sleeps.
type clock struct {
	mu    sync.Mutex
	at    time.Time
	slept []time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slept = append(c.slept, d)
	c.at = c.at.Add(d)
	return ctx.Err()
}

// patient is options without real time or chance.
func (c *clock) patient(retries int) Options {
	return Options{
		Retries: retries, Sleep: c.sleep, Now: c.now,
		Backoff: func() backoff.BackOff { return &backoff.ConstantBackOff{Interval: time.Second} },
	}
}

// script is a completer that ends each request as the next step says, and succeeds after the last.
type script struct {
	mu    sync.Mutex
	steps []error
	asked []int // attempts
}

func (s *script) Complete(_ context.Context, req llm.Request) (llm.Reply, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, req.Attempt)
	usage := llm.Usage{Prompt: 10, Reply: 5, PromptCached: 8}
	if len(s.steps) == 0 {
		return llm.Reply{Text: "Ciao.", Attempt: req.Attempt, Usage: usage}, nil
	}
	err := s.steps[0]
	s.steps = s.steps[1:]
	if llm.KindOf(err).Answer().Rejected {
		return llm.Reply{Usage: usage}, err
	}
	return llm.Reply{}, err
}

func fail(kind llm.Kind) error { return &llm.Error{Kind: kind, Err: errors.New("as the test says")} }

func later(kind llm.Kind, d time.Duration) error {
	return &llm.Error{Kind: kind, RetryAfter: d, Err: errors.New("as the test says")}
}

func TestRetries(t *testing.T) {
	s := time.Second
	tests := []struct {
		name    string
		retries int
		steps   []error
		kind    llm.Kind // of the error, "": success
		asked   []int
		slept   []time.Duration
		calls   news.CallCount
		tokens  int // of prompts
	}{
		{"at once", 3, nil, "", []int{0}, nil, news.CallCount{Made: 1}, 10},
		{"after a failure on the way, the same attempt", 3, []error{fail(llm.Unreachable)}, "", []int{0, 0}, []time.Duration{s}, news.CallCount{Made: 2, Retried: 1}, 10},
		{"after a rejected reply, the next attempt", 3, []error{fail(llm.Garbled), fail(llm.Empty), fail(llm.Looping)}, "", []int{0, 1, 2, 3}, []time.Duration{s, s, s}, news.CallCount{Made: 4, Retried: 3, Rejected: 3}, 40},
		{"both", 3, []error{fail(llm.Garbled), fail(llm.Overloaded)}, "", []int{0, 1, 1}, []time.Duration{s, s}, news.CallCount{Made: 3, Retried: 2, Rejected: 1}, 20},
		{"used up", 2, []error{fail(llm.Overloaded), fail(llm.Overloaded), fail(llm.Empty)}, llm.Empty, []int{0, 0, 0}, []time.Duration{s, s}, news.CallCount{Made: 3, Retried: 2, Rejected: 1, Failed: 1}, 10},
		{"no retries", 0, []error{fail(llm.Overloaded)}, llm.Overloaded, []int{0}, nil, news.CallCount{Made: 1, Failed: 1}, 0},
		{"denied", 3, []error{fail(llm.Denied)}, llm.Denied, []int{0}, nil, news.CallCount{Made: 1, Failed: 1}, 0},
		{"too long", 3, []error{fail(llm.TooLong)}, llm.TooLong, []int{0}, nil, news.CallCount{Made: 1, Failed: 1}, 0},
		{"filtered", 3, []error{fail(llm.Filtered)}, llm.Filtered, []int{0}, nil, news.CallCount{Made: 1, Rejected: 1, Failed: 1}, 10},
		{"asked to wait", 3, []error{later(llm.RateLimited, 20*s)}, "", []int{0, 0}, []time.Duration{20 * s}, news.CallCount{Made: 2, Retried: 1}, 10},
		{"asked to wait less than it would", 3, []error{later(llm.Overloaded, s/2)}, "", []int{0, 0}, []time.Duration{s}, news.CallCount{Made: 2, Retried: 1}, 10},
		{"asked to wait for long", 3, []error{later(llm.RateLimited, time.Hour)}, "", []int{0, 0}, []time.Duration{time.Minute}, news.CallCount{Made: 2, Retried: 1}, 10},
		{"wrapped", 3, []error{fmt.Errorf("asking: %w", fail(llm.Unreachable))}, "", []int{0, 0}, []time.Duration{s}, news.CallCount{Made: 2, Retried: 1}, 10},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, next := &clock{}, &script{steps: tt.steps}
			r := New(next, c.patient(tt.retries))
			reply, err := r.Complete(t.Context(), llm.Request{})
			if llm.KindOf(err) != tt.kind || (err == nil) != (reply.Text == "Ciao.") {
				t.Errorf("Complete = %+v, %v; want kind %q", reply, err, tt.kind)
			}
			got := r.Counts()
			for _, diff := range []string{cmp.Diff(tt.asked, next.asked), cmp.Diff(tt.slept, c.slept), cmp.Diff(tt.calls, withoutKinds(got.Calls)), cmp.Diff(tt.tokens, got.Tokens.Prompt)} {
				if diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
		})
	}
}

func TestStopsWithTheBackoff(t *testing.T) {
	c, next := &clock{}, &script{steps: []error{fail(llm.Overloaded)}}
	opts := c.patient(3)
	opts.Backoff = func() backoff.BackOff { return &backoff.StopBackOff{} }
	if _, err := New(next, opts).Complete(t.Context(), llm.Request{}); llm.KindOf(err) != llm.Overloaded || len(next.asked) != 1 {
		t.Errorf("Complete = %v after %d requests", err, len(next.asked))
	}
}

// The waits of the defaults, in the time of the bubble.
func TestDefaultWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		r := New(&script{steps: []error{fail(llm.Overloaded), fail(llm.Overloaded), fail(llm.Overloaded)}}, Options{Retries: 3})
		if _, err := r.Complete(t.Context(), llm.Request{}); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took < 3500*time.Millisecond || took > 10500*time.Millisecond {
			t.Errorf("waited %v for 1, 2 and 4 seconds with half of each as jitter", took)
		}
	})
}

func TestGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		next := &script{steps: []error{fail(llm.Overloaded)}}
		r := New(next, Options{Retries: 3})
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if _, err := r.Complete(ctx, llm.Request{}); !errors.Is(err, context.DeadlineExceeded) || llm.KindOf(err) != "" {
			t.Errorf("Complete = %v, want the context's error", err)
		}
		if _, err := r.Complete(ctx, llm.Request{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Complete = %v, want the context's error", err)
		}
		if diff := cmp.Diff(news.CallCount{Made: 1}, withoutKinds(r.Counts().Calls)); diff != "" {
			t.Errorf("given up is not failed (-want +got):\n%s", diff)
		}
	})
}

// completer is a function that is one.
type completer func(context.Context, llm.Request) (llm.Reply, error)

func (f completer) Complete(ctx context.Context, req llm.Request) (llm.Reply, error) {
	return f(ctx, req)
}

// A call that waits before its retry does not keep others from their turn.
func TestWaitingHoldsNoSlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := New(completer(func(_ context.Context, req llm.Request) (llm.Reply, error) {
			if req.Model == "bad" {
				return llm.Reply{}, fail(llm.Garbled)
			}
			return llm.Reply{}, nil
		}), Options{Retries: 1, Backoff: func() backoff.BackOff { return &backoff.ConstantBackOff{Interval: time.Hour} }})
		var wg sync.WaitGroup
		wg.Go(func() { _, _ = r.Complete(t.Context(), llm.Request{Model: "bad"}) })
		synctest.Wait()
		start := time.Now()
		if _, err := r.Complete(t.Context(), llm.Request{}); err != nil || time.Since(start) != 0 {
			t.Errorf("the other call took %v: %v", time.Since(start), err)
		}
		wg.Wait()
	})
}

// What an endpoint asks of one call holds for all: they do not each run into its limit.
func TestPauseIsShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked []time.Duration
		start := time.Now()
		r := New(completer(func(context.Context, llm.Request) (llm.Reply, error) {
			asked = append(asked, time.Since(start))
			if len(asked) == 1 {
				return llm.Reply{}, later(llm.RateLimited, 30*time.Second)
			}
			return llm.Reply{}, nil
		}), Options{Retries: 3, Concurrency: 1})
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				if _, err := r.Complete(t.Context(), llm.Request{}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		want := []time.Duration{0, 30 * time.Second, 30 * time.Second, 30 * time.Second}
		if diff := cmp.Diff(want, asked); diff != "" {
			t.Errorf("asked at (-want +got):\n%s", diff)
		}
	})
}

// withoutKinds leaves out what TestKinds looks at.
func withoutKinds(c news.CallCount) news.CallCount {
	c.Kinds = nil
	return c
}

func TestKinds(t *testing.T) {
	c := &clock{}
	r := New(&script{steps: []error{fail(llm.Cut), fail(llm.Overloaded), fail(llm.Overloaded)}}, c.patient(3))
	for range 2 {
		_, _ = r.Complete(t.Context(), llm.Request{})
	}
	if diff := cmp.Diff(map[string]int{"cut": 1, "overloaded": 2}, r.Counts().Calls.Kinds); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
}

// A reply that was cut twice, the second time with twice the room, will be so a third time.
func TestCutIsAskedAgainOnce(t *testing.T) {
	next := &script{steps: []error{fail(llm.Cut), fail(llm.Cut), fail(llm.Cut)}}
	_, err := New(next, (&clock{}).patient(3)).Complete(t.Context(), llm.Request{})
	if llm.KindOf(err) != llm.Cut || len(next.asked) != 2 {
		t.Errorf("%d requests, %v", len(next.asked), err)
	}
}

func TestMaxCalls(t *testing.T) {
	said := 0
	opts := (&clock{}).patient(3)
	opts.MaxCalls, opts.Say = 2, func(error) { said++ }
	next := &script{}
	r := New(next, opts)
	for i := range 5 {
		if _, err := r.Complete(t.Context(), llm.Request{}); (llm.KindOf(err) == llm.NotAsked) != (i >= 2) {
			t.Errorf("call %d: %v", i, err)
		}
	}
	if len(next.asked) != 2 || said != 1 || r.Counts().Calls.Failed != 0 {
		t.Errorf("%d requests, said %d times, %+v", len(next.asked), said, r.Counts())
	}
}

// What is under way counts with the most that it can cost: the limit holds.
func TestMaxCost(t *testing.T) {
	opts := (&clock{}).patient(0)
	opts.MaxCost, opts.Price = 0.001, Price{Prompt: 1, Reply: 10} // a reply of 50 tokens at most: 0.0006
	opts.PromptTokens = func(llm.Request) int { return 100 }
	next := &script{}
	r := New(next, opts)
	for range 20 {
		_, _ = r.Complete(t.Context(), llm.Request{MaxTokens: 50})
	}
	if cost := r.Counts().Cost; cost > 0.001 || cost < 0.0004 || len(next.asked) < 6 {
		t.Errorf("%d requests for %g dollars", len(next.asked), cost)
	}
}

// The client of an endpoint that misbehaves in turn, many calls at once: all are answered, and the counts are those of
// the endpoint.
func TestWithEndpoint(t *testing.T) {
	c := &clock{}
	s := llmtest.New(t, llmtest.Options{Slots: 2, Reply: func(r llmtest.Request) llmtest.Reply {
		switch faults := []llmtest.Reply{llmtest.Later(429, "1"), llmtest.Reset(), {}, llmtest.HTML(502), llmtest.OpenThink("hm"), llmtest.HTML(200)}; r.Number % 12 {
		case 0, 2, 4, 6, 8, 10:
			return faults[r.Number%12/2]
		}
		return llmtest.Text("Ciao.")
	}})
	client := openai.New(s.Endpoint(), openai.Options{})
	t.Cleanup(client.Close)
	opts := c.patient(20)
	opts.Concurrency = 2
	r := New(client, opts)
	var wg sync.WaitGroup
	for range 24 {
		wg.Go(func() {
			req := llm.Request{Messages: []llm.Message{{Role: llm.RoleUser, Content: "Saluta."}}}
			if reply, err := r.Complete(t.Context(), req); err != nil || reply.Text != "Ciao." {
				t.Errorf("Complete = %+v, %v", reply, err)
			}
		})
	}
	wg.Wait()
	got := r.Counts()
	if n := len(s.Requests()); got.Calls.Made != n || got.Calls.Retried != n-24 || got.Calls.Failed != 0 || got.Calls.Rejected == 0 || got.Tokens.Prompt == 0 {
		t.Errorf("%d requests, counts %+v", n, got)
	}
	if s.MostAtOnce() > 2 {
		t.Errorf("%d at once", s.MostAtOnce())
	}
}

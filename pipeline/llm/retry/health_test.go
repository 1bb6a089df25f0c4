package retry

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"mattinale/pipeline/llm"
)

// An endpoint where nobody is costs one call its tries; then it is left for the run, and that is said once.
func TestDown(t *testing.T) {
	for _, kind := range []llm.Kind{llm.Unreachable, llm.Denied, llm.NotFound} {
		t.Run(string(kind), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				said, made := 0, 0
				r := New(completer(func(context.Context, llm.Request) (llm.Reply, error) {
					made++
					return llm.Reply{}, fail(kind)
				}), Options{Retries: 3, Say: func(error) { said++ }})
				refused := 0
				for range 20 {
					if _, err := r.Complete(t.Context(), llm.Request{}); llm.KindOf(err) == llm.NotAsked {
						refused++
					}
				}
				if made > 4 || said != 1 || refused < 17 {
					t.Errorf("%d requests, %d refused, said %d times", made, refused, said)
				}
			})
		})
	}
}

// A hanging endpoint costs the time of one call with all its tries, however many calls there are.
func TestHang(t *testing.T) {
	for _, tt := range []struct{ calls, atOnce, retries int }{{1, 1, 3}, {20, 1, 3}, {20, 4, 3}, {20, 3, 1}} {
		synctest.Test(t, func(t *testing.T) {
			r := New(completer(func(ctx context.Context, _ llm.Request) (llm.Reply, error) {
				time.Sleep(time.Minute)
				return llm.Reply{}, fail(llm.Timeout)
			}), Options{Retries: tt.retries, Concurrency: tt.atOnce})
			start := time.Now()
			var wg sync.WaitGroup
			for range tt.calls {
				wg.Go(func() { _, _ = r.Complete(t.Context(), llm.Request{}) })
			}
			wg.Wait()
			if took := time.Since(start); took > time.Duration(tt.retries+1)*time.Minute {
				t.Errorf("%+v: %v", tt, took)
			}
		})
	}
}

// A server that was there and starts anew is waited for; one that stays away is not, but until a deadline.
func TestComesBack(t *testing.T) {
	for _, tt := range []struct {
		name     string
		away     time.Duration
		deadline time.Duration
		good     bool
	}{
		{"soon", 20 * time.Second, 0, true},
		{"late", 5 * time.Minute, 0, false},
		{"late, before the deadline", 5 * time.Minute, time.Hour, true},
		{"after the deadline", time.Hour, 5 * time.Minute, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				begin := time.Now()
				ctx, opts := t.Context(), Options{Retries: 3, Concurrency: 2}
				if tt.deadline > 0 {
					opts.Until = begin.Add(tt.deadline)
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, tt.deadline)
					defer cancel()
				}
				r := New(completer(func(context.Context, llm.Request) (llm.Reply, error) {
					if since := time.Since(begin); since > time.Second && since < tt.away {
						return llm.Reply{}, fail(llm.Unreachable)
					}
					return llm.Reply{}, nil
				}), opts)
				if _, err := r.Complete(t.Context(), llm.Request{}); err != nil {
					t.Fatal(err)
				}
				time.Sleep(2 * time.Second)
				var wg sync.WaitGroup
				for range 8 {
					wg.Go(func() {
						if _, err := r.Complete(ctx, llm.Request{}); (err == nil) != tt.good {
							t.Errorf("Complete = %v", err)
						}
					})
				}
				wg.Wait()
			})
		})
	}
}

// Anybody who answers, with whatever reply, is not down; nor is one whose callers gave up.
func TestNotDown(t *testing.T) {
	for name, every := range map[string][]error{
		"bad replies between": {fail(llm.Unreachable), fail(llm.Timeout), fail(llm.Garbled)},
		"given up":            {context.Canceled, context.Canceled, context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			c, next := &clock{}, &script{}
			for range 3 {
				next.steps = append(next.steps, every...)
			}
			r := New(next, c.patient(0))
			for range 9 {
				_, _ = r.Complete(t.Context(), llm.Request{})
			}
			if len(next.asked) != 9 {
				t.Errorf("%d requests of 9 calls", len(next.asked))
			}
		})
	}
}

// A call that meets one failure after the other and ends with a timeout, or is denied, is bad luck as long as others are answered.
func TestBadLuck(t *testing.T) {
	for _, last := range []llm.Kind{llm.Timeout, llm.NotFound} {
		synctest.Test(t, func(t *testing.T) {
			steps := []error{fail(llm.Unreachable), fail(llm.Overloaded), fail(llm.Unreachable), fail(last)}
			r := New(completer(func(context.Context, llm.Request) (llm.Reply, error) {
				if len(steps) == 0 {
					return llm.Reply{}, nil
				}
				err := steps[0]
				steps = steps[1:]
				if llm.KindOf(err) == llm.Timeout {
					time.Sleep(time.Minute)
				}
				return llm.Reply{}, err
			}), Options{Retries: 3})
			if _, err := r.Complete(t.Context(), llm.Request{}); llm.KindOf(err) != last {
				t.Errorf("the first call: %v", err)
			}
			if _, err := r.Complete(t.Context(), llm.Request{}); err != nil {
				t.Errorf("the next call: %v", err)
			}
		})
	}
}

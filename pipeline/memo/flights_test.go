package memo

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mattinale/cache"
	"mattinale/pipeline/llm"
)

func TestOneCallForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		next := says("Sì.")
		good := next.reply
		next.reply = func(ctx context.Context, req llm.Request) (llm.Reply, error) {
			time.Sleep(time.Second)
			return good(ctx, req)
		}
		c := New(next, newStore(t), Options{})
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() { complete(t, c, request()) })
		}
		wg.Wait()
		if len(next.asked) != 1 || c.Cached() != 9 {
			t.Errorf("asked %d times, %d cached", len(next.asked), c.Cached())
		}
	})
}

// Callers that share a call and give up: it goes on for the others, and ends with the last.
func TestGivingUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := error(nil)
		next := &fake{reply: func(ctx context.Context, req llm.Request) (llm.Reply, error) {
			select {
			case <-time.After(time.Minute):
				return llm.Reply{Text: "Sì."}, nil
			case <-ctx.Done():
				ended = ctx.Err()
				return llm.Reply{}, ctx.Err()
			}
		}}
		c := New(next, newStore(t), Options{})
		call := func(patience time.Duration) func() {
			return func() {
				ctx, cancel := context.WithTimeout(t.Context(), patience)
				defer cancel()
				reply, err := c.Complete(ctx, request())
				if patient := patience > time.Minute; patient != (reply.Text == "Sì.") || !patient && !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("patience %v: %+v, %v", patience, reply, err)
				}
			}
		}
		var wg sync.WaitGroup
		wg.Go(call(time.Second)) // all of these give up
		synctest.Wait()
		wg.Go(call(2 * time.Second))
		wg.Wait()
		synctest.Wait()
		if !errors.Is(ended, context.Canceled) || len(next.asked) != 1 {
			t.Errorf("nobody waits: the call ended with %v, asked %d times", ended, len(next.asked))
		}
		wg.Go(call(time.Second)) // the one that made the call gives up, the other stays
		synctest.Wait()
		wg.Go(call(time.Hour))
		wg.Wait()
		if len(next.asked) != 2 {
			t.Errorf("asked %d times, want one more", len(next.asked))
		}
		complete(t, c, request())
		if len(next.asked) != 2 {
			t.Error("the reply of a call whose maker gave up was not kept")
		}
	})
}

// A reply that comes as the last caller gives up is on disk when that caller returns: the program may end then.
func TestGivingUpKeeps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		next := &fake{reply: func(ctx context.Context, req llm.Request) (llm.Reply, error) {
			<-ctx.Done()
			time.Sleep(time.Second) // it was on its way
			return llm.Reply{Text: "Sì."}, nil
		}}
		c := New(next, newStore(t), Options{})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if reply, err := c.Complete(ctx, request()); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %+v, %v", reply, err)
		}
		if !c.Has(request()) {
			t.Error("the reply is not on disk")
		}
	})
}

// Two callers with one description and different checks.
func TestSharedButRefused(t *testing.T) {
	for _, stored := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			next := &fake{}
			next.reply = func(_ context.Context, req llm.Request) (llm.Reply, error) {
				time.Sleep(time.Second)
				if len(next.asked) == 1 {
					return llm.Reply{Text: "first", Attempt: req.Attempt}, nil
				}
				return llm.Reply{Text: "second", Attempt: req.Attempt}, nil
			}
			var store *cache.Store
			if stored {
				store = newStore(t)
			}
			c := New(next, store, Options{Attempts: 1})
			var wg sync.WaitGroup
			wg.Go(func() { complete(t, c, request()) })
			synctest.Wait()
			req := request()
			req.Accept = func(text string) error {
				if text == "first" {
					return errors.New("not the second")
				}
				return nil
			}
			if reply := complete(t, c, req); reply.Text != "second" || reply.Cached {
				t.Errorf("stored %v: got %+v", stored, reply)
			}
			wg.Wait()
			if want := map[bool][]int{true: {0, 1}, false: {0, 0}}[stored]; !cmp.Equal(want, next.asked) {
				t.Errorf("stored %v: asked attempts %v, want %v", stored, next.asked, want)
			}
		})
	}
}

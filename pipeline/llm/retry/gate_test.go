package retry

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/llm"
)

// An endpoint of eight slots that does not say so is found to have about eight, and its work is done in about the time.
func TestFindsSlots(t *testing.T) {
	for _, slots := range []int{1, 3, 8} {
		synctest.Test(t, func(t *testing.T) {
			free := make(chan struct{}, slots)
			r := New(completer(func(context.Context, llm.Request) (llm.Reply, error) {
				free <- struct{}{}
				defer func() { <-free }()
				time.Sleep(500 * time.Millisecond)
				return llm.Reply{Usage: llm.Usage{Reply: 200}}, nil
			}), Options{Concurrency: 16, Start: 2})
			start := time.Now()
			var wg sync.WaitGroup
			for range 200 {
				wg.Go(func() { _, _ = r.Complete(t.Context(), llm.Request{}) })
			}
			wg.Wait()
			ideal := time.Duration(200/slots) * 500 * time.Millisecond
			if took := time.Since(start); float64(took) > 1.05*float64(ideal)+2e9 || r.gate.now() > 2*slots+1 {
				t.Errorf("%d slots: %v where %v would do, %d at once", slots, took, ideal, r.gate.now())
			}
		})
	}
}

// After "too many" half as many calls go out, and more again as that goes well.
func TestHalves(t *testing.T) {
	g := newGate(8, 8, false)
	now := time.Unix(1, 0)
	g.overloaded(now, now)
	g.overloaded(now, now) // was under way with the first
	if g.now() != 4 {
		t.Errorf("%d at once", g.now())
	}
	for range 8 {
		g.busy = g.limit
		g.worked(10, now.Add(time.Second))
	}
	if g.now() != 5 {
		t.Errorf("%d at once after a window that went well", g.now())
	}
}

// Of those that wait, the one that stands first in the brief goes first.
func TestOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []int
		r := New(completer(func(_ context.Context, req llm.Request) (llm.Reply, error) {
			got = append(got, req.Order)
			time.Sleep(time.Second)
			return llm.Reply{}, nil
		}), Options{Concurrency: 1})
		var wg sync.WaitGroup
		for _, order := range []int{0, 5, 3, 1, 4, 2} {
			wg.Go(func() { _, _ = r.Complete(t.Context(), llm.Request{Order: order}) })
			synctest.Wait()
		}
		wg.Wait()
		if diff := cmp.Diff([]int{0, 1, 2, 3, 4, 5}, got); diff != "" {
			t.Errorf("order (-want +got):\n%s", diff)
		}
	})
}

func TestConcurrency(t *testing.T) {
	for _, tt := range []struct{ concurrency, want int }{{0, 1}, {1, 1}, {3, 3}, {-2, 1}} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			now, most := 0, 0
			r := New(completer(func(context.Context, llm.Request) (llm.Reply, error) {
				mu.Lock()
				now++
				most = max(most, now)
				mu.Unlock()
				time.Sleep(time.Second)
				mu.Lock()
				now--
				mu.Unlock()
				return llm.Reply{}, nil
			}), Options{Concurrency: tt.concurrency})
			start := time.Now()
			var wg sync.WaitGroup
			for range 6 {
				wg.Go(func() { _, _ = r.Complete(t.Context(), llm.Request{}) })
			}
			wg.Wait()
			if took := time.Since(start); most != tt.want || took != time.Duration(6/tt.want)*time.Second {
				t.Errorf("concurrency %d: %d at once, %v", tt.concurrency, most, took)
			}
		})
	}
}

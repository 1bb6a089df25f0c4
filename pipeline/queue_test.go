package pipeline

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"mattinale/pipeline/news"
)

func textOf(n int) news.Article { return news.Article{Text: strings.Repeat("x", n)} }

// TestQueueIsBounded has more text than is held at once, one article over it alone, and an endpoint that is slowest for the first.
func TestQueueIsBounded(t *testing.T) {
	q := newQueue(t.Context(), 4, time.Now, time.Time{})
	sizes := []int{10, heldText / 3, heldText * 2, 0, heldText / 2, heldText / 2, heldText/2 + 1}
	for range 200 {
		sizes = append(sizes, heldText/50)
	}
	most := 0
	go func() {
		defer q.close()
		for i, size := range sizes {
			q.add(item{Article: textOf(size), place: i})
			q.mu.Lock()
			if len(q.sizes) > 1 {
				most = max(most, q.held)
			}
			q.mu.Unlock()
		}
	}()
	var workers sync.WaitGroup
	for n := range 5 {
		workers.Go(func() {
			random := rand.New(rand.NewPCG(1, uint64(n)))
			for {
				a, read, ok := q.next()
				if !ok {
					return
				}
				if read <= a.place {
					t.Errorf("article %d of %d", a.place, read)
				}
				for range random.IntN(2000) { // others may pass
					_ = fmt.Sprint(a.place)
				}
				q.finish(a, news.Story{ID: fmt.Sprint(a.place)}, time.Second)
			}
		})
	}
	for i := range sizes {
		s, place, _, ok := q.tell()
		if !ok || place != i || s.ID != fmt.Sprint(i) {
			t.Fatalf("story %q, place %d of %d, %v", s.ID, place, i, ok)
		}
	}
	if _, _, read, ok := q.tell(); ok || read != len(sizes) {
		t.Errorf("a story after the last, of %d", read)
	}
	workers.Wait()
	if most > heldText || len(q.sizes)+len(q.done)+q.held != 0 {
		t.Errorf("held at most %d bytes, at last %d", most, q.held)
	}
}

// TestQueueHoldsAllBeforeADeadline: what was not read by then would be lost, not extracted.
func TestQueueHoldsAllBeforeADeadline(t *testing.T) {
	q := newQueue(t.Context(), 1, time.Now, time.Now().Add(time.Hour))
	for i := range 5 {
		if !q.add(item{Article: textOf(heldText), place: i}) {
			t.Fatal("the run has ended")
		}
	}
	if n := q.close(); n != 5 {
		t.Errorf("%d articles", n)
	}
}

// TestQueueEnds lets go of all that wait when the run ends.
func TestQueueEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	q := newQueue(ctx, 4, time.Now, time.Time{})
	q.add(item{Article: textOf(heldText)})
	var waiting sync.WaitGroup
	waiting.Go(func() {
		if q.add(item{Article: textOf(1), place: 1}) {
			t.Error("the run goes on")
		}
	})
	waiting.Go(func() {
		if _, _, _, ok := q.tell(); ok {
			t.Error("a story of nothing")
		}
	})
	if _, _, ok := q.next(); !ok {
		t.Error("no article")
	}
	cancel()
	waiting.Wait()
	if _, _, ok := q.next(); ok {
		t.Error("an article after the end")
	}
}

// TestQueueBeginsLongOnesEarly has a long article at the end: it is begun when the others are as much work for each slot.
func TestQueueBeginsLongOnesEarly(t *testing.T) {
	for slots, want := range map[int]string{1: "[0 1 2 3 4 5]", 2: "[0 1 5 2 3 4]", 8: "[5 0 1 2 3 4]"} {
		q := newQueue(t.Context(), slots, time.Now, time.Time{})
		for i, size := range []int{100, 100, 100, 100, 100, 300} {
			q.add(item{Article: textOf(size), place: i})
		}
		q.close()
		var order []int
		for i := range 6 {
			a, _, ok := q.next()
			if !ok || a.turn != i {
				t.Fatalf("turn %d of %d, %v", a.turn, i, ok)
			}
			order = append(order, a.place)
		}
		if got := fmt.Sprint(order); got != want {
			t.Errorf("%d slots: order %s, want %s", slots, got, want)
		}
	}
}

// TestQueueBeforeADeadline lets a short article pass a long one that cannot be done any more.
func TestQueueBeforeADeadline(t *testing.T) {
	at := time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)
	q := newQueue(t.Context(), 1, func() time.Time { return at }, at.Add(time.Minute))
	for i, size := range []int{100, 900, 100, 50, 2000} {
		q.add(item{Article: textOf(size), place: i})
	}
	q.close()
	var order []int
	for {
		a, _, ok := q.next()
		if !ok {
			break
		}
		order = append(order, a.place)
		q.finish(a, news.Story{}, 20*time.Second) // 100 bytes take 20 s
		at = at.Add(20 * time.Second)
	}
	if got, want := fmt.Sprint(order), "[0 2 3 1 4]"; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
}

package retry

import (
	"container/heap"
	"context"
	"sync"
	"time"
)

// gate lets so many calls through at once, the most important of those that wait first. How many is what the endpoint says it
// serves, or, where it does not say, what it turns out to bear: more are let through as long as that gets more work done, and
// half as many after the endpoint said that they were too many (multiplicative decrease, as TCP does it: Chiu and Jain, 1989). Up to the
// first trial that brings nothing their number doubles (slow start: Jacobson, 1988), after it it grows by half.
type gate struct {
	most int  // calls at once
	grow bool // limit begins below most, and grows while throughput does

	mu      sync.Mutex
	limit   int // calls at once, for now
	busy    int
	seen    int // waiters so far
	waiting waiters

	// A window is a number of calls at one limit, over which throughput is measured. It opens when the calls that went out at the limit
	// before have come back.
	opened time.Time
	before int // calls under way from then
	calls  int
	work   int // of these calls, in tokens of their replies
	// base is the limit that is known to be worth having and rate its throughput, in tokens a second; a trial is under way
	// while limit is above it.
	base   int
	rate   float64
	sure   bool      // a trial has brought nothing
	rest   int       // windows before the next trial
	halved time.Time // when the endpoint last had too much
}

const (
	windowCalls = 2    // calls of a window, for each call at once; half of that up to the first trial that brings nothing
	worthwhile  = 1.15 // times the throughput: less is noise, and not worth the endpoint's queue
	restWindows = 8    // after a trial that brought nothing
)

func newGate(start, most int, grow bool) gate {
	return gate{most: most, grow: grow, limit: start, base: start}
}

// enter waits for a turn: of those that wait, the lowest order comes first. Every enter without an error has its leave.
func (g *gate) enter(ctx context.Context, order int, now time.Time) error {
	g.mu.Lock()
	if g.opened.IsZero() {
		g.opened = now
	}
	if g.busy < g.limit && len(g.waiting) == 0 {
		g.busy++
		g.mu.Unlock()
		return nil
	}
	w := &waiter{order: order, number: g.seen, turn: make(chan struct{})}
	g.seen++
	heap.Push(&g.waiting, w)
	g.mu.Unlock()
	select {
	case <-w.turn:
	case <-ctx.Done():
		g.mu.Lock()
		defer g.mu.Unlock()
		if w.at >= 0 {
			heap.Remove(&g.waiting, w.at)
			return ctx.Err()
		}
		g.busy-- // its turn came as it gave up
		g.next()
		return ctx.Err()
	}
	return nil
}

// next lets in who may come.
func (g *gate) next() {
	for g.busy < g.limit && len(g.waiting) > 0 {
		w, _ := heap.Pop(&g.waiting).(*waiter) // nothing else is in it
		g.busy++
		close(w.turn)
	}
}

// leave gives a turn back without saying anything of the endpoint.
func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.busy--
	g.next()
}

// overloaded takes in that the endpoint refused a call sent at a time because it had too many. Of several that were under way
// together only the first counts.
func (g *gate) overloaded(sent, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !sent.After(g.halved) && !g.halved.IsZero() {
		return
	}
	g.halved = now
	g.limit = max(g.limit/2, 1)
	g.base, g.rate, g.rest, g.sure = g.limit, 0, 1, true
	g.open(now)
}

// worked takes in a reply of so many tokens.
func (g *gate) worked(tokens int, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.waiting) == 0 && g.busy < g.limit { // it is not the limit that holds the work up
		g.open(now)
		return
	}
	if g.before > 0 {
		if g.before--; g.before == 0 {
			g.open(now)
		}
		return
	}
	g.calls++
	g.work += 1 + tokens
	if g.calls < g.window() {
		return
	}
	was := g.limit
	g.judge(float64(g.work) / max(now.Sub(g.opened).Seconds(), 1e-6))
	g.open(now)
	if g.limit != was {
		g.before = g.busy - 1 // without the one that has just come back
	}
	g.next()
}

func (g *gate) window() int {
	if g.grow && !g.sure {
		return g.limit
	}
	return windowCalls * g.limit
}

func (g *gate) open(now time.Time) { g.opened, g.calls, g.work = now, 0, 0 }

// judge decides at the end of a window how many calls the next one has.
func (g *gate) judge(rate float64) {
	switch {
	case !g.grow: // the limit is known, and comes back step by step after it was halved
		g.limit = min(g.limit+1, g.most)
	case g.limit > g.base && rate < worthwhile*g.rate:
		g.limit, g.rest, g.sure = g.base, restWindows, true
	case g.rest > 0:
		g.rest--
	default:
		g.base, g.rate = g.limit, rate
		more := max(g.limit/2, 1)
		if !g.sure {
			more = g.limit
		}
		g.limit = min(g.limit+more, g.most)
	}
}

// now is how many calls are let through at once for the moment.
func (g *gate) now() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.limit
}

// waiter is a call that waits for its turn.
type waiter struct {
	order, number int
	turn          chan struct{} // closed when it has come
	at            int           // in the heap; -1: no longer
}

// waiters is a heap: the lowest order first, the first to come first.
type waiters []*waiter

func (w waiters) Len() int { return len(w) }
func (w waiters) Less(i, j int) bool {
	if w[i].order != w[j].order {
		return w[i].order < w[j].order
	}
	return w[i].number < w[j].number
}
func (w waiters) Swap(i, j int) {
	w[i], w[j] = w[j], w[i]
	w[i].at, w[j].at = i, j
}
func (w *waiters) Push(x any) {
	one, _ := x.(*waiter)
	one.at = len(*w)
	*w = append(*w, one)
}
func (w *waiters) Pop() any {
	old := *w
	one := old[len(old)-1]
	old[len(old)-1] = nil
	*w = old[:len(old)-1]
	one.at = -1
	return one
}

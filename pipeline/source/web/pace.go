package web

import (
	"context"
	"net/http"
	"sync"
	"time"
)

const (
	hostAtOnce = 2                      // requests to a public host
	hostGap    = 500 * time.Millisecond // between the starts of two
	silences   = 4                      // requests without an answer, one after the other, after which a host is left alone
)

// pace lets requests go: so many at once in all, and to a public host few and not in a burst.
type pace struct {
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
	all   chan struct{}

	mu    sync.Mutex
	hosts map[string]*host
}

// host is what is known of a host within a run. start is held by the request that is next to go.
type host struct {
	slots chan struct{}
	start chan struct{}

	mu     sync.Mutex
	next   time.Time // when the next request may start
	until  time.Time // what the host asked to wait for, from a 429
	silent int       // requests without an answer since the last one that had any
}

func newPace(atOnce int, now func() time.Time, sleep func(context.Context, time.Duration) error) *pace {
	return &pace{now: now, sleep: sleep, all: make(chan struct{}, atOnce), hosts: map[string]*host{}}
}

// of is the host of a name.
func (p *pace) of(name string) *host {
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.hosts[name]
	if h == nil {
		h = &host{slots: make(chan struct{}, hostAtOnce), start: make(chan struct{}, 1)}
		p.hosts[name] = h
	}
	return h
}

// turn waits for a request's turn and returns what ends it. A request takes one of all places only when it can start at
// once: one that waits for its host holds up no other host.
func (p *pace) turn(ctx context.Context, h *host) (done func(), err error) {
	if h == nil {
		if err := take(ctx, p.all); err != nil {
			return nil, err
		}
		return func() { <-p.all }, nil
	}
	if err := take(ctx, h.slots); err != nil {
		return nil, err
	}
	if err := p.begin(ctx, h); err != nil {
		<-h.slots
		return nil, err
	}
	return func() { <-p.all; <-h.slots }, nil
}

func (p *pace) begin(ctx context.Context, h *host) error {
	if err := take(ctx, h.start); err != nil {
		return err
	}
	defer func() { <-h.start }()
	h.mu.Lock()
	wait := h.next.Sub(p.now())
	h.mu.Unlock()
	if wait > 0 {
		if err := p.sleep(ctx, min(wait, hostGap)); err != nil { // no longer, should the clock have been set back
			return err
		}
	}
	if err := take(ctx, p.all); err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.next = p.now().Add(hostGap)
	return nil
}

func take(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// hold makes a host wait for the rest of the run.
func (h *host) hold(until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until.After(h.until) {
		h.until = until
	}
}

// closed is the error of a host that is not asked any more, or not for now.
func (h *host) closed(now time.Time) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.until.After(now):
		return &StatusError{Code: http.StatusTooManyRequests, RetryAt: h.until}
	case h.silent >= silences:
		return faultf(ErrTooLate, "the host gave no answer to %d requests before, and was not asked again", h.silent)
	}
	return nil
}

// heard counts whether a host answers: a hundred feeds of one that is down would cost a time-out each, two at a time.
func (h *host) heard(answered bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.silent++; answered {
		h.silent = 0
	}
}

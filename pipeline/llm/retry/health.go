package retry

import (
	"context"
	"fmt"
	"sync"
	"time"

	"mattinale/pipeline/llm"
)

// downError is the cause of a call that was not made because calls before it found nobody there.
type downError struct {
	last error
	hope bool // it is still looked at
}

func (e *downError) Error() string {
	if e.hope {
		return fmt.Sprintf("the endpoint is down, and is waited for: %v", e.last)
	}
	return fmt.Sprintf("the endpoint is down, and left alone for this run: %v", e.last)
}

func (e *downError) Unwrap() error { return e.last }

// health knows whether an endpoint is down. Without it a hundred articles would each wait through all retries of an endpoint
// that has gone. One that is down is left alone for the run, unless it may come back: until the deadline of the run, or, where
// there is none, for as long as a server takes to start anew. Meanwhile the calls wait, and every so often one of them is let
// through to find out.
type health struct {
	tries    int           // of one call
	patience time.Duration // with an endpoint that may be starting anew
	until    time.Time     // when there is no more use for it; zero: it has no end
	rest     time.Duration // between two calls that find out

	mu      sync.Mutex
	heard   bool      // it has answered in this run
	row     int       // of requests without a reply since it last gave one
	denied  int       // of these, the last ones that were refused as such: the key, the address, the model
	since   time.Time // when the first of row was sent
	last    error     // of them
	down    bool
	why     llm.Kind // of the failure that showed it
	downAt  time.Time
	probing bool          // the call that is to find out is under way
	probeAt time.Time     // when the next may
	up      chan struct{} // closed when it is no longer down
}

// loading is how many times longer a server that says it is busy is waited for than one that says nothing.
const loading = 4

// fewest is how many requests in a row have to come to nothing for an endpoint to be down, whatever the retries.
const fewest = 3

// admit returns nil when a call may be made, and waits as long as there is hope when the endpoint is down.
func (h *health) admit(ctx context.Context, now func() time.Time) error {
	for {
		wait, up, err := h.ask(now())
		if err != nil || up == nil {
			return err
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-up:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
		timer.Stop()
	}
}

// ask returns a channel when there is something to wait for.
func (h *health) ask(now time.Time) (time.Duration, chan struct{}, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case !h.down:
		return 0, nil, nil
	case !h.hope(now):
		return 0, nil, &llm.Error{Kind: llm.NotAsked, Err: &downError{last: h.last}}
	case !h.probing && !now.Before(h.probeAt):
		h.probing = true
		return 0, nil, nil
	}
	return max(h.probeAt.Sub(now), h.rest/4), h.up, nil
}

// hope reports whether an endpoint that is down may come back in time.
func (h *health) hope(now time.Time) bool {
	if h.why == llm.Denied || h.why == llm.NotFound {
		return false
	}
	if !h.until.IsZero() {
		return now.Before(h.until)
	}
	switch h.why {
	case llm.Unreachable:
		return h.heard && now.Before(h.downAt.Add(h.patience))
	case llm.Overloaded, llm.RateLimited: // somebody is there, and a large model takes a minute or two to be loaded
		return now.Before(h.downAt.Add(loading * h.patience))
	}
	return false
}

// isDown also says whether the endpoint may come back.
func (h *health) isDown(now time.Time) (down, hope bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.down, h.down && h.hope(now)
}

// settle learns from a request sent at a time, and reports whether the endpoint is down since.
func (h *health) settle(err error, sent, now time.Time) (fell bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	kind := llm.KindOf(err)
	if err != nil && kind == "" { // given up by its caller
		h.probing = false
		return false
	}
	if err == nil || !silent(kind) {
		h.heard, h.row, h.denied = true, 0, 0
		if h.down {
			h.down, h.probing = false, false
			close(h.up)
		}
		return false
	}
	if h.row == 0 {
		h.since = sent
	}
	h.row++
	h.last = err
	h.denied++
	if kind != llm.Denied && kind != llm.NotFound {
		h.denied = 0
	}
	if h.down {
		h.probing = false
		h.probeAt = now.Add(h.rest)
		return false
	}
	// A hanging endpoint is down when all the time that one call may take has gone by without a word from it.
	took := now.Sub(sent)
	hung := kind == llm.Timeout && took > 0 && h.row >= max(h.tries, 2) && now.Sub(h.since) >= time.Duration(0.95*float64(h.tries)*float64(took))
	if hung || h.denied >= fewest {
		h.fall(now)
		return true
	}
	return false
}

// usedUp takes in that all tries of a call came to nothing. Of those that ended with a timeout or were denied settle knows more:
// that an endpoint hangs takes time to show, and one that denies does so each time.
func (h *health) usedUp(err error, now time.Time) (fell bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch llm.KindOf(err) {
	case llm.Unreachable, llm.RateLimited, llm.Overloaded:
		if !h.down && h.row >= fewest {
			h.fall(now)
			return true
		}
	}
	return false
}

func (h *health) fall(now time.Time) {
	h.down, h.why, h.downAt, h.probeAt, h.probing = true, llm.KindOf(h.last), now, now.Add(h.rest), false
	h.up = make(chan struct{})
}

// silent are the kinds of failures without a reply of the model.
func silent(k llm.Kind) bool {
	switch k {
	case llm.Unreachable, llm.Timeout, llm.RateLimited, llm.Overloaded, llm.Denied, llm.NotFound:
		return true
	}
	return false
}

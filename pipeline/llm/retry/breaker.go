package retry

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"mattinale/pipeline/llm"
)

// downError is the cause of a call that failed because calls before it did.
type downError struct {
	row  int
	last error
}

func (e *downError) Error() string {
	return fmt.Sprintf("not asked, as the last %d calls came to nothing: %v", e.row, e.last)
}

func (e *downError) Unwrap() error { return e.last }

// breaker knows whether an endpoint is down: so many calls in a row found nobody there. Without it a hundred articles
// would each wait through all retries of an endpoint that has gone. While it is down one call at a time, every rest, is
// let through to find out.
type breaker struct {
	after int // calls; negative: it is never down
	rest  time.Duration

	mu      sync.Mutex
	row     int   // of calls that found nobody there
	last    error // of them
	probing bool  // the call that is to find out is under way
	probeAt time.Time
}

func (b *breaker) down() bool { return b.after > 0 && b.row >= b.after }

func (b *breaker) isDown() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.down()
}

// refuse is the error of a call that need not try, or nil.
func (b *breaker) refuse(now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.refusal(now)
}

// enter is refuse for a call that goes on to the endpoint if there is no error.
func (b *breaker) enter(now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	err := b.refusal(now)
	if err == nil {
		b.probing = b.down()
	}
	return err
}

func (b *breaker) refusal(now time.Time) error {
	if !b.down() || !b.probing && !now.Before(b.probeAt) {
		return nil
	}
	return &llm.Error{Kind: llm.KindOf(b.last), Err: &downError{b.row, b.last}}
}

// settle learns from the end of a call.
func (b *breaker) settle(err error, now time.Time) {
	if errors.As(err, new(*downError)) {
		return // it learnt nothing new
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	wasDown := b.down()
	switch llm.KindOf(err) {
	case llm.Unreachable, llm.Timeout:
		b.row++
		b.last = err
	case "":
		if err == nil {
			b.row = 0
		}
	default:
		b.row = 0 // somebody is there
	}
	if b.down() && (!wasDown || b.probing) {
		b.probeAt = now.Add(b.rest)
	}
	b.probing = false
}

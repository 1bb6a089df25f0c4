// Package retry asks again where that can help, and never more at once than the endpoint bears. What goes in is any
// llm.Completer, the client of an endpoint as a rule; what comes out is one that is patient, counts what it did for
// the receipt, and leaves alone an endpoint that is down.
package retry

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"

	"mattinale/pipeline/llm"
)

// Defaults of Options. The first wait and its growth suit a server that restarts or a limit counted by the minute: three
// retries take about 1, 2 and 4 seconds.
const (
	firstWait     = time.Second
	longestWait   = 30 * time.Second
	waitGrowth    = 2.0
	waitJitter    = 0.5 // of the wait, either way, so that calls that failed together do not come back together
	maxRetryAfter = time.Minute
	downAfter     = 3
	downFor       = 30 * time.Second
	stop          = backoff.Stop
)

// Options say how patient to be. The zero value asks once, one call at a time.
type Options struct {
	Retries     int // most times a call is sent again; 0: never
	Concurrency int // most calls under way at once; 0: 1, as a local server has one slot unless it says otherwise

	// MaxRetryAfter is the longest wait that an endpoint can ask for; a longer one is cut to it. 0: a minute.
	MaxRetryAfter time.Duration
	// DownAfter is how many calls in a row, each with all its retries, have to end unreachable or timed out for the
	// endpoint to count as down. 0: 3, negative: it never does.
	DownAfter int
	// DownFor is for how long an endpoint that is down is left alone, before one call may try it. 0: 30 seconds.
	DownFor time.Duration

	// Backoff makes the waits of one call. nil: exponential from a second to half a minute, with jitter.
	Backoff func() backoff.BackOff
	// Sleep waits, and returns the context's error when that ends first. nil: real time.
	Sleep func(context.Context, time.Duration) error
	// Now tells the time. nil: time.Now.
	Now func() time.Time
}

// Completer is an llm.Completer that retries another one. It is safe for concurrent use.
type Completer struct {
	next    llm.Completer
	opts    Options
	slots   chan struct{}
	breaker breaker
	pause   pause
	tally   tally
}

// New puts retries, limits and counts around a completer.
func New(next llm.Completer, opts Options) *Completer {
	opts.Concurrency = max(opts.Concurrency, 1)
	opts.MaxRetryAfter = cmp.Or(opts.MaxRetryAfter, maxRetryAfter)
	opts.DownAfter = cmp.Or(opts.DownAfter, downAfter)
	opts.DownFor = cmp.Or(opts.DownFor, downFor)
	if opts.Backoff == nil {
		opts.Backoff = exponential
	}
	if opts.Sleep == nil {
		opts.Sleep = sleep
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	return &Completer{
		next:    next,
		opts:    opts,
		slots:   make(chan struct{}, opts.Concurrency),
		breaker: breaker{after: opts.DownAfter, rest: opts.DownFor},
	}
}

// Complete asks until a reply is accepted, the error is one that no retry helps, or the retries are used up; then the
// error is the last one. After a reply that was rejected the next request is another attempt, with a seed and a place
// in the cache of its own; after a failure on the way it is the same attempt. Along with an error the Reply is
// whatever the completer behind gave with it.
//
// While the endpoint is down a call fails at once, with the kind of the failures that showed it, until some call
// succeeds. Every so often one call is let through to find out.
func (c *Completer) Complete(ctx context.Context, req llm.Request) (llm.Reply, error) {
	reply, err := c.send(ctx, req, false)
	waits := c.opts.Backoff()
	for range c.opts.Retries {
		wait := c.waitAfter(err, waits)
		if wait == stop {
			break
		}
		if llm.KindOf(err).Rejected() {
			req.Attempt++
		}
		if ended := c.opts.Sleep(ctx, wait); ended != nil {
			reply, err = llm.Reply{}, ended
			break
		}
		reply, err = c.send(ctx, req, true)
	}
	c.settle(err)
	return reply, err
}

// waitAfter is how long to wait after an error before asking again, or stop.
func (c *Completer) waitAfter(err error, waits backoff.BackOff) time.Duration {
	if err == nil || !llm.KindOf(err).Retryable() || c.breaker.isDown() {
		return stop
	}
	wait := waits.NextBackOff()
	if wait == stop {
		return stop
	}
	return max(wait, c.askedFor(err))
}

// askedFor is the wait that an error's Retry-After asks for, cut to what is allowed.
func (c *Completer) askedFor(err error) time.Duration {
	var failed *llm.Error
	if !errors.As(err, &failed) {
		return 0
	}
	return min(failed.RetryAfter, c.opts.MaxRetryAfter)
}

// send is one request, when it is its turn.
func (c *Completer) send(ctx context.Context, req llm.Request, again bool) (llm.Reply, error) {
	if err := c.breaker.refuse(c.opts.Now()); err != nil {
		return llm.Reply{}, err // without waiting for a turn, which an endpoint that hangs can hold for long
	}
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return llm.Reply{}, ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		return llm.Reply{}, err
	}
	if left := c.pause.left(c.opts.Now()); left > 0 {
		if err := c.opts.Sleep(ctx, left); err != nil {
			return llm.Reply{}, err
		}
	}
	if err := c.breaker.enter(c.opts.Now()); err != nil {
		return llm.Reply{}, err // learnt while it waited
	}
	reply, err := c.next.Complete(ctx, req)
	c.tally.sent(reply, err, again)
	if wait := c.askedFor(err); wait > 0 {
		c.pause.extend(c.opts.Now().Add(wait))
	}
	return reply, err
}

// settle draws the conclusions from how a whole call ended. One that ended without a kind was given up by its caller,
// and is nobody's failure.
func (c *Completer) settle(err error) {
	if err != nil && llm.KindOf(err) != "" {
		c.tally.failed()
	}
	c.breaker.settle(err, c.opts.Now())
}

func exponential() backoff.BackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval, b.Multiplier, b.RandomizationFactor = firstWait, longestWait, waitGrowth, waitJitter
	return b
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Package retry asks again where that can help, and never more at once than the endpoint bears. What goes in is any
// llm.Completer, the client of an endpoint as a rule; what comes out is one that is patient, counts what it did for
// the receipt, leaves alone an endpoint that is down, and stops where no more may be spent.
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
	patience      = 30 * time.Second
	downFor       = 3 * time.Second
	stop          = backoff.Stop
)

// Options say how patient to be. The zero value asks once, one call at a time.
type Options struct {
	Retries     int // most times a call is sent again; 0: never
	Concurrency int // most calls under way at once; 0: 1, as a local server has one slot unless it says otherwise
	// Start is how many calls at once to begin with where it is not known how many the endpoint serves: more are tried, up to
	// Concurrency, as long as more gets done. 0: Concurrency, which is known.
	Start int

	MaxCalls int     // most requests; 0: any number
	MaxCost  float64 // most US dollars; 0: any
	Price    Price
	// PromptTokens is the most tokens that the prompt of a request may be counted as, for MaxCost; nil: none.
	PromptTokens func(llm.Request) int

	// MaxRetryAfter is the longest wait that an endpoint can ask for; a longer one is cut to it. 0: a minute.
	MaxRetryAfter time.Duration
	// Until is when replies are of no more use: calls wait until then for an endpoint that is down. Zero: there is no such time.
	Until time.Time
	// Patience is for how long calls wait for an endpoint that is down and may be starting anew, without Until. 0: half a
	// minute, negative: not at all.
	Patience time.Duration
	// DownFor is how often an endpoint that is down is looked at. 0: 3 seconds.
	DownFor time.Duration

	// Say is told, once, that the endpoint is down or that no more may be spent. nil: nobody is.
	Say func(error)
	// Backoff makes the waits of one call. nil: exponential from a second to half a minute, with jitter.
	Backoff func() backoff.BackOff
	// Sleep waits, and returns the context's error when that ends first. nil: real time.
	Sleep func(context.Context, time.Duration) error
	// Now tells the time. nil: time.Now.
	Now func() time.Time
}

// Completer is an llm.Completer that retries another one. It is safe for concurrent use.
type Completer struct {
	next   llm.Completer
	opts   Options
	gate   gate
	health health
	budget budget
	pause  pause
	tally  tally
}

// New puts retries, limits and counts around a completer.
func New(next llm.Completer, opts Options) *Completer {
	opts.Concurrency = max(opts.Concurrency, 1)
	opts.MaxRetryAfter = cmp.Or(opts.MaxRetryAfter, maxRetryAfter)
	opts.Patience = cmp.Or(opts.Patience, patience)
	opts.DownFor = cmp.Or(opts.DownFor, downFor)
	opts.Retries = max(opts.Retries, 0)
	if opts.Backoff == nil {
		opts.Backoff = exponential
	}
	if opts.Sleep == nil {
		opts.Sleep = sleep
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	start := opts.Concurrency
	if opts.Start > 0 {
		start = min(opts.Start, start)
	}
	return &Completer{
		next:   next,
		opts:   opts,
		gate:   newGate(start, opts.Concurrency, opts.Start > 0),
		health: health{tries: opts.Retries + 1, patience: opts.Patience, rest: opts.DownFor, until: opts.Until},
		budget: budget{maxCalls: opts.MaxCalls, maxCost: opts.MaxCost},
	}
}

// moreLooks is how often a call whose tries are used up goes on because the endpoint has been down and is back: an article
// that brings the server down each time must end too.
const moreLooks = 2

// Complete asks until a reply is accepted, the error is one that no retry helps, or the retries are used up; then the
// last error is returned. After a reply that came and could not be used the next attempt is asked, with another seed;
// after a failure on the way, the same one. What is done about each kind of failure is in llm.Answer.
//
// While the endpoint is down calls wait as long as it may come back, and fail with llm.NotAsked then. So they do when no
// more may be spent.
func (c *Completer) Complete(ctx context.Context, req llm.Request) (llm.Reply, error) {
	reply, err := c.complete(ctx, req)
	if kind := llm.KindOf(err); kind != "" && kind != llm.NotAsked && !req.Probe {
		c.tally.failed()
	}
	return reply, err
}

func (c *Completer) complete(ctx context.Context, req llm.Request) (llm.Reply, error) {
	waits := c.opts.Backoff()
	looks, attempts := 0, req.Attempt+c.opts.Retries // who remembers replies looks no further
	failures := map[llm.Kind]int{}
	for tries := 0; ; tries++ {
		reply, err := c.send(ctx, req, tries > 0)
		kind := llm.KindOf(err)
		answer := kind.Answer()
		if err == nil || kind == llm.NotAsked || kind == "" || req.Probe && answer.Rejected {
			return reply, err
		}
		failures[kind]++
		done := failures[kind] > answer.Tries
		last := done || tries >= c.opts.Retries
		if last && c.health.usedUp(err, c.opts.Now()) {
			c.say(err)
		}
		if answer.Another {
			req.Attempt = min(req.Attempt+1, attempts)
		}
		down, hope := c.health.isDown(c.opts.Now())
		switch {
		case down && !hope:
			return reply, err
		case down: // send waits until it is back
			continue
		case last: // but a call that waited for the endpoint to come back has had its tries while it was away
			if looks++; done || looks > moreLooks || tries <= c.opts.Retries {
				return reply, err
			}
		}
		if ended := c.wait(ctx, err, waits); ended != nil {
			return reply, ended
		}
	}
}

// wait lets the time pass that an error asks for before the next try. The error is the given one where there is to be none, or
// the context's. A call that timed out has waited long enough.
func (c *Completer) wait(ctx context.Context, err error, waits backoff.BackOff) error {
	d := waits.NextBackOff()
	if d == stop {
		return err
	}
	if llm.KindOf(err) == llm.Timeout {
		return ctx.Err()
	}
	return c.opts.Sleep(ctx, max(d, c.askedFor(err)))
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
	if err := c.health.admit(ctx, c.opts.Now); err != nil {
		return llm.Reply{}, err // without waiting for a turn, which an endpoint that hangs can hold for long
	}
	if err := c.gate.enter(ctx, req.Order, c.opts.Now()); err != nil {
		return llm.Reply{}, err
	}
	defer c.gate.leave()
	if err := ctx.Err(); err != nil {
		return llm.Reply{}, err
	}
	if left := c.pause.left(c.opts.Now()); left > 0 {
		if err := c.opts.Sleep(ctx, left); err != nil {
			return llm.Reply{}, err
		}
	}
	if down, hope := c.health.isDown(c.opts.Now()); down && !hope {
		return llm.Reply{}, c.health.admit(ctx, c.opts.Now) // learnt while it waited
	}
	worst := c.worst(req)
	if first, err := c.budget.take(worst); err != nil {
		if first {
			c.say(err)
		}
		return llm.Reply{}, err
	}
	sent := c.opts.Now()
	reply, err := c.next.Complete(ctx, req)
	c.budget.settle(worst, c.cost(reply, err, worst))
	c.tally.sent(reply, err, again, req.Probe)
	c.learn(reply, err, sent)
	return reply, err
}

// learn draws the conclusions from one request.
func (c *Completer) learn(reply llm.Reply, err error, sent time.Time) {
	now := c.opts.Now()
	if wait := c.askedFor(err); wait > 0 {
		c.pause.extend(now.Add(wait))
	}
	switch llm.KindOf(err) {
	case llm.RateLimited, llm.Overloaded:
		c.gate.overloaded(sent, now)
	case "":
		if err == nil {
			c.gate.worked(reply.Usage.Reply, now)
		}
	}
	if c.health.settle(err, sent, now) {
		c.say(err)
	}
}

// worst is the most that a request can cost. A second attempt has twice the room for its reply (see openai.sampling).
func (c *Completer) worst(req llm.Request) float64 {
	if c.opts.PromptTokens == nil || c.opts.Price == (Price{}) {
		return 0
	}
	reply := req.MaxTokens
	if req.Attempt > 0 {
		reply *= 2
	}
	return c.opts.Price.Of(c.opts.PromptTokens(req), reply)
}

// cost is what a request did cost: by the endpoint's own counts, or the most where it gave a reply and did not count.
func (c *Completer) cost(reply llm.Reply, err error, worst float64) float64 {
	if reply.Usage == (llm.Usage{}) && err == nil {
		return worst
	}
	return c.opts.Price.Of(reply.Usage.Prompt, reply.Usage.Reply)
}

func (c *Completer) say(err error) {
	if c.opts.Say == nil {
		return
	}
	if llm.KindOf(err) != llm.NotAsked {
		_, hope := c.health.isDown(c.opts.Now())
		err = &downError{err, hope}
	}
	c.opts.Say(err)
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

// Package memo remembers replies. What goes in is any llm.Completer and a store on disk; what comes out is one that
// asks the other only what no accepted reply in the store answers, and never twice at once. Only replies that passed
// the request's own check are kept: no error, refusal, cut or empty reply comes back later.
package memo

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"mattinale/cache"
	"mattinale/pipeline/llm"
)

// Options; the zero value looks up the attempt asked for and no other, and says nothing.
type Options struct {
	// Attempts is how many attempts after the one asked for are looked up too: the retries of the completer behind,
	// whose replies are kept under the attempt that answered.
	Attempts int
	// Warn is told, once for each, of entries that are damaged and of a store that cannot be read or written; of one
	// that was opened as unwritable, whoever opened it has told. It is called by several goroutines at once. nil:
	// nobody is told.
	Warn func(error)
}

// Completer is an llm.Completer that remembers. It is safe for concurrent use.
type Completer struct {
	next  llm.Completer
	store *cache.Store
	opts  Options

	flights flights

	mu     sync.Mutex
	cached int
	warned map[string]bool
}

// New remembers in a store what next replies. Without a store nothing is remembered, and only identical requests that
// are under way at once are made one.
func New(next llm.Completer, store *cache.Store, opts Options) *Completer {
	said := store != nil && store.Unwritable() != nil
	return &Completer{next: next, store: store, opts: opts, warned: map[string]bool{"write": said}}
}

// Cached is how many calls were answered without one being made: from disk, or by a call of the same description that
// was under way.
func (c *Completer) Cached() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cached
}

// Complete answers from the store, or asks and remembers. A kept reply that Accept no longer takes is passed over, and
// the next attempt looked up or asked. Errors are those of the completer behind; trouble with the store is none. What is in the
// store is given also when the time for calls is over.
func (c *Completer) Complete(ctx context.Context, req llm.Request) (llm.Reply, error) {
	key, err := keyOf(req)
	if err != nil {
		return llm.Reply{}, &llm.Error{Kind: llm.Invalid, Err: err}
	}
	reply, _, found := c.lookUp(req, key)
	if !found {
		reply, err = c.call(ctx, req, key)
	}
	if reply.Cached {
		c.count()
	}
	return reply, err
}

// call asks, or waits for an identical call under way.
func (c *Completer) call(ctx context.Context, req llm.Request, key cache.Key) (llm.Reply, error) {
	if err := ctx.Err(); err != nil {
		return llm.Reply{}, err
	}
	reply, err := c.once(ctx, req, key)
	// Of two callers with one description and different checks, the second may not like what the first got. What it
	// got is in the store by now, and passed over; without a store, the call is simply made.
	if errors.As(err, new(*unacceptable)) {
		reply, err = c.once(ctx, req, key)
	}
	if errors.As(err, new(*unacceptable)) {
		reply, err = c.ask(ctx, req, key)
	}
	return reply, err
}

func (c *Completer) count() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cached++
}

// unacceptable is the error of a caller that shared a reply which its own check refuses.
type unacceptable struct{ err error }

func (e *unacceptable) Error() string { return "another caller's reply: " + e.err.Error() }

// once makes one call of all identical ones under way.
func (c *Completer) once(ctx context.Context, req llm.Request, key cache.Key) (llm.Reply, error) {
	led := false
	reply, err := c.flights.join(ctx, key.String(), func(ctx context.Context) (llm.Reply, error) {
		led = true
		return c.ask(ctx, req, key)
	})
	if err != nil || led { // in this order: led is written by the call, which may go on when there is an error
		return reply, err
	}
	if req.Accept != nil {
		if err := req.Accept(reply.Text); err != nil {
			return llm.Reply{}, &unacceptable{err}
		}
	}
	reply.Cached = true
	return reply, nil
}

// ask looks a request up, since a call may have ended that was under way when it was looked up before, and asks when it must.
func (c *Completer) ask(ctx context.Context, req llm.Request, key cache.Key) (llm.Reply, error) {
	reply, next, found := c.lookUp(req, key)
	if found {
		return reply, nil
	}
	req.Attempt = next
	reply, err := c.next.Complete(ctx, req)
	if err == nil {
		c.keep(req, reply)
	}
	return reply, err
}

// lookUp finds the first kept reply, from the attempt asked for on, whose key is given, that Accept takes. Without one it says which
// attempt to ask: the one after the last that is kept and refused, so that the next run finds the new reply too.
func (c *Completer) lookUp(req llm.Request, key cache.Key) (reply llm.Reply, next int, found bool) {
	if c.store == nil {
		return reply, req.Attempt, false
	}
	next = req.Attempt
	for first := req.Attempt; req.Attempt <= next+c.opts.Attempts; req.Attempt++ {
		if req.Attempt > first {
			key, _ = keyOf(req) // it has one, as the first attempt had
		}
		reply, ok := c.load(req, key)
		if !ok {
			continue
		}
		if req.Accept == nil || req.Accept(reply.Text) == nil {
			return reply, 0, true
		}
		next = req.Attempt + 1
	}
	return llm.Reply{}, next, false
}

// Has reports whether Complete would answer the request from the store.
func (c *Completer) Has(req llm.Request) bool {
	key, err := keyOf(req)
	if err != nil {
		return false
	}
	_, _, found := c.lookUp(req, key)
	return found
}

// load reads one entry; whatever is wrong with it is said, and it counts as not there.
func (c *Completer) load(req llm.Request, key cache.Key) (llm.Reply, bool) {
	raw, err := c.store.Get(key)
	var miss *cache.Miss
	switch {
	case errors.As(err, &miss) && miss.Damaged():
		c.warn(key.String(), err)
		return llm.Reply{}, false
	case miss != nil:
		return llm.Reply{}, false
	case err != nil:
		c.warn("read", fmt.Errorf("kept replies are not used: %w", err))
		return llm.Reply{}, false
	}
	reply, err := decode(raw)
	if err != nil {
		c.warn(key.String(), fmt.Errorf("cache entry %s: damaged: no reply in it: %w", key, err))
		return llm.Reply{}, false
	}
	reply.Attempt = req.Attempt
	return reply, true
}

// keep writes a reply under the attempt that answered.
func (c *Completer) keep(req llm.Request, reply llm.Reply) {
	if c.store == nil {
		return
	}
	req.Attempt = reply.Attempt
	key, _ := keyOf(req) // it has one: see Complete
	if err := c.store.Put(key, encode(req.Model, reply)); err != nil {
		c.warn("write", fmt.Errorf("replies are not kept: %w", err))
	}
}

// warn says something once for each thing that it is about.
func (c *Completer) warn(about string, err error) {
	c.mu.Lock()
	said := c.warned[about]
	c.warned[about] = true
	c.mu.Unlock()
	if !said && c.opts.Warn != nil {
		c.opts.Warn(err)
	}
}

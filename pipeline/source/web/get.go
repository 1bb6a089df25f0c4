package web

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"time"

	"mattinale/cache"
)

// Get reads an address. Errors are those of this package's list, a *StatusError, or the context's.
func (c *Client) Get(ctx context.Context, address string, accept Accept) (*Response, error) {
	asked, err := parse(address)
	if err != nil {
		return nil, err
	}
	key := keyOf("response", accept, asked)
	k := c.load(key)
	if c.opts.Offline {
		if k == nil {
			return nil, ErrOffline
		}
		return k.response(Offline, c.opts.Now()), nil
	}
	if c.opts.Fresh {
		k = nil
	}
	if k != nil && k.fresh(c.opts.Now(), c.opts.Agent) {
		return k.response(Kept, c.opts.Now()), nil
	}
	if err := c.held(asked); err != nil {
		return nil, err
	}
	r, err := c.ask(ctx, &question{asked: asked, accept: accept, key: key, kept: k, left: c.opts.Timeout})
	var status *StatusError
	if errors.As(err, &status) {
		c.leave(asked, status)
	}
	switch {
	case err != nil && ctx.Err() != nil: // net/http gives the cause of a context's end, which may be anything
		return nil, ctx.Err()
	case err != nil && c.life.Err() != nil:
		return nil, errClosed
	}
	return r, err
}

// question is one Get on its way.
type question struct {
	asked  *url.URL
	accept Accept
	key    cache.Key
	kept   *kept         // nil: nothing is
	left   time.Duration // of the whole, without waiting
}

// ask asks where the address has moved for good, as far as that is known, and the address itself when there is nothing any
// more, or not for us.
func (c *Client) ask(ctx context.Context, q *question) (*Response, error) {
	if q.kept != nil && q.kept.stillMoved(c.opts.Now()) {
		if moved, err := parse(q.kept.Moved); err == nil {
			r, err := c.follow(ctx, q, newChain(q, moved, q.kept.Moved))
			if err == nil || !astray(err) || ctx.Err() != nil {
				return r, err
			}
		}
	}
	return c.follow(ctx, q, newChain(q, q.asked, ""))
}

// astray reports whether an error may be gone when the redirect that led to it is not followed.
func astray(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.Code >= 400 && status.Code < 500 && status.Code != http.StatusTooManyRequests
	}
	for _, kind := range []error{ErrPrivate, ErrDNS, ErrConnection, ErrTLS, ErrRedirects, ErrAnswer} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// finish makes a response of the last answer of a chain.
func (c *Client) finish(ctx context.Context, q *question, ch *chain, a *answer) (*Response, error) {
	switch {
	case a.code == http.StatusNotModified && a.conditional:
		return c.unchanged(ctx, q, ch, a)
	case a.code == http.StatusOK, a.code == http.StatusNonAuthoritativeInfo:
		return c.changed(q, ch, a), nil
	}
	status := &StatusError{Code: a.code}
	if a.code == http.StatusTooManyRequests || a.code == http.StatusServiceUnavailable {
		status.RetryAt = retryAt(a.header.Get("Retry-After"), c.opts.Now())
	}
	if h := c.hostOf(ch.at); h != nil && a.code == http.StatusTooManyRequests {
		h.hold(status.RetryAt)
	}
	return nil, ch.led(status)
}

// changed is a new body, kept where it may be.
func (c *Client) changed(q *question, ch *chain, a *answer) *Response {
	now := c.opts.Now()
	h := head{Address: bare(ch.at), Header: keep(a.header), Read: now, Checked: now, Cookies: ch.cookies}
	if varies(h.Header["Vary"], "user-agent") {
		h.Agent = c.opts.Agent
	}
	ch.into(&h, q.kept, now)
	r := &Response{Address: h.Address, Moved: h.Moved, ContentType: h.Header["Content-Type"], Cut: a.got.cut, Read: now,
		Notes: ch.notes, body: a.got.body}
	if a.got.note != "" {
		r.Notes = append(r.Notes, a.got.note)
	}
	if c.opts.Store != nil && !r.Cut && a.code == http.StatusOK && storable(h.Header) {
		c.told(r, c.save(q.key, h, &r.body))
	}
	return r
}

// unchanged is what is kept, with the headers of a 304. A record that has gone in the meantime is asked for anew.
func (c *Client) unchanged(ctx context.Context, q *question, ch *chain, a *answer) (*Response, error) {
	now := c.opts.Now()
	k := q.kept.copied()
	k.update(a.header, now)
	ch.into(&k.head, q.kept, now)
	r := k.response(NotModified, now)
	r.Notes = ch.notes
	if maps.Equal(k.Header, q.kept.Header) && k.Moved == q.kept.Moved && k.Detour == q.kept.Detour &&
		k.MovedAt.Equal(q.kept.MovedAt) && freshFor(k.Header, now) == 0 {
		return r, nil // nothing to write
	}
	err := c.save(q.key, k.head, &k.body)
	if errors.Is(err, errReplaced) {
		q.kept = nil
		a.done()
		return c.follow(ctx, q, newChain(q, q.asked, ""))
	}
	c.told(r, err)
	return r, nil
}

// told notes once in a run that nothing can be kept.
func (c *Client) told(r *Response, err error) {
	if err != nil && !c.full.Swap(true) {
		r.Notes = append(r.Notes, "it could not be kept for the next run: "+err.Error())
	}
}

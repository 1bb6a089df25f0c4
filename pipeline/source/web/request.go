package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// pause is how long is waited before a request is made once more.
const pause = time.Second

// answer is that of one request.
type answer struct {
	code        int
	header      http.Header
	conditional bool   // it was asked whether what is kept has changed
	got         taken  // of 200 and 203
	done        func() // gives its place back: called once the body is kept, so that no more bodies wait for that than can be asked for at once
}

// step asks the address that a chain is at, once more when the connection ended before an answer or what stands before the
// server could not reach it.
func (c *Client) step(ctx context.Context, q *question, ch *chain) (*answer, error) {
	if err := c.refused(ch.at); err != nil {
		return nil, err
	}
	a, err := c.request(ctx, q, ch)
	if broken(err) || err == nil && (a.code == http.StatusBadGateway || a.code == http.StatusGatewayTimeout) {
		if err == nil {
			a.done()
		}
		if err := c.opts.Sleep(ctx, pause); err != nil {
			return nil, err
		}
		a, err = c.request(ctx, q, ch)
	}
	if err != nil {
		return nil, clear(err)
	}
	return a, nil
}

// hostOf is the pace of a host; nil: one of this machine or the network at a named address, which knows what it can bear.
func (c *Client) hostOf(u *url.URL) *host {
	if c.named.has(hostPort(u)) {
		ip, numeric := literal(u.Hostname())
		if local(u.Hostname()) || numeric && !isPublic(ip.Unmap()) {
			return nil
		}
	}
	return c.pace.of(u.Hostname())
}

var errTimeUp = errors.New("the time of a request is up")

// request makes one request in its turn, and reads its answer. Only the time from its turn on is counted.
func (c *Client) request(ctx context.Context, q *question, ch *chain) (a *answer, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(c.life, cancel)()
	h := c.hostOf(ch.at)
	done, err := c.pace.turn(ctx, h)
	if err != nil {
		return nil, err
	}
	done = sync.OnceFunc(done)
	defer func() {
		if err != nil {
			done()
		}
	}()
	if h != nil {
		if err := h.closed(c.opts.Now()); err != nil {
			return nil, err
		}
	}
	started := time.Now()
	defer func() { q.left -= time.Since(started) }()
	ctx, stop := context.WithTimeoutCause(ctx, q.left, errTimeUp)
	defer stop()
	a, read, err := c.exchange(ctx, q, ch)
	a.done = done
	if err != nil && context.Cause(ctx) == errTimeUp {
		err = c.tooLate(read)
	}
	if h != nil {
		h.heard(read > 0 || !errors.Is(err, ErrTooLate))
	}
	return a, err
}

func (c *Client) tooLate(read int64) error {
	if read > 0 {
		return faultf(ErrTooLate, "no more than %s in %s", size(read), c.opts.Timeout)
	}
	return faultf(ErrTooLate, "no answer within %s", c.opts.Timeout)
}

// exchange sends a request and reads the answer; read is how much of a body came.
func (c *Client) exchange(ctx context.Context, q *question, ch *chain) (a *answer, read int64, err error) {
	a = &answer{}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, bare(ch.at), nil)
	if err != nil {
		return a, 0, ErrAddress
	}
	r.Header.Set("User-Agent", c.opts.Agent)
	r.Header.Set("Accept", q.accept.header())
	r.Header.Set("Accept-Encoding", acceptEncoding)
	if q.kept != nil && q.kept.Address == bare(ch.at) {
		q.kept.condition(r.Header)
		a.conditional = r.Header.Get("If-None-Match") != "" || r.Header.Get("If-Modified-Since") != ""
	}
	c.authorise(r, ch.asked, ch.at)
	ch.sendCookies(r)
	transport, r, err := c.route(r)
	if err != nil {
		return a, 0, err
	}
	response, err := transport.RoundTrip(r)
	if err != nil {
		return a, 0, err
	}
	defer response.Body.Close()
	a.code, a.header = response.StatusCode, response.Header
	if a.code == http.StatusOK || a.code == http.StatusNonAuthoritativeInfo {
		a.got, read, err = c.take(response)
	}
	return a, read, err
}

// route is the way of a request: past the guard, or through the user's proxy with the target held against the same rules.
func (c *Client) route(r *http.Request) (*http.Transport, *http.Request, error) {
	proxy, err := c.opts.Proxy(r)
	if err != nil {
		return nil, nil, faultf(ErrConnection, "the address of the proxy cannot be read")
	}
	if proxy == nil {
		return c.direct, r, nil
	}
	if err := c.behindProxy(r.Context(), r.URL); err != nil {
		return nil, nil, err
	}
	return c.proxy, r.WithContext(context.WithValue(r.Context(), proxyKey{}, proxy)), nil
}

// Package openai asks an OpenAI-compatible endpoint: one request, one answer. What goes in is an llm.Request; what comes
// out is the text of an answer that is whole, without reasoning and of the shape asked for, or an *llm.Error whose
// kind says what to do. It retries nothing, but it does ask again at once where an endpoint refuses a field of the
// request that it can do without, and remembers that.
package openai

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"mattinale/pipeline/llm"
)

// The most time a call takes where Options say nothing: a model on the reader's own machine may need minutes.
const (
	loopbackTimeout = 10 * time.Minute
	remoteTimeout   = 2 * time.Minute
)

// Options change how an endpoint is asked. The zero value is ready to use.
type Options struct {
	// Timeout is the most time one call takes, its answer read to the end. 0: 10 minutes on loopback, 2 else.
	Timeout time.Duration
	// Idle is the most time between two pieces of an answer that has begun. 0: a minute.
	Idle time.Duration
	// Transport carries the requests. nil: one of the client's own, with the proxy that the environment names unless
	// the endpoint is on loopback.
	Transport http.RoundTripper
	// Now tells the time, for Retry-After and Reply.Elapsed. nil: time.Now.
	Now func() time.Time
}

// Client is an llm.Completer. It is safe for concurrent use.
type Client struct {
	endpoint llm.Endpoint
	key      llm.Secret
	timeout  time.Duration
	now      func() time.Time
	http     *http.Client
	api      *openai.Client

	mu      sync.Mutex
	dialect dialect
	resent  int
}

// New makes a client of an endpoint; it connects to nothing yet.
func New(endpoint llm.Endpoint, opts Options) *Client {
	endpoint.BaseURL = strings.TrimRight(strings.TrimSpace(endpoint.BaseURL), "/")
	c := &Client{
		endpoint: endpoint,
		key:      llm.NewSecret(strings.TrimSpace(endpoint.Key.Reveal())), // key files end in a newline
		timeout:  cmp.Or(opts.Timeout, remoteTimeout),
		now:      opts.Now,
	}
	if opts.Timeout == 0 && endpoint.Loopback {
		c.timeout = loopbackTimeout
	}
	if c.now == nil {
		c.now = time.Now
	}
	transport := opts.Transport
	if transport == nil {
		transport = newTransport(endpoint.Loopback)
	}
	c.http = &http.Client{Transport: wire{transport, c.key, cmp.Or(opts.Idle, idleTimeout)}, CheckRedirect: sameHost}
	config := openai.DefaultConfig(c.key.Reveal())
	config.BaseURL = endpoint.BaseURL
	config.HTTPClient = c.http
	c.api = openai.NewClientWithConfig(config)
	return c
}

// Close lets go of idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Resent is how many requests were sent again at once because the endpoint refused a field of the first one. They
// happen inside a call of Complete, so who counts calls does not see them.
func (c *Client) Resent() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.resent
}

// Complete asks once. The model is the request's, not the endpoint's: a request describes its call completely. Along
// with an error the Reply is empty but for Usage and Elapsed: a reply that had to be rejected has cost its tokens too.
func (c *Client) Complete(caller context.Context, req llm.Request) (llm.Reply, error) {
	ctx, cancel := context.WithTimeout(caller, c.timeout)
	defer cancel()
	start := c.now()
	for {
		d := c.current()
		ex, answer, err := c.send(ctx, req, d)
		if err := caller.Err(); err != nil && ex.status == 0 {
			return llm.Reply{}, fmt.Errorf("asking %s: %w", c.host(), err)
		}
		var reply llm.Reply
		var failed *llm.Error
		switch {
		case ex.status == 0:
			failed = c.noAnswer(ctx, ex, err)
		case !success(ex.status):
			failed = c.refused(ex)
		default:
			reply, failed = c.read(req, d, ex, answer, err)
		}
		if failed != nil && c.learn(d, ex) {
			continue
		}
		reply.Elapsed = c.now().Sub(start)
		if failed != nil {
			return reply, failed
		}
		return reply, nil
	}
}

// send is one request and its answer. The exchange has what go-openai leaves out of both.
func (c *Client) send(ctx context.Context, req llm.Request, d dialect) (*exchange, openai.ChatCompletionResponse, error) {
	body, extra := d.render(req, c.endpoint.Loopback)
	ex := &exchange{extra: extra}
	answer, err := c.api.CreateChatCompletion(withExchange(ctx, ex), body)
	return ex, answer, err
}

func (c *Client) current() dialect {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.dialect
}

// learn reports whether the answer to a request in dialect d says how to ask better, and sees to it that the next
// request does.
func (c *Client) learn(d dialect, ex *exchange) bool {
	said := parseComplaint(ex.body)
	status := ex.status
	if success(status) {
		status = said.status // of an error in place of a completion
	}
	better, ok := d.after(status, said)
	if !ok {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dialect = c.dialect.or(better)
	c.resent++
	return true
}

// noAnswer is the error of a request that got no answer, or half of one.
func (c *Client) noAnswer(ctx context.Context, ex *exchange, err error) *llm.Error {
	if ex.err == nil || !c.hasAddress() { // it was never sent
		err = cmp.Or(err, ex.err)
		return c.failed(llm.Invalid, 0, fmt.Errorf("making the request: %w", unwrapURL(err)))
	}
	var tooBig *bodyTooBig
	switch {
	case errors.As(ex.err, &tooBig):
		return c.failed(llm.Garbled, tooBig.status, tooBig)
	case errors.Is(ex.err, errStalled):
		return c.failed(llm.Timeout, 0, fmt.Errorf("asking %s: %w", c.host(), errStalled))
	case ctx.Err() != nil:
		return c.failed(llm.Timeout, 0, fmt.Errorf("no whole answer from %s within %v", c.host(), c.timeout))
	}
	return c.failed(llm.Unreachable, 0, fmt.Errorf("asking %s: %w", c.host(), unwrapURL(ex.err)))
}

// hasAddress reports whether the base address can be asked at all.
func (c *Client) hasAddress() bool {
	u, err := url.Parse(c.endpoint.BaseURL)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}

// failed makes an error that has no key in it, whatever the endpoint or the network put into theirs.
func (c *Client) failed(kind llm.Kind, status int, err error) *llm.Error {
	if text := err.Error(); c.key.Redact(text) != text {
		err = errors.New(c.key.Redact(text))
	}
	return &llm.Error{Kind: kind, Status: status, Err: err}
}

package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"mattinale/pipeline/llm"
)

const (
	// maxBody is the most bytes of an answer that are read: a summary is a few thousand.
	maxBody = 8 << 20
	// maxHeader is the most bytes of headers that are read.
	maxHeader = 1 << 20
	// maxRedirects is the most steps that are followed on one host.
	maxRedirects = 4
	// dialTimeout bounds the connection, so that a dead host is found out long before a slow model is.
	dialTimeout = 10 * time.Second
	// idleTimeout bounds the wait for the next piece of an answer that has begun: servers that send keep-alives do so every
	// 10 to 30 seconds.
	idleTimeout = time.Minute
)

// exchange is one request and its answer as they went over the wire.
type exchange struct {
	extra map[string]json.RawMessage // fields for the body that go-openai has no place for

	status int // 0: no whole answer came, and err says why; or nothing was sent, and err is nil
	header http.Header
	body   []byte
	err    error
}

type exchangeKey struct{}

func withExchange(ctx context.Context, ex *exchange) context.Context {
	return context.WithValue(ctx, exchangeKey{}, ex)
}

// wire is the http.RoundTripper that puts the extra fields into a request and reads the whole answer into the exchange
// of the request's context. An answer that has the key in it loses it here, before anybody keeps or shows any of it.
type wire struct {
	next http.RoundTripper
	key  llm.Secret
	idle time.Duration // most time between two pieces of an answer that has begun
}

func (w wire) RoundTrip(req *http.Request) (*http.Response, error) {
	ex, ok := req.Context().Value(exchangeKey{}).(*exchange)
	if !ok {
		return w.next.RoundTrip(req)
	}
	req, err := merge(req, ex.extra)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(req.Context())
	defer cancel(nil)
	resp, err := w.next.RoundTrip(req.WithContext(ctx))
	if err != nil {
		ex.err = err
		return nil, err
	}
	stalled := time.AfterFunc(w.idle, func() { cancel(errStalled) })
	defer stalled.Stop()
	resp.Body = &watched{resp.Body, func() { stalled.Reset(w.idle) }}
	body, err := readBody(resp)
	if err != nil {
		ex.err = err
		if errors.Is(context.Cause(ctx), errStalled) {
			ex.err = errStalled
		}
		return nil, ex.err
	}
	body = w.key.RedactReply(body)
	ex.status, ex.header, ex.body = resp.StatusCode, resp.Header, body
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// CloseIdleConnections makes http.Client's method of that name reach the transport.
func (w wire) CloseIdleConnections() {
	if closer, ok := w.next.(interface{ CloseIdleConnections() }); ok {
		closer.CloseIdleConnections()
	}
}

// merge puts fields into the JSON object of a request's body. Fields keep their bytes, and so a schema keeps the order
// of its properties, in which models write.
func merge(req *http.Request, extra map[string]json.RawMessage) (*http.Request, error) {
	if req.Body == nil || len(extra) == 0 {
		return req, nil
	}
	raw, err := io.ReadAll(req.Body)
	_ = req.Body.Close() // a buffer
	if err != nil {
		return nil, err
	}
	var body map[string]json.RawMessage
	if err := json.Unmarshal(raw, &body); err != nil {
		return nil, err
	}
	for name, value := range extra {
		body[name] = value
	}
	if raw, err = json.Marshal(body); err != nil {
		return nil, err
	}
	merged := req.Clone(req.Context()) // a RoundTripper leaves the request it is given alone
	merged.ContentLength = int64(len(raw))
	merged.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil }
	merged.Body, err = merged.GetBody()
	return merged, err
}

type bodyTooBig struct{ status int }

func (*bodyTooBig) Error() string { return fmt.Sprintf("an answer of more than %d MB", maxBody>>20) }

// errStalled is the error of an answer that began and then stopped coming, long before the whole call has taken too long.
var errStalled = errors.New("the answer stopped coming")

// watched tells of every piece that is read.
type watched struct {
	io.ReadCloser
	came func()
}

func (b *watched) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if n > 0 {
		b.came()
	}
	return n, err
}

func readBody(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err == nil && len(body) > maxBody {
		err = &bodyTooBig{resp.StatusCode}
	}
	return body, err
}

func newTransport(loopback bool) *http.Transport {
	t := &http.Transport{
		DialContext:            (&net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:    dialTimeout,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    32, // more than calls at once, or each call would connect anew
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: maxHeader,
	}
	if !loopback {
		t.Proxy = http.ProxyFromEnvironment
	}
	return t
}

// sameHost follows a redirect only where the key may go too: to the host the request was for, or to its https. A
// redirect that turns the POST into a GET is not followed either, as nothing good can come of it. What is not
// followed is returned as it is.
func sameHost(req *http.Request, via []*http.Request) error {
	from := via[len(via)-1]
	if len(via) > maxRedirects || req.Method != from.Method || !keepsHost(from.URL, req.URL) {
		return http.ErrUseLastResponse
	}
	return nil
}

func keepsHost(from, to *url.URL) bool {
	if from.Scheme == to.Scheme {
		return from.Host == to.Host
	}
	return from.Scheme == "http" && to.Scheme == "https" && from.Hostname() == to.Hostname() &&
		(from.Port() == "" || from.Port() == "80") && (to.Port() == "" || to.Port() == "443")
}

// unwrapURL takes off what net/http wraps around an error: the whole address, which can have a password in it.
func unwrapURL(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// host is the endpoint's host, for messages: the address without user, password and path.
func (c *Client) host() string {
	if u, err := url.Parse(c.endpoint.BaseURL); err == nil && u.Host != "" {
		return u.Host
	}
	return "the endpoint"
}

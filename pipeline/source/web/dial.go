package web

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

const (
	lookupTime = 3 * time.Second
	// stagger is how long a connection is waited for before the host's next address is tried beside it (RFC 8305, section 5).
	stagger = 250 * time.Millisecond
)

// transport makes one that speaks HTTP/1.1 over the given dial: two requests at once to a host gain nothing by HTTP/2. Connections
// are kept by host:port, and whether a host:port is named is the same for a whole run, so no request gets one that was
// allowed for another's sake. Alt-Svc and proxies are unknown to it.
func (c *Client) transport(dial func(context.Context, string, string) (net.Conn, error)) *http.Transport {
	return &http.Transport{
		DialContext:            dial,
		TLSClientConfig:        &tls.Config{RootCAs: c.opts.Roots},
		TLSNextProto:           map[string]func(string, *tls.Conn) http.RoundTripper{},
		TLSHandshakeTimeout:    connectTime,
		IdleConnTimeout:        idleTime,
		MaxIdleConns:           c.opts.AtOnce,
		MaxIdleConnsPerHost:    c.opts.AtOnce, // of public hosts there are few in any case
		MaxResponseHeaderBytes: headerBytes,
		DisableCompression:     true, // what comes is decompressed here, within bounds
	}
}

type proxyKey struct{}

// proxyOf is the proxy that was chosen for a request.
func proxyOf(r *http.Request) (*url.URL, error) {
	proxy, _ := r.Context().Value(proxyKey{}).(*url.URL)
	return proxy, nil
}

func lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}

// dialDirect connects to a host:port of a request: its addresses are looked up once, and those that may be are dialled as
// they are, so that no second answer of a name server can bring another in.
func (c *Client) dialDirect(ctx context.Context, _, at string) (net.Conn, error) {
	return c.dial(ctx, at, c.allowed, false)
}

// dialProxy connects to the user's own proxy, wherever that is.
func (c *Client) dialProxy(ctx context.Context, _, at string) (net.Conn, error) {
	any := func(_ string, ips []netip.Addr) ([]netip.Addr, error) { return ips, nil }
	return c.dial(ctx, at, any, true)
}

func (c *Client) dial(ctx context.Context, at string, allowed func(string, []netip.Addr) ([]netip.Addr, error), proxy bool) (net.Conn, error) {
	// http.Transport goes on with a dial whose request has ended, so it gets an end of its own, and Close ends it.
	ctx, cancel := context.WithTimeout(ctx, connectTime)
	defer cancel()
	defer context.AfterFunc(c.life, cancel)()
	host, port, err := net.SplitHostPort(at)
	if err != nil {
		return nil, ErrAddress
	}
	ips, err := c.addresses(ctx, host)
	if err != nil {
		return nil, c.dialError(ctx, err)
	}
	if ips, err = allowed(at, ips); err != nil {
		return nil, err
	}
	conn, err := c.race(ctx, ips, func(ip netip.Addr) string {
		target := net.JoinHostPort(ip.String(), port)
		c.opts.Log(Dial{Host: at, Address: target, Proxy: proxy})
		return target
	})
	if err != nil {
		return nil, c.dialError(ctx, err)
	}
	return conn, nil
}

func (c *Client) dialError(ctx context.Context, err error) error {
	if c.life.Err() == nil && ctx.Err() == context.DeadlineExceeded {
		return faultf(ErrTooLate, "no connection within %s", connectTime)
	}
	return err
}

// addresses are those of a host, an IP address being its own.
func (c *Client) addresses(ctx context.Context, host string) ([]netip.Addr, error) {
	if ip, numeric := literal(host); numeric && ip.IsValid() {
		return []netip.Addr{ip}, nil
	}
	ips, err := c.opts.Lookup(ctx, host)
	if err == nil && len(ips) == 0 {
		err = &net.DNSError{Err: "no addresses", Name: host, IsNotFound: true}
	}
	for i, ip := range ips {
		ips[i] = ip.Unmap() // the system's resolver gives IPv4 addresses in both forms
	}
	return ips, err
}

// race dials the addresses in order, each a little after the one before or as soon as that failed, and returns the first
// connection. The error is that of the first address that failed.
func (c *Client) race(ctx context.Context, ips []netip.Addr, target func(netip.Addr) string) (net.Conn, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type result struct {
		conn net.Conn
		err  error
	}
	results := make(chan result)
	try := func(address string) {
		conn, err := c.opts.Dial(ctx, "tcp", address)
		select {
		case results <- result{conn, err}:
		case <-ctx.Done():
			if err == nil {
				_ = conn.Close() // another one was faster
			}
		}
	}
	next := time.NewTimer(0)
	defer next.Stop()
	var first error
	for started, failed := 0, 0; failed < len(ips); {
		select {
		case <-next.C:
			if started < len(ips) {
				go try(target(ips[started]))
				started++
				next.Reset(stagger)
			}
		case r := <-results:
			if r.err == nil {
				return r.conn, nil
			}
			if failed++; first == nil {
				first = r.err
			}
			next.Reset(0)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return nil, first
}

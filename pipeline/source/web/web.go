// Package web reads addresses: feeds and pages over http and https. What goes in is an address, and what comes out is a
// Response or an error of one clear line. It asks politely (two requests at once to a host, half a second between their starts,
// validators, freshness and Retry-After obeyed), reads no more than it was told, for no longer than it was told, and connects to
// no private network unless the user's own configuration names the host and port. What it reads is kept between runs in a Store.
// It does not look into what it read.
package web

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"mattinale/cache"
)

const (
	defaultTimeout = 30 * time.Second
	defaultBytes   = 10 << 20 // of a body, as other readers of feeds allow
	defaultAtOnce  = 64
	connectTime    = 10 * time.Second // of a connection, and of its TLS handshake
	headerBytes    = 64 << 10         // of an answer's headers
	idleTime       = 30 * time.Second // that a connection is kept for the next request
)

// Store keeps what was read between runs; *cache.Store is one.
type Store interface {
	Get(cache.Key) ([]byte, error)
	Put(cache.Key, []byte) error
}

// Options of a client. The zero value asks the network and keeps nothing.
type Options struct {
	Store    Store         // nil: nothing is kept
	Named    []string      // addresses that the user's own configuration or command line names: their host:port may be private
	Agent    string        // User-Agent, "mattinale/VERSION (+address)"; "": "mattinale"
	Offline  bool          // answer from Store only
	Fresh    bool          // ask anew: what is kept is neither used nor asked about, only replaced
	Timeout  time.Duration // of a Get with its redirects and its body, without what it waits for its turn; 0: 30 s
	MaxBytes int64         // of a body, decompressed; 0: 10 MiB. What is longer is cut, and marked
	AtOnce   int           // most requests at once; 0: 64
	Temp     string        // folder of the temporary file for large bodies; "": the system's, which often is in memory

	Log    func(Dial)                                                           // told of each connection tried or refused; nil: nobody is
	Now    func() time.Time                                                     // nil: time.Now
	Sleep  func(context.Context, time.Duration) error                           // nil: a timer
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)         // nil: the system's resolver
	Dial   func(ctx context.Context, network, address string) (net.Conn, error) // of an IP address and port that was allowed; nil: net.Dialer
	Proxy  func(*http.Request) (*url.URL, error)                                // nil: http.ProxyFromEnvironment
	Roots  *x509.CertPool                                                       // nil: the system's
}

// Accept says what is asked for first.
type Accept int

// A feed, or a page; whatever else there is, is taken too.
const (
	Feed Accept = iota
	Page
)

// header is the Accept header.
func (a Accept) header() string {
	const feeds = "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml"
	if a == Page {
		return "text/html, application/xhtml+xml, " + feeds + ";q=0.8, application/xml;q=0.7, text/plain;q=0.6, */*;q=0.3"
	}
	return feeds + ", application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.6, */*;q=0.3"
}

// Client reads addresses. It is safe for concurrent use.
type Client struct {
	opts   Options
	named  named
	direct *http.Transport // each dial is guarded
	proxy  *http.Transport // dials the user's proxy only
	pace   *pace
	spool  *spool
	holds  holds
	memory chan struct{} // held while a record is in memory as a whole
	full   atomic.Bool   // it was noted that nothing can be kept

	life context.Context // until Close
	end  context.CancelFunc
	once sync.Once
}

// recordsAtOnce is how many records are in memory as a whole at once.
const recordsAtOnce = 2

// New makes a client. Close it after use.
func New(opts Options) *Client {
	opts = opts.filled()
	c := &Client{
		opts:   opts,
		named:  nameAll(opts.Named),
		pace:   newPace(opts.AtOnce, opts.Now, opts.Sleep),
		spool:  &spool{folder: opts.Temp},
		holds:  holds{of: map[cache.Key]hold{}},
		memory: make(chan struct{}, recordsAtOnce),
	}
	c.life, c.end = context.WithCancel(context.Background())
	c.direct = c.transport(c.dialDirect)
	c.proxy = c.transport(c.dialProxy)
	c.proxy.Proxy = proxyOf
	return c
}

func (o Options) filled() Options {
	set := func(d *time.Duration, to time.Duration) {
		if *d <= 0 {
			*d = to
		}
	}
	set(&o.Timeout, defaultTimeout)
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultBytes
	}
	if o.AtOnce <= 0 {
		o.AtOnce = defaultAtOnce
	}
	if o.Agent == "" {
		o.Agent = "mattinale"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Lookup == nil {
		o.Lookup = lookup
	}
	if o.Dial == nil {
		o.Dial = new(net.Dialer).DialContext
	}
	if o.Proxy == nil {
		o.Proxy = http.ProxyFromEnvironment
	}
	if o.Log == nil {
		o.Log = func(Dial) {}
	}
	return o
}

// Close ends what is under way and gives back connections and the temporary file. Bodies that were not kept are gone with it.
func (c *Client) Close() {
	c.once.Do(func() {
		c.end()
		c.direct.CloseIdleConnections()
		c.proxy.CloseIdleConnections()
		c.spool.close()
	})
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"mattinale/cache"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// site is a server of this machine, reached under names of the public network: what they resolve to is what the test says,
// and every connection to a public address ends here. The requests are kept.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	asked []*http.Request
	hosts map[string][]string // what a name resolves to; others: 93.184.216.34
	dials []Dial
}

func serve(t testing.TB, handler http.HandlerFunc) *site {
	t.Helper()
	s := &site{hosts: map[string][]string{"localhost": {"127.0.0.1"}}}
	s.Server = httptest.NewServer(s.keeping(handler))
	t.Cleanup(s.Server.Close)
	return s
}

func (s *site) keeping(handler http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r)
		s.mu.Unlock()
		handler(w, r)
	}
}

func (s *site) requests() []*http.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

func (s *site) lookup(_ context.Context, host string) ([]netip.Addr, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.hosts[strings.TrimSuffix(host, ".")]
	if !ok {
		found = []string{"93.184.216.34"}
	}
	var ips []netip.Addr
	for _, ip := range found {
		ips = append(ips, netip.MustParseAddr(ip))
	}
	if len(ips) == 0 {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return ips, nil
}

func (s *site) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if _, err := netip.ParseAddrPort(address); err != nil {
		return nil, fmt.Errorf("what is dialled is not the address that was judged: %w", err)
	}
	return new(net.Dialer).DialContext(ctx, network, s.Listener.Addr().String())
}

func (s *site) log(d Dial) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dials = append(s.dials, d)
}

// client makes one that does not wait, whose network is the site.
func (s *site) client(t testing.TB, opts Options) *Client {
	t.Helper()
	opts.Lookup, opts.Log = s.lookup, s.log
	if opts.Dial == nil {
		opts.Dial = s.dial
	}
	if opts.Sleep == nil {
		opts.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	}
	if opts.Proxy == nil {
		opts.Proxy = http.ProxyURL(nil)
	}
	c := New(opts)
	t.Cleanup(c.Close)
	return c
}

// memory is a Store; that of package cache serves as well.
type memory struct {
	mu   sync.Mutex
	all  map[cache.Key][]byte
	puts int
}

func newMemory() *memory { return &memory{all: map[cache.Key][]byte{}} }

func (m *memory) Get(key cache.Key) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if value, ok := m.all[key]; ok {
		return slices.Clone(value), nil
	}
	return nil, &cache.Miss{Reason: cache.Absent}
}

func (m *memory) Put(key cache.Key, value []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all[key] = slices.Clone(value)
	m.puts++
	return nil
}

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// clock is a time that moves when told.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func get(t testing.TB, c *Client, address string) *Response {
	t.Helper()
	r, err := c.Get(t.Context(), address, Feed)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return r
}

func text(t testing.TB, r *Response) string {
	t.Helper()
	b, err := r.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if int64(len(b)) != r.body.size {
		t.Fatalf("%d bytes, and its size says %d", len(b), r.body.size)
	}
	return string(b)
}

func TestGet(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, "<rss/>")
	})
	c := s.client(t, Options{Agent: "mattinale/1 (+https://example.org)"})
	r := get(t, c, "  HTTP://News.Example:80/feed#top ")
	if r.Address != "http://news.example/feed" || r.Moved != "" || r.ContentType != "application/rss+xml" || r.How != Asked || r.Cut || text(t, r) != "<rss/>" {
		t.Errorf("%+v", r)
	}
	if _, err := c.Get(t.Context(), "http://news.example/page", Page); err != nil {
		t.Error(err)
	}
	feed, page := s.requests()[0], s.requests()[1]
	if feed.Host != "news.example" || feed.UserAgent() != "mattinale/1 (+https://example.org)" || feed.Header.Get("Accept-Encoding") != "gzip, deflate" {
		t.Errorf("asked with %v", feed.Header)
	}
	for _, header := range []string{"Referer", "Cookie", "Range", "If-None-Match", "If-Modified-Since", "Authorization"} {
		if feed.Header.Get(header) != "" {
			t.Errorf("%s was sent", header)
		}
	}
	if !strings.HasPrefix(feed.Header.Get("Accept"), "application/rss+xml") || !strings.HasPrefix(page.Header.Get("Accept"), "text/html") {
		t.Errorf("Accept of a feed %q, of a page %q", feed.Header.Get("Accept"), page.Header.Get("Accept"))
	}
}

func TestStatus(t *testing.T) {
	var code int
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) })
	c := s.client(t, Options{})
	for _, tt := range []struct {
		code  int
		words string
		tries int
	}{
		{204, "the server answered with nothing (204)", 1},
		{206, "the server gave an answer that does not fit (206)", 1},
		{301, "the server gave an answer that does not fit (301)", 1}, // leads nowhere
		{304, "the server gave an answer that does not fit (304)", 1}, // was not asked
		{400, "the server refuses the request (400)", 1},
		{401, "it asks for a name and a password (401)", 1},
		{403, "the server does not let this program read it (403)", 1},
		{404, "there is nothing at this address (404)", 1},
		{410, "gone for good (410): take it off your list", 1},
		{429, "the server is asked too often (429)", 1},
		{500, "the server has a problem of its own (500)", 1},
		{502, "what stands before the server does not reach it (502)", 2},
		{503, "the server is overloaded or under repair (503)", 1},
		{504, "what stands before the server does not reach it (504)", 2},
	} {
		code = tt.code
		before := len(s.requests())
		_, err := c.Get(t.Context(), fmt.Sprintf("http://news.example/%d", code), Feed)
		var status *StatusError
		if !errors.As(err, &status) || status.Code != tt.code || err.Error() != tt.words {
			t.Errorf("%d: %v", tt.code, err)
		}
		if errors.Is(err, ErrGone) != (tt.code == 410) || errors.Is(err, ErrWait) {
			t.Errorf("%d is %v", tt.code, err)
		}
		if tries := len(s.requests()) - before; tries != tt.tries {
			t.Errorf("%d: asked %d times, want %d", tt.code, tries, tt.tries)
		}
	}
}

// The real dialer, without any of the hooks: a server of this machine is read when it is named, and not when it is not.
func TestNoHooks(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "here") })
	c := New(Options{Named: []string{s.URL}})
	defer c.Close()
	if r := get(t, c, s.URL+"/feed"); text(t, r) != "here" || r.Address != s.URL+"/feed" {
		t.Errorf("%+v", r)
	}
	stranger := New(Options{})
	defer stranger.Close()
	if _, err := stranger.Get(t.Context(), s.URL, Feed); !errors.Is(err, ErrPrivate) || len(s.requests()) != 1 {
		t.Error(err)
	}
}

// What addresses in feeds look like, as it is sent.
func TestOddAddresses(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			w.Header().Set("Location", to)
			w.WriteHeader(302)
		}
	})
	c := s.client(t, Options{})
	for address, want := range map[string]string{
		"http://a.example":                     "/",
		"http://a.example?q=1":                 "/?q=1",
		"http://a.example/a b?c d":             "/a%20b?c%20d",
		"http://a.example/città?perché=\"sì\"": "/citt%C3%A0?perch%C3%A9=%22s%C3%AC%22",
		"http://a.example/100%?50%":            "/100%25?50%25",
		"http://a.example/%zz%41":              "/%25zz%41",
		"http://a.example/\xe0":                "/%E0",
		"http://a.example/a|b":                 "/a%7Cb",
		"http://a.example/a%2Fb/../c":          "/a%2Fb/../c",
		"http://a.example/?to=/99%25%20%C3%A0": "/99%25%20%C3%A0",
		"http://a.example/?to=%2Fx%3Fa%20b":    "/x?a%20b",
	} {
		if _, err := c.Get(t.Context(), address, Page); err != nil {
			t.Errorf("%q: %v", address, err)
			continue
		}
		asked := s.requests()
		if got := asked[len(asked)-1].RequestURI; got != want {
			t.Errorf("%q was asked for as %q, want %q", address, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	c := New(Options{})
	defer c.Close()
	for _, tt := range []struct {
		address string
		kind    error
	}{
		{"", ErrScheme}, {"news.example/feed", ErrScheme}, {"file:///etc/passwd", ErrScheme}, {"ftp://news.example/", ErrScheme},
		{"feed://news.example/", ErrScheme}, {"javascript:alert(1)", ErrScheme}, {"data:text/html,x", ErrScheme}, {"gopher://127.0.0.1:70/", ErrScheme},
		{"http://", ErrAddress}, {"http:news.example", ErrAddress}, {"http:///feed", ErrAddress}, {"http://news.example:0/", ErrAddress},
		{"http://news.example:99999/", ErrAddress}, {"http://news.example:x/", ErrAddress}, {"http://a b/", ErrAddress}, {"http://a%00b/", ErrAddress},
		{"http://a\nb/", ErrAddress}, {"http://[::1/", ErrAddress}, {"http://news..example/", ErrAddress}, {"http://.example/", ErrAddress},
		{"http://a,b/", ErrAddress}, {"http://[::1%25%1b[31m]/", ErrAddress}, {"http://[fe80::1%25a%20b]/", ErrAddress}, {"http://news.example/" + strings.Repeat("a", maxAddress), ErrAddress}, {"http://user:secret@a b/", ErrAddress},
	} {
		_, err := c.Get(t.Context(), tt.address, Page)
		if !errors.Is(err, tt.kind) || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.60q: %v", tt.address, err)
		}
	}
}

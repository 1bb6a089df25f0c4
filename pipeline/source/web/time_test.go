package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a network within the process, so that time can be that of a synctest bubble. Each dial of any address is accepted
// by one server.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(93, 184, 216, 34), Port: 80} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.conns <- theirs:
		return ours, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// bubble runs a test in its own time, with a server of the handler.
func bubble(t *testing.T, handler http.HandlerFunc, opts Options, test func(*testing.T, *Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		network := &pipes{make(chan net.Conn), make(chan struct{})}
		server := &http.Server{Handler: handler}
		go func() { _ = server.Serve(network) }()
		if opts.Dial == nil {
			opts.Dial = network.dial
		}
		if opts.Lookup == nil {
			opts.Lookup = func(context.Context, string) ([]netip.Addr, error) {
				return []netip.Addr{netip.MustParseAddr("93.184.216.34")}, nil
			}
		}
		opts.Proxy = http.ProxyURL(nil)
		c := New(opts)
		test(t, c)
		c.Close()
		_ = server.Close()
		time.Sleep(time.Hour) // handlers that sleep come to their end
	})
}

func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func drip(w http.ResponseWriter, r *http.Request) {
	for r.Context().Err() == nil {
		_, _ = io.WriteString(w, strings.Repeat("x", 512))
		_ = http.NewResponseController(w).Flush()
		select {
		case <-time.After(time.Second):
		case <-r.Context().Done():
		}
	}
}

func never(ctx context.Context, _, _ string) (net.Conn, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func TestTooLate(t *testing.T) {
	for _, tt := range []struct {
		name    string
		handler http.HandlerFunc
		opts    Options
		address string
		words   string
		after   time.Duration
	}{
		{"no header", hang, Options{}, "http://a.example/", "no answer within 30s", 30 * time.Second},
		{"a shorter time", hang, Options{Timeout: 5 * time.Second}, "http://a.example/", "no answer within 5s", 5 * time.Second},
		{"drop by drop", drip, Options{}, "http://a.example/", "no more than 15 KB in 30s", 30 * time.Second},
		{"TLS that never is", hang, Options{Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			go func() { _, _ = io.Copy(io.Discard, theirs) }()
			return ours, nil
		}}, "https://a.example/", "no safe connection: it was not made within 10s", 10 * time.Second},
		{"no connection", hang, Options{Dial: never}, "http://a.example/", "no connection within 10s", 10 * time.Second},
		{"no name server", hang, Options{Lookup: func(ctx context.Context, _ string) ([]netip.Addr, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}}, "http://a.example/", "no connection within 10s", 10 * time.Second},
		{"a redirect whose body never ends, and on", func(w http.ResponseWriter, r *http.Request) {
			var n int
			_, _ = fmt.Sscanf(r.URL.Path, "/%d", &n)
			w.Header().Set("Location", fmt.Sprintf("/%d", n+1))
			time.Sleep(4 * time.Second)
			w.WriteHeader(302)
			_ = http.NewResponseController(w).Flush()
			hang(w, r)
		}, Options{}, "http://a.example/0", "no answer within 30s", 30 * time.Second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, tt.handler, tt.opts, func(t *testing.T, c *Client) {
				begin := time.Now()
				_, err := c.Get(t.Context(), tt.address, Feed)
				if !errors.Is(err, ErrTooLate) && !errors.Is(err, ErrTLS) || err.Error() != tt.words || time.Since(begin) != tt.after {
					t.Errorf("%v after %v", err, time.Since(begin))
				}
			})
		})
	}
}

// A caller's end and that of the client end what is under way at once.
func TestEnded(t *testing.T) {
	bubble(t, hang, Options{}, func(t *testing.T, c *Client) {
		ctx, cancel := context.WithTimeoutCause(t.Context(), 3*time.Second, errors.New("the caller's own reason"))
		defer cancel()
		begin := time.Now()
		if _, err := c.Get(ctx, "http://a.example/", Feed); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrTooLate) || time.Since(begin) != 3*time.Second {
			t.Errorf("%v after %v", err, time.Since(begin))
		}
		time.AfterFunc(time.Second, c.Close)
		if _, err := c.Get(t.Context(), "http://b.example/", Feed); !errors.Is(err, errClosed) || time.Since(begin) != 4*time.Second {
			t.Errorf("%v after %v", err, time.Since(begin))
		}
	})
}

// A dial goes on when its request has ended, and ends with the client.
func TestDialEnded(t *testing.T) {
	begin, ended := time.Time{}, make(chan time.Duration, 1)
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		<-ctx.Done()
		ended <- time.Since(begin)
		return nil, ctx.Err()
	}
	bubble(t, hang, Options{Dial: dial}, func(t *testing.T, c *Client) {
		begin = time.Now()
		time.AfterFunc(2*time.Second, c.Close)
		if _, err := c.Get(t.Context(), "http://a.example/", Feed); !errors.Is(err, errClosed) {
			t.Error(err)
		}
		if after := <-ended; after != 2*time.Second {
			t.Errorf("ended after %v", after)
		}
	})
}

// starts are when a server was asked, and how much at once.
type starts struct {
	mu        sync.Mutex
	at        map[string][]time.Duration
	now, most int
	begin     time.Time
}

func (s *starts) handler(takes time.Duration) http.HandlerFunc {
	s.at = map[string][]time.Duration{}
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		if s.begin.IsZero() {
			s.begin = time.Now()
		}
		s.at[r.Host] = append(s.at[r.Host], time.Since(s.begin))
		s.now++
		s.most = max(s.most, s.now)
		s.mu.Unlock()
		time.Sleep(takes)
		s.mu.Lock()
		s.now--
		s.mu.Unlock()
	}
}

// all asks for addresses at once, and says how many failed.
func all(t *testing.T, c *Client, addresses ...string) (failed int) {
	var group sync.WaitGroup
	errs := make([]error, len(addresses))
	for i, address := range addresses {
		group.Go(func() { _, errs[i] = c.Get(t.Context(), address, Feed) })
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			failed++
		}
	}
	return failed
}

func numbered(format string, n int) (addresses []string) {
	for i := range n {
		addresses = append(addresses, fmt.Sprintf(format, i))
	}
	return addresses
}

// Of one public host two requests are under way at most, half a second between their starts; what they wait for does not
// count as their time.
func TestPace(t *testing.T) {
	for _, tt := range []struct {
		name  string
		takes time.Duration
		want  time.Duration // when the last of eight starts
		most  int
	}{
		{"quick answers", 10 * time.Millisecond, 3500 * time.Millisecond, 1},
		{"slow answers", 4 * time.Second, 12500 * time.Millisecond, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var s starts
			bubble(t, s.handler(tt.takes), Options{Timeout: 5 * time.Second}, func(t *testing.T, c *Client) {
				if failed := all(t, c, numbered("http://a.example/%d", 8)...); failed > 0 {
					t.Errorf("%d failed", failed)
				}
				at := s.at["a.example"]
				for i := range at[1:] {
					if gap := at[i+1] - at[i]; gap < hostGap {
						t.Errorf("%v between two starts", gap)
					}
				}
				if at[7] != tt.want || s.most != tt.most {
					t.Errorf("the last started at %v, %d at once", at[7], s.most)
				}
			})
		})
	}
}

// Hosts do not wait for each other, and there are no more requests at once than AtOnce.
func TestAtOnce(t *testing.T) {
	var s starts
	bubble(t, s.handler(time.Second), Options{AtOnce: 10}, func(t *testing.T, c *Client) {
		if failed := all(t, c, numbered("http://host%d.example/", 40)...); failed > 0 {
			t.Errorf("%d failed", failed)
		}
		if took := time.Since(s.begin); s.most != 10 || took != 4*time.Second {
			t.Errorf("%d at once, %v in all", s.most, took)
		}
	})
}

// Two hundred feeds of one server of this machine, of which fifty hang: the others are read long before those are given up.
func TestFiftyHang(t *testing.T) {
	var mu sync.Mutex
	done, given := 0, 0
	handler := func(w http.ResponseWriter, r *http.Request) {
		var n int
		if _, _ = fmt.Sscanf(r.URL.Path, "/%d", &n); n%4 == 0 {
			hang(w, r)
		}
	}
	bubble(t, handler, Options{Named: []string{"http://127.0.0.1:8080/"}}, func(t *testing.T, c *Client) {
		var group sync.WaitGroup
		begin := time.Now()
		for _, address := range numbered("http://127.0.0.1:8080/%d", 200) {
			group.Go(func() {
				_, err := c.Get(t.Context(), address, Feed)
				mu.Lock()
				defer mu.Unlock()
				if err == nil && time.Since(begin) == 0 {
					done++
				}
				if errors.Is(err, ErrTooLate) && time.Since(begin) == defaultTimeout {
					given++
				}
			})
		}
		group.Wait()
		if done != 150 || given != 50 {
			t.Errorf("%d were read at once, %d given up after a time-out", done, given)
		}
	})
}

// A host that answers nobody costs no time-out for each of its addresses; one that answers now and then does, and so does one of
// this machine.
func TestSilentHost(t *testing.T) {
	bubble(t, hang, Options{}, func(t *testing.T, c *Client) {
		begin := time.Now()
		if failed := all(t, c, numbered("http://a.example/%d", 50)...); failed != 50 {
			t.Errorf("%d failed", failed)
		}
		if took := time.Since(begin); took > 3*defaultTimeout {
			t.Errorf("took %v", took)
		}
	})
	some := func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "0") {
			hang(w, r)
		}
	}
	bubble(t, some, Options{}, func(t *testing.T, c *Client) {
		if failed := all(t, c, numbered("http://a.example/%d", 100)...); failed != 10 {
			t.Errorf("%d failed", failed)
		}
	})
	bubble(t, hang, Options{Named: []string{"http://127.0.0.1/"}}, func(t *testing.T, c *Client) {
		for range 2 * silences {
			if _, err := c.Get(t.Context(), "http://127.0.0.1/", Feed); err == nil || err.Error() != "no answer within 30s" {
				t.Error(err)
			}
		}
	})
}

// One more try after a connection that was cut, a moment later.
func TestRetry(t *testing.T) {
	tries := 0
	var at []time.Time
	handler := func(w http.ResponseWriter, r *http.Request) {
		at = append(at, time.Now())
		if tries++; tries == 1 {
			panic(http.ErrAbortHandler)
		}
	}
	bubble(t, handler, Options{}, func(t *testing.T, c *Client) {
		get(t, c, "http://a.example/")
		if len(at) != 2 || at[1].Sub(at[0]) != pause {
			t.Errorf("tried %v", at)
		}
	})
}

// The second address of a host is tried a moment after the first, which does not answer, or at once when that refuses; a connection
// that comes late is closed.
func TestRace(t *testing.T) {
	for _, tt := range []struct {
		name        string
		first, next func(context.Context) (net.Conn, error)
		after       time.Duration
		ok          bool
	}{
		{"a silent one", wait(time.Hour, true), wait(0, true), stagger, true},
		{"one that refuses", wait(0, false), wait(0, true), 0, true},
		{"a slow one", wait(time.Second, true), wait(time.Hour, true), time.Second, true},
		{"both at once", wait(stagger, true), wait(0, true), stagger, true},
		{"both refuse", wait(0, false), wait(time.Second, false), time.Second, false},
		{"both silent", wait(time.Hour, true), wait(time.Hour, true), connectTime, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dial := func(ctx context.Context, _, address string) (net.Conn, error) {
				if strings.HasPrefix(address, "8.8.8.8") {
					return tt.first(ctx)
				}
				return tt.next(ctx)
			}
			lookup := func(context.Context, string) ([]netip.Addr, error) {
				return []netip.Addr{netip.MustParseAddr("8.8.8.8"), netip.MustParseAddr("2606:4700::1111")}, nil
			}
			bubble(t, hang, Options{Dial: dial, Lookup: lookup}, func(t *testing.T, c *Client) {
				begin := time.Now()
				conn, err := c.dialDirect(t.Context(), "tcp", "news.example:80")
				if (err == nil) != tt.ok || time.Since(begin) != tt.after {
					t.Errorf("%v after %v", err, time.Since(begin))
				}
				if conn != nil {
					_ = conn.Close()
				}
			})
		})
	}
}

// wait is a dial that takes its time, and ends with its context.
func wait(d time.Duration, ok bool) func(context.Context) (net.Conn, error) {
	return func(ctx context.Context) (net.Conn, error) {
		if err := sleep(ctx, d); err != nil {
			return nil, err
		}
		if !ok {
			return nil, errors.New("refused")
		}
		conn, other := net.Pipe()
		_ = other.Close()
		return conn, nil
	}
}

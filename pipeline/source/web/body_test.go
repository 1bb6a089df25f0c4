package web

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
)

func compress(make func(io.Writer) io.WriteCloser, text string) string {
	var b bytes.Buffer
	w := make(&b)
	_, _ = io.WriteString(w, text)
	_ = w.Close()
	return b.String()
}

func gzipped(text string) string {
	return compress(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }, text)
}

func zlibbed(text string) string {
	return compress(func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }, text)
}

func deflated(text string) string {
	return compress(func(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 6); return f }, text)
}

func TestBody(t *testing.T) {
	const limit = 1 << 20
	story := strings.Repeat("Il sindaco ha aperto il ponte. ", 100)
	large := strings.Repeat("0123456789abcdef", 40<<10) // 640 KB
	for _, tt := range []struct {
		name, encoding, sent, want string
		note                       string
		kind                       error
	}{
		{name: "as it is", sent: story, want: story},
		{name: "empty", sent: "", want: ""},
		{name: "empty, said to be gzip", encoding: "gzip", sent: "", want: ""},
		{name: "empty, said to be deflate", encoding: "deflate", sent: "", want: ""},
		{name: "gzip", encoding: "gzip", sent: gzipped(story), want: story},
		{name: "x-gzip", encoding: " X-GZIP ", sent: gzipped(story), want: story},
		{name: "gzip in two members", encoding: "gzip", sent: gzipped(story) + gzipped(story), want: story + story},
		{name: "gzip that is none", encoding: "gzip", sent: story, want: story},
		{name: "zlib", encoding: "deflate", sent: zlibbed(story), want: story},
		{name: "raw deflate", encoding: "deflate", sent: deflated(story), want: story},
		{name: "a charset", encoding: "UTF-8", sent: story, want: story},
		{name: "identity", encoding: "identity", sent: story, want: story},
		{name: "brotli", encoding: "br", sent: "\x0b\x02\x80", kind: ErrAnswer},
		{name: "twice", encoding: "gzip, gzip", sent: gzipped(gzipped(story)), kind: ErrAnswer},
		{name: "broken gzip", encoding: "gzip", sent: "\x1f\x8bnot gzip at all", kind: ErrAnswer},
		{name: "broken deflate", encoding: "deflate", sent: "\xff\xff\xff\xff", kind: ErrAnswer},
		{name: "half a gzip", encoding: "gzip", sent: gzipped(large)[:1200], note: "it broke off after"},
		{name: "a large one", sent: large, want: large},
		{name: "a large one of gzip", encoding: "gzip", sent: gzipped(large), want: large},
		{name: "a block", sent: large[:block], want: large[:block]},
		{name: "a block and a byte", sent: large[:block+1], want: large[:block+1]},
		{name: "two blocks", sent: large[:2*block], want: large[:2*block]},
		{name: "the limit", sent: strings.Repeat("x", limit), want: strings.Repeat("x", limit)},
		{name: "a byte over the limit", sent: strings.Repeat("x", limit+1), want: strings.Repeat("x", limit), note: "only its first 1.0 MB were read"},
		{name: "a bomb", encoding: "gzip", sent: gzipped(strings.Repeat("x", 64*limit)), want: strings.Repeat("x", limit), note: "only its first 1.0 MB were read"},
		{name: "a bomb of zlib", encoding: "deflate", sent: zlibbed(strings.Repeat("x", 64*limit)), want: strings.Repeat("x", limit), note: "only its first 1.0 MB were read"},
		{name: "nothing, over and over", encoding: "gzip", sent: strings.Repeat(gzipped(""), (limit+2*slack)/len(gzipped(""))), kind: ErrAnswer},
		{name: "something and then nothing, over and over", encoding: "gzip", sent: gzipped(story) + strings.Repeat(gzipped(""), (limit+2*slack)/len(gzipped(""))),
			want: story, note: "only its first"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if tt.encoding != "" {
					w.Header().Set("Content-Encoding", tt.encoding)
				}
				_, _ = io.WriteString(w, tt.sent)
			})
			c := s.client(t, Options{MaxBytes: limit, Temp: t.TempDir(), Store: newMemory()})
			r, err := c.Get(t.Context(), "http://news.example/", Feed)
			if tt.kind != nil {
				if !errors.Is(err, tt.kind) {
					t.Fatal(err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got := text(t, r)
			if tt.note == "" && (got != tt.want || r.Cut || r.Notes != nil) || tt.want != "" && got != tt.want {
				t.Errorf("%d bytes, cut %v, %v; want %d", len(got), r.Cut, r.Notes, len(tt.want))
			}
			if tt.note != "" && (!r.Cut || len(r.Notes) != 1 || !strings.HasPrefix(r.Notes[0], tt.note)) {
				t.Errorf("cut %v, %v", r.Cut, r.Notes)
			}
			if puts := c.opts.Store.(*memory).puts; (puts > 0) == r.Cut {
				t.Errorf("cut %v, and kept %d times", r.Cut, puts)
			}
		})
	}
}

// A body without an end is read to the limit, and the connection is closed.
func TestEndless(t *testing.T) {
	sent, ended := 0, make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		defer close(ended)
		for part := make([]byte, 64<<10); sent < 1<<30; sent += len(part) {
			if _, err := w.Write(part); err != nil {
				return
			}
		}
	})
	c := s.client(t, Options{Temp: t.TempDir()})
	r := get(t, c, "http://news.example/")
	<-ended
	if !r.Cut || r.body.size != defaultBytes || sent > defaultBytes+64<<20 || len(text(t, r)) != defaultBytes {
		t.Errorf("cut %v, %d bytes, %d sent", r.Cut, r.body.size, sent)
	}
}

// raw serves connections that speak what the test says.
func raw(t *testing.T, talk func(net.Conn)) *site {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 4096))
			talk(conn)
			_ = conn.Close()
		}
	}()
	t.Cleanup(func() { _ = listener.Close(); <-ended })
	return &site{Server: &httptest.Server{Listener: listener}}
}

func TestBrokenAnswers(t *testing.T) {
	for _, tt := range []struct {
		name, sent string
		kind       error
		words      string // of the error, or of the note
		want       string
		tries      int
	}{
		{"nothing", "", ErrConnection, "the connection was closed before an answer came", "", 2},
		{"half a header", "HTTP/1.1 200 O", ErrConnection, "the connection was closed before an answer came", "", 2},
		{"a header and no body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", ErrConnection, "the connection was closed before an answer came", "", 2},
		{"half a body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234", nil, "it broke off after 5 bytes", "01234", 1},
		{"half of a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n567", nil, "it broke off after 8 bytes", "01234567", 1},
		{"a chunk of no size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\nzz\r\n567", nil, "it broke off after 5 bytes", "01234", 1},
		{"no length", "HTTP/1.0 200 OK\r\n\r\n01234", nil, "", "01234", 1},
		{"another protocol", "220 ftp.example ready\r\n", ErrAnswer, "what answers does not speak HTTP", "", 1},
		{"binary", "\x00\x01\x02\x03\r\n\r\n", ErrAnswer, "what answers does not speak HTTP", "", 1},
		{"a header without a colon", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n", ErrAnswer, "what answers does not speak HTTP", "", 1},
		{"two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n0", ErrAnswer, "the answer contradicts itself about its length", "", 1},
		{"an encoding of the transfer", "HTTP/1.1 200 OK\r\nTransfer-Encoding: magic\r\n\r\n0", ErrAnswer, "the answer comes in a form that is not known", "", 1},
		{"headers without an end", "HTTP/1.1 200 OK\r\n" + strings.Repeat("A: "+strings.Repeat("b", 1000)+"\r\n", 1000), ErrAnswer, "the answer has more than 64 KB of headers", "", 1},
		{"a header without an end", "HTTP/1.1 200 OK\r\nA: " + strings.Repeat("b", 1<<20), ErrAnswer, "the answer has more than 64 KB of headers", "", 1},
		{"early hints without an end", strings.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 100000), ErrAnswer, "", "", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var tries atomic.Int32
			s := raw(t, func(conn net.Conn) { tries.Add(1); _, _ = io.WriteString(conn, tt.sent) })
			store := newMemory()
			c := s.client(t, Options{Store: store})
			r, err := c.Get(t.Context(), "http://news.example/", Feed)
			if !errors.Is(err, tt.kind) || err != nil && tt.words != "" && err.Error() != tt.words {
				t.Fatal(err)
			}
			if err == nil && (text(t, r) != tt.want || r.Cut != (tt.words != "") || r.Cut && r.Notes[0] != tt.words || r.Cut == (store.puts == 1)) {
				t.Errorf("cut %v, %v, kept %d times", r.Cut, r.Notes, store.puts)
			}
			if n := int(tries.Load()); n != tt.tries {
				t.Errorf("asked %d times, want %d", n, tt.tries)
			}
		})
	}
}

func TestConnectionErrors(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	plain := serve(t, func(w http.ResponseWriter, r *http.Request) {})
	plain.hosts["nowhere.example"] = nil
	to := func(address string) func(context.Context, string, string) (net.Conn, error) {
		return func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, address)
		}
	}
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = closed.Close()
	for _, tt := range []struct {
		name, address string
		opts          Options
		words         string
		kind          error
	}{
		{"no name", "http://nowhere.example/", Options{}, "there is no host named nowhere.example", ErrDNS},
		{"refused", "http://news.example/", Options{Dial: to(closed.Addr().String())}, "the host refuses the connection", ErrConnection},
		{"an unknown authority", "https://example.com/", Options{Dial: to(s.Listener.Addr().String())}, "no safe connection: its certificate is of no authority known here", ErrTLS},
		{"another host", "https://news.example/", Options{Dial: to(s.Listener.Addr().String()), Roots: roots}, "no safe connection: its certificate is for another host", ErrTLS},
		{"no TLS", "https://news.example/", Options{}, "no safe connection: what answers does not speak TLS", ErrTLS},
		{"TLS where none is due", "http://news.example/", Options{Dial: to(s.Listener.Addr().String())}, "the server refuses the request (400)", nil},
		{"fine", "https://example.com/", Options{Dial: to(s.Listener.Addr().String()), Roots: roots}, "", nil},
	} {
		_, err := plain.client(t, tt.opts).Get(t.Context(), strings.Replace(tt.address, "://", "://user:secret@", 1), Feed)
		if fmt.Sprint(err) != tt.words && (err != nil || tt.words != "") || tt.kind != nil && !errors.Is(err, tt.kind) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// Large bodies share one file without a name, whose blocks serve again once what was in them is kept.
func TestSpool(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat(r.URL.Path, 100<<10))
	})
	folder, store := t.TempDir(), newMemory()
	c := s.client(t, Options{Temp: folder, Store: store})
	var all []*Response
	for i := range 20 {
		all = append(all, get(t, c, fmt.Sprintf("http://news.example/%02d", i)))
	}
	if c.spool.blocks != 2 || len(c.spool.free) != 2 {
		t.Errorf("%d blocks, %d free", c.spool.blocks, len(c.spool.free))
	}
	unkept := s.client(t, Options{Temp: folder})
	for i := range 20 {
		all = append(all, get(t, unkept, fmt.Sprintf("http://news.example/%02d", i)))
	}
	for i, r := range all {
		if want := strings.Repeat(fmt.Sprintf("/%02d", i%20), 100<<10); text(t, r) != want {
			t.Errorf("%d is another body", i)
		}
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) > 0 {
		t.Errorf("%v, %v", files, err)
	}
	c.Close()
	unkept.Close()
	if _, err := all[39].Bytes(); !errors.Is(err, errClosed) {
		t.Error(err)
	}
	if _, err := unkept.Get(t.Context(), "http://news.example/", Feed); !errors.Is(err, errClosed) {
		t.Error(err)
	}
	store.all = nil
	if _, err := all[0].Bytes(); !errors.Is(err, errReplaced) {
		t.Error(err)
	}
}

// A temporary folder that is not there is an error of the large body, not of the small one.
func TestNoSpool(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("x", 100<<10*len(r.URL.Path)))
	})
	c := s.client(t, Options{Temp: t.TempDir() + "/none"})
	get(t, c, "http://news.example/")
	if _, err := c.Get(t.Context(), "http://news.example/long", Feed); err == nil || !strings.Contains(err.Error(), "temporary file") {
		t.Error(err)
	}
}

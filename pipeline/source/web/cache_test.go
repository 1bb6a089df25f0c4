package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mattinale/cache"
)

// pressroom is a server with one page of a version, and a client on a clock; each run is a client of its own over the same store.
type pressroom struct {
	*site
	*clock
	store   Store
	version string
	header  map[string]string // of an answer
	code    int               // 0: 200, or 304 where the condition holds
}

func newPressroom(t *testing.T) *pressroom {
	p := &pressroom{clock: &clock{at: noon}, store: newMemory(), version: "one"}
	p.site = serve(t, func(w http.ResponseWriter, r *http.Request) {
		for name, value := range p.header {
			w.Header().Set(name, value)
		}
		w.Header().Set("Date", p.now().Format(http.TimeFormat))
		etag := fmt.Sprintf("%.20q", p.version)
		w.Header().Set("Etag", etag)
		switch {
		case p.code != 0:
			w.WriteHeader(p.code)
		case r.Header.Get("If-None-Match") == etag:
			w.WriteHeader(http.StatusNotModified)
		default:
			_, _ = io.WriteString(w, p.version)
		}
	})
	return p
}

func (p *pressroom) run(t *testing.T, opts Options) *Client {
	opts.Store, opts.Now = p.store, p.now
	return p.client(t, opts)
}

// want reads the page in a run of its own.
func (p *pressroom) want(t *testing.T, name string, opts Options, how How, body string, asked int) *Response {
	t.Helper()
	before := len(p.requests())
	r := get(t, p.run(t, opts), "http://news.example/feed")
	if got := text(t, r); r.How != how || got != body || len(p.requests())-before != asked {
		t.Errorf("%s: %v %q, asked %d times; want %v %q, %d times", name, r.How, got, len(p.requests())-before, how, body, asked)
	}
	return r
}

func TestConditional(t *testing.T) {
	p := newPressroom(t)
	p.want(t, "first", Options{}, Asked, "one", 1)
	p.add(time.Hour)
	if r := p.want(t, "the same", Options{}, NotModified, "one", 1); !r.Read.Equal(noon) {
		t.Errorf("read at %v", r.Read)
	}
	p.version = "two"
	p.want(t, "another", Options{}, Asked, "two", 1)
	p.want(t, "another, again", Options{}, NotModified, "two", 1)
	p.want(t, "anew", Options{Fresh: true}, Asked, "two", 1)
	if last := p.requests()[len(p.requests())-1]; last.Header.Get("If-None-Match") != "" {
		t.Error("a condition was sent with Fresh")
	}
	p.want(t, "offline", Options{Offline: true}, Offline, "two", 0)
	if _, err := p.run(t, Options{Offline: true}).Get(t.Context(), "http://news.example/other", Feed); !errors.Is(err, ErrOffline) {
		t.Error(err)
	}
}

// Large bodies, in a store on disk.
func TestConditionalLarge(t *testing.T) {
	p := newPressroom(t)
	store, err := cache.Open(filepath.Join(t.TempDir(), "cache"))
	if err != nil {
		t.Fatal(err)
	}
	p.store, p.version = store, strings.Repeat("large ", 100<<10)
	p.want(t, "first", Options{}, Asked, p.version, 1)
	p.header = map[string]string{"Cache-Control": "max-age=60"}
	p.want(t, "the same", Options{}, NotModified, p.version, 1)
	p.want(t, "fresh", Options{}, Kept, p.version, 0)
}

func TestLastModified(t *testing.T) {
	const date = "Tue, 24 Nov 2026 11:00:00 GMT"
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Last-Modified", date)
		if r.Header.Get("If-Modified-Since") == date {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = io.WriteString(w, "text")
	})
	c := s.client(t, Options{Store: newMemory()})
	get(t, c, "http://news.example/")
	if r := get(t, c, "http://news.example/"); r.How != NotModified || text(t, r) != "text" {
		t.Errorf("%v %q", r.How, text(t, r))
	}
}

// A record that goes away while its server is asked about it is asked for anew, in the same place in line.
func TestVanished(t *testing.T) {
	p := newPressroom(t)
	p.version = strings.Repeat("large ", 100<<10)
	p.want(t, "first", Options{}, Asked, p.version, 1)
	p.header = map[string]string{"Cache-Control": "max-age=60"}
	store := p.store.(*memory)
	p.store = vanishing{store, new(int)}
	p.want(t, "vanished", Options{AtOnce: 1}, Asked, p.version, 2)
}

// vanishing is a store whose second Get of a body, the one after the answer, finds nothing.
type vanishing struct {
	*memory
	gets *int
}

func (v vanishing) Get(key cache.Key) ([]byte, error) {
	value, err := v.memory.Get(key)
	if err != nil {
		return nil, err
	}
	if *v.gets++; *v.gets == 2 {
		return nil, errors.New("taken away")
	}
	return value, nil
}

// A 304 without an age or a date does not have those of the answer before it.
func TestUpdate(t *testing.T) {
	h := &head{Header: map[string]string{"Cache-Control": "max-age=60", "Age": "50", "Date": noon.Format(http.TimeFormat), "Etag": `"x"`, "Content-Type": "text/html"}}
	later := noon.Add(time.Hour)
	h.update(http.Header{"Content-Type": {"text/plain"}, "Etag": {`"y"`}}, later)
	if fresh := freshFor(h.Header, later); fresh != time.Minute || h.Header["Etag"] != `"y"` || h.Header["Content-Type"] != "text/html" || !h.Checked.Equal(later) {
		t.Errorf("fresh for %v, %+v", fresh, h)
	}
}

// Freshness ends when the server said, and a 304 says so anew.
func TestFreshness(t *testing.T) {
	p := newPressroom(t)
	p.header = map[string]string{"Cache-Control": "max-age=600"}
	p.want(t, "first", Options{}, Asked, "one", 1)
	p.version = "two"
	p.add(9 * time.Minute)
	p.want(t, "fresh", Options{}, Kept, "one", 0)
	p.want(t, "fresh, and asked anew", Options{Fresh: true}, Asked, "two", 1)
	p.add(11 * time.Minute)
	p.want(t, "stale", Options{}, NotModified, "two", 1)
	p.add(9 * time.Minute)
	p.want(t, "fresh by a 304", Options{}, Kept, "two", 0)
	p.add(-time.Hour)
	p.want(t, "a clock that was set back", Options{}, NotModified, "two", 1)
	p.add(2 * time.Hour)
	p.header = map[string]string{"Cache-Control": "no-store"}
	p.version = "three"
	p.want(t, "not to be kept", Options{}, Asked, "three", 1)
	p.add(time.Hour)
	p.version = "two"
	p.want(t, "what was kept before is asked about", Options{}, NotModified, "two", 1)
}

func TestFreshFor(t *testing.T) {
	in := func(d time.Duration) string { return noon.Add(d).Format(http.TimeFormat) }
	for _, tt := range []struct {
		name   string
		header map[string]string
		want   time.Duration
	}{
		{"nothing said", map[string]string{"Last-Modified": in(-24 * time.Hour)}, 0},
		{"max-age", map[string]string{"Cache-Control": "max-age=60"}, time.Minute},
		{"with others", map[string]string{"Cache-Control": "public, MAX-AGE = 60 , must-revalidate"}, time.Minute},
		{"quoted", map[string]string{"Cache-Control": `max-age="60"`}, time.Minute},
		{"in quotation marks of another", map[string]string{"Cache-Control": `ext="a, max-age=60"`}, 0},
		{"twice", map[string]string{"Cache-Control": "max-age=60, max-age=600"}, time.Minute},
		{"no number", map[string]string{"Cache-Control": "max-age=soon", "Expires": in(time.Hour)}, 0},
		{"negative", map[string]string{"Cache-Control": "max-age=-60"}, 0},
		{"immense", map[string]string{"Cache-Control": "max-age=99999999999999999999"}, longestFresh},
		{"a year", map[string]string{"Cache-Control": "max-age=31536000, immutable"}, longestFresh},
		{"of shared caches", map[string]string{"Cache-Control": "s-maxage=60"}, 0},
		{"no-cache", map[string]string{"Cache-Control": "no-cache, max-age=60"}, 0},
		{"no-cache of a field", map[string]string{"Cache-Control": `no-cache="Set-Cookie", max-age=60`}, 0},
		{"no-store", map[string]string{"Cache-Control": "no-store, max-age=60"}, 0},
		{"stale-while-revalidate", map[string]string{"Cache-Control": "stale-while-revalidate=60"}, 0},
		{"expires", map[string]string{"Expires": in(time.Hour)}, time.Hour},
		{"expires by its own clock", map[string]string{"Date": in(-time.Minute), "Expires": in(time.Hour)}, time.Hour},
		{"expired", map[string]string{"Expires": in(-time.Hour)}, 0},
		{"expires 0", map[string]string{"Expires": "0"}, 0},
		{"max-age before expires", map[string]string{"Cache-Control": "max-age=0", "Expires": in(time.Hour)}, 0},
		{"age", map[string]string{"Cache-Control": "max-age=60", "Age": "20"}, 40 * time.Second},
		{"too old", map[string]string{"Cache-Control": "max-age=60", "Age": "60"}, 0},
		{"two ages", map[string]string{"Cache-Control": "max-age=60", "Age": "20, 30"}, 40 * time.Second},
		{"no age", map[string]string{"Cache-Control": "max-age=60", "Age": "old"}, time.Minute},
		{"an old date", map[string]string{"Cache-Control": "max-age=60", "Date": in(-50 * time.Second)}, 10 * time.Second},
		{"a date to come", map[string]string{"Cache-Control": "max-age=60", "Date": in(time.Hour)}, time.Minute},
		{"varies by all", map[string]string{"Cache-Control": "max-age=60", "Vary": "Accept, *"}, 0},
		{"varies by what is always the same", map[string]string{"Cache-Control": "max-age=60", "Vary": "Accept-Encoding"}, time.Minute},
		{"pragma", map[string]string{"Expires": in(time.Hour), "Pragma": "no-cache"}, 0},
		{"pragma beside cache-control", map[string]string{"Cache-Control": "max-age=60", "Pragma": "no-cache"}, time.Minute},
	} {
		if got := freshFor(tt.header, noon); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestRetryAt(t *testing.T) {
	for header, want := range map[string]time.Duration{
		"": 0, "120": 2 * time.Minute, " 120 ": 2 * time.Minute, "0": 0, "-5": 0, "1.5": 0, "soon": 0, "999999999999999": longestWait,
		noon.Add(time.Hour).Format(http.TimeFormat): time.Hour, noon.Add(-time.Hour).Format(http.TimeFormat): 0,
		noon.Add(1000 * time.Hour).Format(http.TimeFormat): longestWait,
	} {
		got := retryAt(header, noon)
		if want == 0 && !got.IsZero() || want != 0 && !got.Equal(noon.Add(want)) {
			t.Errorf("%q: %v, want %v", header, got, want)
		}
	}
}

func TestVary(t *testing.T) {
	p := newPressroom(t)
	p.header = map[string]string{"Cache-Control": "max-age=600", "Vary": "User-Agent"}
	p.want(t, "first", Options{Agent: "a/1"}, Asked, "one", 1)
	p.want(t, "the same program", Options{Agent: "a/1"}, Kept, "one", 0)
	p.want(t, "another version of it", Options{Agent: "a/2"}, NotModified, "one", 1)
	if _, err := p.run(t, Options{}).Get(t.Context(), "http://news.example/feed", Page); err != nil {
		t.Fatal(err)
	}
	if last := p.requests()[len(p.requests())-1]; last.Header.Get("If-None-Match") != "" {
		t.Error("a page was asked for with the validator of a feed")
	}
}

// A record that is damaged is a miss, and is written again.
func TestDamagedRecords(t *testing.T) {
	p := newPressroom(t)
	store := p.store.(*memory)
	for name, damage := range map[string]func(string) string{
		"empty":                func(string) string { return "" },
		"cut in the head":      func(s string) string { return s[:20] },
		"cut in the body":      func(s string) string { return s[:len(s)-1] },
		"longer":               func(s string) string { return s + "x" },
		"another body":         func(s string) string { return s[:len(s)-1] + "x" },
		"no JSON":              func(s string) string { return "x" + s },
		"another format":       func(s string) string { return strings.Replace(s, "web/1", "web/0", 1) },
		"a header in a header": func(s string) string { return strings.Replace(s, `"Etag":"`, `"Etag":"x\r\nHost: y`, 1) },
		"an immense validator": func(s string) string { return strings.Replace(s, `"Etag":"`, `"Etag":"`+strings.Repeat("x", 600), 1) },
		"an address":           func(s string) string { return strings.Replace(s, `"address":"http`, `"address":"file`, 1) },
		"credentials":          func(s string) string { return strings.Replace(s, `"address":"http://`, `"address":"http://a:b@`, 1) },
		"a move": func(s string) string {
			return strings.Replace(s, `"header"`, `"moved":"file:///etc/passwd","header"`, 1)
		},
		"no time": func(s string) string { return strings.Replace(s, `"read":"2026`, `"read":"20x6`, 1) },
	} {
		store.all = map[cache.Key][]byte{}
		p.want(t, name+", first", Options{}, Asked, "one", 1)
		for key, record := range store.all {
			damaged := damage(string(record))
			if damaged == string(record) {
				t.Errorf("%s: nothing is damaged in %s", name, record)
			}
			store.all[key] = []byte(damaged)
		}
		p.want(t, name, Options{}, Asked, "one", 1)
		p.want(t, name+", mended", Options{}, NotModified, "one", 1)
	}
}

// Validators that a server could do harm with are not sent back.
func TestHostileValidators(t *testing.T) {
	for _, etag := range []string{strings.Repeat("x", 600), "\"a\tb\"", "\"\xff\"", "\"\u202e\"", "\"\u009b31m\"", "\"\x7f\""} {
		h := keep(http.Header{"Etag": {etag}, "Cache-Control": {"max-age=60"}})
		if _, kept := h["Etag"]; kept || h["Cache-Control"] == "" {
			t.Errorf("%q: %v", etag, h)
		}
	}
	if h := keep(http.Header{"Cache-Control": {"no-store, x=" + strings.Repeat("y", 3000)}}); freshFor(h, noon) != 0 {
		t.Error("what is too long to be read is taken for leave to keep")
	}
}

// A 410 is remembered for a day, Retry-After as long as it says, in this run and the next, also where nothing is kept.
func TestLeftAlone(t *testing.T) {
	for _, tt := range []struct {
		code  int
		retry string
		wait  time.Duration
		kind  error
		words string
	}{
		{410, "", goneFor, ErrGone, "gone for good (410): take it off your list"},
		{429, "3600", time.Hour, ErrWait, "the server is asked too often (429), and the server asked to wait until 2026-11-24 13:00 UTC"},
		{503, noon.Add(time.Hour).Format(http.TimeFormat), time.Hour, ErrWait, "the server is overloaded or under repair (503), and the server asked to wait until 2026-11-24 13:00 UTC"},
		{429, "100000000", longestWait, ErrWait, ""},
	} {
		p := newPressroom(t)
		p.want(t, "before", Options{}, Asked, "one", 1)
		p.code, p.header = tt.code, map[string]string{"Retry-After": tt.retry}
		first, second := p.run(t, Options{}), p.run(t, Options{})
		refused := func(c *Client, name string, asked int) {
			t.Helper()
			before := len(p.requests())
			_, err := c.Get(t.Context(), "http://news.example/feed", Feed)
			if !errors.Is(err, tt.kind) || tt.words != "" && err.Error() != tt.words || len(p.requests())-before != asked {
				t.Errorf("%d, %s: %v, asked %d times", tt.code, name, err, len(p.requests())-before)
			}
		}
		refused(first, "first", 1)
		refused(first, "the same run", 0)
		p.add(tt.wait - time.Minute)
		refused(second, "the next run", 0)
		p.want(t, "offline", Options{Offline: true}, Offline, "one", 0)
		p.add(2 * time.Minute)
		p.code = 0
		p.want(t, "after it", Options{}, NotModified, "one", 1)
	}
	p := newPressroom(t)
	p.code = 410
	c := p.client(t, Options{Now: p.now})
	for range 2 {
		if _, err := c.Get(t.Context(), "http://news.example/feed", Feed); !errors.Is(err, ErrGone) || len(p.requests()) != 1 {
			t.Error(err, len(p.requests()))
		}
	}
}

// A host that is asked too often is left alone at its other addresses too, for the run; one of this machine is not.
func TestHostWaits(t *testing.T) {
	p := newPressroom(t)
	p.code, p.header = 429, map[string]string{"Retry-After": "60"}
	c := p.run(t, Options{Named: []string{p.URL}})
	for i := range 3 {
		if _, err := c.Get(t.Context(), fmt.Sprintf("http://news.example/%d", i), Feed); !errors.Is(err, ErrWait) {
			t.Error(err)
		}
		if _, err := c.Get(t.Context(), fmt.Sprintf("%s/%d", p.URL, i), Feed); !errors.Is(err, ErrWait) {
			t.Error(err)
		}
	}
	if asked := len(p.requests()); asked != 4 {
		t.Errorf("asked %d times, want once there and three times here", asked)
	}
}

// failing is a store whose disk is full.
type failing struct{ Store }

func (failing) Put(cache.Key, []byte) error { return errors.New("no space left") }

func TestFullStore(t *testing.T) {
	p := newPressroom(t)
	p.store = failing{newMemory()}
	c := p.run(t, Options{})
	first, second := get(t, c, "http://news.example/1"), get(t, c, "http://news.example/2")
	if len(first.Notes) != 1 || first.Notes[0] != "it could not be kept for the next run: no space left" || second.Notes != nil || text(t, first) != "one" {
		t.Errorf("%v, %v", first.Notes, second.Notes)
	}
}

package web

import (
	"context"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// signpost is a server that leads from host/path to where its table says.
type signpost map[string]struct {
	code int
	to   string
}

func (p signpost) serve(t *testing.T) *site {
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		if to, ok := p[r.Host+r.URL.Path]; ok {
			if to.to != "" {
				w.Header().Set("Location", to.to)
			}
			w.WriteHeader(to.code)
			return
		}
		_, _ = io.WriteString(w, r.Host+r.URL.Path)
	})
}

func TestRedirects(t *testing.T) {
	long := signpost{}
	for i := range 11 {
		long[fmt.Sprintf("far.example/%d", i)] = struct {
			code int
			to   string
		}{302, fmt.Sprintf("/%d", i+1)}
	}
	for _, tt := range []struct {
		name    string
		signs   signpost
		address string
		body    string
		moved   string
		kind    error
		words   string
	}{
		{"moved", signpost{"a.example/": {301, "http://b.example/feed#top"}}, "http://a.example/", "b.example/feed", "http://b.example/feed", nil, ""},
		{"moved, 308", signpost{"a.example/": {308, "/feed"}}, "http://a.example/", "a.example/feed", "http://a.example/feed", nil, ""},
		{"relative", signpost{"a.example/x/y": {302, "../z"}}, "http://a.example/x/y", "a.example/z", "", nil, ""},
		{"of no scheme", signpost{"a.example/": {307, "//B.example:80"}}, "http://a.example/", "b.example/", "", nil, ""},
		{"twice for good", signpost{"a.example/": {301, "/b"}, "a.example/b": {308, "/c"}}, "http://a.example/", "a.example/c", "http://a.example/c", nil, ""},
		{"for good, then not", signpost{"a.example/": {301, "/b"}, "a.example/b": {302, "/c"}}, "http://a.example/", "a.example/c", "http://a.example/b", nil, ""},
		{"not for good, then so", signpost{"a.example/": {302, "/b"}, "a.example/b": {301, "/c"}}, "http://a.example/", "a.example/c", "", nil, ""},
		{"ten", long, "http://far.example/1", "far.example/11", "", nil, ""},
		{"eleven", long, "http://far.example/0", "", "", ErrRedirects, "it leads on more than 10 times"},
		{"a circle", signpost{"a.example/": {302, "/b"}, "a.example/b": {302, "/"}}, "http://a.example/", "", "", ErrRedirects, "its redirects lead in a circle"},
		{"to itself", signpost{"a.example/": {301, ""}, "a.example/b": {301, "/b"}}, "http://a.example/b", "", "", ErrRedirects, "its redirects lead in a circle"},
		{"to a file", signpost{"a.example/": {302, "file:///etc/passwd"}}, "http://a.example/", "", "", ErrScheme, "it leads to another address: only http and https addresses are read"},
		{"to a script", signpost{"a.example/": {302, "javascript:alert(1)"}}, "http://a.example/", "", "", ErrScheme, ""},
		{"to nonsense", signpost{"a.example/": {302, "http://[::1"}}, "http://a.example/", "", "", ErrRedirects, "it leads to what is no address"},
		{"far too long", signpost{"a.example/": {302, "/" + strings.Repeat("a", maxAddress)}}, "http://a.example/", "", "", ErrRedirects, ""},
		{"to nothing", signpost{"a.example/": {302, "http://b.example/"}, "b.example/": {404, ""}}, "http://a.example/", "", "", nil, "it leads to b.example: there is nothing at this address (404)"},
		{"choices", signpost{"a.example/": {300, "/b"}}, "http://a.example/", "", "", nil, "the server gave an answer that does not fit (300)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := tt.signs.serve(t).client(t, Options{}).Get(t.Context(), tt.address, Feed)
			if tt.body == "" {
				if err == nil || !errors.Is(err, tt.kind) && tt.kind != nil || tt.words != "" && err.Error() != tt.words {
					t.Errorf("%v", err)
				}
				return
			}
			if err != nil || text(t, r) != tt.body || r.Address != "http://"+tt.body || r.Moved != tt.moved || r.Notes != nil {
				t.Errorf("%+v, %v", r, err)
			}
		})
	}
}

// From a named host nothing leads on to another port of it, or to another private host.
func TestLedFromNamed(t *testing.T) {
	for _, to := range []string{"http://192.168.1.2:81/", "http://192.168.1.3/", "http://localhost/", "https://192.168.1.2/"} {
		s := signpost{"192.168.1.2/feed": {302, to}}.serve(t)
		if _, err := s.client(t, Options{Named: []string{"http://192.168.1.2/feed"}}).Get(t.Context(), "http://192.168.1.2/feed", Feed); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v", to, err)
		}
	}
}

// What has moved for good is asked at its new address in the next run, and at the old one when there is nothing there any more.
func TestMoved(t *testing.T) {
	signs := signpost{"a.example/": {301, "http://b.example/feed"}}
	s, store, at := signs.serve(t), newMemory(), &clock{at: noon}
	asked := func(name, moved, body string, want ...string) {
		t.Helper()
		before := len(s.requests())
		r := get(t, s.client(t, Options{Store: store, Now: at.now}), "http://a.example/")
		var got []string
		for _, request := range s.requests()[before:] {
			got = append(got, request.Host)
		}
		if !slices.Equal(got, want) || r.Moved != moved || text(t, r) != body {
			t.Errorf("%s: asked %v, moved to %q, %q", name, got, r.Moved, text(t, r))
		}
	}
	asked("first", "http://b.example/feed", "b.example/feed", "a.example", "b.example")
	asked("the next run", "http://b.example/feed", "b.example/feed", "b.example")
	signs["b.example/feed"] = struct {
		code int
		to   string
	}{301, "http://c.example/"}
	asked("on again", "http://c.example/", "c.example/", "b.example", "c.example")
	asked("and again", "http://c.example/", "c.example/", "c.example")
	at.add(movedFor)
	asked("a week later", "http://c.example/", "c.example/", "a.example", "b.example", "c.example")
	signs["c.example/"] = struct {
		code int
		to   string
	}{404, ""}
	delete(signs, "a.example/")
	asked("gone there, and back here", "", "a.example/", "c.example", "a.example")
	asked("and stays", "", "a.example/", "a.example")
}

// The week in which an old address is not asked begins when it was asked last, however often its new one moves on.
func TestMovesOn(t *testing.T) {
	signs := signpost{"a.example/": {301, "http://b0.example/"}}
	s, store, at := signs.serve(t), newMemory(), &clock{at: noon}
	for day := range 8 {
		before := len(s.requests())
		get(t, s.client(t, Options{Store: store, Now: at.now}), "http://a.example/")
		if asked := s.requests()[before].Host == "a.example"; asked != (day == 0 || day == 7) {
			t.Errorf("day %d: the old address was asked: %v", day, asked)
		}
		signs[fmt.Sprintf("b%d.example/", day)] = struct {
			code int
			to   string
		}{301, fmt.Sprintf("http://b%d.example/", day+1)}
		at.add(24 * time.Hour)
	}
}

// Credentials go to the host that the user gave them for, and nowhere else.
func TestCredentials(t *testing.T) {
	signs := signpost{
		"a.example/away":      {302, "http://b.example/"},
		"a.example/port":      {302, "http://a.example:81/"},
		"a.example/there":     {302, "/here"},
		"a.example/with":      {302, "http://x:y@b.example/"},
		"b.example/back":      {302, "http://a.example/"},
		"a.example/and-back":  {302, "http://b.example/back"},
		"a.example/into-mine": {302, "http://me:secret@a.example/"},
	}
	ours := "Basic " + base64.StdEncoding.EncodeToString([]byte("me:secret"))
	for _, tt := range []struct {
		address string
		want    []string // the Authorization of each request
	}{
		{"http://me:secret@a.example/", []string{ours}},
		{"http://a.example/", []string{""}},
		{"http://me:other@a.example/", []string{""}}, // not what the user gave
		{"http://x:y@b.example/", []string{""}},      // nor this
		{"http://me:secret@a.example/there", []string{ours, ours}},
		{"http://me:secret@a.example/away", []string{ours, ""}},
		{"http://me:secret@a.example/port", []string{ours, ""}},
		{"http://me:secret@a.example/with", []string{ours, ""}},
		{"http://me:secret@a.example/and-back", []string{ours, "", ours}},
		{"http://a.example/into-mine", []string{"", ""}},
	} {
		s := signs.serve(t)
		r := get(t, s.client(t, Options{Named: []string{"http://me:secret@a.example/list"}}), tt.address)
		var got []string
		for _, request := range s.requests() {
			got = append(got, request.Header.Get("Authorization"))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q", tt.address, got)
		}
		if strings.Contains(r.Address+r.Moved+fmt.Sprint(r.Notes), "secret") {
			t.Errorf("%s: %+v", tt.address, r)
		}
	}
	for _, tt := range []struct {
		asked, at string
		want      bool
	}{
		{"http://a.example/", "https://a.example/", true}, {"https://a.example/", "http://a.example/", false}, {"http://a.example:8080/", "https://a.example/", false},
		{"https://a.example/", "https://a.example:8443/", false}, {"http://a.example/", "http://b.a.example/", false}, {"http://a.example/", "http://a.example./", false},
	} {
		asked, _ := parse(tt.asked)
		at, _ := parse(tt.at)
		if sameHost(asked, at) != tt.want {
			t.Errorf("%s and %s", tt.asked, tt.at)
		}
	}
}

// Nothing that is kept tells credentials.
func TestCredentialsNotKept(t *testing.T) {
	store := newMemory()
	s := signpost{"a.example/": {301, "/b"}}.serve(t)
	get(t, s.client(t, Options{Store: store, Named: []string{"http://me:secret@a.example/"}}), "http://me:secret@a.example/")
	for _, record := range store.all {
		if strings.Contains(string(record), "secret") {
			t.Errorf("%s", record)
		}
	}
	if _, err := s.client(t, Options{Store: store, Offline: true}).Get(t.Context(), "http://a.example/", Feed); !errors.Is(err, ErrOffline) {
		t.Error("what was read with credentials is given without:", err)
	}
}

// A page that sends whoever has no cookie to get one is read, and the cookie is forgotten.
func TestConsent(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, err := r.Cookie("consent")
		switch {
		case r.URL.Path == "/consent":
			http.SetCookie(w, &http.Cookie{Name: "consent", Value: "yes", Path: "/"})
			http.SetCookie(w, &http.Cookie{Name: "other", Value: "x", Domain: "example", Path: "/"}) // of a public suffix
			http.Redirect(w, r, "/", http.StatusFound)
		case err != nil:
			http.Redirect(w, r, "/consent", http.StatusFound)
		default:
			w.Header().Set("Cache-Control", "max-age=60")
			w.Header().Set("Vary", "Cookie")
			_, _ = io.WriteString(w, r.Header.Get("Cookie"))
		}
	})
	c := s.client(t, Options{Store: newMemory()})
	for range 2 {
		if r := get(t, c, "http://news.example/"); r.How != Asked || text(t, r) != "consent=yes" {
			t.Errorf("%v %q", r.How, text(t, r))
		}
	}
	if len(s.requests()) != 6 {
		t.Errorf("%d requests", len(s.requests()))
	}
}

// Where a way that is not for good lies between, how long the body is fresh says nothing of the way.
func TestDetourIsNotFresh(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=600")
		w.Header().Set("Etag", `"x"`)
		switch {
		case r.URL.Path == "/":
			http.Redirect(w, r, "/today", http.StatusFound)
		case r.Header.Get("If-None-Match") == `"x"`:
			w.WriteHeader(http.StatusNotModified)
		}
	})
	c := s.client(t, Options{Store: newMemory(), Now: func() time.Time { return noon }})
	get(t, c, "http://news.example/")
	if r := get(t, c, "http://news.example/"); r.How != NotModified || s.requests()[2].Header.Get("If-None-Match") != "" {
		t.Error(r.How, "or the validator of one address was sent to another")
	}
}

// A way from https to http is said.
func TestDowngrade(t *testing.T) {
	plain := signpost{"example.com/up": {301, "https://example.com/"}}.serve(t)
	safe := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/down" {
			http.Redirect(w, r, "http://example.com/", http.StatusFound)
		}
	}))
	defer safe.Close()
	roots := x509.NewCertPool()
	roots.AddCert(safe.Certificate())
	c := plain.client(t, Options{Roots: roots, Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		if strings.HasSuffix(address, ":443") {
			return new(net.Dialer).DialContext(ctx, network, safe.Listener.Addr().String())
		}
		return plain.dial(ctx, network, address)
	}})
	if r := get(t, c, "https://example.com/down"); len(r.Notes) != 1 || r.Notes[0] != "it leads from https to http" {
		t.Error(r.Notes)
	}
	if r := get(t, c, "http://example.com/up"); r.Notes != nil || r.Moved != "https://example.com/" {
		t.Error(r.Notes, r.Moved)
	}
}

// Package sitetest is a web site in the process for tests of everything about feeds and pages: a path and what it answers go in,
// and it says what it was asked. Every answer has a validator, so that a second visit can be one that costs nothing.
package sitetest

import (
	"crypto/sha256"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// Site is a site. Paths may be added while it runs.
type Site struct {
	*httptest.Server

	mu    sync.Mutex
	paths map[string]http.HandlerFunc
	asked []Request
}

// Request is one that the site was sent.
type Request struct {
	Path        string
	Conditional bool // it says what of the path is there already
	Status      int  // of the answer
}

// New starts a site, until the test ends.
func New(t testing.TB) *Site {
	s := &Site{paths: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(func() {
		s.CloseClientConnections() // some of what is tested hangs
		s.Close()
	})
	return s
}

func (s *Site) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	handle := s.paths[r.URL.Path]
	s.mu.Unlock()
	if handle == nil {
		handle = http.NotFound
	}
	seen := &recorder{ResponseWriter: w, status: http.StatusOK}
	handle(seen, r)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, Request{
		Path: r.URL.Path, Conditional: r.Header.Get("If-None-Match") != "" || r.Header.Get("If-Modified-Since") != "", Status: seen.status,
	})
}

// recorder remembers the status.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets a handler reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// Asked are the requests that were answered since the last call.
func (s *Site) Asked() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

// Handle answers a path by a function.
func (s *Site) Handle(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.paths[path] = h
}

// Text answers a path with a text of a media type.
func (s *Site) Text(path, mediaType, text string) {
	tag := fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(text)))
	s.Handle(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", mediaType)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(text)) // whoever went away does not want it
	})
}

// Page answers a path with an article as a newspaper's page has it.
func (s *Site) Page(path string, a Article) { s.Text(path, "text/html; charset=utf-8", a.page()) }

// Feed answers a path with an RSS feed. Articles without a path have their whole text in it, the others the beginning of it.
func (s *Site) Feed(path, title string, articles ...Article) {
	var b strings.Builder
	fmt.Fprintf(&b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>%s</title><link>%s/</link><description/>\n",
		html.EscapeString(title), s.URL)
	for _, a := range articles {
		b.WriteString(a.item(s.URL))
	}
	b.WriteString("</channel></rss>\n")
	s.Text(path, "application/rss+xml", b.String())
}

// List answers a path with an OPML list of feeds, in one category.
func (s *Site) List(path, topic string, feeds ...string) {
	s.Text(path, "text/x-opml", List(topic, feeds...))
}

// List is an OPML list of feeds, in one category.
func List(topic string, feeds ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<opml version=\"2.0\"><head><title>feeds</title></head><body><outline text=\"%s\">\n", html.EscapeString(topic))
	for _, f := range feeds {
		fmt.Fprintf(&b, "<outline type=\"rss\" text=\"a feed\" xmlUrl=\"%s\"/>\n", html.EscapeString(f))
	}
	b.WriteString("</outline></body></opml>\n")
	return b.String()
}

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mattinale/pipeline/llm/llmtest"
)

// addressed is a site with a feed of one article at /feed, for whom knows the password, and one at /stray after which the server says
// more than it announced.
func addressed(t *testing.T) *httptest.Server {
	feed := "<rss version='2.0'><channel><title>Foglio</title><item><title>Il ponte</title><guid>1</guid><description>&lt;p&gt;" +
		strings.Repeat("Il ponte sul Tidone riapre domani alle sei, con quattro giorni di anticipo sul programma. ", 12) + "&lt;/p&gt;</description></item></channel></rss>"
	site := http.NewServeMux()
	site.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) {
		if _, password, _ := r.BasicAuth(); password != "hun%ter2" {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		fmt.Fprint(w, feed)
	})
	site.HandleFunc("/stray", func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: %d\r\n\r\n%s these are stray words", len(feed), feed)
	})
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	return server
}

// TestAddressesAsTheyAreWritten reads a site of this machine by addresses that users write; no message has the password.
func TestAddressesAsTheyAreWritten(t *testing.T) {
	p := newProgram(t, t.TempDir(), 0, llmtest.Options{})
	host := strings.TrimPrefix(addressed(t).URL, "http://")
	for _, tt := range []struct {
		address string
		code    int
		says    string
	}{
		{"http://me:hun%25ter2@" + host + "/feed", 0, "reads: \"Il ponte\""},
		{"http://me:hun%ter2@" + host + "/feed", 0, "reads: \"Il ponte\""},
		{"feed:http://me:hun%25ter2@" + host + "/feed", 0, "reads: \"Il ponte\""},
		{"feed:http://me:hunter2@" + host + "/feed", 3, "it asks for a name and a password"},
		{"http://me:hun ter2@" + host + "/feed", 3, "no address that can be read"},
		{"http://me:hun/ter2@" + host + "/feed", 3, "no address that can be read"},
		{"http://" + host + "/stray", 0, "reads: \"Il ponte\""},
	} {
		for _, command := range []string{"sources check", "summarize --engine extract"} {
			r := p.run(append(strings.Fields(command), tt.address)...)
			all := r.out + r.err
			if command == "sources check" && (r.code != tt.code || !strings.Contains(all, tt.says)) {
				t.Errorf("%s %s: exit code %d, want %d and %q\n%s", command, tt.address, r.code, tt.code, tt.says, all)
			}
			if strings.Contains(all, "ter2") || strings.Contains(all, "stray words") {
				t.Errorf("%s %s shows what it should not:\n%s", command, tt.address, all)
			}
		}
	}
}

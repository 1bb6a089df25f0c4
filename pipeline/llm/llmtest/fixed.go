package llmtest

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// Fixed starts a server that has an answer for each path, and 404 for the rest, as most servers do. It returns the address of its
// root, and ends with the test.
func Fixed(t testing.TB, byPath map[string]string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := byPath[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(body)) // fails when the client has left
	}))
	t.Cleanup(s.Close)
	return s.URL
}

package endpoint_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	"mattinale/pipeline/llm/endpoint"
)

// TestAskedTogether has a server that answers nothing before it has been asked all that it was asked the last time.
func TestAskedTogether(t *testing.T) {
	props := `{"default_generation_settings":{"n_ctx":4096},"total_slots":2}`
	for name, c := range map[string]struct {
		model   string
		facts   endpoint.Facts
		asked   []string // at once
		context int
	}{
		"the last time's model":     {"", endpoint.Facts{Model: "now", Context: 2048, Slots: 1}, []string{"/v1/models", "/props now"}, 4096},
		"the model named":           {"now", endpoint.Facts{Model: "old", Context: 2048, Slots: 1}, []string{"/v1/models", "/props now"}, 4096},
		"another model by now":      {"", endpoint.Facts{Model: "old", Context: 2048, Slots: 1}, []string{"/v1/models", "/props old"}, 4096},
		"nobody said what it holds": {"", endpoint.Facts{Model: "mute"}, []string{"/v1/models", "/props mute", "/api/v0/models", "/api/version"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			asked, all := []string{}, make(chan struct{})
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				mu.Lock()
				what := r.URL.Path
				if model := r.URL.Query().Get("model"); model != "" {
					what += " " + model
				}
				if asked = append(asked, what); len(asked) == len(c.asked) {
					close(all)
				}
				mu.Unlock()
				select {
				case <-all:
				case <-r.Context().Done(): // it was waited for in vain
				}
				switch what {
				case "/v1/models":
					listed := "now"
					if c.context == 0 {
						listed = "mute"
					}
					_, _ = w.Write([]byte(`{"data":[{"id":"` + listed + `"}]}`))
				case "/props now":
					_, _ = w.Write([]byte(props))
				case "/props old":
					_, _ = w.Write([]byte(`{"default_generation_settings":{"n_ctx":1024},"total_slots":9}`))
				default:
					http.NotFound(w, r)
				}
			}))
			defer s.Close()
			recall := func(string) (endpoint.Facts, bool) { return c.facts, true }
			got, err := endpoint.Find(t.Context(), endpoint.Settings{FlagURL: s.URL, Model: c.model, Getenv: env(), Recall: recall})
			if err != nil || !got.Answered || got.Endpoint.Context != c.context {
				t.Errorf("%+v, %v; asked %v", got, err, asked)
			}
			if first := slices.Sorted(slices.Values(asked[:len(c.asked)])); !slices.Equal(first, slices.Sorted(slices.Values(c.asked))) {
				t.Errorf("asked %v, want %v", first, c.asked)
			}
		})
	}
}

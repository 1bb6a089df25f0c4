package endpoint_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/endpoint"
	"mattinale/pipeline/llm/llmtest"
)

// local is our own server, as the test wants it.
type local struct{ running, installed bool }

func (l local) Running(context.Context) (llm.Endpoint, bool) {
	return llm.Endpoint{BaseURL: "http://127.0.0.1:9/v1", Model: "ours"}, l.running
}

func (l local) Installed() (llm.Endpoint, bool) { return llm.Endpoint{Model: "ours"}, l.installed }

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func port(t *testing.T, s *llmtest.Server) int {
	t.Helper()
	return portOf(t, s.URL())
}

func portOf(t *testing.T, address string) int {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(u.Port())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestOrder takes away the best candidate one after the other.
func TestOrder(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{Model: "found", Context: 4096, Slots: 3})
	all := endpoint.Settings{
		FlagURL: s.URL(), FileURL: "http://127.0.0.1:1/file", Ports: []int{port(t, s)}, Managed: local{true, true},
		Getenv: env("OPENAI_BASE_URL", "http://127.0.0.1:1/env", "OPENAI_API_BASE", "http://127.0.0.1:1/base", "OPENAI_API_KEY", "sk-1"),
	}
	steps := []struct {
		name   string
		change func(*endpoint.Settings)
		want   string // in the base address
		key    string
		start  bool
	}{
		{"flag", func(*endpoint.Settings) {}, s.URL(), "sk-1", false},
		{"OPENAI_BASE_URL", func(c *endpoint.Settings) { c.FlagURL = "" }, "/env", "sk-1", false},
		{"OPENAI_API_BASE", func(c *endpoint.Settings) {
			c.Getenv = env("OPENAI_API_BASE", "http://127.0.0.1:1/base", "OPENAI_API_KEY", "sk-1")
		}, "/base", "sk-1", false},
		{"file: no key from the environment", func(c *endpoint.Settings) { c.Getenv = env("OPENAI_API_KEY", "sk-1") }, "/file", "", false},
		{"key alone: OpenAI", func(c *endpoint.Settings) { c.FileURL = "" }, "api.openai.com", "sk-1", false},
		{"our own, running", func(c *endpoint.Settings) { c.Getenv = env() }, ":9/", "", false},
		{"loopback", func(c *endpoint.Settings) { c.Managed = local{false, true} }, s.URL(), "", false},
		{"our own, installed", func(c *endpoint.Settings) { c.Ports = []int{} }, "", "", true},
	}
	for _, step := range steps {
		step.change(&all)
		c, err := endpoint.Find(t.Context(), all)
		if err != nil || !c.Found {
			t.Fatalf("%s: found %v, error %v", step.name, c.Found, err)
		}
		if !strings.Contains(c.Endpoint.BaseURL, step.want) || c.Endpoint.Key.Reveal() != step.key || c.Start != step.start {
			t.Errorf("%s: %s, key %q, start %v", step.name, c.Endpoint.BaseURL, c.Endpoint.Key.Reveal(), c.Start)
		}
	}
	all.Managed = local{}
	if c, err := endpoint.Find(t.Context(), all); err != nil || c.Found {
		t.Errorf("nothing is there, but found %v, error %v", c.Endpoint, err)
	}
}

func TestWhatIsAsked(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{Model: "small", Context: 4096, Slots: 3})
	c, err := endpoint.Find(t.Context(), endpoint.Settings{Getenv: env(), Ports: []int{port(t, s)}})
	if err != nil {
		t.Fatal(err)
	}
	if e := c.Endpoint; e.Model != "small" || e.Context != 4096 || e.Slots != 3 || !e.Loopback || !c.Answered {
		t.Errorf("endpoint %+v", e)
	}
}

func TestRemembered(t *testing.T) {
	facts := endpoint.Facts{Model: "before", Context: 2048, Slots: 1}
	c, err := endpoint.Find(t.Context(), endpoint.Settings{
		FlagURL: "http://127.0.0.1:1", Getenv: env(), Offline: true,
		Recall: func(baseURL string) (endpoint.Facts, bool) { return facts, baseURL == "http://127.0.0.1:1/v1" },
	})
	if err != nil || c.Endpoint.Model != "before" || c.Endpoint.Context != 2048 {
		t.Errorf("endpoint %+v, error %v", c.Endpoint, err)
	}
}

func TestWrongSettings(t *testing.T) {
	dir := t.TempDir()
	empty, odd := filepath.Join(dir, "empty"), filepath.Join(dir, "odd")
	for path, text := range map[string]string{empty: "\nsk-later", odd: "sk-secret\x01\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, s := range map[string]endpoint.Settings{
		"no scheme":        {FlagURL: "localhost:8080"},
		"credentials":      {FlagURL: "http://user:hunter2@localhost:8080/v1"},
		"query":            {FlagURL: "http://localhost/v1?key=hunter2"},
		"key file missing": {FlagURL: "http://127.0.0.1:1", KeyFile: filepath.Join(dir, "none")},
		"key file empty":   {FlagURL: "http://127.0.0.1:1", KeyFile: empty},
		"key file alone":   {KeyFile: odd},
		"key unusable":     {FlagURL: "http://127.0.0.1:1", KeyFile: odd},
	} {
		s.Getenv = env()
		_, err := endpoint.Find(t.Context(), s)
		if !errors.Is(err, endpoint.ErrSetting) {
			t.Errorf("%s: error %v", name, err)
			continue
		}
		if strings.Contains(err.Error(), "sk-secret") || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the secret is in the error: %v", name, err)
		}
	}
}

func TestKeyFileOthersCanRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, []byte("sk-file\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := endpoint.Find(t.Context(), endpoint.Settings{FlagURL: "http://127.0.0.1:1", KeyFile: path, Getenv: env("OPENAI_API_KEY", "sk-env")})
	if err != nil || c.Endpoint.Key.Reveal() != "sk-file" {
		t.Fatalf("key %q, error %v", c.Endpoint.Key.Reveal(), err)
	}
	said := false
	for _, step := range c.Trace {
		said = said || strings.Contains(step.Hint, "chmod 600")
	}
	if !said {
		t.Error("nobody says that others can read the key")
	}
}

// TestKeyOfTheConfigurationFile goes to the address of the file, and to no other.
func TestKeyOfTheConfigurationFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, []byte("sk-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		settings endpoint.Settings
		key      string
		warned   bool
	}{
		"its own address":  {endpoint.Settings{FileURL: "http://127.0.0.1:1"}, "sk-file", false},
		"a flag's address": {endpoint.Settings{FlagURL: "https://example.invalid/v1", FileURL: "http://127.0.0.1:1", Offline: true}, "", true},
		"this machine":     {endpoint.Settings{FlagURL: "http://127.0.0.1:1", FileURL: "https://example.invalid/v1"}, "", false},
	} {
		c.settings.Getenv, c.settings.FileKeyFile = env(), path
		got, err := endpoint.Find(t.Context(), c.settings)
		if err != nil || got.Endpoint.Key.Reveal() != c.key {
			t.Errorf("%s: key %q, error %v", name, got.Endpoint.Key.Reveal(), err)
		}
		warned := false
		for _, step := range got.Trace {
			warned = warned || step.Warn
		}
		if warned != c.warned {
			t.Errorf("%s: warned %v", name, warned)
		}
	}
	if _, err := endpoint.Find(t.Context(), endpoint.Settings{FileKeyFile: path, Getenv: env()}); !errors.Is(err, endpoint.ErrSetting) {
		t.Errorf("a key without an address: error %v", err)
	}
}

func TestModelThatIsNotListed(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{Model: "small"})
	c, err := endpoint.Find(t.Context(), endpoint.Settings{FlagURL: s.URL(), Model: "smal", Getenv: env()})
	if err != nil {
		t.Fatal(err)
	}
	last := c.Trace[len(c.Trace)-1]
	if !last.Warn || !strings.Contains(last.Hint, "small") || c.Endpoint.Model != "smal" {
		t.Errorf("model %s, step %+v", c.Endpoint.Model, last)
	}
}

func TestAddressWithoutV1(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/proxy/v1/models", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"data":[{"id":"behind"}]}`))
	})
	s := httptest.NewServer(mux)
	defer s.Close()
	c, err := endpoint.Find(t.Context(), endpoint.Settings{FlagURL: s.URL + "/proxy", Getenv: env()})
	if err != nil || c.Endpoint.BaseURL != s.URL+"/proxy/v1" || c.Endpoint.Model != "behind" {
		t.Errorf("endpoint %+v, error %v", c.Endpoint, err)
	}
}

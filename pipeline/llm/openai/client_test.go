package openai

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/llmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func client(t *testing.T, s *llmtest.Server) *Client {
	t.Helper()
	c := New(s.Endpoint(), Options{Now: func() time.Time { return noon }})
	t.Cleanup(c.Close)
	return c
}

func ask(t *testing.T, opts llmtest.Options, req llm.Request) (llm.Reply, error) {
	t.Helper()
	return client(t, llmtest.New(t, opts)).Complete(t.Context(), req)
}

// points is a schema whose properties are not in the order of the alphabet.
var points = &llm.Schema{Name: "summary", JSON: json.RawMessage(
	`{"type":"object","properties":{"points":{"type":"array","minItems":2,"items":{"type":"object","properties":{"italiano":{"type":"string"},` +
		`"english":{"type":"string"}},"required":["italiano","english"],"additionalProperties":false}},"headline":{"type":"string"}},` +
		`"required":["points","headline"],"additionalProperties":false}`)}

func request() llm.Request {
	return llm.Request{
		Model:     "fake-model",
		Messages:  []llm.Message{{Role: llm.RoleSystem, Content: "You are an editor."}, {Role: llm.RoleUser, Content: "Riassumi l'articolo."}},
		MaxTokens: 500,
	}
}

func shaped() llm.Request {
	req := request()
	req.Schema = points
	req.Accept = func(text string) error {
		var summary struct {
			Points []struct{ Italiano, English string }
		}
		if err := json.Unmarshal([]byte(text), &summary); err != nil {
			return err
		}
		if len(summary.Points) == 0 || summary.Points[0].English == "" {
			return errors.New("no points")
		}
		return nil
	}
	return req
}

func TestRequestBody(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{Model: "small", Key: "sk-secret"})
	c := client(t, s)
	req := shaped()
	req.Model = "small"
	if _, err := c.Complete(t.Context(), req); err != nil {
		t.Fatal(err)
	}
	got := s.Requests()[0]
	if string(got.Schema) != string(points.JSON) {
		t.Errorf("schema changed on the way:\n%s", got.Schema)
	}
	fields := map[string]string{
		"model": `"small"`, "temperature": "0", "seed": "1", "max_tokens": "500", "cache_prompt": "true", "stream": "false",
		"max_completion_tokens": "",
	}
	for name, want := range fields {
		if have := string(got.Field(name)); have != want {
			t.Errorf("%s = %s, want %s", name, have, want)
		}
	}
	if diff := cmp.Diff(request().Messages, got.Messages); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
	if got.SchemaName != "summary" || got.Header.Get("Authorization") != "Bearer sk-secret" {
		t.Errorf("schema name %q, authorization %q", got.SchemaName, got.Header.Get("Authorization"))
	}
}

func TestLaterAttempt(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{})
	req := shaped()
	req.Model, req.Attempt = "small", 2
	if _, err := client(t, s).Complete(t.Context(), req); err != nil {
		t.Fatal(err)
	}
	got := s.Requests()[0]
	for name, want := range map[string]string{"temperature": "0.6", "seed": "3", "max_tokens": "1000"} {
		if have := string(got.Field(name)); have != want {
			t.Errorf("%s = %s, want %s", name, have, want)
		}
	}
}

func TestRequestVariants(t *testing.T) {
	tests := []struct {
		name     string
		model    string
		remote   bool
		change   func(*llm.Request)
		has, not []string
	}{
		{"OpenAI's reasoning models", "gpt-5-mini", false, nil, []string{"max_completion_tokens"}, []string{"max_tokens", "temperature"}},
		{"the same at a reseller", "openai/o4-mini", false, nil, []string{"max_completion_tokens"}, []string{"max_tokens", "temperature"}},
		{"a model with o in front", "olmo-2", false, nil, []string{"max_tokens", "temperature"}, []string{"max_completion_tokens"}},
		{"gpt-oss", "gpt-oss-20b", false, nil, []string{"max_tokens", "temperature"}, []string{"max_completion_tokens"}},
		{"a remote endpoint", "small", true, nil, []string{"temperature"}, []string{"cache_prompt"}},
		{"no limit", "small", false, func(r *llm.Request) { r.MaxTokens = 0 }, nil, []string{"max_tokens", "max_completion_tokens"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := llmtest.New(t, llmtest.Options{})
			endpoint := s.Endpoint()
			endpoint.Loopback = !tt.remote
			c := New(endpoint, Options{})
			t.Cleanup(c.Close)
			req := request()
			req.Model, req.Temperature = tt.model, 0.3
			if tt.change != nil {
				tt.change(&req)
			}
			if _, err := c.Complete(t.Context(), req); err != nil {
				t.Fatal(err)
			}
			got := s.Requests()[0]
			for _, name := range tt.has {
				if got.Field(name) == nil {
					t.Errorf("%s is missing in %s", name, got.Body)
				}
			}
			for _, name := range tt.not {
				if got.Field(name) != nil {
					t.Errorf("%s is in %s", name, got.Body)
				}
			}
			if got.Header.Get("Authorization") != "" {
				t.Error("an Authorization header without a key")
			}
		})
	}
}

func TestUsage(t *testing.T) {
	const choice = `"choices":[{"finish_reason":"stop","message":{"content":"Ciao."}}]`
	tests := []struct {
		name, body string
		want       llm.Usage
	}{
		{"OpenAI", `{` + choice + `,"usage":{"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":4}}}`, llm.Usage{Prompt: 9, Reply: 2, PromptCached: 4}},
		{"no details", `{` + choice + `,"usage":{"prompt_tokens":9,"completion_tokens":2}}`, llm.Usage{Prompt: 9, Reply: 2}},
		{"DeepSeek", `{` + choice + `,"usage":{"prompt_tokens":9,"completion_tokens":2,"prompt_cache_hit_tokens":8}}`, llm.Usage{Prompt: 9, Reply: 2, PromptCached: 8}},
		{"llama.cpp's timings alone", `{` + choice + `,"timings":{"cache_n":7,"prompt_n":2,"predicted_n":3}}`, llm.Usage{Prompt: 9, Reply: 3, PromptCached: 7}},
		{"llama.cpp's timings beside usage", `{` + choice + `,"usage":{"prompt_tokens":9,"completion_tokens":2},"timings":{"cache_n":7,"prompt_n":2,"predicted_n":2}}`, llm.Usage{Prompt: 9, Reply: 2, PromptCached: 7}},
		{"nothing", `{` + choice + `}`, llm.Usage{}},
		{"nonsense", `{` + choice + `,"usage":{"prompt_tokens":-9,"completion_tokens":-2,"prompt_tokens_details":{"cached_tokens":4}}}`, llm.Usage{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			reply, err := ask(t, llmtest.Options{Reply: llmtest.Always(llmtest.JSON(200, tt.body))}, request())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(llm.Reply{Text: "Ciao.", Usage: tt.want}, reply); diff != "" {
				t.Errorf("reply (-want +got):\n%s", diff)
			}
		})
	}
}

// A rejected reply has cost its tokens.
func TestUsageOfRejected(t *testing.T) {
	reply, err := ask(t, llmtest.Options{Reply: llmtest.Always(llmtest.Cut("Il consiglio ha"))}, request())
	if llm.KindOf(err) != llm.Cut || reply.Text != "" || reply.Usage.Prompt == 0 || reply.Usage.Reply == 0 {
		t.Errorf("reply %+v, %v; want usage alone and %s", reply, err, llm.Cut)
	}
}

func TestCallerGivesUp(t *testing.T) {
	for _, fault := range []llmtest.Reply{llmtest.Hang(), llmtest.Stall("Ciao.")} {
		t.Run(string(fault.Break), func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			s := llmtest.New(t, llmtest.Options{Reply: func(llmtest.Request) llmtest.Reply { cancel(); return fault }})
			_, err := client(t, s).Complete(ctx, request())
			if !errors.Is(err, context.Canceled) || llm.KindOf(err) != "" {
				t.Errorf("Complete = %v, want the context's error and no kind", err)
			}
		})
	}
}

// silent is a network on which nothing ever comes.
type silent struct{}

func (silent) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func TestTimeout(t *testing.T) {
	tests := []struct {
		name     string
		loopback bool
		timeout  time.Duration
		want     time.Duration
	}{
		{"remote", false, 0, 2 * time.Minute},
		{"loopback", true, 0, 10 * time.Minute},
		{"as asked for", true, 7 * time.Second, 7 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := New(llm.Endpoint{BaseURL: "http://127.0.0.1:1/v1", Loopback: tt.loopback}, Options{Timeout: tt.timeout, Transport: silent{}})
				start := time.Now()
				_, err := c.Complete(t.Context(), request())
				if llm.KindOf(err) != llm.Timeout || time.Since(start) != tt.want {
					t.Errorf("after %v: %v", time.Since(start), err)
				}
			})
		})
	}
}

func TestUnreachable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "http://" + listener.Addr().String() + "/v1"
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, base string
		want       llm.Kind
	}{
		{"connection refused", closed, llm.Unreachable},
		{"no scheme", "127.0.0.1:8080/v1", llm.Invalid},
		{"another scheme", "ftp://127.0.0.1/v1", llm.Invalid},
		{"no address", "", llm.Invalid},
		{"no address at all", "http://[::1", llm.Invalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := New(llm.Endpoint{BaseURL: tt.base, Loopback: true}, Options{})
			t.Cleanup(c.Close)
			if _, err := c.Complete(t.Context(), request()); llm.KindOf(err) != tt.want {
				t.Errorf("Complete = %v, want %s", err, tt.want)
			}
		})
	}
}

func TestBrokenConnection(t *testing.T) {
	for _, fault := range []llmtest.Reply{llmtest.Reset(), llmtest.Half("Ciao, mondo.")} {
		t.Run(string(fault.Break), func(t *testing.T) {
			_, err := ask(t, llmtest.Options{Reply: llmtest.Always(fault)}, request())
			if llm.KindOf(err) != llm.Unreachable {
				t.Errorf("Complete = %v, want %s", err, llm.Unreachable)
			}
		})
	}
}

func TestEndlessAnswer(t *testing.T) {
	_, err := ask(t, llmtest.Options{Reply: llmtest.Always(llmtest.JSON(200, strings.Repeat(" ", maxBody+1)))}, request())
	if llm.KindOf(err) != llm.Garbled || !strings.Contains(err.Error(), "more than 8 MB") {
		t.Errorf("Complete = %v", err)
	}
}

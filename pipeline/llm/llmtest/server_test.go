package llmtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"mattinale/pipeline/llm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// answer is an answer as a client sees it.
type answer struct {
	status  int
	text    string
	finish  string
	prompt  int
	reply   int
	cached  int
	problem string // message of an error
}

// post asks for a chat completion without any client's help.
func post(t *testing.T, ctx context.Context, s *Server, body map[string]any) (answer, error) {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL()+"/chat/completions", bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{DisableKeepAlives: true}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	raw, err = io.ReadAll(resp.Body)
	if err != nil {
		return answer{}, err
	}
	var a struct {
		Choices []struct {
			Finish  string `json:"finish_reason"`
			Message struct{ Content string }
		}
		Usage struct {
			Prompt  int `json:"prompt_tokens"`
			Reply   int `json:"completion_tokens"`
			Details struct {
				Cached int `json:"cached_tokens"`
			} `json:"prompt_tokens_details"`
		}
		Error struct{ Message string }
	}
	if err := json.Unmarshal(raw, &a); err != nil {
		return answer{}, err
	}
	got := answer{status: resp.StatusCode, prompt: a.Usage.Prompt, reply: a.Usage.Reply, cached: a.Usage.Details.Cached, problem: a.Error.Message}
	if len(a.Choices) > 0 {
		got.text, got.finish = a.Choices[0].Message.Content, a.Choices[0].Finish
	}
	return got, nil
}

func user(content string) map[string]any {
	return map[string]any{"model": "m", "messages": []llm.Message{{Role: llm.RoleUser, Content: content}}}
}

func TestQueueAndLog(t *testing.T) {
	s := New(t, Options{Reply: Queue(Always(Text("then")), Text("first"), Cut("second"))})
	for _, want := range []answer{{status: 200, text: "first", finish: "stop"}, {status: 200, text: "second", finish: "length"}, {status: 200, text: "then", finish: "stop"}} {
		got, err := post(t, t.Context(), s, user("Ciao."))
		if err != nil || got.text != want.text || got.finish != want.finish || got.status != want.status {
			t.Errorf("got %+v, %v; want %+v", got, err, want)
		}
	}
	all := s.Requests()
	if len(all) != 3 || all[2].Number != 2 || all[0].Model != "m" || all[0].Prompt() != "user\nCiao.\n" || string(all[0].Field("model")) != `"m"` {
		t.Errorf("log: %+v", all)
	}
}

func TestTokens(t *testing.T) {
	s := New(t, Options{Context: 60, Tokens: func(text string) int { return len(strings.Fields(text)) }, Reply: Always(Text(strings.Repeat("parola ", 40)))})
	article := strings.Repeat("word ", 20)
	tests := []struct {
		name  string
		body  map[string]any
		limit int
		want  answer
	}{
		{"within the limits", user(article), 0, answer{status: 200, finish: "length", prompt: 24, reply: 36}},
		{"the same article again comes from the cache", user(article + "in Italian"), 0, answer{status: 200, finish: "length", prompt: 26, reply: 34, cached: 21}},
		{"cut at max_tokens", user("Ciao."), 10, answer{status: 200, finish: "length", prompt: 5, reply: 10, cached: 1}},
		{"over the context", user(strings.Repeat("word ", 70)), 0, answer{status: 400, problem: "request (74 tokens) exceeds the available context size (60 tokens), try increasing it"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.limit > 0 {
				tt.body["max_tokens"] = tt.limit
			}
			got, err := post(t, t.Context(), s, tt.body)
			got.text = ""
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(answer{})); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTruncation(t *testing.T) {
	s := New(t, Options{Context: 40, TruncateTo: 20, Tokens: func(text string) int { return len(strings.Fields(text)) }})
	got, err := post(t, t.Context(), s, map[string]any{"messages": []llm.Message{
		{Role: llm.RoleSystem, Content: "You are an editor."},
		{Role: llm.RoleUser, Content: strings.Repeat("word ", 60) + "Summarise it."},
	}})
	if err != nil || got.status != 200 || got.prompt != 20 {
		t.Fatalf("got %+v, %v; want a good answer to 20 tokens", got, err)
	}
	seen := s.Requests()[0].Messages
	if len(seen) != 1 || strings.TrimSpace(seen[0].Content) != strings.Repeat("word ", 14)+"Summarise it." {
		t.Errorf("the model saw %+v", seen)
	}
}

func TestRefusals(t *testing.T) {
	schema := user("Ciao.")
	schema["response_format"] = map[string]any{"type": "json_schema"}
	unknown := user("Ciao.")
	unknown["cache_prompt"] = true
	stream := user("Ciao.")
	stream["stream"] = true
	tests := []struct {
		name   string
		opts   Options
		body   map[string]any
		status int
		says   string
	}{
		{"no key", Options{Key: "sk"}, user("Ciao."), 401, "Incorrect API key"},
		{"another model", Options{Model: "big"}, user("Ciao."), 404, "The model 'm' does not exist."},
		{"another format", Options{Formats: []string{"json_object"}}, schema, 400, "response_format"},
		{"an unknown field", Options{Strict: true}, unknown, 400, "cache_prompt"},
		{"a stream", Options{}, stream, 400, "streaming"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := post(t, t.Context(), New(t, tt.opts), tt.body)
			if err != nil || got.status != tt.status || !strings.Contains(got.problem, tt.says) {
				t.Errorf("got %+v, %v; want %d with %q", got, err, tt.status, tt.says)
			}
		})
	}
}

func TestBreaks(t *testing.T) {
	for _, b := range []Break{BreakReset, BreakHalf} {
		t.Run(string(b), func(t *testing.T) {
			if got, err := post(t, t.Context(), New(t, Options{Reply: Always(Reply{Text: "Ciao.", Break: b})}), user("Ciao.")); err == nil {
				t.Errorf("got a whole answer: %+v", got)
			}
		})
	}
	for _, b := range []Break{BreakHang, BreakStall} {
		t.Run(string(b), func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			s := New(t, Options{Reply: func(Request) Reply { cancel(); return Reply{Text: "Ciao.", Break: b} }})
			if _, err := post(t, ctx, s, user("Ciao.")); !errors.Is(err, context.Canceled) {
				t.Errorf("post = %v", err)
			}
		})
	}
	t.Run("closing lets go of what hangs", func(t *testing.T) {
		arrived := make(chan struct{})
		s, err := Start(Options{Reply: func(Request) Reply { close(arrived); return Hang() }})
		if err != nil {
			t.Fatal(err)
		}
		go func() { <-arrived; s.Close() }()
		if _, err := post(t, t.Context(), s, user("Ciao.")); err == nil {
			t.Error("got an answer")
		}
		s.Close()
	})
}

func TestSlots(t *testing.T) {
	started, release := make(chan struct{}), make(chan struct{})
	var atOnce atomic.Int32
	s := New(t, Options{Slots: 2, Gate: func(context.Context, Request) {
		if n := atOnce.Add(1); n > 2 {
			t.Errorf("%d at work on 2 slots", n)
		}
		started <- struct{}{}
		<-release
		atOnce.Add(-1)
	}})
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			if got, err := post(t, t.Context(), s, user("Ciao.")); err != nil || got.status != 200 {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
	<-started
	for range 4 {
		<-started // a second one, before the first has ended
		release <- struct{}{}
	}
	release <- struct{}{}
	wg.Wait()
	if most := s.MostAtOnce(); most < 2 || most > 5 {
		t.Errorf("MostAtOnce = %d of 5 requests and 2 slots", most)
	}
}

func TestAddressInUse(t *testing.T) {
	s := New(t, Options{})
	if _, err := Start(Options{Addr: strings.TrimSuffix(strings.TrimPrefix(s.URL(), "http://"), "/v1")}); err == nil {
		t.Error("two servers on one address")
	}
}

func TestOtherAddresses(t *testing.T) {
	get := func(s *Server, path string) (int, string) {
		resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(mustRequest(t, strings.TrimSuffix(s.URL(), "/v1")+path))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, strings.TrimSpace(string(body))
	}
	s, bare := New(t, Options{Context: 100, Slots: 2}), New(t, Options{Context: 100, Bare: true})
	loading := New(t, Options{})
	loading.SetLoading(true)
	tests := []struct {
		name, path string
		server     *Server
		status     int
		body       string
	}{
		{"models", "/v1/models", s, 200, `{"data":[{"created":0,"id":"fake-model","meta":{"n_ctx":100,"n_ctx_train":400},"object":"model","owned_by":"llmtest"}],"object":"list"}`},
		{"models, bare", "/v1/models", bare, 200, `{"data":[{"created":0,"id":"fake-model","object":"model","owned_by":"llmtest"}],"object":"list"}`},
		{"props", "/props", s, 200, `{"default_generation_settings":{"n_ctx":100},"model_path":"/models/fake-model.gguf","total_slots":2}`},
		{"props, bare", "/props", bare, 404, "404 page not found"},
		{"health", "/health", s, 200, `{"status":"ok"}`},
		{"health while loading", "/health", loading, 503, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			status, body := get(tt.server, tt.path)
			if diff := cmp.Diff(tt.body, body); status != tt.status || diff != "" {
				t.Errorf("status %d, body (-want +got):\n%s", status, diff)
			}
		})
	}
}

func mustRequest(t *testing.T, address string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

package openai

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/llmtest"
)

// formats are the response_format types of the requests a server got, in order.
func formats(s *llmtest.Server) []string {
	var all []string
	for _, r := range s.Requests() {
		all = append(all, r.Format)
	}
	return all
}

func TestFormatFallback(t *testing.T) {
	tests := []struct {
		name  string
		takes []string
		want  []string // formats of two calls, one after the other
	}{
		{"everything", nil, []string{"json_schema", "json_schema"}},
		{"json_object", []string{"json_object"}, []string{"json_schema", "json_object", "json_object"}},
		{"nothing", []string{}, []string{"json_schema", "json_object", "", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := llmtest.New(t, llmtest.Options{Formats: tt.takes})
			c := client(t, s)
			for range 2 {
				reply, err := c.Complete(t.Context(), shaped())
				if err != nil {
					t.Fatal(err)
				}
				if err := shaped().Accept(reply.Text); err != nil || reply.Text[0] != '{' {
					t.Errorf("reply %q: %v", reply.Text, err)
				}
			}
			if diff := cmp.Diff(tt.want, formats(s)); diff != "" {
				t.Errorf("formats asked for (-want +got):\n%s", diff)
			}
			if want := len(tt.want) - 2; c.Resent() != want {
				t.Errorf("Resent = %d, want %d", c.Resent(), want)
			}
			last := s.Requests()[len(tt.want)-1]
			content := last.Messages[len(last.Messages)-1].Content
			if inWords := strings.HasSuffix(content, string(points.JSON)); inWords != (last.Format != "json_schema") {
				t.Errorf("format %q, and the last message is %q", last.Format, content)
			}
			if !strings.HasPrefix(content, "Riassumi l'articolo.") {
				t.Errorf("the last message lost its beginning: %q", content)
			}
		})
	}
}

// What real endpoints say of a response_format they do not take.
func TestFormatRefusals(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		want   []string
	}{
		{"OpenAI, older model", 400, `{"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.","param":"response_format"}}`, []string{"json_schema", "json_object"}},
		{"OpenAI, the schema", 400, `{"error":{"message":"Invalid schema for response_format 'summary': 'minItems' is not permitted."}}`, []string{"json_schema", "json_object"}},
		{"llama.cpp, the schema", 400, `{"error":{"code":400,"message":"Unable to generate parser for this template. Automatic parser generation failed: JSON schema error at #: unrecognized type nonsense","type":"invalid_request_error"}}`, []string{"json_schema", "json_object"}},
		{"llama.cpp, the grammar", 400, `{"error":{"code":400,"message":"Failed to parse grammar","type":"invalid_request_error"}}`, []string{"json_schema", "json_object"}},
		{"DeepSeek", 400, `{"error":{"message":"This response_format type is unavailable now","type":"invalid_request_error"}}`, []string{"json_schema", "json_object"}},
		{"FastAPI", 422, `{"detail":[{"type":"literal_error","loc":["body","response_format","type"],"msg":"Input should be 'text' or 'json_object'"}]}`, []string{"json_schema", "json_object"}},
		{"not implemented", 501, `{"error":"structured output is not implemented"}`, []string{"json_schema", "json_object"}},
		{"a proxy that says 200", 200, `{"error":{"message":"response_format is not supported","code":400}}`, []string{"json_schema", "json_object"}},
		{"another field", 400, `{"error":{"message":"messages[0].content is required"}}`, []string{"json_schema"}},
		{"an echo of the request", 422, `{"detail":[{"loc":["body","messages"],"msg":"Field required","input":{"response_format":{}}}]}`, []string{"json_schema"}},
		{"Groq, whose model wrote bad JSON", 400, `{"error":{"message":"Failed to validate JSON. See failed_generation: response_format","code":"json_validate_failed"}}`, []string{"json_schema"}},
		{"a server error", 500, `{"error":"response_format crashed"}`, []string{"json_schema"}},
		{"rate limited", 429, `{"error":"too many json_schema requests"}`, []string{"json_schema"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := llmtest.New(t, llmtest.Options{Reply: llmtest.Queue(llmtest.Summarizer(), llmtest.JSON(tt.status, tt.body))})
			_, err := client(t, s).Complete(t.Context(), shaped())
			if diff := cmp.Diff(tt.want, formats(s)); diff != "" {
				t.Errorf("formats asked for (-want +got):\n%s", diff)
			}
			if fellBack := len(tt.want) > 1; fellBack != (err == nil) {
				t.Errorf("Complete = %v", err)
			}
		})
	}
}

// Fields that an endpoint refuses are left out or renamed, once and for all.
func TestRefusedFields(t *testing.T) {
	refuses := func(field, message string) func(llmtest.Request) llmtest.Reply {
		return func(r llmtest.Request) llmtest.Reply {
			if r.Field(field) != nil {
				return llmtest.Error(400, "unsupported_parameter", message)
			}
			return llmtest.Text("Ciao.")
		}
	}
	tests := []struct {
		name string
		opts llmtest.Options
	}{
		{"cache_prompt", llmtest.Options{Strict: true}},
		{"max_tokens", llmtest.Options{Reply: refuses("max_tokens", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.")}},
		{"temperature", llmtest.Options{Reply: refuses("temperature", "Unsupported value: 'temperature' does not support 0 with this model.")}},
		{"seed", llmtest.Options{Reply: refuses("seed", `Invalid JSON payload received. Unknown name "seed": Cannot find field.`)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := llmtest.New(t, tt.opts)
			c := client(t, s)
			for range 2 {
				if _, err := c.Complete(t.Context(), request()); err != nil {
					t.Fatal(err)
				}
			}
			all := s.Requests()
			if len(all) != 3 || all[0].Field(tt.name) == nil || all[1].Field(tt.name) != nil || all[2].Field(tt.name) != nil {
				t.Errorf("%d requests; the last: %s", len(all), all[len(all)-1].Body)
			}
			if all[2].MaxTokens != 500 {
				t.Errorf("the limit is gone: %s", all[2].Body)
			}
		})
	}
}

func TestNoSystemRole(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{Reply: func(r llmtest.Request) llmtest.Reply {
		if r.Messages[0].Role == llm.RoleSystem {
			return llmtest.Error(400, "", "System role not supported")
		}
		return llmtest.Text("Ciao.")
	}})
	if _, err := client(t, s).Complete(t.Context(), request()); err != nil {
		t.Fatal(err)
	}
	want := []llm.Message{{Role: llm.RoleUser, Content: "You are an editor.\n\nRiassumi l'articolo."}}
	if diff := cmp.Diff(want, s.Requests()[1].Messages); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
}

// An endpoint that refuses everything is asked a bounded number of times.
func TestRefusesEverything(t *testing.T) {
	all := "response_format max_completion_tokens system role temperature seed cache_prompt"
	s := llmtest.New(t, llmtest.Options{Reply: llmtest.Always(llmtest.Error(400, "", all))})
	if _, err := client(t, s).Complete(t.Context(), shaped()); llm.KindOf(err) != llm.Invalid {
		t.Errorf("Complete = %v", err)
	}
	if n := len(s.Requests()); n != 8 {
		t.Errorf("%d requests, want 8: one and seven things to leave out", n)
	}
}

// An endpoint that takes a json_schema and answers in prose gets the schema in words from then on.
func TestFormatIgnored(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{Reply: llmtest.Queue(llmtest.Summarizer(), llmtest.Text("Certo! Il consiglio ha approvato il piano."))})
	c := client(t, s)
	if _, err := c.Complete(t.Context(), shaped()); llm.KindOf(err) != llm.Garbled {
		t.Fatalf("Complete = %v", err)
	}
	if _, err := c.Complete(t.Context(), shaped()); err != nil {
		t.Fatal(err)
	}
	last := s.Requests()[1]
	if !strings.HasSuffix(last.Messages[1].Content, string(points.JSON)) || last.Format != "json_schema" {
		t.Errorf("the second request: format %q, %q", last.Format, last.Messages[1].Content)
	}
}

// Calls at once learn side by side.
func TestLearningAtOnce(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{Formats: []string{}, Strict: true})
	c := client(t, s)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := c.Complete(t.Context(), shaped()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	before := c.Resent()
	if _, err := c.Complete(t.Context(), shaped()); err != nil || c.Resent() != before {
		t.Errorf("after learning: %v, %d requests sent again", err, c.Resent()-before)
	}
}

func TestAskInWordsWithoutUser(t *testing.T) {
	given := []llm.Message{{Role: llm.RoleSystem, Content: "Write."}}
	got := askInWords(given, llm.Schema{JSON: json.RawMessage(`{}`)})
	if len(given) != 1 || len(got) != 2 || got[1].Role != llm.RoleUser || !strings.HasSuffix(got[1].Content, "\n{}") {
		t.Errorf("askInWords = %+v", got)
	}
}

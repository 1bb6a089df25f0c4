package openai

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/llmtest"
)

// serve is a server with the given answers by path, and 404 for the rest.
func serve(t *testing.T, loopback bool, answers map[string]string) *Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := answers[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(s.Close)
	c := New(llm.Endpoint{BaseURL: s.URL + "/v1/", Loopback: loopback}, Options{})
	t.Cleanup(c.Close)
	return c
}

func TestModels(t *testing.T) {
	tests := []struct {
		name    string
		answers map[string]string
		want    []Model
	}{
		{"llama.cpp", map[string]string{"/v1/models": `{"models":[{"name":"q.gguf"}],"object":"list","data":[{"id":"q.gguf","owned_by":"llamacpp","created":1795552056,"meta":{"n_ctx":8192,"n_ctx_train":32768}}]}`},
			[]Model{{ID: "q.gguf", Context: 8192, Trained: 32768}}},
		{"vLLM", map[string]string{"/v1/models": `{"data":[{"id":"m","max_model_len":4096,"permission":[{"id":"p","group":null}]}]}`}, []Model{{ID: "m", Context: 4096}}},
		{"OpenRouter", map[string]string{"/v1/models": `{"data":[{"id":"a/b","context_length":131072,"created":1.7e9}]}`}, []Model{{ID: "a/b", Context: 131072}}},
		{"Groq", map[string]string{"/v1/models": `{"data":[{"id":"m","context_window":8192}]}`}, []Model{{ID: "m", Context: 8192}}},
		{"OpenAI", map[string]string{"/v1/models": `{"object":"list","data":[{"id":"gpt","object":"model"},{"id":"text-embedding-3-small"}]}`}, []Model{{ID: "gpt"}, {ID: "text-embedding-3-small", Embeds: true}}},
		{"LM Studio", map[string]string{
			"/v1/models":     `{"data":[{"id":"m","owned_by":"organization_owner"},{"id":"e"}]}`,
			"/api/v0/models": `{"data":[{"id":"m","type":"llm","state":"loaded","loaded_context_length":4096,"max_context_length":32768},{"id":"e","type":"embeddings"}]}`,
		}, []Model{{ID: "m", Context: 4096, Trained: 32768}, {ID: "e", Embeds: true}}},
		{"Ollama", map[string]string{
			"/v1/models": `{"data":[{"id":"qwen2.5:3b","owned_by":"library"},{"id":"other"}]}`,
			"/api/ps":    `{"models":[{"name":"qwen2.5:3b","context_length":4096}]}`,
		}, []Model{{ID: "qwen2.5:3b", Context: 4096}, {ID: "other"}}},
		{"none", map[string]string{"/v1/models": `{"object":"list","data":null}`}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := serve(t, true, tt.answers).Models(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Models (-want +got):\n%s", diff)
			}
		})
	}
}

func TestModelsFail(t *testing.T) {
	tests := []struct {
		name    string
		answers map[string]string
		want    llm.Kind
	}{
		{"no such address", nil, llm.NotFound},
		{"a web page", map[string]string{"/v1/models": "<html><title>Hello</title>"}, llm.Garbled},
		{"another JSON", map[string]string{"/v1/models": `{"data":"none"}`}, llm.Garbled},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := serve(t, true, tt.answers).Models(t.Context()); llm.KindOf(err) != tt.want {
				t.Errorf("Models = %v, want %s", err, tt.want)
			}
		})
	}
	t.Run("wrong key", func(t *testing.T) {
		s := llmtest.New(t, llmtest.Options{Key: "sk-right"})
		endpoint := s.Endpoint()
		endpoint.Key = llm.NewSecret("sk-wrong")
		c := New(endpoint, Options{})
		t.Cleanup(c.Close)
		if _, err := c.Models(t.Context()); llm.KindOf(err) != llm.Denied {
			t.Errorf("Models = %v", err)
		}
	})
	t.Run("loading", func(t *testing.T) {
		s := llmtest.New(t, llmtest.Options{})
		s.SetLoading(true)
		if _, err := client(t, s).Models(t.Context()); llm.KindOf(err) != llm.Overloaded {
			t.Errorf("Models = %v", err)
		}
		s.SetLoading(false)
		if _, err := client(t, s).Models(t.Context()); err != nil {
			t.Error(err)
		}
	})
	t.Run("given up", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := serve(t, true, nil).Models(ctx); !errors.Is(err, context.Canceled) || llm.KindOf(err) != "" {
			t.Errorf("Models = %v", err)
		}
	})
}

func TestProps(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{Context: 4096, Slots: 3, Key: "sk-secret"})
	got, err := client(t, s).Props(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Props{Context: 4096, Slots: 3, Model: "/models/fake-model.gguf"}, got); diff != "" {
		t.Errorf("Props (-want +got):\n%s", diff)
	}
	others := map[string]map[string]string{
		"none":       nil,
		"a web page": {"/props": "<html>"},
		"other JSON": {"/props": `{"status":"ok"}`},
	}
	for name, answers := range others {
		t.Run(name, func(t *testing.T) {
			if _, err := serve(t, true, answers).Props(t.Context()); llm.KindOf(err) != llm.NotFound {
				t.Errorf("Props = %v, want %s", err, llm.NotFound)
			}
		})
	}
}

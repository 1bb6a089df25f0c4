package endpoint_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/llm/endpoint"
	"mattinale/pipeline/llm/llmtest"
)

// answers is a server of an endpoint.
func answers(t *testing.T, byPath map[string]string) string {
	t.Helper()
	return llmtest.Fixed(t, byPath) + "/v1"
}

const (
	ollamaModels  = `{"object":"list","data":[{"id":"llama3.2:latest","object":"model","owned_by":"library"},{"id":"other","owned_by":"library"}]}`
	ollamaTrained = `{"parameters":"stop    \"<|eot|>\"","model_info":{"general.architecture":"llama","llama.context_length":131072,"llama.rope.x":1.5}}`
	ollamaSet     = `{"parameters":"num_ctx                        16384\nstop \"x\"","model_info":{"llama.context_length":131072}}`
)

func TestRoom(t *testing.T) {
	ollama := func(version, shown, loaded string) map[string]string {
		return map[string]string{
			"/v1/models": ollamaModels, "/api/version": `{"version":"` + version + `"}`, "/api/show": shown, "/api/ps": `{"models":[` + loaded + `]}`,
		}
	}
	loaded := func(tokens string) string {
		return `{"name":"other","context_length":1024},{"name":"llama3.2:latest","model":"llama3.2:latest","context_length":` + tokens + `}`
	}
	list := func(row string) map[string]string { return map[string]string{"/v1/models": `{"data":[` + row + `]}`} }
	tests := []struct {
		name    string
		model   string
		answers map[string]string
		want    endpoint.Room
	}{
		{"llama.cpp: a slot's goes before the list's", "", map[string]string{
			"/v1/models": `{"data":[{"id":"q.gguf","owned_by":"llamacpp","meta":{"n_ctx":16384,"n_ctx_train":32768}}]}`,
			"/props":     `{"default_generation_settings":{"n_ctx":4096,"params":{}},"total_slots":4}`,
		}, endpoint.Room{Server: endpoint.LlamaCpp, Context: 4096, Trained: 32768, Slots: 4, Source: endpoint.Props}},
		{"llama.cpp behind a gate that lets only /v1 through", "", list(`{"id":"q.gguf","owned_by":"llamacpp","meta":{"n_ctx":8192,"n_ctx_train":32768}}`),
			endpoint.Room{Server: endpoint.LlamaCpp, Context: 8192, Trained: 32768, Source: endpoint.Listed}},
		{"llama.cpp that has several models and none of them loaded", "q", map[string]string{
			"/v1/models": `{"data":[{"id":"q","owned_by":"llamacpp","status":{"value":"unloaded"}}]}`,
			"/props":     `{"role":"router","default_generation_settings":{"params":null,"n_ctx":0}}`,
		}, endpoint.Room{Server: endpoint.LlamaCpp}},
		{"vLLM", "", list(`{"id":"m","owned_by":"vllm","max_model_len":2048,"permission":[{"id":"p","group":null}]}`),
			endpoint.Room{Server: endpoint.VLLM, Context: 2048, Source: endpoint.Listed}},
		{"Groq", "", list(`{"id":"m","context_window":8192}`), endpoint.Room{Context: 8192, Source: endpoint.Listed}},
		{"Mistral", "", list(`{"id":"m","max_context_length":32768}`), endpoint.Room{Context: 32768, Source: endpoint.Listed}},
		{"OpenRouter: the host may hold less", "", list(`{"id":"a/b","context_length":131072,"top_provider":{"context_length":32768},"created":1.7e9}`),
			endpoint.Room{Context: 32768, Source: endpoint.Listed}},
		{"Together: a bare list", "", map[string]string{"/v1/models": `[{"id":"m","context_length":8192},{"id":"n","context_length":4}]`},
			endpoint.Room{Context: 8192, Source: endpoint.Listed}},
		{"LM Studio, loaded", "", map[string]string{
			"/v1/models":     `{"data":[{"id":"m","owned_by":"organization_owner"}]}`,
			"/props":         `{"error":"Unexpected endpoint or method. (GET /props)"}`,
			"/api/v0/models": `{"data":[{"id":"m","type":"llm","state":"loaded","loaded_context_length":4096,"max_context_length":32768}]}`,
		}, endpoint.Room{Server: endpoint.LMStudio, Context: 4096, Trained: 32768, Source: endpoint.Studio}},
		{"LM Studio, not loaded", "", map[string]string{
			"/v1/models":     `{"data":[{"id":"m","owned_by":"organization_owner"}]}`,
			"/api/v0/models": `{"data":[{"id":"m","type":"llm","state":"not-loaded","max_context_length":32768}]}`,
		}, endpoint.Room{Server: endpoint.LMStudio, Trained: 32768}},
		{"Ollama, not loaded", "llama3.2", ollama("0.33.0", ollamaTrained, ""),
			endpoint.Room{Server: endpoint.Ollama, Context: 4096, Trained: 131072, Source: endpoint.Default}},
		{"Ollama, an old one", "", ollama("0.6.6", ollamaTrained, ""),
			endpoint.Room{Server: endpoint.Ollama, Context: 2048, Trained: 131072, Source: endpoint.Default}},
		{"Ollama, a release candidate", "", ollama("0.6.7-rc1", ollamaTrained, ""),
			endpoint.Room{Server: endpoint.Ollama, Context: 4096, Trained: 131072, Source: endpoint.Default}},
		{"Ollama, built by hand", "", ollama("0.0.0", ollamaTrained, ""),
			endpoint.Room{Server: endpoint.Ollama, Context: 4096, Trained: 131072, Source: endpoint.Default}},
		{"Ollama, loaded", "llama3.2", ollama("0.33.0", ollamaTrained, loaded("32768")),
			endpoint.Room{Server: endpoint.Ollama, Context: 32768, Trained: 131072, Source: endpoint.Loaded}},
		{"Ollama, loaded by a version that does not say", "", ollama("0.9.0", ollamaTrained, loaded("0")),
			endpoint.Room{Server: endpoint.Ollama, Context: 4096, Trained: 131072, Source: endpoint.Default}},
		{"Ollama, set in the Modelfile; another program has it loaded with more", "", ollama("0.33.0", ollamaSet, loaded("65536")),
			endpoint.Room{Server: endpoint.Ollama, Context: 16384, Trained: 131072, Source: endpoint.Modelfile}},
		{"Ollama, a model that was made for less", "", ollama("0.33.0", `{"model_info":{"bert.context_length":512}}`, ""),
			endpoint.Room{Server: endpoint.Ollama, Context: 512, Trained: 512, Source: endpoint.Default}},
		{"Ollama, a model at its makers", "big:cloud", ollama("0.33.0", `{"remote_model":"big","model_info":{"big.context_length":262144}}`, ""),
			endpoint.Room{Server: endpoint.Ollama, Context: 262144, Trained: 262144, Source: endpoint.Listed}},
		{"some other server", "", list(`{"id":"m"}`), endpoint.Room{}},
		{"nonsense", "", map[string]string{
			"/v1/models": `{"data":[{"id":"m","max_model_len":"many","context_length":-5,"meta":"none","top_provider":null}]}`,
			"/props":     `{"default_generation_settings":{"n_ctx":"x"},"total_slots":-1}`, "/api/v0/models": `[]`, "/api/version": `"1"`,
		}, endpoint.Room{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := endpoint.Find(t.Context(), endpoint.Settings{FlagURL: answers(t, tt.answers), Model: tt.model, Getenv: env()})
			if err != nil || !c.Answered {
				t.Fatalf("answered %v, error %v", c.Answered, err)
			}
			if diff := cmp.Diff(tt.want, c.Room); diff != "" {
				t.Errorf("room (-want +got):\n%s", diff)
			}
			if c.Endpoint.Context != tt.want.Context || c.Endpoint.Slots != tt.want.Slots {
				t.Errorf("endpoint %+v", c.Endpoint)
			}
		})
	}
}

// TestOneQuestionLoadsNoModel: a llama.cpp that has several loads the one it is asked about, unless told not to.
func TestOneQuestionLoadsNoModel(t *testing.T) {
	asked := ""
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/props" {
			asked = r.URL.Query().Get("model") + " " + r.URL.Query().Get("autoload")
		}
		_, _ = w.Write([]byte(`{"data":[{"id":"a b"}]}`))
	}))
	defer s.Close()
	if _, err := endpoint.Find(t.Context(), endpoint.Settings{FlagURL: s.URL, Getenv: env()}); err != nil || asked != "a b false" {
		t.Errorf("asked %q, error %v", asked, err)
	}
}

func TestNoModels(t *testing.T) {
	for name, c := range map[string]struct{ body, outcome string }{
		"Ollama without a model": {`{"object":"list","data":null}`, "answers, but has no model that writes text"},
		"embeddings only":        {`{"data":[{"id":"nomic-embed-text"}]}`, "answers, but has no model that writes text"},
		"a web page":             {`<html>`, "answers, but not as a model server does"},
		"another JSON":           {`{"data":"none"}`, "answers, but not as a model server does"},
		"a number":               {`7`, "answers, but not as a model server does"},
	} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(c.body)) }))
		got, err := endpoint.Find(t.Context(), endpoint.Settings{Ports: []int{portOf(t, s.URL)}, Getenv: env()})
		s.Close()
		if err != nil || got.Found {
			t.Errorf("%s: found %v, error %v", name, got.Found, err)
		}
		if said := got.Trace[len(got.Trace)-2].Outcome; said != c.outcome {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// TestLoading: a server that is still loading its model is there, and says so.
func TestLoading(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{})
	s.SetLoading(true)
	c, err := endpoint.Find(t.Context(), endpoint.Settings{FlagURL: s.URL(), Getenv: env()})
	if err != nil || c.Answered || c.Room != (endpoint.Room{}) {
		t.Errorf("%+v, error %v", c, err)
	}
}

func TestKeyThatIsNotTaken(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{Key: "sk-right"})
	c, err := endpoint.Find(t.Context(), endpoint.Settings{FlagURL: s.URL(), Getenv: env("OPENAI_API_KEY", "sk-wrong")})
	last := c.Trace[len(c.Trace)-1]
	if err != nil || c.Answered || !strings.Contains(last.Outcome, "does not take the key") || !strings.Contains(last.Hint, "--api-key-file") {
		t.Errorf("%+v, error %v", last, err)
	}
}

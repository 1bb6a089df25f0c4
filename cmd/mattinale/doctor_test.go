package main

import (
	"encoding/json"
	"strings"
	"testing"

	"mattinale/pipeline/llm/llmtest"
)

// TestDoctorNotesASmallContext asks servers that give little, enough, and do not say.
func TestDoctorNotesASmallContext(t *testing.T) {
	ollama := func(shown, loaded string) map[string]string {
		return map[string]string{
			"/v1/models":   `{"object":"list","data":[{"id":"llama3.2:latest","owned_by":"library"}]}`,
			"/api/version": `{"version":"0.33.0"}`, "/api/show": shown, "/api/ps": `{"models":[` + loaded + `]}`,
		}
	}
	const trained = `"model_info":{"llama.context_length":131072}`
	tests := []struct {
		name    string
		answers map[string]string
		args    []string
		note    bool
		want    []string // in the line and its hint
		json    bool     // look at that too
	}{
		{"Ollama's default", ollama(`{`+trained+`}`, ""), nil, true, []string{"llama3.2:latest", "4,096 tokens", "cuts longer prompts silently", "splits articles to fit",
			"OLLAMA_CONTEXT_LENGTH=8192", "ollama serve", "PARAMETER num_ctx 8192"}, true},
		{"Ollama, loaded with it", ollama(`{`+trained+`}`, `{"name":"llama3.2:latest","context_length":4096}`), nil, true,
			[]string{"loaded with 4,096 tokens", "OLLAMA_CONTEXT_LENGTH=8192"}, false},
		{"Ollama, an old version", map[string]string{
			"/v1/models": `{"data":[{"id":"m"}]}`, "/api/version": `{"version":"0.5.13"}`,
		}, nil, true, []string{"2,048 tokens", "OLLAMA_CONTEXT_LENGTH=8192"}, false},
		{"Ollama, with --chunk-tokens", ollama(`{`+trained+`}`, ""), []string{"--chunk-tokens", "3000"}, true, []string{"--chunk-tokens 3000 is kept to"}, false},
		{"Ollama, a model that was made for less", ollama(`{"model_info":{"x.context_length":2048}}`, ""), nil, true, []string{"2,048 tokens", "made for no more"}, false},
		{"Ollama, set to little", ollama(`{"parameters":"num_ctx 2048",`+trained+`}`, ""), nil, true, []string{"2,048 tokens", "PARAMETER num_ctx 8192"}, false},
		{"Ollama, set", ollama(`{"parameters":"num_ctx 4096",`+trained+`}`, ""), nil, false, []string{"4,096 tokens a call"}, true},
		{"Ollama, loaded with more", ollama(`{`+trained+`}`, `{"name":"llama3.2:latest","context_length":32768}`), nil, false, []string{"32,768 tokens a call"}, false},
		{"llama.cpp", map[string]string{
			"/v1/models": `{"data":[{"id":"m"}]}`, "/props": `{"default_generation_settings":{"n_ctx":2048},"total_slots":1}`,
		}, nil, true, []string{"2,048 tokens", "llama-server with -c 8192"}, false},
		{"llama.cpp, slots", map[string]string{
			"/v1/models": `{"data":[{"id":"m"}]}`, "/props": `{"default_generation_settings":{"n_ctx":1024},"total_slots":4}`,
		}, nil, true, []string{"1,024 tokens", "-c 32768, 8192 for each of its 4 slots; or with -c 8192 -np 1"}, false},
		{"llama.cpp, enough", map[string]string{
			"/v1/models": `{"data":[{"id":"m"}]}`, "/props": `{"default_generation_settings":{"n_ctx":4096},"total_slots":4}`,
		}, nil, false, []string{"4,096 tokens a call, 4 calls at once"}, false},
		{"vLLM", map[string]string{"/v1/models": `{"data":[{"id":"m","owned_by":"vllm","max_model_len":2048}]}`}, nil, true, []string{"--max-model-len 8192"}, false},
		{"LM Studio", map[string]string{
			"/v1/models": `{"data":[{"id":"m"}]}`, "/api/v0/models": `{"data":[{"id":"m","loaded_context_length":2048,"max_context_length":6000}]}`,
		}, nil, true, []string{"lms load m --context-length 6000"}, false},
		{"LM Studio, not loaded", map[string]string{
			"/v1/models": `{"data":[{"id":"m"}]}`, "/api/v0/models": `{"data":[{"id":"m","max_context_length":6000}]}`,
		}, nil, true, []string{"not said by the server", "assumes 4,096 tokens", "watches for cut prompts", "load the model there first"}, false},
		{"some other server", map[string]string{"/v1/models": `{"data":[{"id":"m"}]}`}, nil, true, []string{"not said by the server", "--chunk-tokens"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			m := newMachine(t)
			args := append([]string{"doctor", "--base-url", llmtest.Fixed(t, tt.answers)}, tt.args...)
			got := m.run(t, args...)
			if got.code != exitOK || got.err != "" {
				t.Errorf("exit code %d, %s", got.code, got.err)
			}
			mark := "ok   context"
			if tt.note {
				mark = "note context"
			}
			for _, words := range append(tt.want, mark) {
				if !strings.Contains(got.out, words) {
					t.Errorf("%q is missing in\n%s", words, got.out)
				}
			}
			if strings.Contains(got.out, "FIX") {
				t.Errorf("advice is no problem:\n%s", got.out)
			}
			if tt.json {
				checkNoteInJSON(t, m.run(t, append(args, "--json")...), tt.note)
			}
		})
	}
}

func checkNoteInJSON(t *testing.T, got result, want bool) {
	t.Helper()
	var page struct {
		OK   bool
		Rows []struct {
			About, Found, Hint string
			Problem, Note      bool
		}
	}
	if err := json.Unmarshal([]byte(got.out), &page); err != nil || got.code != exitOK || !page.OK {
		t.Fatalf("exit code %d, %v: %s", got.code, err, got.out)
	}
	for _, r := range page.Rows {
		if r.About == "context" && (r.Note != want || r.Problem || (r.Hint != "") != want) {
			t.Errorf("%+v", r)
		}
	}
}

func TestDoctorNotesAKeyInTheClear(t *testing.T) {
	m := newMachine(t)
	key := m.write(t, "llm.key", testKey, 0o600)
	for address, noted := range map[string]bool{"http://192.0.2.1/v1": true, "https://192.0.2.1/v1": false, "http://127.0.0.1:1/v1": false} {
		got := m.run(t, "doctor", "--offline", "--base-url", address, "--api-key-file", key)
		if got.code != exitOK || strings.Contains(got.out, "note key") != noted {
			t.Errorf("%s: exit code %d\n%s", address, got.code, got.out)
		}
	}
}

// TestDoctorSaysNothingOfAContextNobodyWasAskedFor: a server that is not there, and a run that may not ask.
func TestDoctorSaysNothingOfAContextNobodyWasAskedFor(t *testing.T) {
	m := newMachine(t)
	for _, args := range [][]string{{"--base-url", "http://127.0.0.1:1"}, {"--base-url", "http://127.0.0.1:1", "--offline"}, {"--engine", "extract"}} {
		if got := m.run(t, append([]string{"doctor"}, args...)...); strings.Contains(got.out, "context") {
			t.Errorf("%v:\n%s", args, got.out)
		}
	}
}

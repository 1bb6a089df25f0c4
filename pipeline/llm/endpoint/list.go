package endpoint

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"mattinale/pipeline/llm"
)

// modelRow is a model as /v1/models lists it. What the endpoint holds has a name of its own on each server, in tokens.
type modelRow struct {
	ID            string `json:"id"`
	Owner         string `json:"owned_by"`
	MaxModelLen   int    `json:"max_model_len"`         // vLLM, SGLang
	ContextWindow int    `json:"context_window"`        // Groq
	ContextLength int    `json:"context_length"`        // OpenRouter, Together
	MaxContext    int    `json:"max_context_length"`    // Mistral; LM Studio's own list: what the model was made for
	Loaded        int    `json:"loaded_context_length"` // LM Studio's own list
	TopProvider   struct {
		ContextLength int `json:"context_length"`
	} `json:"top_provider"` // OpenRouter: of the host it sends the call to, which may hold less
	Meta struct {
		Context int `json:"n_ctx"` // older versions: of all slots together
		Trained int `json:"n_ctx_train"`
	} `json:"meta"` // llama.cpp
}

// context is what the list says that one call may hold, 0 when it does not.
func (m modelRow) context() int {
	n := first(m.Meta.Context, m.MaxModelLen, m.ContextWindow, m.ContextLength, m.MaxContext)
	if host := m.TopProvider.ContextLength; host > 0 && (n == 0 || host < n) {
		return host
	}
	return n
}

// first is the first number above 0, or 0.
func first(numbers ...int) int {
	for _, n := range numbers {
		if n > 0 {
			return n
		}
	}
	return 0
}

// find is the row of a model. Ollama lists with a tag what it also knows without.
func find(rows []modelRow, model string) modelRow {
	for _, m := range rows {
		if sameModel(m.ID, model) {
			return m
		}
	}
	return modelRow{}
}

func sameModel(listed, asked string) bool {
	return asked != "" && (listed == asked || listed == asked+":latest")
}

func names(models []modelRow) []string {
	var list []string
	for _, m := range models {
		if m.ID != "" {
			list = append(list, m.ID)
		}
	}
	return list
}

// models lists an endpoint's models. An address without the /v1 that nearly all servers have is tried with it too, and
// completed in e when that answers.
func (f *finder) models(ctx context.Context, e *llm.Endpoint) ([]modelRow, error) {
	var raw json.RawMessage
	err := f.get(ctx, *e, e.BaseURL+"/models", &raw)
	if errors.Is(err, errNotFound) && !strings.HasSuffix(e.BaseURL, "/v1") {
		if err = f.get(ctx, *e, e.BaseURL+"/v1/models", &raw); err == nil {
			e.BaseURL += "/v1"
		}
	}
	if err != nil {
		return nil, err
	}
	return rows(raw)
}

// rows reads a list of models: in an object, as OpenAI has it, or bare, as Together sends it.
func rows(raw json.RawMessage) ([]modelRow, error) {
	var list struct {
		Object string     `json:"object"`
		Data   []modelRow `json:"data"`
	}
	into := any(&list)
	if strings.HasPrefix(string(raw), "[") {
		into = &list.Data
	}
	_ = json.Unmarshal(raw, into)                  // it is JSON; a field of another type is as one that is missing
	if list.Data == nil && list.Object != "list" { // Ollama without a model sends null
		return nil, errNoServer
	}
	return list.Data, nil
}

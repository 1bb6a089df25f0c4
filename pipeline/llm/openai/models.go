package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"mattinale/pipeline/llm"
)

// Model is one that an endpoint has.
type Model struct {
	ID      string
	Context int  // tokens of prompt and reply that one call may have; 0: the endpoint does not say
	Trained int  // tokens of context that the model was made for, more than the endpoint may give it; 0: not said
	Embeds  bool // it makes embeddings and writes no text
}

// modelRow is a model in the answers of llama.cpp, vLLM, OpenRouter, Mistral, Groq and LM Studio.
type modelRow struct {
	ID            string `json:"id"`
	MaxModelLen   int    `json:"max_model_len"`         // vLLM, SGLang
	ContextLength int    `json:"context_length"`        // OpenRouter, Together
	ContextWindow int    `json:"context_window"`        // Groq
	Loaded        int    `json:"loaded_context_length"` // LM Studio
	MaxContext    int    `json:"max_context_length"`    // LM Studio, Mistral
	Type          string `json:"type"`                  // LM Studio: "llm", "vlm", "embeddings"
	Meta          struct {
		Context int `json:"n_ctx"`
		Trained int `json:"n_ctx_train"`
	} `json:"meta"` // llama.cpp
}

func (r modelRow) model() Model {
	return Model{
		ID:      r.ID,
		Context: first(r.Meta.Context, r.MaxModelLen, r.Loaded, r.ContextLength, r.ContextWindow),
		Trained: first(r.Meta.Trained, r.MaxContext),
		Embeds:  r.Type == "embeddings" || r.Type == "embedding" || strings.Contains(strings.ToLower(r.ID), "embed"),
	}
}

func first(numbers ...int) int {
	for _, n := range numbers {
		if n > 0 {
			return n
		}
	}
	return 0
}

// Models lists what the endpoint has. On loopback, where /v1/models says nothing of context, LM Studio's and Ollama's
// own addresses are asked as well. Errors are as of Complete.
func (c *Client) Models(ctx context.Context) ([]Model, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	ex := &exchange{}
	_, err := c.api.ListModels(withExchange(ctx, ex)) // for its request; the answer has more than it reads
	if err := c.answered(ctx, ex, err); err != nil {
		return nil, fmt.Errorf("listing models: %w", err)
	}
	var list struct {
		Data []modelRow `json:"data"`
	}
	if err := json.Unmarshal(ex.body, &list); err != nil {
		return nil, fmt.Errorf("listing models: %w", c.failed(llm.Garbled, ex.status, fmt.Errorf("not a list (%s): %w", parseComplaint(ex.body).shown(), err)))
	}
	var models []Model
	said := false
	for _, row := range list.Data {
		models = append(models, row.model())
		said = said || row.model().Context > 0
	}
	if c.endpoint.Loopback && !said && len(models) > 0 {
		c.addContext(ctx, models)
	}
	return models, nil
}

// addContext fills in what LM Studio and Ollama say at addresses of their own. That there is none is no error.
func (c *Client) addContext(ctx context.Context, models []Model) {
	var studio struct {
		Data []modelRow `json:"data"`
	}
	var ollama struct {
		Models []struct {
			Name    string `json:"name"`
			Context int    `json:"context_length"` // of a model in memory
		} `json:"models"`
	}
	known := map[string]Model{}
	if c.getJSON(ctx, "/api/v0/models", &studio) == nil {
		for _, row := range studio.Data {
			known[row.ID] = row.model()
		}
	}
	if len(known) == 0 && c.getJSON(ctx, "/api/ps", &ollama) == nil {
		for _, m := range ollama.Models {
			known[m.Name] = Model{ID: m.Name, Context: m.Context}
		}
	}
	for i, m := range models {
		if k, ok := known[m.ID]; ok {
			models[i] = Model{ID: m.ID, Context: k.Context, Trained: k.Trained, Embeds: m.Embeds || k.Embeds}
		}
	}
}

// Props is what a llama.cpp server says of itself.
type Props struct {
	Context int    // tokens of prompt and reply that one call may have; 0: not said
	Slots   int    // calls it works on at once; 0: not said
	Model   string // path of the model's file
}

// Props asks a llama.cpp server. Any other server gives an error of kind llm.NotFound, which is no reason to worry.
func (c *Client) Props(ctx context.Context) (Props, error) {
	var answer struct {
		Settings struct {
			Context int `json:"n_ctx"`
		} `json:"default_generation_settings"`
		Slots int    `json:"total_slots"`
		Path  string `json:"model_path"`
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	err := c.getJSON(ctx, "/props", &answer)
	if err == nil && answer.Slots == 0 && answer.Settings.Context == 0 {
		err = c.failed(llm.NotFound, http.StatusOK, errors.New("the server says nothing of slots or context"))
	}
	if err != nil {
		return Props{}, fmt.Errorf("asking for /props: %w", err)
	}
	return Props{Context: max(answer.Settings.Context, 0), Slots: max(answer.Slots, 0), Model: answer.Path}, nil
}

// getJSON reads a path of the server's root, where its own addresses are, into value.
func (c *Client) getJSON(ctx context.Context, path string, value any) error {
	ex := &exchange{}
	root := strings.TrimSuffix(c.endpoint.BaseURL, "/v1")
	req, err := http.NewRequestWithContext(withExchange(ctx, ex), http.MethodGet, root+path, nil)
	if err != nil {
		return c.failed(llm.Invalid, 0, fmt.Errorf("making the request: %w", unwrapURL(err)))
	}
	if c.key.IsSet() {
		req.Header.Set("Authorization", "Bearer "+c.key.Reveal())
	}
	resp, err := c.http.Do(req)
	if err == nil {
		_ = resp.Body.Close() // already read
	}
	if err := c.answered(ctx, ex, err); err != nil {
		return err
	}
	if err := json.Unmarshal(ex.body, value); err != nil {
		return c.failed(llm.NotFound, ex.status, fmt.Errorf("no JSON at %s: %w", path, err))
	}
	return nil
}

// answered is nil when an answer of status 2xx came.
func (c *Client) answered(ctx context.Context, ex *exchange, err error) error {
	switch {
	case ex.status == 0 && errors.Is(ctx.Err(), context.Canceled):
		return fmt.Errorf("asking %s: %w", c.host(), ctx.Err())
	case ex.status == 0:
		return c.noAnswer(ctx, ex, err)
	case !success(ex.status):
		return c.refused(ex)
	}
	return nil
}

func success(status int) bool { return status >= 200 && status < 300 }

package endpoint

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mattinale/pipeline/llm"
)

// maxAnswer bounds what is read of an answer, in bytes.
const maxAnswer = 4 << 20

// ollamaContext is what Ollama gives a model when nobody says otherwise, in tokens (its FAQ, "How can I specify the
// context window size").
const ollamaContext = 4096

// modelRow is a model as /v1/models lists it, with what llama.cpp and vLLM add.
type modelRow struct {
	ID          string `json:"id"`
	MaxModelLen int    `json:"max_model_len"`
	Meta        struct {
		Context int `json:"n_ctx"`
	} `json:"meta"`
}

// ask completes what is known of an endpoint that was named, by asking it, or from memory when it does not answer.
func (f *finder) ask(ctx context.Context, e llm.Endpoint) {
	outcome, hint, warn := "", "", false
	e.Model = f.Model
	if f.Offline {
		outcome = "not asked: offline"
	} else if models, err := f.models(ctx, &e); err != nil {
		outcome, hint = err.Error(), "start it, or name another with --base-url"
	} else {
		f.choice.Answered = true
		if e.Model == "" {
			e.Model = f.pick(models)
		} else if list := names(models); len(list) > 0 && !slices.Contains(list, e.Model) && !slices.Contains(list, e.Model+":latest") {
			outcome, warn = "it does not list this model", true
			hint = "it lists " + strings.Join(list[:min(len(list), 8)], ", ")
		}
		e = f.size(ctx, e, models)
	}
	if !f.choice.Answered {
		e = f.recalled(e)
	}
	if e.Model == "" {
		e.Model = "default"
		hint = "name the model with --model"
	}
	if outcome != "" {
		outcome = ": " + outcome
	}
	f.use(e, describe(e)+outcome)
	last := &f.choice.Trace[len(f.choice.Trace)-1]
	last.Hint, last.Warn = hint, warn
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

func (f *finder) recalled(e llm.Endpoint) llm.Endpoint {
	if f.Recall == nil {
		return e
	}
	facts, ok := f.Recall(e.BaseURL)
	if !ok || e.Model != "" && e.Model != facts.Model {
		return e
	}
	e.Model, e.Context, e.Slots = facts.Model, facts.Context, facts.Slots
	return e
}

// models lists an endpoint's models. An address without the /v1 that nearly all servers have is tried with it too, and
// completed in e when that answers.
func (f *finder) models(ctx context.Context, e *llm.Endpoint) ([]modelRow, error) {
	var list struct {
		Data []modelRow `json:"data"`
	}
	err := f.get(ctx, *e, e.BaseURL+"/models", &list)
	if errors.Is(err, errNotFound) && !strings.HasSuffix(e.BaseURL, "/v1") {
		if err = f.get(ctx, *e, e.BaseURL+"/v1/models", &list); err == nil {
			e.BaseURL += "/v1"
		}
	}
	if err != nil {
		return nil, err
	}
	if list.Data == nil {
		return nil, errors.New("answers, but not as a model server does")
	}
	return list.Data, nil
}

// noText are parts of the names of models that do not write text.
var noText = []string{"embed", "rerank", "whisper", "tts", "bge-", "clip", "dall-e", "moderation", "stable-diffusion", "minilm"}

// pick is the model asked for, or the first listed that writes text. Local servers list the loaded one first.
func (f *finder) pick(models []modelRow) string {
	if f.Model != "" {
		return f.Model
	}
	for _, m := range models {
		name := strings.ToLower(m.ID)
		elsewhere := strings.HasSuffix(name, "-cloud") || strings.HasSuffix(name, ":cloud") // Ollama passes these on to its makers
		if m.ID != "" && !elsewhere && !containsAny(name, noText) {
			return m.ID
		}
	}
	return ""
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// size finds out how many tokens and calls the endpoint holds: from the list of models, from llama.cpp's /props, from
// Ollama's own address. What it does not say stays 0.
func (f *finder) size(ctx context.Context, e llm.Endpoint, models []modelRow) llm.Endpoint {
	for _, m := range models {
		if m.ID == e.Model {
			e.Context = max(m.Meta.Context, m.MaxModelLen)
		}
	}
	if isOpenAI(e.BaseURL) {
		return e
	}
	var props struct {
		Settings struct {
			Context int `json:"n_ctx"`
		} `json:"default_generation_settings"`
		Slots int `json:"total_slots"`
	}
	if f.get(ctx, e, root(e.BaseURL)+"/props", &props) == nil {
		if props.Settings.Context > 0 {
			e.Context = props.Settings.Context // of one slot, where the list has the whole
		}
		e.Slots = props.Slots
	}
	if e.Context == 0 {
		e.Context = f.ollama(ctx, e)
	}
	return e
}

// ollama is the context that Ollama gives the model, 0 when the endpoint is none: of the loaded model, else as its
// Modelfile says, else the default.
func (f *finder) ollama(ctx context.Context, e llm.Endpoint) int {
	var version struct {
		Version string `json:"version"`
	}
	if f.get(ctx, e, root(e.BaseURL)+"/api/version", &version) != nil || version.Version == "" {
		return 0
	}
	var loaded struct {
		Models []struct {
			Name    string `json:"name"`
			Model   string `json:"model"`
			Context int    `json:"context_length"`
		} `json:"models"`
	}
	if f.get(ctx, e, root(e.BaseURL)+"/api/ps", &loaded) == nil {
		for _, m := range loaded.Models {
			if (m.Name == e.Model || m.Model == e.Model) && m.Context > 0 {
				return m.Context
			}
		}
	}
	var shown struct {
		Parameters string `json:"parameters"`
	}
	question, _ := json.Marshal(map[string]string{"model": e.Model}) // strings always marshal
	if f.do(ctx, e, http.MethodPost, root(e.BaseURL)+"/api/show", question, &shown) == nil {
		if n := parameter(shown.Parameters); n > 0 {
			return n
		}
	}
	return ollamaContext
}

var numCtx = regexp.MustCompile(`(?m)^num_ctx\s+(\d{1,9})\s*$`)

func parameter(parameters string) int {
	m := numCtx.FindStringSubmatch(parameters)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // digits
	return n
}

func (f *finder) get(ctx context.Context, e llm.Endpoint, address string, into any) error {
	return f.do(ctx, e, http.MethodGet, address, nil, into)
}

var errNotFound = errors.New("answers HTTP 404")

// do asks one question. Its errors are short enough for one line of doctor.
func (f *finder) do(ctx context.Context, e llm.Endpoint, method, address string, body []byte, into any) error {
	ctx, cancel := context.WithTimeout(ctx, timeout(e))
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return errors.New("no web address")
	}
	if e.Key.IsSet() {
		req.Header.Set("Authorization", "Bearer "+e.Key.Reveal())
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := f.client.Do(req)
	if err != nil {
		return unreachable(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return errNotFound
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("answers HTTP %d", resp.StatusCode)
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return unreachable(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return errors.New("answers, but not as a model server does")
	}
	return nil
}

// unreachable says in a few words why no answer came; the library's own text repeats the address.
func unreachable(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("no answer in time")
	}
	if strings.Contains(err.Error(), "connection refused") {
		return errors.New("nothing there")
	}
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return fmt.Errorf("no answer: %w", err)
}

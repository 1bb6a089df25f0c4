package endpoint

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"mattinale/pipeline/llm"
)

// ask completes what is known of an endpoint that was named, by asking it, or from memory when it does not answer.
func (f *finder) ask(ctx context.Context, e llm.Endpoint) {
	outcome, hint, warn := "", "", false
	e.Model = f.Model
	f.askEarly(ctx, e)
	if f.Offline {
		outcome = "not asked: offline"
	} else if models, err := f.models(ctx, &e); err != nil {
		outcome, hint = err.Error(), "start it, or name another with --base-url"
		if errors.Is(err, errDenied) {
			hint = "put its key in a file and name that with --api-key-file"
		}
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
		hint = cmp.Or(hint, "name the model with --model")
	}
	if outcome != "" {
		outcome = ": " + outcome
	}
	f.use(e, describe(e)+outcome)
	last := &f.choice.Trace[len(f.choice.Trace)-1]
	last.Hint, last.Warn = hint, warn
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

package endpoint

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"mattinale/pipeline/llm"
)

// What Ollama gives a model when nobody says otherwise, in tokens (its docs/context-length.mdx and its changes of April
// 2025 and January 2026): 2,048 before version 0.6.7; 4,096 since; from 0.15.5 on that is the least, and a machine with
// 24 GB of graphics memory or more gets 32,768 or 262,144. OLLAMA_CONTEXT_LENGTH changes it, and no address says so
// before the model is loaded.
const (
	ollamaContext    = 4096
	ollamaContextOld = 2048
)

// ollama asks Ollama, where the endpoint is one. A num_ctx in the Modelfile goes first: Ollama loads the model anew for
// a call that wants another context than the one it is loaded with, which another program may have asked for.
func (f *finder) ollama(ctx context.Context, e llm.Endpoint, r *Room) {
	var version struct {
		Version string `json:"version"`
	}
	if f.get(ctx, e, ollamaAddress(e), &version) != nil || version.Version == "" {
		return
	}
	r.Server = Ollama
	shown := f.ollamaModel(ctx, e)
	r.Trained = shown.trained
	switch loaded := f.ollamaLoaded(ctx, e); {
	case shown.remote: // it runs at Ollama's makers, with all that it was made for
		r.Context, r.Source = shown.trained, Listed
		return
	case shown.numCtx > 0:
		r.Context, r.Source = shown.numCtx, Modelfile
	case loaded > 0:
		r.Context, r.Source = loaded, Loaded
	default:
		r.Context, r.Source = ollamaDefault(version.Version), Default
	}
	if r.Trained > 0 {
		r.Context = min(r.Context, r.Trained)
	}
}

func ollamaAddress(e llm.Endpoint) string { return root(e.BaseURL) + "/api/version" }

// ollamaLoaded is the context that the model is loaded with, 0 when it is not. Versions before 0.11 do not say.
func (f *finder) ollamaLoaded(ctx context.Context, e llm.Endpoint) int {
	var loaded struct {
		Models []struct {
			Name    string `json:"name"`
			Model   string `json:"model"`
			Context int    `json:"context_length"`
		} `json:"models"`
	}
	if f.get(ctx, e, root(e.BaseURL)+"/api/ps", &loaded) != nil {
		return 0
	}
	for _, m := range loaded.Models {
		if sameModel(m.Name, e.Model) || sameModel(m.Model, e.Model) {
			return max(m.Context, 0)
		}
	}
	return 0
}

// ollamaShown is what Ollama says of a model.
type ollamaShown struct {
	numCtx  int  // of its Modelfile, 0: not set
	trained int  // what it was made for, 0: not said
	remote  bool // it is not on that machine
}

func (f *finder) ollamaModel(ctx context.Context, e llm.Endpoint) ollamaShown {
	var answer struct {
		Parameters string                     `json:"parameters"`
		Info       map[string]json.RawMessage `json:"model_info"`
		Remote     string                     `json:"remote_model"`
	}
	question, _ := json.Marshal(map[string]string{"model": e.Model}) // strings always marshal
	if f.do(ctx, e, http.MethodPost, root(e.BaseURL)+"/api/show", question, &answer) != nil {
		return ollamaShown{}
	}
	shown := ollamaShown{numCtx: parameter(answer.Parameters), remote: answer.Remote != ""}
	for name, value := range answer.Info { // the name begins with the architecture's
		if n, err := strconv.Atoi(string(value)); err == nil && strings.HasSuffix(name, ".context_length") {
			shown.trained = max(shown.trained, n)
		}
	}
	return shown
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

// ollamaDefault is the least that a version gives. One built without a version calls itself 0.0.0.
func ollamaDefault(version string) int {
	var major, minor, patch int
	if n, _ := fmt.Sscanf(version, "%d.%d.%d", &major, &minor, &patch); n != 3 || version == "0.0.0" {
		return ollamaContext
	}
	if major == 0 && (minor < 6 || minor == 6 && patch < 7) {
		return ollamaContextOld
	}
	return ollamaContext
}

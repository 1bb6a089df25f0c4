package endpoint

import (
	"context"
	"net/url"
	"strings"

	"mattinale/pipeline/llm"
)

// Room is what an endpoint holds, and how that is known.
type Room struct {
	Server  Server
	Context int    // tokens of prompt and reply that one call may have; 0: it does not say
	Trained int    // tokens that the model was made for: more than this nobody can set; 0: it does not say
	Slots   int    // calls it works on at once; 0: it does not say
	Source  Source // where Context comes from
}

// Server is what an endpoint is, as far as it shows.
type Server string

// The servers that are told apart: the context is set another way on each.
const (
	Unknown  Server = ""
	LlamaCpp Server = "llama.cpp"
	LMStudio Server = "LM Studio"
	Ollama   Server = "Ollama"
	VLLM     Server = "vLLM"
)

// Source is where a context comes from.
type Source string

// The sources of a context.
const (
	Listed    Source = "/v1/models"
	Props     Source = "/props"         // llama.cpp: of one slot
	Studio    Source = "/api/v0/models" // LM Studio: of the loaded model
	Modelfile Source = "num_ctx"        // Ollama: somebody set it for the model
	Loaded    Source = "/api/ps"        // Ollama: of the loaded model
	Default   Source = "default"        // Ollama: not loaded, so not said; the least that this version gives
	Known     Source = "known"          // OpenAI's own, which its list does not have
)

// size completes what is known of an endpoint that answered with how many tokens and calls it holds.
func (f *finder) size(ctx context.Context, e llm.Endpoint, models []modelRow) llm.Endpoint {
	ctx, cancel := context.WithTimeout(ctx, 2*timeout(e)) // of all questions: who answers none of them is not waited for
	defer cancel()
	r := f.room(ctx, e, models)
	f.choice.Room, e.Context, e.Slots = r, r.Context, r.Slots
	return e
}

// room asks on until somebody says what a call may hold: the list of models, llama.cpp's own address, LM Studio's,
// Ollama's. vLLM takes any number of calls at once and says none.
func (f *finder) room(ctx context.Context, e llm.Endpoint, models []modelRow) Room {
	if isOpenAI(e.BaseURL) {
		return openAIRoom(e.Model)
	}
	row := find(models, e.Model)
	r := Room{Context: row.context(), Trained: max(row.Meta.Trained, 0), Source: Listed}
	switch row.Owner {
	case "llamacpp":
		r.Server = LlamaCpp
	case "vllm", "sglang":
		r.Server = VLLM
	}
	f.props(ctx, e, &r)
	for _, ask := range []func(context.Context, llm.Endpoint, *Room){f.studio, f.ollama} {
		if r.Context == 0 && r.Server == Unknown {
			ask(ctx, e, &r)
		}
	}
	if r.Context == 0 {
		r.Source = ""
	}
	return r
}

// props asks llama.cpp. One slot's context goes before the list's, which was that of all slots in older versions. A
// server that has several models is not to load one for the question.
func (f *finder) props(ctx context.Context, e llm.Endpoint, r *Room) {
	var props struct {
		Settings struct {
			Context int `json:"n_ctx"`
		} `json:"default_generation_settings"`
		Slots int `json:"total_slots"`
	}
	if f.get(ctx, e, propsAddress(e), &props) != nil {
		return
	}
	if n := props.Settings.Context; n > 0 {
		r.Server, r.Context, r.Source = LlamaCpp, n, Props
	}
	if props.Slots > 0 {
		r.Server, r.Slots = LlamaCpp, props.Slots
	}
}

func propsAddress(e llm.Endpoint) string {
	return root(e.BaseURL) + "/props?autoload=false&model=" + url.QueryEscape(e.Model)
}

// studio asks LM Studio, which says what a model was loaded with; of one that is not, only what it was made for.
func (f *finder) studio(ctx context.Context, e llm.Endpoint, r *Room) {
	var list struct {
		Data []modelRow `json:"data"`
	}
	if f.get(ctx, e, studioAddress(e), &list) != nil || len(list.Data) == 0 {
		return
	}
	row := find(list.Data, e.Model)
	r.Server, r.Context, r.Trained, r.Source = LMStudio, max(row.Loaded, 0), max(row.MaxContext, 0), Studio
}

func studioAddress(e llm.Endpoint) string { return root(e.BaseURL) + "/api/v0/models" }

// openAIRoom is what OpenAI's models hold, the least of each family (platform.openai.com/docs/models).
func openAIRoom(model string) Room {
	r := Room{Context: 128000, Source: Known}
	switch {
	case strings.HasPrefix(model, "gpt-3.5"):
		r.Context = 16385
	case model == "gpt-4", model == "gpt-4-0613":
		r.Context = 8192
	}
	return r
}

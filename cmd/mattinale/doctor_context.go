package main

import (
	"cmp"
	"fmt"
	"strconv"

	"mattinale/pipeline/llm/endpoint"
)

const (
	// smallContext is a context, in tokens, that most articles fit with the prompt and the reply, but not the long ones.
	// It is also what the pipeline assumes where the endpoint does not say, and what Ollama gives when nobody asks for more.
	smallContext = 4096
	// goodContext is one that nearly all articles fit whole.
	goodContext = 8192
)

// doctorContext says how much of an article goes into one call, and what to set where that is little. It is advice: with
// any context there is, articles are split to fit.
func doctorContext(s settings, choice endpoint.Choice) []diagnosis {
	room := choice.Room
	room.Context = cmp.Or(room.Context, choice.Endpoint.Context)
	model := choice.Endpoint.Model
	unset := room.Server == endpoint.Ollama && room.Source != endpoint.Modelfile
	switch {
	case !choice.Answered && room.Context == 0:
		return nil // nobody was asked
	case room.Context == 0:
		return []diagnosis{note("context", fmt.Sprintf("not said by the server; mattinale assumes %s tokens and watches for cut prompts",
			grouped(smallContext)), unsaidHint(room))}
	case unset && room.Context <= smallContext:
		return []diagnosis{note("context", ollamaFound(room, model)+split(s), contextHint(room, model))}
	case room.Context < smallContext:
		return []diagnosis{note("context", grouped(room.Context)+" tokens a call, which is little"+split(s), contextHint(room, model))}
	}
	found := grouped(room.Context) + " tokens a call"
	if n := choice.Endpoint.Slots; n > 0 {
		found += ", " + plural(n, "call", "calls") + " at once"
	}
	return []diagnosis{{About: "context", Found: found}}
}

// ollamaFound warns of what Ollama alone does: what is over the context is cut, and nothing in the answer says so.
func ollamaFound(room endpoint.Room, model string) string {
	found := fmt.Sprintf("Ollama has %s loaded with %s tokens", model, grouped(room.Context))
	if room.Source == endpoint.Default {
		found = fmt.Sprintf("Ollama gives %s %s tokens by default (whether it was told to give more shows once the model is loaded)",
			model, grouped(room.Context))
	}
	return found + " and cuts longer prompts silently"
}

func split(s settings) string {
	if s.chunkTokens > 0 {
		return fmt.Sprintf("; --chunk-tokens %d is kept to", s.chunkTokens)
	}
	return "; mattinale therefore splits articles to fit"
}

// contextHint is how the server is told to give more, as far as the model goes.
func contextHint(room endpoint.Room, model string) string {
	if room.Trained > 0 && room.Trained <= room.Context {
		return model + " was made for no more; another model sees more of an article at once"
	}
	want := goodContext
	if room.Trained > 0 {
		want = min(want, room.Trained)
	}
	switch room.Server {
	case endpoint.Ollama:
		return fmt.Sprintf("set OLLAMA_CONTEXT_LENGTH=%d in the environment of ollama serve, or make a model of a Modelfile with "+
			"FROM %s and PARAMETER num_ctx %[1]d", want, model)
	case endpoint.LlamaCpp:
		if room.Slots > 1 {
			return fmt.Sprintf("start llama-server with -c %d, %d for each of its %d slots; or with -c %[2]d -np 1", want*room.Slots, want, room.Slots)
		}
		return fmt.Sprintf("start llama-server with -c %d", want)
	case endpoint.LMStudio:
		return fmt.Sprintf("load it with more: lms load %s --context-length %d", model, want)
	case endpoint.VLLM:
		return fmt.Sprintf("start the server with --max-model-len %d (vLLM) or --context-length %[1]d (SGLang)", want)
	}
	return fmt.Sprintf("start the server with a context of %d tokens, if the model has so many", want)
}

// unsaidHint is for a server that does not say what it holds.
func unsaidHint(room endpoint.Room) string {
	if room.Server == endpoint.LMStudio || room.Server == endpoint.LlamaCpp {
		return "load the model there first: then it says"
	}
	return fmt.Sprintf("where it has %s, --chunk-tokens 5000 puts longer articles whole into a call", grouped(goodContext))
}

// grouped is a number with commas between its thousands.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

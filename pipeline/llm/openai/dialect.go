package openai

import (
	"encoding/json"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"mattinale/pipeline/llm"
)

// format is the way in which a reply of a given shape is asked for, the surest first.
type format int

const (
	jsonSchema format = iota // response_format json_schema: the endpoint holds the model to it
	jsonObject               // response_format json_object: some JSON; the schema is asked for in words
	plainText                // nothing but words, and the JSON picked out of the reply
)

// dialect is what an endpoint has shown that it does not take. The zero value is OpenAI's own, whole. It only ever
// grows, so that calls at once can learn side by side.
type dialect struct {
	format        format
	inWords       bool // response_format is taken, and ignored: the schema has to stand in the prompt too
	newLimit      bool // max_completion_tokens in place of max_tokens
	noSystem      bool // the model's template knows no system role
	noTemperature bool
	noSeed        bool
	noCachePrompt bool
}

func (d dialect) or(e dialect) dialect {
	return dialect{
		format:        max(d.format, e.format),
		inWords:       d.inWords || e.inWords,
		newLimit:      d.newLimit || e.newLimit,
		noSystem:      d.noSystem || e.noSystem,
		noTemperature: d.noTemperature || e.noTemperature,
		noSeed:        d.noSeed || e.noSeed,
		noCachePrompt: d.noCachePrompt || e.noCachePrompt,
	}
}

// after is the dialect to use after a request in d was answered with an error, and whether there is another one to use.
// It goes by what the error is about, never by its status alone.
func (d dialect) after(status int, c complaint) (dialect, bool) {
	if status != http.StatusBadRequest && status != http.StatusUnprocessableEntity && status != http.StatusNotImplemented {
		return d, false
	}
	if c.tooLong() || c.has("json_validate_failed") { // the second: Groq's model wrote bad JSON, this once
		return d, false
	}
	switch {
	case d.format < plainText && c.has("response_format", "json_schema", "json schema", "json_object", "json mode",
		"grammar", "structured output", "guided decoding", "guided_json"):
		d.format++
	case !d.newLimit && c.has("max_completion_tokens"):
		d.newLimit = true
	case !d.noSystem && c.has("system role", "system message", "role: system", "'system'"):
		d.noSystem = true
	case !d.noTemperature && c.has("temperature"):
		d.noTemperature = true
	case !d.noSeed && c.has("seed"):
		d.noSeed = true
	case !d.noCachePrompt && c.has("cache_prompt"):
		d.noCachePrompt = true
	default:
		return d, false
	}
	return d, true
}

// render is the body of a request, and the fields of it that go-openai has no place for.
func (d dialect) render(req llm.Request, loopback bool) (openai.ChatCompletionRequest, map[string]json.RawMessage) {
	body := openai.ChatCompletionRequest{Model: req.Model}
	messages := req.Messages
	if d.noSystem {
		messages = withoutSystem(messages)
	}
	if req.Schema != nil {
		body.ResponseFormat = d.responseFormat(*req.Schema)
		if d.format != jsonSchema || d.inWords {
			messages = askInWords(messages, *req.Schema)
		}
	}
	for _, m := range messages {
		body.Messages = append(body.Messages, openai.ChatCompletionMessage{Role: m.Role, Content: m.Content})
	}
	if !d.noSeed {
		// Not 0: Ollama takes it for "any".
		seed := req.Attempt + 1
		body.Seed = &seed
	}
	reasons := isReasoning(req.Model)
	extra := map[string]json.RawMessage{}
	limit, temperature := sampling(req, reasons)
	switch {
	case limit <= 0:
	case d.newLimit || reasons:
		body.MaxCompletionTokens = limit
	default:
		extra["max_tokens"] = strconv.AppendInt(nil, int64(limit), 10) // what all others call it
	}
	if !d.noTemperature && !reasons {
		extra["temperature"], _ = json.Marshal(temperature) // go-openai leaves out 0, and endpoints then take 1
	}
	if loopback && !d.noCachePrompt {
		// llama.cpp's field, on by default only in later versions. A remote endpoint may refuse what it does not
		// know, and so may a proxy on loopback: then it is left out.
		extra["cache_prompt"] = json.RawMessage("true")
	}
	return body, extra
}

const (
	retryTemperature = 0.3  // each attempt after the first is at least so much warmer, up to three times
	reasoningRoom    = 8192 // tokens that a reasoning model may think before its reply
)

// sampling is what an attempt asks for. At temperature 0 a new seed changes nothing, so asking again after a bad reply
// is warmer; and since it may have been bad for having been cut, it has twice the room.
func sampling(req llm.Request, reasons bool) (maxTokens int, temperature float64) {
	maxTokens, temperature = req.MaxTokens, req.Temperature
	if req.Attempt > 0 {
		maxTokens *= 2
		temperature = max(temperature, retryTemperature*float64(min(req.Attempt, 3)))
	}
	if reasons && maxTokens > 0 {
		maxTokens += reasoningRoom
	}
	return maxTokens, temperature
}

func (d dialect) responseFormat(schema llm.Schema) *openai.ChatCompletionResponseFormat {
	switch d.format {
	case jsonSchema:
		name := schema.Name
		if name == "" {
			name = "reply"
		}
		return &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: name, Strict: true, Schema: schema.JSON},
		}
	case jsonObject:
		return &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return nil
}

// askInWords puts the schema at the end of the last user message: what stands before it stays a prefix that the
// endpoint may have kept. The word JSON has to be there, OpenAI refuses json_object without it.
func askInWords(messages []llm.Message, schema llm.Schema) []llm.Message {
	words := "Reply with one JSON object and nothing else: no explanation, no Markdown. It must be valid against this JSON Schema:\n" +
		string(schema.JSON)
	messages = slices.Clone(messages)
	for i, m := range slices.Backward(messages) {
		if m.Role == llm.RoleUser {
			messages[i].Content += "\n\n" + words
			return messages
		}
	}
	return append(messages, llm.Message{Role: llm.RoleUser, Content: words})
}

// withoutSystem moves what the system is to be told to the front of the first user message.
func withoutSystem(messages []llm.Message) []llm.Message {
	var system string
	var rest []llm.Message
	for _, m := range messages {
		if m.Role == llm.RoleSystem {
			system += m.Content + "\n\n"
			continue
		}
		if m.Role == llm.RoleUser {
			m.Content, system = system+m.Content, ""
		}
		rest = append(rest, m)
	}
	return rest
}

// isReasoning reports whether a model is one of OpenAI's that reason: they take no temperature and call the limit
// max_completion_tokens. Source: OpenAI's guide to reasoning models, and go-openai's own check.
func isReasoning(model string) bool {
	name := strings.ToLower(path.Base(model)) // "openai/o3" at resellers
	if rest, ok := strings.CutPrefix(name, "gpt-"); ok {
		return rest != "" && rest[0] >= '5' && rest[0] <= '9'
	}
	return len(name) > 1 && name[0] == 'o' && name[1] >= '1' && name[1] <= '9'
}

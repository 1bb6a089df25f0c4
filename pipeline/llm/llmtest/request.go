package llmtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"mattinale/pipeline/llm"
)

// Request is one chat completion that was asked for.
type Request struct {
	Number   int           // from 0, in the order in which they came
	Model    string        //
	Messages []llm.Message // as the model gets them: cut when the server truncates

	Format     string          // type of response_format: "json_schema", "json_object", or "" when there was none
	Schema     json.RawMessage // of response_format, byte for byte; nil when there was none
	SchemaName string

	MaxTokens   int      // from max_tokens or max_completion_tokens; 0: no limit
	Temperature *float64 // nil: not in the body
	Seed        *int     // nil: not in the body

	Header http.Header
	Body   json.RawMessage // all of it, as it came

	PromptTokens int  // after truncation
	Truncated    bool // the prompt was cut, and nothing says so
}

// Prompt is all text of the messages, in order.
func (r Request) Prompt() string {
	var b strings.Builder
	for _, m := range r.Messages {
		b.WriteString(m.Role + "\n" + m.Content + "\n")
	}
	return b.String()
}

// Field is one field of the body, nil when the body does not have it.
func (r Request) Field(name string) json.RawMessage {
	var fields map[string]json.RawMessage
	if json.Unmarshal(r.Body, &fields) != nil {
		return nil
	}
	return fields[name]
}

func parseRequest(r *http.Request) (Request, error) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return Request{}, err
	}
	var body struct {
		Model               string        `json:"model"`
		Messages            []llm.Message `json:"messages"`
		MaxTokens           int           `json:"max_tokens"`
		MaxCompletionTokens int           `json:"max_completion_tokens"`
		Temperature         *float64      `json:"temperature"`
		Seed                *int          `json:"seed"`
		Stream              bool          `json:"stream"`
		ResponseFormat      struct {
			Type       string `json:"type"`
			JSONSchema struct {
				Name   string          `json:"name"`
				Schema json.RawMessage `json:"schema"`
			} `json:"json_schema"`
		} `json:"response_format"`
	}
	if err := json.Unmarshal(raw, &body); err != nil {
		return Request{}, fmt.Errorf("no request: %w", err)
	}
	if body.Stream {
		return Request{}, fmt.Errorf("streaming is not part of this endpoint")
	}
	return Request{
		Model: body.Model, Messages: body.Messages,
		Format:     body.ResponseFormat.Type,
		Schema:     body.ResponseFormat.JSONSchema.Schema,
		SchemaName: body.ResponseFormat.JSONSchema.Name,
		MaxTokens:  max(body.MaxTokens, body.MaxCompletionTokens), Temperature: body.Temperature, Seed: body.Seed,
		Header: r.Header.Clone(), Body: raw,
	}, nil
}

// known are the body fields of OpenAI's chat completions that a client may send, less the deprecated ones.
// Source: the API reference, "Create chat completion".
const known = " audio frequency_penalty logit_bias logprobs max_completion_tokens max_tokens messages metadata modalities model n " +
	"parallel_tool_calls prediction presence_penalty prompt_cache_key reasoning_effort response_format safety_identifier " +
	"seed service_tier stop store stream stream_options temperature tool_choice tools top_logprobs top_p user verbosity web_search_options "

// unknownField is the name of a body field that OpenAI refuses, or "".
func (r Request) unknownField() string {
	var fields map[string]json.RawMessage
	if json.Unmarshal(r.Body, &fields) != nil {
		return ""
	}
	for name := range fields {
		if !strings.Contains(known, " "+name+" ") {
			return name
		}
	}
	return ""
}

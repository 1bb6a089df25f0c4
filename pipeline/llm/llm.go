// Package llm is what the program knows of language models: a request, a reply, and anything that turns one into the
// other. The client, the retries around it, the memory on disk and the fake of the tests are all Completers.
package llm

import (
	"context"
	"encoding/json"
	"time"
)

// Completer answers a request to a model. It is safe for concurrent use. An error it returns is, or wraps, an *Error
// when the endpoint or its reply is to blame, and the context's error when the caller gave up.
type Completer interface {
	Complete(ctx context.Context, req Request) (Reply, error)
}

// Roles of a message.
const (
	RoleSystem    = "system"
	RoleUser      = "user"
	RoleAssistant = "assistant"
)

// Message is one turn of a conversation.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Schema asks for a reply that is JSON of a given shape.
type Schema struct {
	Name string          `json:"name"` // letters, digits, dashes
	JSON json.RawMessage `json:"json"` // JSON Schema; the order of its properties is kept, since models write in that order
}

// Request describes one call completely: two requests with the same description may share a reply.
type Request struct {
	Model       string    `json:"model"`
	Messages    []Message `json:"messages"`
	Schema      *Schema   `json:"schema,omitempty"` // nil: free text
	MaxTokens   int       `json:"max_tokens"`       // most tokens of the reply; 0: the endpoint's own limit
	Temperature float64   `json:"temperature"`
	// Attempt counts from 0. Each attempt has a seed of its own, so that asking again after a bad reply can differ.
	Attempt int `json:"attempt"`

	// Probe marks a request whose reply is not used, and not wanted again: only what the endpoint counts of it is. It is no part
	// of the description.
	Probe bool `json:"-"`
	// Order says who comes first where calls wait for their turn: the lowest. It is no part of the description.
	Order int `json:"-"`
	// Accept says whether a reply's text has the shape asked for; nil accepts any. It is no part of the description.
	Accept func(text string) error `json:"-"`
}

// Usage is in tokens, as the endpoint counted them; zero where it did not say.
type Usage struct {
	Prompt       int `json:"prompt"`
	Reply        int `json:"reply"`
	PromptCached int `json:"prompt_cached"` // of Prompt, served from the endpoint's prefix cache
}

// Reply is an accepted answer.
type Reply struct {
	Text    string        // without reasoning
	Usage   Usage         // of the call that produced it
	Attempt int           // of the request that it answers
	Cached  bool          // it came from disk, no call was made
	Elapsed time.Duration // of the call that produced it
}

// Endpoint is where requests go, and what is known of it.
type Endpoint struct {
	BaseURL  string // ends before /chat/completions, as in http://127.0.0.1:8080/v1
	Model    string
	Key      Secret // empty: no key is sent
	Context  int    // tokens of prompt and reply together, 0 when unknown
	Slots    int    // calls it works on at once, 0 when unknown
	Loopback bool   // on this machine
	Origin   string // why this one: "--base-url", "OPENAI_BASE_URL", "found on port 11434", …
}

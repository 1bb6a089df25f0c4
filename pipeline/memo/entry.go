package memo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"mattinale/cache"
	"mattinale/pipeline/llm"
)

// format is part of every key: what is kept in another form is not found.
const format = "memo/1"

// keyOf is the key of a request's reply: the hash of its whole description. The JSON is canonical: the fields of a
// struct are written in their order, and a schema keeps its own, which is part of what is asked. The error is one of
// a request that cannot be described, nor sent: a schema that is no JSON, a temperature that is no number.
func keyOf(req llm.Request) (cache.Key, error) {
	description, err := json.Marshal(struct {
		Format  string      `json:"format"`
		Request llm.Request `json:"request"`
	}{format, req})
	if err != nil {
		return cache.Key{}, fmt.Errorf("describing the request: %w", err)
	}
	return cache.KeyOf(description), nil
}

// entry is a reply as it is kept, readable by people.
type entry struct {
	Model   string    `json:"model"`
	Elapsed string    `json:"elapsed"`
	Usage   llm.Usage `json:"usage"`
	Text    string    `json:"text"`
}

func encode(model string, reply llm.Reply) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(entry{model, reply.Elapsed.String(), reply.Usage, reply.Text}) // strings and integers always encode
	return b.Bytes()
}

// decode reads a kept reply. The attempt is in the key, not in the entry.
func decode(raw []byte) (llm.Reply, error) {
	var e entry
	if err := json.Unmarshal(raw, &e); err != nil {
		return llm.Reply{}, err
	}
	if e.Text == "" {
		return llm.Reply{}, errors.New("no text")
	}
	elapsed, err := time.ParseDuration(e.Elapsed)
	if err != nil {
		return llm.Reply{}, err
	}
	return llm.Reply{Text: e.Text, Usage: e.Usage, Cached: true, Elapsed: elapsed}, nil
}

package openai

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// We ask for no stream: servers count the tokens of a prompt reliably only in a whole answer, and those counts are how a cut
// prompt is noticed. Some proxies stream all the same, and what they send is read here.

// isStream reports whether an answer is a stream of server-sent events.
func isStream(ex *exchange) bool {
	return strings.HasPrefix(ex.header.Get("Content-Type"), "text/event-stream") || bytes.HasPrefix(bytes.TrimSpace(ex.body), []byte("data:"))
}

// chunk is one event of a stream.
type chunk struct {
	Choices []struct {
		Index int `json:"index"`
		Delta struct {
			Content string `json:"content"`
			Refusal string `json:"refusal"`
		} `json:"delta"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
	Usage *openai.Usage   `json:"usage"`
	Error json.RawMessage `json:"error"`
}

var (
	errNoEnd  = errors.New("a stream without an end")
	errBroken = errors.New("a stream with an error in it")
)

// gather puts the events of a stream together. One that stops before its finish_reason is an error, whatever came.
func gather(body []byte) (openai.ChatCompletionResponse, error) {
	var answer openai.ChatCompletionResponse
	var text, refusal strings.Builder
	finish := ""
	for line := range bytes.Lines(body) {
		data, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("data:"))
		if data = bytes.TrimSpace(data); !ok || len(data) == 0 || string(data) == "[DONE]" {
			continue // comments keep a connection alive
		}
		var c chunk
		if err := json.Unmarshal(data, &c); err != nil {
			return answer, errNoEnd // an event that broke off
		}
		if len(c.Error) > 0 && string(c.Error) != "null" {
			return answer, errBroken
		}
		if c.Usage != nil {
			answer.Usage = *c.Usage
		}
		for _, choice := range c.Choices {
			if choice.Index == 0 {
				text.WriteString(choice.Delta.Content)
				refusal.WriteString(choice.Delta.Refusal)
				if choice.FinishReason != "" {
					finish = choice.FinishReason
				}
			}
		}
	}
	if finish == "" {
		return answer, errNoEnd
	}
	answer.Choices = []openai.ChatCompletionChoice{{
		Message:      openai.ChatCompletionMessage{Content: text.String(), Refusal: refusal.String()},
		FinishReason: openai.FinishReason(finish),
	}}
	return answer, nil
}

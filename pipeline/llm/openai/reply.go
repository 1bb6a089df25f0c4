package openai

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
)

// beyond is what an answer may have that go-openai does not read.
type beyond struct {
	Error json.RawMessage `json:"error"`
	Usage struct {
		CacheHit int `json:"prompt_cache_hit_tokens"` // DeepSeek
	} `json:"usage"`
	Timings *struct { // llama.cpp
		CacheN     int `json:"cache_n"`
		PromptN    int `json:"prompt_n"`
		PredictedN int `json:"predicted_n"`
	} `json:"timings"`
}

// read turns an answer of status 2xx into a reply. err is go-openai's of decoding it.
func (c *Client) read(req llm.Request, d dialect, ex *exchange, answer openai.ChatCompletionResponse, err error) (llm.Reply, *llm.Error) {
	if err != nil && isStream(ex) {
		answer, err = gather(ex.body)
	}
	var more beyond
	_ = json.Unmarshal(ex.body, &more) // what is no JSON is said below
	reply := llm.Reply{Attempt: req.Attempt, Usage: usage(answer.Usage, more)}
	if len(more.Error) > 0 && string(more.Error) != "null" {
		return rejected(reply), c.errorInside(ex)
	}
	if err != nil {
		return llm.Reply{}, c.failed(llm.Garbled, ex.status, fmt.Errorf("not a completion (%s): %w", parseComplaint(ex.body).shown(), err))
	}
	if len(answer.Choices) == 0 {
		return rejected(reply), c.failed(llm.Garbled, ex.status, fmt.Errorf("an answer without choices: %s", parseComplaint(ex.body).shown()))
	}
	text, kind, err := whole(answer.Choices[0])
	if err == nil {
		text, kind, err = c.shaped(text, req, d)
	}
	if err != nil {
		return rejected(reply), c.failed(kind, ex.status, err)
	}
	reply.Text = text
	return reply, nil
}

// rejected is what is left of a reply that is not used: its cost.
func rejected(reply llm.Reply) llm.Reply { return llm.Reply{Usage: reply.Usage} }

// errorInside is the error that stands where a completion should. The status that came with it is not the true one.
func (c *Client) errorInside(ex *exchange) *llm.Error {
	said := parseComplaint(ex.body)
	kind := llm.Garbled
	if inner := said.kind(); inner != "" {
		kind = inner
	} else if said.status != 0 {
		kind = kindOf(said.status, said)
	}
	var cause error = fmt.Errorf("an error in place of a completion: %s", said.shown())
	if kind == llm.TooLong && said.context > 0 {
		cause = &ContextError{Limit: said.context, Text: cause.Error()}
	}
	failed := c.failed(kind, ex.status, cause)
	failed.RetryAfter = retryAfter(ex.header, c.now())
	return failed
}

// whole is the text of a choice that came to its end and has one.
func whole(choice openai.ChatCompletionChoice) (string, llm.Kind, error) {
	if refusal := strings.TrimSpace(choice.Message.Refusal); refusal != "" {
		return "", llm.Filtered, fmt.Errorf("the model refused: %s", cut(news.PrintableLine(refusal), maxShown))
	}
	text := choice.Message.Content
	for _, part := range choice.Message.MultiContent {
		text += part.Text
	}
	if kind, err := finished(string(choice.FinishReason)); err != nil {
		if endless := looping(text); endless != nil && kind == llm.Cut {
			return "", llm.Looping, endless
		}
		return "", kind, err
	}
	if strings.TrimSpace(text) == "" {
		return "", llm.Empty, errors.New("no text")
	}
	text = withoutReasoning(text)
	if text == "" {
		return "", llm.Empty, errors.New("reasoning, and no text after it")
	}
	if err := looping(text); err != nil {
		return "", llm.Looping, err
	}
	return text, "", nil
}

// finished tells from the finish_reason whether a reply is whole. The names are those of OpenAI, and the other ones
// that servers let through from the API behind them.
func finished(reason string) (llm.Kind, error) {
	switch strings.ToLower(reason) {
	case "stop", "eos", "eos_token", "stop_token", "stop_sequence", "end_turn", "completed", "complete":
		return "", nil
	case "length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded":
		return llm.Cut, errors.New("the reply stopped at its limit")
	case "content_filter", "safety", "refusal", "sensitive", "recitation", "prohibited_content", "blocklist":
		return llm.Filtered, fmt.Errorf("finish_reason %q", reason)
	case "", "null":
		return llm.Garbled, errors.New("no finish_reason: the reply may have broken off")
	}
	return llm.Garbled, fmt.Errorf("finish_reason %q", cut(news.PrintableLine(reason), 40))
}

// shaped is the text in the shape that the request asks for.
func (c *Client) shaped(text string, req llm.Request, d dialect) (string, llm.Kind, error) {
	if req.Schema == nil {
		if req.Accept == nil {
			return text, "", nil
		}
		err := req.Accept(text)
		return text, cmp.Or(llm.KindOf(err), llm.Garbled), err
	}
	object, err := pickJSON(text, req.Accept)
	if errors.Is(err, errNoJSON) {
		c.ignoresFormat(d)
		err = fmt.Errorf("%w: %s", err, cut(news.PrintableLine(text), 80))
	}
	return object, cmp.Or(llm.KindOf(err), llm.Garbled), err // Accept may know better what is wrong
}

// ignoresFormat notes that an endpoint took a json_schema and answered in prose: from now on the schema stands in the
// prompt too.
func (c *Client) ignoresFormat(d dialect) {
	if d.format != jsonSchema {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dialect.inWords = true
}

// usage is what the endpoint counted. llama.cpp's timings and DeepSeek's own field stand in where OpenAI's are missing.
func usage(u openai.Usage, more beyond) llm.Usage {
	use := llm.Usage{Prompt: u.PromptTokens, Reply: u.CompletionTokens}
	if u.PromptTokensDetails != nil {
		use.PromptCached = u.PromptTokensDetails.CachedTokens
	} else {
		use.PromptCached = more.Usage.CacheHit
	}
	if t := more.Timings; t != nil {
		if use.Prompt == 0 && use.Reply == 0 {
			use.Prompt, use.Reply = t.CacheN+t.PromptN, t.PredictedN
		}
		if use.PromptCached == 0 {
			use.PromptCached = t.CacheN
		}
	}
	use.Prompt, use.Reply = max(use.Prompt, 0), max(use.Reply, 0)
	use.PromptCached = min(max(use.PromptCached, 0), use.Prompt)
	return use
}

package llmtest

import (
	"slices"
	"sort"
	"sync"
	"unicode/utf8"

	"mattinale/pipeline/llm"
)

// perMessage is about what a chat template adds to each message, in tokens.
const perMessage = 4

func (s *Server) promptTokens(messages []llm.Message) int {
	sum := 0
	for _, m := range messages {
		sum += s.opts.Tokens(m.Content) + perMessage
	}
	return sum
}

// fit counts the prompt and, on a server that truncates, cuts one that is too long. It reports whether the prompt fits.
func (s *Server) fit(r *Request) bool {
	r.PromptTokens = s.promptTokens(r.Messages)
	if s.opts.Context == 0 || r.PromptTokens < s.opts.Context {
		return true
	}
	if s.opts.TruncateTo == 0 {
		return false
	}
	r.Messages = s.truncate(r.Messages, s.opts.TruncateTo)
	r.PromptTokens = s.promptTokens(r.Messages)
	r.Truncated = true
	return true
}

// truncate keeps the end of a conversation: messages go from the front, and the first that stays loses its beginning.
func (s *Server) truncate(messages []llm.Message, budget int) []llm.Message {
	var kept []llm.Message
	for _, m := range slices.Backward(messages) {
		budget -= perMessage
		if budget <= 0 {
			break
		}
		m.Content = s.tail(m.Content, budget)
		budget -= s.opts.Tokens(m.Content)
		kept = append(kept, m)
	}
	slices.Reverse(kept)
	return kept
}

// tail is the longest end of text within so many tokens, to the rune.
func (s *Server) tail(text string, tokens int) string {
	cut := sort.Search(len(text), func(i int) bool { return s.opts.Tokens(text[i:]) <= tokens })
	for cut < len(text) && !utf8.RuneStart(text[cut]) {
		cut++
	}
	return text[cut:]
}

// head is the longest beginning of text within so many tokens, to the rune.
func (s *Server) head(text string, tokens int) string {
	cut := sort.Search(len(text), func(i int) bool { return s.opts.Tokens(text[:i+1]) > tokens })
	for cut > 0 && cut < len(text) && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut]
}

// spend counts a reply and cuts it at the limit of the request or of the context, as a model would have stopped there.
func (s *Server) spend(reply Reply, r Request) (text, finish string, usage llm.Usage) {
	text, finish = reply.Text, reply.Finish
	limit := r.MaxTokens
	if left := s.opts.Context - r.PromptTokens; s.opts.Context > 0 && (limit == 0 || left < limit) {
		limit = left
	}
	thought := s.opts.Tokens(reply.Reasoning)
	if limit > 0 && thought+s.opts.Tokens(text) > limit {
		text, finish = s.head(text, max(limit-thought, 0)), "length"
	}
	if finish == "" {
		finish = "stop"
	}
	if reply.Usage != nil {
		return text, finish, *reply.Usage
	}
	usage = llm.Usage{Prompt: r.PromptTokens, Reply: thought + s.opts.Tokens(text)}
	usage.PromptCached = min(s.opts.Tokens(s.cache.prefix(r.Prompt())), max(usage.Prompt-1, 0))
	return text, finish, usage
}

// prefixCache remembers the last prompts, one a slot, as a local server keeps their state.
type prefixCache struct {
	mu      sync.Mutex
	keep    int
	prompts []string // the last used first
}

// prefix is the longest beginning that the prompt shares with a remembered one. The prompt takes that one's place.
func (c *prefixCache) prefix(prompt string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	longest, at := 0, -1
	for i, old := range c.prompts {
		if n := common(old, prompt); n > longest {
			longest, at = n, i
		}
	}
	// A slot is only worth overwriting for a long common beginning: half of the prompt, as llama.cpp's default of
	// slot-prompt-similarity is a share too. Else the slot unused for longest is taken.
	if at < 0 || 2*longest < len(prompt) {
		at = len(c.prompts) - 1
	}
	if len(c.prompts) >= c.keep {
		c.prompts = slices.Delete(c.prompts, at, at+1)
	}
	c.prompts = slices.Insert(c.prompts, 0, prompt)
	return prompt[:longest]
}

func common(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

package openai

import (
	"strings"
	"unicode"
)

// blocks are the marks between which models reason, where the server does not take the reasoning out. Opening marks of
// the form <name> may have attributes.
var blocks = []struct{ open, close string }{
	{"<think", "</think>"},       // DeepSeek, Qwen
	{"<thinking", "</thinking>"}, // fine-tunes after Claude's prompts
	{"<thought", "</thought>"},   // Gemma fine-tunes
	{"<reasoning", "</reasoning>"},
	{"<reflection", "</reflection>"},
	{"<analysis", "</analysis>"},
	{"<scratchpad", "</scratchpad>"},
	{"<seed:think", "</seed:think>"},                // Seed-OSS
	{"[think]", "[/think]"},                         // Magistral
	{"◁think▷", "◁/think▷"},                         // Kimi
	{"<|begin_of_thought|>", "<|end_of_thought|>"},  // OpenThinker
	{"<|start_thinking|>", "<|end_thinking|>"},      // Command A
	{"<|channel|>analysis<|message|>", "<|end|>"},   // gpt-oss
	{"<|channel|>commentary<|message|>", "<|end|>"}, // gpt-oss
}

// ends are tokens that end a turn and stay in the text when a server does not know them.
var ends = []string{"<|im_end|>", "<|eot_id|>", "<|end|>", "<|return|>", "<|endoftext|>", "<|end_response|>", "<end_of_turn>", "</s>"}

// starts are tokens that begin the answer proper.
var starts = []string{"<|start_response|>", "<|start|>assistant", "<|channel|>final<|message|>", "<|begin_of_solution|>"}

// withoutReasoning takes the reasoning off the front of a reply. A block that is left open is reasoning to its end, so
// nothing remains. A block may also lack its opening mark, which some chat templates put into the prompt. Marks
// further inside are the reply's own words, such as those of an article about them.
func withoutReasoning(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	r := rest{text, asciiLower(text)}.trim().afterOrphan()
	for {
		before := len(r.text)
		r = r.trimStarts().trimEnds()
		for _, b := range blocks {
			r = r.skip(b.open, b.close)
		}
		if len(r.text) == before {
			return r.text
		}
	}
}

// rest is what is left of a reply, and the same in lower case: marks are known in either.
type rest struct{ text, lower string }

func (r rest) from(i int) rest { return rest{r.text[i:], r.lower[i:]} }
func (r rest) to(i int) rest   { return rest{r.text[:i], r.lower[:i]} }

func (r rest) trim() rest {
	r = r.from(len(r.text) - len(strings.TrimLeftFunc(r.text, unicode.IsSpace)))
	return r.to(len(strings.TrimRightFunc(r.text, unicode.IsSpace)))
}

// skip takes one block off the front.
func (r rest) skip(open, close string) rest {
	body, ok := strings.CutPrefix(r.lower, open)
	if !ok {
		return r
	}
	if strings.HasPrefix(open, "<") && !strings.HasSuffix(open, ">") {
		// <think> or <think time="3">, and not <thinker>.
		if body == "" || !strings.ContainsRune("> \t\n/", rune(body[0])) {
			return r
		}
	}
	end := strings.Index(body, close)
	if end < 0 {
		return rest{}
	}
	return r.from(len(open) + end + len(close)).trim()
}

// afterOrphan is what follows a closing mark whose opening mark was in the prompt. A text that begins as JSON begins
// with the answer.
func (r rest) afterOrphan() rest {
	if strings.HasPrefix(r.text, "{") || strings.HasPrefix(r.text, "```") {
		return r
	}
	for _, b := range blocks {
		if !strings.Contains(b.close, "/") {
			continue // <|end|> ends other things too
		}
		end := strings.Index(r.lower, b.close)
		if end >= 0 && !strings.Contains(r.lower[:end], b.open) {
			return r.from(end + len(b.close)).trim()
		}
	}
	return r
}

func (r rest) trimStarts() rest {
	for _, s := range starts {
		if strings.HasPrefix(r.lower, s) {
			r = r.from(len(s)).trim()
		}
	}
	return r
}

func (r rest) trimEnds() rest {
	for _, e := range ends {
		if strings.HasSuffix(r.lower, e) {
			r = r.to(len(r.text) - len(e)).trim()
		}
	}
	return r
}

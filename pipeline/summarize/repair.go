package summarize

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/prompts"
)

// Failed is a text that a check objects to, and what it should have said.
type Failed struct {
	Language string // BCP 47, of the text
	Sentence string // what it should say: a sentence of the article, or the point's text in the article's language
	Must     []string
	MustNot  []string
}

// Repair asks, in one call, for texts again to which a check objects. Each is to say one sentence again, in the text's language: a
// small model that is shown its mistake repeats it, and one that is told which figures, days and names the text must have puts
// them in (docs/evaluation.md). The texts come in the order asked for. An error is the completer's.
func Repair(ctx context.Context, model llm.Completer, a news.Article, failed []Failed, opts Options) ([]string, error) {
	opts.Points, opts.MaxTokens = len(failed), 0
	w := newWriter(model, a, opts)
	var data prompts.ForRepair
	for i, f := range failed {
		l := prompts.LanguageOf(f.Language)
		data.Failed = append(data.Failed, prompts.Failed{
			Number: i + 1, Text: prompts.Quote(f.Sentence), Key: fmt.Sprintf("%s %d", l.Key, i+1), Instruction: l.Instruction,
			Must: quotedList(f.Must), MustNot: quotedList(f.MustNot),
		})
	}
	req, err := w.repair(data)
	if err != nil {
		return nil, err
	}
	reply, err := model.Complete(ctx, req)
	if err != nil {
		return nil, err
	}
	texts, err := repaired(reply.Text, data.Failed)
	if err != nil {
		return nil, &llm.Error{Kind: llm.Garbled, Err: err}
	}
	return texts, nil
}

func (w *writer) repair(data prompts.ForRepair) (llm.Request, error) {
	user, err := w.opts.Prompts.Render(prompts.Repair, data)
	if err != nil {
		return llm.Request{}, err
	}
	return w.call(user, "repair", repairSchema(data.Failed), func(text string) error {
		_, err := repaired(text, data.Failed)
		return err
	})
}

// repaired reads a reply to repair.tmpl.
func repaired(text string, failed []prompts.Failed) ([]string, error) {
	var raw map[string]string
	if err := json.Unmarshal([]byte(text), &raw); err != nil {
		return nil, fmt.Errorf("the reply is not the JSON asked for: %w", err)
	}
	out := make([]string, len(failed))
	for i, f := range failed {
		if out[i] = finish(raw[f.Key]); out[i] == "" {
			return nil, fmt.Errorf("no text for %q", f.Key)
		}
	}
	return out, nil
}

// quotedList writes words as a prompt names them.
func quotedList(words []string) string {
	var out []string
	for _, w := range words {
		out = append(out, "“"+strings.Trim(prompts.Quote(w), "“” ")+"”")
	}
	return strings.Join(out, ", ")
}

package summarize

import (
	"context"
	"fmt"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/prompts"
)

// Failed is a point that a check objects to.
type Failed struct {
	Text     news.Texts
	Findings []news.Finding
	Source   string // what the article says in the place that the point is about
}

// Repair asks, in one call, for points again to which a check objects, and names what is wrong with them. The texts come in
// the order of the points. An error is the completer's, or a reply with another number of points than asked for.
func Repair(ctx context.Context, model llm.Completer, a news.Article, failed []Failed, opts Options) ([]news.Texts, error) {
	opts.Points = len(failed)
	opts.MaxTokens = 0
	w := newWriter(model, a, opts)
	req, err := w.repair(failed)
	if err != nil {
		return nil, err
	}
	reply, err := model.Complete(ctx, req)
	if err != nil {
		return nil, err
	}
	points, err := w.repaired(reply.Text, len(failed))
	if err != nil {
		return nil, &llm.Error{Kind: llm.Garbled, Err: err}
	}
	return points, nil
}

func (w *writer) repair(failed []Failed) (llm.Request, error) {
	data := prompts.ForRepair{Languages: w.languages, Example: prompts.ExampleRepair(w.languages)}
	for i, f := range failed {
		p := prompts.Failed{Number: i + 1, Source: prompts.Quote(f.Source)}
		for _, l := range w.languages {
			p.Texts = append(p.Texts, prompts.Said{Language: l.Key, Text: prompts.Quote(f.Text[l.Tag])})
		}
		for _, x := range f.Findings {
			p.Objections = append(p.Objections, prompts.Quote(objection(x)))
		}
		data.Failed = append(data.Failed, p)
	}
	user, err := w.opts.Prompts.Render(prompts.Repair, data)
	if err != nil {
		return llm.Request{}, err
	}
	return w.call(user, "repair", pointsSchema(w.languages, len(failed)), func(text string) error {
		points, err := w.repaired(text, len(failed))
		if err != nil {
			return err
		}
		return leaked(summary{points: points}, w.article.Text)
	})
}

func (w *writer) repaired(text string, n int) ([]news.Texts, error) {
	points, _, err := parsePoints(text, w.languages)
	if err == nil && len(points) != n {
		err = fmt.Errorf("%d points came back for %d", len(points), n)
	}
	return points, err
}

// objection says a finding to a model.
func objection(f news.Finding) string {
	key := prompts.LanguageOf(f.Lang).Key
	if f.Words == "" {
		return fmt.Sprintf("%s: %s", key, f.Reason)
	}
	return fmt.Sprintf("%s: “%s”: %s", key, f.Words, f.Reason)
}

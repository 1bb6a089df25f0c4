// Package summarize asks a model for the summary of an article: one call a chunk in all languages at once, and, when
// there are several chunks, calls that choose among their points. What goes in is an article and its chunks, what comes
// out is texts, each with the part of the article it was made from; which sentences they rest on is found elsewhere.
package summarize

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/prompts"
)

// Options say what to ask for. Model, Languages, Points and Prompts must be set.
type Options struct {
	Model     string       // the endpoint's name for it
	Languages []string     // BCP 47, of the summary
	Points    int          // of the summary, and of each chunk of a long article
	Prompts   *prompts.Set // the templates
	MaxTokens int          // most tokens of a reply; 0: MaxTokens(Points, languages)
	// FanIn is the most points that one reduce call chooses among; 0: 48, which a context of 4,096 tokens holds.
	FanIn int
	// Order says which articles' calls go first where calls wait for their turn: the lowest.
	Order int
	// Reject is the error of points that may not be taken, whatever their shape; nil: any may. Such a reply is asked for again.
	Reject func([]news.Texts) error
	// OwnLast writes the article's own language after the others. docs/evaluation.md says why it is not done.
	OwnLast bool
}

// Draft is a summary as the model wrote it.
type Draft struct {
	Headline news.Texts
	Points   []Point
}

// Point is a text in every language, and the part of the article it was made from.
type Point struct {
	Text       news.Texts
	Start, End int // byte offsets in the article's text
}

// MaxTokens is the room a reply needs, in tokens: four times what replies of the default prompt take in the median (an
// evaluation run, docs/evaluation.md), so that a reply that reaches it has run away.
func MaxTokens(points, languages int) int {
	return 160 + languages*(points+1)*110
}

// Article returns the model's summary of an article. chunks are those of a.Text, at least one. An error is the
// completer's, for the first chunk that failed, and says for which.
func Article(ctx context.Context, model llm.Completer, a news.Article, chunks []news.Chunk, opts Options) (Draft, error) {
	w := newWriter(model, a, opts)
	drafts := make([]Draft, len(chunks))
	g, gctx := errgroup.WithContext(ctx)
	for i, c := range chunks {
		g.Go(func() error {
			d, err := w.chunk(gctx, c)
			if err != nil && len(chunks) > 1 {
				return fmt.Errorf("part %d of %d: %w", i+1, len(chunks), err)
			}
			drafts[i] = d
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return Draft{}, err
	}
	return w.reduce(ctx, drafts)
}

// writer is what the calls on one article share.
type writer struct {
	model     llm.Completer
	article   news.Article
	languages []prompts.Language // in the order in which the reply has them
	opts      Options
}

func newWriter(model llm.Completer, a news.Article, opts Options) *writer {
	if opts.MaxTokens == 0 {
		opts.MaxTokens = MaxTokens(opts.Points, len(opts.Languages))
	}
	if opts.FanIn == 0 {
		opts.FanIn = 48
	}
	return &writer{model: model, article: a, languages: order(opts.Languages, a.Language, opts.OwnLast), opts: opts}
}

// order puts the article's own language first: what a small model writes there it takes from the article, and what it
// writes then is a translation of one short sentence. The other way round it mistakes the article's language for the
// one asked for, and invents more (docs/evaluation.md).
func order(tags []string, own string, ownLast bool) []prompts.Language {
	var others, mine []prompts.Language
	for _, tag := range tags {
		l := prompts.LanguageOf(tag)
		if tag == own {
			mine = append(mine, l)
		} else {
			others = append(others, l)
		}
	}
	if len(mine) == 0 { // of the languages that are not the article's, small models write English best
		slices.SortStableFunc(others, func(a, b prompts.Language) int { return first(b, "en") - first(a, "en") })
	}
	if ownLast {
		return append(others, mine...)
	}
	return append(mine, others...)
}

// first is 1 for the language of a tag, else 0.
func first(l prompts.Language, tag string) int {
	if l.Tag == tag {
		return 1
	}
	return 0
}

// chunk asks for the summary of one chunk.
func (w *writer) chunk(ctx context.Context, c news.Chunk) (Draft, error) {
	req, err := w.request(c)
	if err != nil {
		return Draft{}, err
	}
	reply, err := w.model.Complete(ctx, req)
	if err != nil {
		return Draft{}, err
	}
	s, err := parseSummary(reply.Text, w.languages)
	if err != nil {
		return Draft{}, &llm.Error{Kind: llm.Garbled, Err: err}
	}
	d := Draft{Headline: s.headline}
	for _, text := range s.points {
		d.Points = append(d.Points, Point{Text: text, Start: c.Start, End: c.End})
	}
	return d, nil
}

// request is the call for one chunk. The article stands first and the instruction after it, so that several calls on
// one chunk share a prefix that local servers keep.
func (w *writer) request(c news.Chunk) (llm.Request, error) {
	user, err := w.opts.Prompts.Render(prompts.Summarize, prompts.ForSummarize{
		Title:     prompts.Quote(w.article.Title),
		Text:      prompts.Quote(w.article.Text[c.Start:c.End]),
		Points:    w.opts.Points,
		Languages: w.languages,
		Example:   prompts.ExampleSummary(w.languages),
	})
	if err != nil {
		return llm.Request{}, err
	}
	return w.call(user, "summary", summarySchema(w.languages, w.opts.Points), func(text string) error {
		s, err := parseSummary(text, w.languages)
		if err != nil {
			return err
		}
		if err := leaked(s, w.article.Text); err != nil || w.opts.Reject == nil {
			return err
		}
		return w.opts.Reject(s.points)
	})
}

func (w *writer) call(user, name string, schema []byte, accept func(string) error) (llm.Request, error) {
	system, err := w.opts.Prompts.Render(prompts.System, nil)
	if err != nil {
		return llm.Request{}, err
	}
	return llm.Request{
		Model:     w.opts.Model,
		Messages:  []llm.Message{{Role: llm.RoleSystem, Content: system}, {Role: llm.RoleUser, Content: user}},
		Schema:    &llm.Schema{Name: name, JSON: schema},
		MaxTokens: w.opts.MaxTokens,
		Order:     w.opts.Order,
		Accept:    accept,
	}, nil
}

// Plan returns the calls that Article will make for the chunks, and how many reduce calls will follow them, without
// asking anything.
func Plan(a news.Article, chunks []news.Chunk, opts Options) (requests []llm.Request, reduces int, err error) {
	w := newWriter(nil, a, opts)
	for _, c := range chunks {
		req, err := w.request(c)
		if err != nil {
			return nil, 0, err
		}
		requests = append(requests, req)
	}
	return requests, reduceCalls(len(chunks), w.opts.Points, w.opts.FanIn), nil
}

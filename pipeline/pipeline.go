// Package pipeline puts the stages together: this is the one place where an article can be followed from its source to
// the brief. Each stage takes values and returns values; what they share for the length of a run is in run.
package pipeline

import (
	"context"
	"errors"
	"time"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/prompts"
)

// Config says what a run works on and with. Sources (or Seeds), Languages, Points, Encoding, Prompts and Now must be set;
// the zero value of the rest is explained.
type Config struct {
	Input

	Languages   []string // BCP 47, of the summaries, the main one first
	Points      int      // of an article
	Top         int      // most stories; 0: all
	Encoding    string   // in which article tokens are counted
	ChunkTokens int      // most tokens of a chunk; 0: what fits the endpoint's context

	Model       llm.Completer // nil: extract
	WhyExtract  string        // why there is no model, for the receipt
	Endpoint    llm.Endpoint  // what Model asks; Model, Context and BaseURL are read
	Concurrency int           // articles worked on at once; 0: 1
	Prompts     *prompts.Set
	// Learnt is how many tokens the endpoint counts for one of ours, as measured in earlier runs; 0: not known.
	Learnt float64
	// Learn is told that ratio as measured in this run at its end, 0 when it was not; nil: nobody is.
	Learn func(ratio float64)

	// ReadyBy is when the brief has to be there: what is not summarised shortly before is extracted. Zero: whenever it is done.
	ReadyBy time.Time

	Date string // of the brief, YYYY-MM-DD; "": the day of Now
	Now  func() time.Time

	// Report is told what happens as it happens, from several goroutines, one call at a time; nil: nobody is.
	Report func(Event)
}

// Run makes the brief. It returns an error only when there is none: when the context ended, or when no source gave an
// article (ErrNothing). What went wrong with a source or an article is in the receipt.
func Run(ctx context.Context, cfg Config) (news.Brief, error) {
	start := cfg.Now()
	r, err := newRun(cfg)
	if err != nil {
		return news.Brief{}, err
	}
	articles := r.read(ctx)                  // source → clean
	stories, err := r.stories(ctx, articles) // chunk → summarize → check, or extract
	if cfg.Learn != nil {
		cfg.Learn(r.ratio.Value())
	}
	if err != nil {
		return news.Brief{}, err
	}
	if len(stories) == 0 && ctx.Err() != nil { // while the sources were read
		return news.Brief{}, ctx.Err()
	}
	if len(stories) == 0 {
		return r.brief(nil, start), ErrNothing
	}
	return r.brief(stories, start), nil
}

// ErrNothing is the error of a run whose sources gave no article that anything could be made of.
var ErrNothing = errors.New("no source gave an article")

// stories works on the articles, several at once, and returns what became of them in their order. With a deadline calls end in
// time for the rest to be extracted.
func (r *run) stories(ctx context.Context, articles []news.Article) ([]news.Story, error) {
	asking, stop := r.asking(ctx, articles)
	defer stop()
	results := make([]news.Story, len(articles))
	next := r.planner(articles)
	err := inOrder(ctx, max(r.cfg.Concurrency, 1), len(articles), next.pick, func(ctx context.Context, i int) error {
		r.report(Event{Kind: Started, Index: i, Total: len(articles), Name: name(articles[i])})
		began := r.cfg.Now()
		story, err := r.story(ctx, asking, articles[i])
		if err != nil {
			return err
		}
		next.took(i, r.cfg.Now().Sub(began))
		results[i] = story
		return nil
	}, func(i int) {
		r.report(Event{Kind: Finished, Index: i, Total: len(articles), Name: name(articles[i]), Story: results[i]})
	})
	return results, err
}

// story follows one article: it is split, summarised and checked, or, where no model will do, extracted. Calls are made in the
// context asking, which ends before a deadline. An error means that ctx ended; everything else that can happen to an article is a
// story, with a row in the receipt.
func (r *run) story(ctx, asking context.Context, a news.Article) (news.Story, error) {
	if r.cfg.Model == nil {
		return r.extracted(a, r.cfg.WhyExtract, nil)
	}
	draft, chunks, err := r.summarised(asking, a)
	if ctx.Err() != nil {
		return news.Story{}, ctx.Err()
	}
	if err != nil {
		return r.extracted(a, "not summarised: %v", inTime(asking, err))
	}
	summary, replaced := r.checked(asking, a, draft) // with at most one call for what a check objects to
	if ctx.Err() != nil {
		return news.Story{}, ctx.Err()
	}
	if len(summary.Points) == replaced {
		return r.extracted(a, "not summarised: %v", errors.New("no sentence of the model could be shown"))
	}
	return r.told(a, summary, chunks, replaced)
}

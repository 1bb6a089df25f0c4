// Package pipeline puts the stages together: this is the one place where an article can be followed from its source to
// the brief. Each stage takes values and returns values; what they share for the length of a run is in run.
package pipeline

import (
	"context"
	"errors"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/pipeline/tokens"
	"mattinale/prompts"
)

// Config says what a run works on and with. Sources (or Seeds), Languages, Points, Counter, Prompts and Now must be set;
// the zero value of the rest is explained.
type Config struct {
	Input

	Languages   []string        // BCP 47, of the summaries, the main one first
	Points      int             // of an article
	Top         int             // most stories; 0: all
	Counter     *tokens.Counter // of articles' tokens
	ChunkTokens int             // most tokens of a chunk; 0: what fits the endpoint's context

	Model       llm.Completer // nil: extract
	WhyExtract  string        // why there is no model, for the receipt
	Endpoint    llm.Endpoint  // what Model asks; Model, Context and BaseURL are read
	Concurrency int           // calls that Model makes at once; 0: 1
	Prompts     *prompts.Set
	// Learnt is how many tokens the endpoint counts for one of ours, as measured in earlier runs; 0: not known.
	Learnt float64
	// Learn is told that ratio as measured in this run at its end, 0 when it was not; nil: nobody is.
	Learn func(ratio float64)
	// Counted is what the last run counted with such a Counter; the zero value: nothing.
	Counted Counted
	// Count is told what this run counted, if it came to its end and not all was known; nil: nobody is.
	Count func(Counted)

	// ReadyBy is when the brief has to be there: what is not summarised shortly before is extracted. Zero: whenever it is done.
	ReadyBy time.Time

	Date string // of the brief, YYYY-MM-DD; "": the day of Now
	Now  func() time.Time

	// Keep takes each story when it and all before it are there; an error of it ends the run. nil: they are kept in memory, and the
	// brief has them.
	Keep func(news.Story) error
	// Report is told what happens as it happens, from several goroutines, one call at a time; nil: nobody is.
	Report func(Event)
}

// Run makes the brief. It returns an error only when there is none: when the context ended, or when no source gave an
// article (ErrNothing). What went wrong with a source or an article is in the receipt.
func Run(ctx context.Context, cfg Config) (news.Brief, error) {
	r, err := newRun(cfg)
	if err != nil {
		return news.Brief{}, err
	}
	var inMemory news.StoryList
	if cfg.Keep == nil {
		r.cfg.Keep = func(s news.Story) error {
			inMemory = append(inMemory, s)
			return nil
		}
	}
	told, err := r.stories(ctx)
	if cfg.Learn != nil {
		cfg.Learn(r.ratio.Value())
	}
	if counted, more := r.counting.learnt(); more && cfg.Count != nil && err == nil {
		cfg.Count(counted)
	}
	switch {
	case err != nil:
		return news.Brief{}, err
	case told == 0:
		return r.brief(inMemory), ErrNothing
	}
	return r.brief(inMemory), nil
}

// ErrNothing is the error of a run whose sources gave no article that anything could be made of.
var ErrNothing = errors.New("no source gave an article")

// stories makes a story of each article, several at once while others are still read, and keeps them in the order of the input. It
// returns how many there are. With a deadline calls end in time for the rest to be extracted.
func (r *run) stories(ctx context.Context) (told int, err error) {
	g, ctx := errgroup.WithContext(ctx)
	asking, reserve := r.asking(ctx)
	queue := newQueue(ctx, max(r.cfg.Concurrency, 1), r.cfg.Now, r.cfg.ReadyBy)
	g.Go(func() error { // source → clean
		err := r.read(ctx, func(a item) bool {
			a.extraction = reserve.read(a.Article, r.cfg.Points)
			return queue.add(a)
		})
		r.report(Event{Kind: AllRead, Total: queue.close()})
		return err
	})
	for range r.workers() { // chunk → summarize → check, or extract
		g.Go(func() error {
			for {
				a, read, ok := queue.next()
				if !ok {
					return ctx.Err()
				}
				r.report(Event{Kind: Started, Index: a.place, Total: read, Name: name(a.Article)})
				began := r.cfg.Now()
				story, err := r.story(ctx, asking, a)
				if err != nil {
					return err
				}
				queue.finish(a, story, r.cfg.Now().Sub(began))
				reserve.told(a.extraction)
			}
		})
	}
	g.Go(func() error { // → the brief
		for {
			story, place, read, ok := queue.tell()
			if !ok {
				return ctx.Err()
			}
			if err := r.cfg.Keep(story); err != nil {
				return err
			}
			told++
			r.report(Event{Kind: Finished, Index: place, Total: read, Name: nameOf(story), Story: story})
		}
	})
	err = g.Wait()
	return told, err
}

// workers is how many articles are worked on at once: as many as the endpoint takes calls. With more, calls on another article
// would come between those on one, and a local server's prefix cache would not serve the second and later ones.
func (r *run) workers() int {
	if r.cfg.Model == nil {
		return runtime.GOMAXPROCS(0)
	}
	return max(r.cfg.Concurrency, 1)
}

// story follows one article: it is split, summarised and checked, or, where no model will do, extracted. Calls are made in the
// context asking, which ends before a deadline. An error means that ctx ended; everything else that can happen to an article is a
// story, with a row in the receipt.
func (r *run) story(ctx, asking context.Context, a item) (news.Story, error) {
	if r.cfg.Model == nil {
		return r.extracted(a.Article, r.cfg.WhyExtract, nil)
	}
	draft, chunks, err := r.summarised(asking, a)
	if ctx.Err() != nil {
		return news.Story{}, ctx.Err()
	}
	if err != nil {
		return r.extracted(a.Article, "not summarised: %v", inTime(asking, err))
	}
	summary, replaced := r.checked(asking, a, draft) // with at most one call for what a check objects to
	if ctx.Err() != nil {
		return news.Story{}, ctx.Err()
	}
	if len(summary.Points) == replaced {
		return r.extracted(a.Article, "not summarised: %v", errors.New("no sentence of the model could be shown"))
	}
	return r.told(a.Article, summary, chunks, replaced)
}

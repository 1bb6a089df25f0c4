package pipeline

import (
	"context"
	"errors"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/pipeline/summarize"
)

// Plan is what a run would ask, as far as it can be known before asking.
type Plan struct {
	Articles     []PlannedArticle `json:"articles"`
	Calls        int              `json:"calls"`         // to make
	Cached       int              `json:"cached"`        // answered from disk
	PromptTokens int              `json:"prompt_tokens"` // of the calls to make, as we count; without those of reduce calls
	ReplyTokens  int              `json:"reply_tokens"`  // at most
	Endpoint     string           `json:"endpoint"`
	Model        string           `json:"model"`
	Encoding     string           `json:"encoding"`
	Receipt      news.Receipt     `json:"-"`
}

// PlannedArticle is what would be asked about one article.
type PlannedArticle struct {
	Source string `json:"source"`
	Title  string `json:"title"`
	Tokens int    `json:"tokens"`
	Chunks int    `json:"chunks"`
	Calls  int    `json:"calls"` // to make
	Cached int    `json:"cached"`
}

// Peeker is a Completer that can tell whether it would answer without a call.
type Peeker interface {
	Has(req llm.Request) bool
}

// DryRun reads, cleans and splits as Run does, and makes no call. has, when Config.Model is a Peeker, tells what is on
// disk; a reduce call's prompt depends on replies, so it counts as one to make unless all chunks are there.
func DryRun(ctx context.Context, cfg Config) (Plan, error) {
	peek, _ := cfg.Model.(Peeker)
	r, err := newRun(cfg)
	if err != nil {
		return Plan{}, err
	}
	plan := Plan{Articles: []PlannedArticle{}, Endpoint: r.receipt.Endpoint, Model: r.receipt.Model, Encoding: cfg.Counter.Encoding()}
	var perr error
	err = r.read(ctx, func(a item) bool {
		p := PlannedArticle{Source: a.Source, Title: a.Title, Tokens: r.counting.of(a.ID, a.Text)}
		if cfg.Model != nil {
			if perr = r.plan(a, peek, &p, &plan); perr != nil {
				return false
			}
		}
		plan.Articles = append(plan.Articles, p)
		return true
	})
	plan.Receipt = r.receipt
	if err = errors.Join(err, perr); err == nil && len(plan.Articles) == 0 {
		err = ErrNothing
	}
	return plan, err
}

func (r *run) plan(a item, peek Peeker, p *PlannedArticle, all *Plan) error {
	chunks, err := r.counting.split(a.Article, r.limitFor(a))
	if err != nil {
		return err
	}
	requests, reduces, err := summarize.Plan(a.Article, chunks, r.options(a))
	if err != nil {
		return err
	}
	p.Chunks = len(chunks)
	for _, req := range requests {
		if peek != nil && peek.Has(req) {
			p.Cached++
			continue
		}
		p.Calls++
		all.PromptTokens += countMessages(r.cfg.Counter.Count, req.Messages)
		all.ReplyTokens += req.MaxTokens
	}
	if p.Calls == 0 {
		p.Cached += reduces
	} else {
		p.Calls += reduces
		all.ReplyTokens += reduces * requests[0].MaxTokens
	}
	all.Calls += p.Calls
	all.Cached += p.Cached
	return nil
}

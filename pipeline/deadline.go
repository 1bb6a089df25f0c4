package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"mattinale/pipeline/extract"
	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
)

const (
	// writing is kept back before a deadline for putting the brief together and writing it.
	writing = time.Second
	// slower is how much slower extraction may turn out on a busy machine than it was when it was measured.
	slower = 3
)

// asking is the context of calls: with a deadline it ends early enough for all articles to be extracted and the brief to be
// written by then, by the measured time of an extraction.
func (r *run) asking(ctx context.Context, articles []news.Article) (context.Context, context.CancelFunc) {
	if r.cfg.ReadyBy.IsZero() || r.cfg.Model == nil || len(articles) == 0 {
		return context.WithCancel(ctx)
	}
	longest := articles[0]
	total := 0
	for _, a := range articles {
		total += len(a.Text)
		if len(a.Text) > len(longest.Text) {
			longest = a
		}
	}
	began := time.Now()
	extract.Summarize(longest, r.cfg.Points)
	each := time.Since(began).Seconds() / float64(max(len(longest.Text), 1)) // seconds a byte
	atOnce := min(max(r.cfg.Concurrency, 1), runtime.GOMAXPROCS(0))
	reserve := writing + time.Duration(slower*each*float64(total)/float64(atOnce)*float64(time.Second))
	return r.before(ctx, reserve)
}

// reading is the context of sources: with a deadline they too are read in time.
func (r *run) reading(ctx context.Context) (context.Context, context.CancelFunc) {
	if r.cfg.ReadyBy.IsZero() {
		return context.WithCancel(ctx)
	}
	return r.before(ctx, 3*writing)
}

// before is a context that ends so long before the deadline, or halfway to it where that is sooner.
func (r *run) before(ctx context.Context, reserve time.Duration) (context.Context, context.CancelFunc) {
	left := r.cfg.ReadyBy.Sub(r.cfg.Now())
	late := fmt.Errorf("the brief has to be ready by %s", r.cfg.ReadyBy.Format("15:04"))
	return context.WithTimeoutCause(ctx, left-min(reserve, left/2), &llm.Error{Kind: llm.NotAsked, Err: late})
}

// inTime is the error of what ended because its context did: why that ended.
func inTime(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil && errors.Is(err, context.DeadlineExceeded) {
		return cause
	}
	return err
}

package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"mattinale/pipeline/extract"
	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
)

const (
	// writing is kept back before a deadline for putting the brief together and writing it.
	writing = time.Second
	// writingSpeed is how many bytes of articles' text are written in a second in all forms of a brief, for those that are so long
	// that writing takes more than that: less than half of what writing a brief of 10,000 articles took (docs/performance.md).
	writingSpeed = 4 << 20
	// slower is how much slower extraction may turn out on a busy machine than it was when it was measured.
	slower = 3
)

// reserve ends the calls of a run early enough before its deadline for all articles read to be extracted and the brief to be written
// by then. How long that takes is measured on each article.
type reserve struct {
	readyBy time.Time
	now     func() time.Time
	most    time.Duration // half of the time there was
	atOnce  int           // articles extracted
	end     func()

	mu    sync.Mutex
	left  time.Duration // to extract what is read and not told
	bytes int           // of all articles read, to be written
	timer *time.Timer
}

// asking is the context of calls: with a deadline it ends in time for the rest to be extracted, as the reserve says. Without one
// there is no reserve.
func (r *run) asking(ctx context.Context) (context.Context, *reserve) {
	if r.cfg.ReadyBy.IsZero() || r.cfg.Model == nil {
		return ctx, nil
	}
	asking, cancel := context.WithCancelCause(ctx)
	now := r.cfg.Now()
	v := &reserve{
		readyBy: r.cfg.ReadyBy, now: r.cfg.Now, most: r.cfg.ReadyBy.Sub(now) / 2, atOnce: min(r.workers(), runtime.GOMAXPROCS(0)),
		end: func() { cancel(r.late()) },
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.timer = time.AfterFunc(v.wait(), v.end)
	context.AfterFunc(ctx, func() { v.timer.Stop() })
	return asking, v
}

// late is why something was not asked or read: the deadline.
func (r *run) late() error {
	return &llm.Error{Kind: llm.NotAsked, Err: fmt.Errorf("the brief has to be ready by %s", r.cfg.ReadyBy.Format("15:04"))}
}

// wait is how long calls may still be made.
func (v *reserve) wait() time.Duration {
	whole := writing + time.Duration(float64(v.bytes)/writingSpeed*float64(time.Second)) +
		slower*v.left/time.Duration(v.atOnce)
	return v.readyBy.Sub(v.now()) - min(whole, v.most)
}

// read takes in an article, by extracting it for the time that takes.
func (v *reserve) read(a news.Article, points int) time.Duration {
	if v == nil {
		return 0
	}
	began := time.Now()
	extract.Summarize(a, points)
	took := time.Since(began)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.left += took
	v.bytes += len(a.Text)
	v.timer.Reset(v.wait())
	return took
}

// told takes in that an article of that time is done.
func (v *reserve) told(took time.Duration) {
	if v == nil {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.left -= took
	v.timer.Reset(v.wait())
}

// reading is the context of sources: with a deadline they too are read in time.
func (r *run) reading(ctx context.Context) (context.Context, context.CancelFunc) {
	if r.cfg.ReadyBy.IsZero() {
		return context.WithCancel(ctx)
	}
	left := r.cfg.ReadyBy.Sub(r.cfg.Now())
	return context.WithTimeoutCause(ctx, left-min(3*writing, left/2), r.late())
}

// inTime is the error of what ended because its context did: why that ended.
func inTime(ctx context.Context, err error) error {
	cause := context.Cause(ctx)
	if cause != nil && (errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)) {
		return cause
	}
	return err
}

package pipeline

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"mattinale/pipeline/news"
	"mattinale/pipeline/tokens"
)

// run is what the articles of one run share.
type run struct {
	cfg      Config
	counting *counting
	ratio    *tokens.Ratio
	widest   int // the limit of a chunk where nothing has been learnt of the endpoint
	began    time.Time

	reports sync.Mutex // one event at a time
	mu      sync.Mutex // guards what follows
	limit   int        // most tokens of a chunk, lowered when the endpoint turns out to hold less
	receipt news.Receipt
	over    int // articles over the most stories
}

func newRun(cfg Config) (*run, error) {
	r := &run{cfg: cfg, counting: newCounting(cfg.Counter, cfg.Counted), ratio: new(tokens.Ratio), began: cfg.Now()}
	r.receipt.Encoding = cfg.Counter.Encoding()
	if cfg.Model != nil {
		var err error
		r.receipt.Endpoint, r.receipt.Model = cfg.Endpoint.BaseURL, cfg.Endpoint.Model
		r.cfg.Model = observer{next: cfg.Model, count: cfg.Counter.Count, ratio: r.ratio}
		if r.limit, err = r.firstLimit(cfg.Learnt); err != nil {
			return nil, err
		}
		if r.widest, err = r.firstLimit(0); err != nil {
			return nil, err
		}
		if cfg.ChunkTokens == 0 { // as long as nothing was known of its context
			unknown, err := r.fit(unknownContext, 0)
			if err != nil {
				return nil, err
			}
			r.widest = max(r.widest, unknown)
		}
	}
	return r, nil
}

// read takes every source in, cleans what it gives, and passes the articles on until take wants no more. A source or a document that
// fails has a row in the receipt and does not stop the others; an article that was there already, or is over the most stories, is
// skipped with a row too. The error is ctx's.
func (r *run) read(ctx context.Context, take func(item) bool) error {
	in := intake{run: r, take: take, seen: map[articleKey]string{}}
	reading, stop := r.reading(ctx)
	defer stop()
	for from := range r.cfg.given(reading, r.began, r.cfg.Now, r.cfg.Top) {
		in.begin(from)
		for doc, err := range from.Documents {
			if err != nil && ctx.Err() != nil { // it is the run that ends, and nothing about the source
				return ctx.Err()
			}
			if !in.document(doc, inTime(reading, err)) {
				return ctx.Err()
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		in.end(context.Cause(reading))
	}
	return ctx.Err()
}

// articleKey is the beginning of an article's ID: a run remembers those of all its articles.
type articleKey [16]byte

func keyOf(a news.Article) (k articleKey) {
	_, _ = hex.Decode(k[:], []byte(a.ID[:2*len(k)])) // an ID is hexadecimal
	return k
}

// peek is the model as one that knows what is on disk, where there is one.
func (r *run) peek() (Peeker, bool) {
	seen, ok := r.cfg.Model.(observer)
	if !ok {
		return nil, false
	}
	peek, ok := seen.next.(Peeker)
	return peek, ok
}

// mostOver is how many of the articles over the most stories have a row each in the receipt; the others have one together.
const mostOver = 100

func (r *run) overReason() string { return fmt.Sprintf("over the limit of %d stories", r.cfg.Top) }

func (r *run) notes(a news.Article) {
	for _, note := range a.Notes {
		r.problem(a, "note", note)
	}
}

func (r *run) problem(a news.Article, status, reason string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.receipt.Problems = append(r.receipt.Problems, news.Problem{Article: a.Source, Status: status, Reason: reason})
}

// brief puts the stories and the receipt together.
func (r *run) brief(stories news.Stories) news.Brief {
	if more := r.over - mostOver; more > 0 {
		r.receipt.Problems = append(r.receipt.Problems, news.Problem{
			Article: fmt.Sprintf("%d more articles", more), Status: "skipped", Reason: r.overReason(),
		})
	}
	now := r.cfg.Now()
	r.receipt.Seconds = now.Sub(r.began).Seconds()
	date := r.cfg.Date
	if date == "" {
		date = r.began.Format(time.DateOnly)
	}
	return news.Brief{
		Schema: news.Schema, Date: date, Began: r.began.Format(time.RFC3339), Generated: now.Format(time.RFC3339),
		Languages: r.cfg.Languages, Stories: stories, Receipt: r.receipt,
	}
}

// Told is how many articles a receipt says are in the brief.
func Told(r news.Receipt) int { return r.Articles.Read - r.Articles.Skipped }

// Missing says why a brief is not all it should be: something failed or was extracted in place of summarised. It is
// empty for a complete one.
func Missing(b news.Brief) error {
	var reasons []error
	if n := b.Receipt.Articles.Extracted; n > 0 {
		reasons = append(reasons, fmt.Errorf("%d of %d articles extracted in place of summarised, in whole or in part%s", n, Told(b.Receipt), chiefReason(b.Receipt)))
	}
	if n := b.Receipt.Articles.Failed; n > 0 {
		reasons = append(reasons, fmt.Errorf("%d of %d articles failed", n, b.Receipt.Articles.Read))
	}
	for _, s := range b.Receipt.Sources {
		if s.Status == news.SourceFailed {
			reasons = append(reasons, fmt.Errorf("source %s: %s", s.Source, s.Reason))
		}
	}
	return errors.Join(reasons...)
}

// chiefReason is why most of the articles were extracted.
func chiefReason(r news.Receipt) string {
	times, chief := map[string]int{}, ""
	for _, p := range r.Problems {
		if p.Status != "extracted" {
			continue
		}
		times[p.Reason]++
		if times[p.Reason] > times[chief] {
			chief = p.Reason
		}
	}
	short := strings.TrimPrefix(chief, "not summarised: ")
	switch {
	case chief == "":
		return ""
	case times[chief] == r.Articles.Extracted:
		return " (" + short + ")"
	}
	return fmt.Sprintf(" (%d of them: %s)", times[chief], short)
}

package retry

import (
	"maps"
	"sync"
	"time"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
)

// Counts are what a receipt says of the calls so far. Cached is for who keeps replies to count.
type Counts struct {
	Calls  news.CallCount
	Tokens news.TokenCount // of accepted and rejected replies, where the endpoint counted
	Cost   float64         // US dollars
}

// Counts are those of all calls so far.
func (c *Completer) Counts() Counts {
	c.tally.mu.Lock()
	defer c.tally.mu.Unlock()
	counts := c.tally.counts
	counts.Calls.Kinds = maps.Clone(counts.Calls.Kinds)
	counts.Cost = c.budget.cost()
	return counts
}

type tally struct {
	mu     sync.Mutex
	counts Counts
}

// sent counts one request and what came of it.
func (t *tally) sent(reply llm.Reply, err error, again, probe bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counts.Calls.Made++
	if again {
		t.counts.Calls.Retried++
	}
	if kind := llm.KindOf(err); kind != "" && !probe {
		if t.counts.Calls.Kinds == nil {
			t.counts.Calls.Kinds = map[string]int{}
		}
		t.counts.Calls.Kinds[string(kind)]++
		if kind.Answer().Rejected {
			t.counts.Calls.Rejected++
		}
	}
	t.counts.Tokens.Prompt += reply.Usage.Prompt
	t.counts.Tokens.Reply += reply.Usage.Reply
	t.counts.Tokens.PromptCached += reply.Usage.PromptCached
}

// failed counts a call that came to nothing.
func (t *tally) failed() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counts.Calls.Failed++
}

// pause is the time until which an endpoint has asked to be left alone, by any of the calls: it holds for all.
type pause struct {
	mu   sync.Mutex
	over time.Time
}

func (p *pause) extend(until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until.After(p.over) {
		p.over = until
	}
}

func (p *pause) left(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.over.Sub(now)
}

package retry

import (
	"fmt"
	"sync"

	"mattinale/pipeline/llm"
)

// Price is what an endpoint takes, in US dollars for a million tokens.
type Price struct{ Prompt, Reply float64 }

// Of is the price of so many tokens.
func (p Price) Of(prompt, reply int) float64 {
	return (p.Prompt*float64(prompt) + p.Reply*float64(reply)) / 1e6
}

// budget is what may still be spent: requests, and dollars. A request is paid for before it is sent, with the most that it can
// cost, and gets back what it did not: so the limit holds whatever is under way at once.
type budget struct {
	maxCalls int // 0: any number
	maxCost  float64

	mu    sync.Mutex
	calls int
	spent float64 // what is under way counted in full
	over  bool    // it was said
}

// take pays for a request; first reports that it is the first that is refused.
func (b *budget) take(worst float64) (first bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.maxCalls > 0 && b.calls >= b.maxCalls:
		err = fmt.Errorf("--max-calls %d is reached", b.maxCalls)
	case b.maxCost > 0 && b.spent+worst > b.maxCost:
		err = fmt.Errorf("another call could cost more than --max-cost %g allows", b.maxCost)
	default:
		b.calls++
		b.spent += worst
		return false, nil
	}
	first, b.over = !b.over, true
	return first, &llm.Error{Kind: llm.NotAsked, Err: err}
}

// settle gives back what a request did not cost.
func (b *budget) settle(worst, cost float64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.spent += cost - worst
}

// cost is what the requests so far cost.
func (b *budget) cost() float64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(b.spent, 0)
}

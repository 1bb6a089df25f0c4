package tokens

import "sync"

// smallestSample is the smallest prompt, in our tokens, that says something about the ratio: below it, what the chat
// template adds (some 10 to 40 tokens) weighs too much.
const smallestSample = 300

// Ratio learns how many tokens the endpoint counts for one of ours, from its own counts. It is safe for concurrent use.
type Ratio struct {
	mu    sync.Mutex
	worst float64
	n     int
}

// Observe takes in that a prompt of own tokens was counted as theirs. A prompt that is too small to tell, or one so far
// off that it cannot have been read whole (a server that cuts prompts counts what it kept) or was not only ours, is left
// out.
func (r *Ratio) Observe(own, theirs int) {
	if own < smallestSample || theirs <= 0 {
		return
	}
	ratio := float64(theirs) / float64(own)
	if ratio < 0.6 || ratio > 4 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.n++
	r.worst = max(r.worst, ratio)
}

// Value is the highest ratio seen, since a limit that holds on average is broken half of the time; 0 before any.
func (r *Ratio) Value() float64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.worst
}

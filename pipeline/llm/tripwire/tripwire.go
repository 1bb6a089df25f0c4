// Package tripwire notices prompts that an endpoint cut without saying so, as Ollama cuts what is over its context. What goes in
// is any llm.Completer; what comes out is one that refuses the reply to such a prompt with llm.CutPrompt, and says how much the
// endpoint seems to hold. The one sign is the endpoint's own count of the prompt's tokens, held against ours: how many of its
// tokens one of ours makes is learnt from prompts that were read whole. A count that is too low, or looks like a limit, is a
// suspicion; whether a longer prompt has a higher count tells.
package tripwire

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"mattinale/pipeline/llm"
)

const (
	// lowest is the fewest of an endpoint's tokens that one of ours makes where nothing is known of it yet. Of the tokenizers of
	// real models the most frugal on Italian news, Llama 4's, takes 0.79 tokens for one of cl100k_base.
	lowest = 0.72
	// within is how far below what was learnt a prompt may be that was read whole: texts differ.
	within = 0.93
	// smallest is the smallest context of any model, in tokens: a lower count is a number that means something else.
	smallest = 256
	// longer is how much of a prompt is added to it to see whether its count rises as it should if it was read whole: by no less than
	// a third of it, and by no more than a third over it, which servers do that cut by large blocks.
	longer, off = 0.25, 1.0 / 3
	// shorter is how much of what was left of a prompt is sent to see whether its count falls at all.
	shorter = 0.25
	// same is how near two counts are that were cut at the same limit: chat templates and half characters are left out or not.
	same = 0.02
	// sure is the size of a prompt, in our tokens, that every server in use reads whole; larger ones are not sent to an
	// endpoint of which nothing is known before a small one has shown how it counts.
	sure = 1400
	// sample is about how much of a prompt is sent to find that out, in our tokens.
	sample = 900
)

// Options say what is known. Count must be set.
type Options struct {
	Count   func(string) int // tokens, as we count
	Context int              // tokens that the endpoint says it holds; 0: it does not say
	Ratio   float64          // its tokens for one of ours, as learnt in earlier runs; 0: not known
}

// Completer is an llm.Completer that refuses replies to prompts that were cut. It is safe for concurrent use.
type Completer struct {
	next llm.Completer
	opts Options

	probing sync.Mutex // held while a prompt is under way to find something out

	mu      sync.Mutex
	tried   bool    // the small prompt was sent
	ratio   float64 // the lowest seen of prompts that were read whole; 0: none yet
	most    int     // the highest count of a prompt that was read whole
	whole   []count // of prompts taken for whole, the last few
	cut     []count // of prompts that were cut
	context int     // what the endpoint turned out to hold; 0: all
	blind   bool    // its counts say nothing
	refused int
}

// count is a prompt's tokens, as we count and as the endpoint does.
type count struct{ ours, theirs int }

// New puts a tripwire in front of a completer.
func New(next llm.Completer, opts Options) *Completer {
	return &Completer{next: next, opts: opts, ratio: within * opts.Ratio}
}

// CutError is the cause of an llm.CutPrompt error.
type CutError struct{ Ours, Theirs, Context int }

func (e *CutError) Error() string {
	return fmt.Sprintf("the endpoint counted %d tokens of a prompt of about %d: it cut it, and answered what was left", e.Theirs, e.Ours)
}

// ContextLimit is how many tokens the endpoint seems to hold.
func (e *CutError) ContextLimit() int { return e.Context }

// Context is how many tokens the endpoint turned out to hold, 0 when no prompt was cut.
func (c *Completer) Context() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.context
}

// Refused is how many replies were refused that were good else.
func (c *Completer) Refused() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.refused
}

// Complete asks, and refuses the reply when the prompt was cut.
func (c *Completer) Complete(ctx context.Context, req llm.Request) (llm.Reply, error) {
	ours := c.count(req)
	if err := c.learn(ctx, req, ours); err != nil {
		return llm.Reply{}, err
	}
	reply, err := c.next.Complete(ctx, req)
	if reply.Usage.Prompt == 0 || err != nil && !llm.KindOf(err).Answer().Rejected {
		return reply, err
	}
	n := count{ours, reply.Usage.Prompt}
	cut := c.suspect(n)
	if cut {
		var unknown error
		if cut, unknown = c.confirmed(ctx, req, n); unknown != nil {
			return llm.Reply{Usage: reply.Usage}, unknown
		}
	}
	if !cut {
		c.trust(n)
		return reply, err
	}
	c.refuse(err == nil) // else whoever is asked has counted it as rejected
	return llm.Reply{Usage: reply.Usage}, &llm.Error{Kind: llm.CutPrompt, Err: c.found(n)}
}

func (c *Completer) refuse(counts bool) {
	if counts {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.refused++
	}
}

func (c *Completer) count(req llm.Request) int {
	n := 0
	for _, m := range req.Messages {
		n += c.opts.Count(m.Content)
	}
	return n
}

// learn sends the beginning and the end of a large prompt first where nothing shows yet how the endpoint counts. Its reply is of
// one token and not used. An error is the context's.
func (c *Completer) learn(ctx context.Context, req llm.Request, ours int) error {
	if ours < sure || c.opts.Context > 0 {
		return nil
	}
	c.probing.Lock()
	defer c.probing.Unlock()
	c.mu.Lock()
	known := c.ratio > 0 || c.tried
	c.tried = true
	c.mu.Unlock()
	if known {
		return nil
	}
	small := shortened(req, float64(sample)/float64(ours))
	reply, _ := c.next.Complete(ctx, small) // as a rule an error: one token is no whole reply
	if n := c.count(small); reply.Usage.Prompt >= smallest && ratioOf(count{n, reply.Usage.Prompt}) >= lowest {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.ratio = ratioOf(count{n, reply.Usage.Prompt})
	}
	return ctx.Err()
}

// shortened is a request with a share of its last message, from both ends. Its reply is not used.
func shortened(req llm.Request, share float64) llm.Request {
	runes := []rune(req.Messages[len(req.Messages)-1].Content)
	n := int(float64(len(runes)) * min(share, 1) / 2)
	return probe(req, string(runes[:n])+"\n"+string(runes[len(runes)-n:]))
}

// probe is a request with another last message, for one token of reply.
func probe(req llm.Request, content string) llm.Request {
	messages := slices.Clone(req.Messages)
	messages[len(messages)-1].Content = content
	req.Messages, req.MaxTokens, req.Accept, req.Probe = messages, 1, nil, true
	return req
}

func ratioOf(n count) float64 { return float64(n.theirs) / float64(n.ours) }

// suspect reports whether a prompt may have been cut.
func (c *Completer) suspect(n count) bool {
	if n.theirs < smallest || n.ours < smallest {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.blind || c.ratio == 0 && n.ours < sure {
		return false
	}
	return float64(n.theirs) < c.least(n.ours) || c.exact(n)
}

// confirmed reports whether a prompt was cut: at the limit at which others were, or, as is tried, its count does not rise as it should
// with a quarter more of it, and falls with a quarter of what is left of it. An endpoint that says the same of any prompt says
// nothing. An error is why it could not be found out for now.
func (c *Completer) confirmed(ctx context.Context, req llm.Request, n count) (cut bool, err error) {
	c.probing.Lock()
	defer c.probing.Unlock()
	c.mu.Lock()
	known := slices.ContainsFunc(c.cut, func(other count) bool {
		return math.Abs(float64(other.theirs-n.theirs)) <= same*float64(n.theirs)
	})
	little, ratio := float64(n.theirs) < c.least(n.ours), max(c.ratio, 1)
	c.mu.Unlock()
	if known {
		return true, nil
	}
	more := extended(req)
	reply, err := c.counted(ctx, more)
	if reply.Usage.Prompt == 0 {
		return unanswered(err, little)
	}
	due := float64(c.count(more))/float64(n.ours) - 1
	if rise := float64(reply.Usage.Prompt)/float64(n.theirs) - 1; rise >= off*due && rise <= (1+off)*due {
		return false, nil
	}
	reply, err = c.counted(ctx, shortened(req, shorter*float64(n.theirs)/(ratio*float64(n.ours))))
	if reply.Usage.Prompt == 0 {
		return unanswered(err, little)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.blind = float64(reply.Usage.Prompt) > 0.9*float64(n.theirs)
	return !c.blind, nil
}

// probes is how often a probe is sent whose answer has no count: an endpoint that goes wrong now and then does so once.
const probes = 3

// counted sends a probe until its answer has a count. An error is the rule, as one token is no whole reply.
func (c *Completer) counted(ctx context.Context, req llm.Request) (reply llm.Reply, err error) {
	for range probes {
		reply, err = c.next.Complete(ctx, req)
		if kind := llm.KindOf(err); reply.Usage.Prompt > 0 || err != nil && !kind.Answer().Rejected && kind != llm.Invalid {
			break
		}
	}
	return reply, err
}

// unanswered is what the error of a probe without a count says: that it is known how the endpoint deals with long prompts, that it
// cannot be asked for now, or nothing. Then a prompt of which too little was counted was cut, and one that is odd otherwise was not.
func unanswered(err error, little bool) (cut bool, unknown error) {
	switch kind := llm.KindOf(err); {
	case kind == llm.TooLong: // who refuses what is too long does not cut it
		return false, nil
	case err == nil, kind.Answer().Rejected, kind == llm.Invalid:
		return little, nil
	}
	return false, err
}

// extended is a request with the beginning of its last message once more at its end. Its reply is not used.
func extended(req llm.Request) llm.Request {
	runes := []rune(req.Messages[len(req.Messages)-1].Content)
	return probe(req, string(runes)+"\n"+string(runes[:int(longer*float64(len(runes)))]))
}

// found takes in a prompt that was cut, and says so.
func (c *Completer) found(n count) *CutError {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cut = append(c.cut, n)
	expected := float64(n.ours) * c.ratio
	if c.ratio == 0 {
		expected = float64(n.ours) * lowest
	}
	c.context = n.theirs
	if expected >= 2*float64(n.theirs) { // Ollama says half of what it holds, having kept half
		c.context = 2 * n.theirs
	}
	if c.opts.Context > 0 {
		c.context = min(c.context, c.opts.Context)
	}
	return &CutError{Ours: int(expected), Theirs: n.theirs, Context: c.context}
}

// exact reports whether an endpoint counted just as much of a prompt as contexts hold; or less than of any prompt so far, and just
// as much as of another one of another size or a round number.
func (c *Completer) exact(n count) bool {
	r := ratioOf(n)
	if (c.ratio == 0 || r < 1.02*c.ratio) && (isContext(n.theirs) || isContext(n.theirs+1)) {
		return true
	}
	if c.ratio == 0 || n.ours < sure/2 || r >= 0.995*c.ratio || n.theirs < c.most {
		return false
	}
	for _, other := range append(slices.Clone(c.cut), c.whole...) {
		if other.theirs == n.theirs && differ(other.ours, n.ours) {
			return true
		}
	}
	return n.theirs%256 == 0 || (n.theirs+1)%256 == 0
}

// least is the fewest tokens that an endpoint counts of a prompt that it reads whole: no fewer of ours than the most frugal
// tokenizer makes, and of a larger prompt than one that was read whole as many as of that one, or nearly, and of the rest no fewer
// than that. The ratio as such says less: prompts differ in how much of them is ours and how much is the article's.
func (c *Completer) least(ours int) float64 {
	each := lowest
	if c.ratio > 0 {
		each = min(lowest, within*c.ratio)
	}
	bound := each * float64(ours)
	for _, s := range c.whole {
		if s.ours < ours {
			bound = max(bound, within*float64(s.theirs)+each*float64(ours-s.ours))
		}
	}
	return bound
}

// isContext reports whether a number of tokens is what contexts are set to: a power of two, or one and a half of one. A prompt has
// just so many once in a thousand.
func isContext(tokens int) bool {
	for size := 1024; size <= tokens; size *= 2 {
		if tokens == size || tokens == size+size/2 {
			return true
		}
	}
	return false
}

// differ reports whether two prompts are of different sizes, beyond what chance makes the same to another tokenizer.
func differ(a, b int) bool { return 50*max(a, b) > 51*min(a, b)+50*8 }

// trust takes in a prompt that was read whole.
func (c *Completer) trust(n count) {
	if n.theirs < smallest || n.ours < smallest {
		return
	}
	const kept = 16
	c.mu.Lock()
	defer c.mu.Unlock()
	c.most = max(c.most, n.theirs)
	if r := ratioOf(n); c.ratio == 0 || r < c.ratio {
		c.ratio = r
	}
	if c.whole = append(c.whole, n); len(c.whole) > kept {
		c.whole = c.whole[1:]
	}
}

package pipeline

import (
	"cmp"
	"context"
	"errors"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/pipeline/summarize"
	"mattinale/pipeline/tokens"
)

const (
	// unknownContext is taken for the context of an endpoint that does not say what it holds, in tokens: the smallest default among
	// local servers (Ollama's).
	unknownContext = 4096
	// smallestChunk is where lowering the limit ends, in tokens: a context that does not hold this much text and our
	// prompt does not do for the task.
	smallestChunk = 128
	// templateTokens is room for what a chat template puts around two messages.
	templateTokens = 64
)

// firstLimit is the limit of a chunk at the start of a run, by the ratio learnt in earlier ones.
func (r *run) firstLimit(learnt float64) (int, error) {
	if r.cfg.ChunkTokens > 0 {
		return r.cfg.ChunkTokens, nil
	}
	return r.fit(cmp.Or(r.cfg.Endpoint.Context, unknownContext), learnt)
}

// fit is how many tokens of text, as we count, fit a context beside the prompt and the reply. The ratio between the
// endpoint's counts and ours only ever lowers it: a higher limit on the next run would split long articles anew.
func (r *run) fit(contextTokens int, learnt float64) (int, error) {
	around, err := r.promptTokens()
	if err != nil {
		return 0, err
	}
	_, known := tokens.ForModel(r.cfg.Endpoint.Model)
	ratio := tokens.Margin
	if known {
		ratio = 1
	}
	ratio = max(ratio, learnt)
	// MaxTokens is four times what a reply takes. Two thirds of it are more than the longest one took (docs/evaluation.md), and a
	// small context is not given up to it: a reply that is cut is asked for again, with a smaller text.
	reply := min(2*summarize.MaxTokens(r.cfg.Points, len(r.cfg.Languages))/3, contextTokens/4)
	room := float64(contextTokens-reply-templateTokens)/ratio - float64(around)
	return max(int(room), smallestChunk), nil
}

// promptTokens counts the prompt around a chunk, with a long title.
func (r *run) promptTokens() (int, error) {
	const titleTokens = 60
	requests, _, err := summarize.Plan(news.Article{}, []news.Chunk{{}}, r.options(item{}))
	if err != nil {
		return 0, err
	}
	return titleTokens + countMessages(r.counting.text, requests[0].Messages), nil
}

func (r *run) chunkLimit() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.limit
}

// lower brings the limit down after the endpoint refused a prompt whose chunk was made with the limit was. It reports
// whether asking again makes sense.
func (r *run) lower(was int, err error) bool {
	to := was / 2
	var says interface{ ContextLimit() int }
	if errors.As(err, &says) && says.ContextLimit() > 0 {
		if fits, ferr := r.fit(says.ContextLimit(), r.cfg.Learnt); ferr == nil && fits < was {
			to = fits
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.limit < was { // another article has lowered it already
		return true
	}
	r.limit = max(to, smallestChunk)
	return r.limit < was
}

// observer learns the ratio between the endpoint's count of a prompt's tokens and ours.
type observer struct {
	next  llm.Completer
	count func(string) int
	ratio *tokens.Ratio
}

// Complete passes the request on.
func (o observer) Complete(ctx context.Context, req llm.Request) (llm.Reply, error) {
	reply, err := o.next.Complete(ctx, req)
	if err == nil && !reply.Cached && reply.Usage.Prompt > 0 {
		o.ratio.Observe(countMessages(o.count, req.Messages), reply.Usage.Prompt)
	}
	return reply, err
}

func countMessages(count func(string) int, messages []llm.Message) int {
	n := 0
	for _, m := range messages {
		n += count(m.Content)
	}
	return n
}

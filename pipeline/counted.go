package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"
	"unicode/utf8"

	"mattinale/pipeline/chunk"
	"mattinale/pipeline/news"
	"mattinale/pipeline/tokens"
)

// Counted is what a run counted, for the next one: a run that finds all its replies on disk counts nothing then, and no vocabulary is
// loaded. It depends on the encoding.
type Counted struct {
	Tokens map[string]int          `json:"tokens"` // of texts, by their SHA-256
	Splits map[string][]news.Chunk `json:"splits"` // of articles, by limit and ID
}

// mostCounted is how many articles of a run are remembered so: those of a day. It bounds what is read at the start of the next.
const mostCounted = 1000

// counting counts, and remembers what it counted.
type counting struct {
	counter *tokens.Counter
	known   Counted // of the run before

	mu   sync.Mutex
	seen Counted // of this run, whether counted or known
	more bool    // something of it was not known
}

func newCounting(counter *tokens.Counter, known Counted) *counting {
	return &counting{counter: counter, known: known, seen: Counted{Tokens: map[string]int{}, Splits: map[string][]news.Chunk{}}}
}

// text counts a text that runs have in common.
func (c *counting) text(text string) int {
	sum := sha256.Sum256([]byte(text))
	return c.of(hex.EncodeToString(sum[:]), text)
}

// of counts the text with an ID, which is its SHA-256.
func (c *counting) of(id, text string) int {
	n, known := c.known.Tokens[id]
	if !known {
		n = c.counter.Count(text)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.seen.Tokens) < mostCounted {
		c.seen.Tokens[id], c.more = n, c.more || !known
	}
	return n
}

// split cuts an article into chunks within a limit.
func (c *counting) split(a news.Article, limit int) ([]news.Chunk, error) {
	key := fmt.Sprint(limit, " ", a.ID)
	chunks := c.known.Splits[key]
	known := covers(chunks, a.Text, limit)
	if !known {
		var err error
		if chunks, err = chunk.Split(a.Text, a.Sentences, limit, c.counter); err != nil {
			return nil, err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.seen.Splits) < mostCounted {
		c.seen.Splits[key], c.more = chunks, c.more || !known
	}
	return chunks, nil
}

// covers reports whether chunks are those of a text: one after the other, without a gap, of whole characters, within the limit.
func covers(chunks []news.Chunk, text string, limit int) bool {
	at := 0
	for i, c := range chunks {
		if c.Index != i || c.Start != at || c.End <= at || c.End > len(text) || c.Tokens > limit {
			return false
		}
		if at = c.End; at < len(text) && !utf8.RuneStart(text[at]) {
			return false
		}
	}
	return at == len(text) && at > 0
}

// learnt is what is worth remembering of this run. ok is false when all of it was known.
func (c *counting) learnt() (counted Counted, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.seen, c.more
}

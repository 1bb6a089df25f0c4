// Package chunk cuts a text into runs of whole sentences that fit a token limit. What goes in is a text, where its
// sentences stand, and how tokens are counted; what comes out are chunks that follow each other without a gap, so that
// nothing is lost and nothing comes twice.
package chunk

import (
	"fmt"

	"mattinale/pipeline/news"
)

// Counter counts tokens.
type Counter interface {
	// Count returns the tokens of a text.
	Count(text string) int
	// Between returns a function that gives the tokens of text[cuts[i]:cuts[j]], as Count would; cuts ascend.
	Between(text string, cuts []int) func(i, j int) int
	// Fit returns how many bytes from the beginning of text have about limit tokens.
	Fit(text string, limit int) int
}

// Split cuts text into as few chunks of at most limit tokens as whole sentences allow, of about even size. White space
// between two sentences belongs to the first of them. A heading stays with what follows it unless that takes a further
// chunk. A sentence over the limit is cut between clauses, a clause over it between words, a word over it between grapheme
// clusters, and only a cluster over it between characters. Without sentences the text is one long one. The error is a
// limit that holds not even one character.
//
// Sentences must be in order and must not overlap. The time is linear in the text.
func Split(text string, sentences []news.Sentence, limit int, counter Counter) ([]news.Chunk, error) {
	if limit < 1 {
		return nil, fmt.Errorf("a limit of %d tokens holds nothing", limit)
	}
	if text == "" {
		return nil, nil
	}
	c := cutter{text: text, limit: limit, counter: counter}
	u := c.sentences(sentences)
	if u.over(limit) {
		var err error
		if u, err = c.cutLong(u); err != nil {
			return nil, err
		}
	}
	return pack(u, limit), nil
}

type cutter struct {
	text    string
	limit   int
	counter Counter
}

// units are what is never cut further, one after the other: sentences with the white space after them, or parts of those
// that are over the limit. Unit i is text[cuts[i]:cuts[i+1]].
type units struct {
	cuts    []int
	heading []bool             // the unit wants to stay with the next
	tokens  func(i, j int) int // of units i to j-1
}

func (u units) len() int { return len(u.cuts) - 1 }

// over reports whether a unit is over a limit.
func (u units) over(limit int) bool {
	for i := range u.len() {
		if u.tokens(i, i+1) > limit {
			return true
		}
	}
	return false
}

// sentences cuts the text at the beginnings of its sentences. An empty one, or one that overlaps the last, makes no unit.
func (c *cutter) sentences(sentences []news.Sentence) units {
	u := units{cuts: make([]int, 1, len(sentences)+2), heading: make([]bool, 0, len(sentences)+1)}
	for i := range max(len(sentences), 1) {
		end, heading := len(c.text), false
		if i < len(sentences) {
			heading = sentences[i].Heading
		}
		if i+1 < len(sentences) {
			end = sentences[i+1].Start
		}
		if end > u.cuts[len(u.cuts)-1] {
			u.cuts, u.heading = append(u.cuts, end), append(u.heading, heading)
		}
	}
	u.tokens = c.counter.Between(c.text, u.cuts)
	return u
}

// Package chunk cuts a text into runs of whole sentences that fit a token limit. What goes in is a text, where its
// sentences stand, and how tokens are counted; what comes out are chunks that follow each other without a gap, so that
// nothing is lost and nothing comes twice.
package chunk

import (
	"fmt"

	"mattinale/pipeline/news"
)

// Counter counts the tokens of a text.
type Counter interface{ Count(text string) int }

// Split cuts text into as few chunks of at most limit tokens as whole sentences allow, of about even size. White space
// between two sentences belongs to the first of them. A heading stays with what follows it unless that takes a further
// chunk. A sentence over the limit is cut after a clause, else between words, else between grapheme clusters, else
// between characters. Without sentences the text is one long one. The error is a limit that holds not even one character.
//
// Sentences must be in order and must not overlap. The time is linear in the text for any fixed limit.
func Split(text string, sentences []news.Sentence, limit int, counter Counter) ([]news.Chunk, error) {
	if limit < 1 {
		return nil, fmt.Errorf("a limit of %d tokens holds nothing", limit)
	}
	if text == "" {
		return nil, nil
	}
	c := cutter{text: text, limit: limit, counter: counter}
	units, err := c.units(sentences)
	if err != nil {
		return nil, err
	}
	return c.pack(units)
}

// unit is what is never cut further: a sentence with the white space after it, or a part of one that is over the limit.
type unit struct {
	start, end int
	tokens     int  // counted alone
	heading    bool // it wants to stay with the next
}

type cutter struct {
	text    string
	limit   int
	counter Counter
}

func (c *cutter) count(start, end int) int { return c.counter.Count(c.text[start:end]) }

// units cuts the text at the beginnings of its sentences, and what is over the limit further.
func (c *cutter) units(sentences []news.Sentence) ([]unit, error) {
	var units []unit
	start := 0
	for i := range max(len(sentences), 1) {
		end, heading := len(c.text), false
		if i < len(sentences) {
			heading = sentences[i].Heading
		}
		if i+1 < len(sentences) {
			end = sentences[i+1].Start
		}
		if end <= start { // an empty span, or one that overlaps the last
			continue
		}
		n, fits := c.fits(start, end)
		if fits {
			units = append(units, unit{start, end, n, heading})
		} else {
			parts, err := c.cutLong(start, end)
			if err != nil {
				return nil, err
			}
			units = append(units, parts...)
		}
		start = end
	}
	return units, nil
}

// fits counts a span and reports whether it is within the limit. A span of so many bytes that it cannot be is not
// counted: no token of the encodings in use has more than maxTokenBytes bytes.
func (c *cutter) fits(start, end int) (tokens int, ok bool) {
	if end-start > c.limit*maxTokenBytes {
		return 0, false
	}
	tokens = c.count(start, end)
	return tokens, tokens <= c.limit
}

// maxTokenBytes is the length of the longest token in cl100k_base and o200k_base: 128 spaces.
const maxTokenBytes = 128

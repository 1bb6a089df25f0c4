package chunk

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// cutLong cuts the units over the limit further.
func (c *cutter) cutLong(u units) (units, error) {
	finer := units{cuts: []int{0}}
	for i := range u.len() {
		if u.tokens(i, i+1) > c.limit {
			cuts, err := c.refine(finer.cuts, u.cuts[i], u.cuts[i+1], clauses, words)
			if err != nil {
				return units{}, err
			}
			finer.cuts = cuts
		}
		finer.cuts = append(finer.cuts, u.cuts[i+1])
		finer.heading = append(finer.heading, make([]bool, len(finer.cuts)-2-len(finer.heading))...)
		finer.heading = append(finer.heading, u.heading[i])
	}
	finer.tokens = c.counter.Between(c.text, finer.cuts)
	return finer, nil
}

// refine appends to cuts where text[start:end], which is over the limit, is cut: in the first of ways, and what is still
// over the limit in the next; in the end between grapheme clusters.
func (c *cutter) refine(cuts []int, start, end int, ways ...func(string) []int) ([]int, error) {
	if len(ways) == 0 {
		return c.solid(cuts, start, end)
	}
	part := c.text[start:end]
	at := append(ways[0](part), len(part))
	tokens := c.counter.Between(part, at)
	for i := range len(at) - 1 {
		if i > 0 {
			cuts = append(cuts, start+at[i])
		}
		if tokens(i, i+1) <= c.limit {
			continue
		}
		var err error
		if cuts, err = c.refine(cuts, start+at[i], start+at[i+1], ways[1:]...); err != nil {
			return nil, err
		}
	}
	return cuts, nil
}

// Marks after which a clause ends: where white space follows, and in scripts that put none.
const (
	clauseMarks = ";:,–—\n"
	solidMarks  = "。、，；：！？"
	closers     = "」』）》〉】”’"
)

// clauses returns where the clauses of s begin.
func clauses(s string) []int {
	at := []int{0}
	mark, gap := false, false // a clause mark, and white space after it
	for i, r := range s {
		space := unicode.IsSpace(r)
		solid, closer := strings.ContainsRune(solidMarks, r), strings.ContainsRune(closers, r)
		if mark && gap && !space && !solid && !closer {
			at = append(at, i)
		}
		switch {
		case solid:
			mark, gap = true, true
		case closer && mark:
		case strings.ContainsRune(clauseMarks, r):
			mark, gap = true, r == '\n'
		case space:
			gap = true
		default:
			mark, gap = false, false
		}
	}
	return at
}

// words returns where the words of s begin. White space belongs to the word before it.
func words(s string) []int {
	at := []int{0}
	gap := false
	for i, r := range s {
		space := unicode.IsSpace(r)
		if gap && !space {
			at = append(at, i)
		}
		gap = space
	}
	return at
}

// solid appends to cuts where a word over the limit is cut: into as few parts as hold it, of about even size.
func (c *cutter) solid(cuts []int, start, end int) ([]int, error) {
	total := c.counter.Count(c.text[start:end])
	parts := (total + c.limit - 1) / c.limit
	size := min(c.limit, (total+parts-1)/parts+seamTokens)
	for {
		next, err := c.part(start, end, size)
		if err != nil || next == end {
			return cuts, err
		}
		cuts = append(cuts, next)
		start = next
	}
}

// seamTokens is how many tokens a cut may add at its two sides, with what is lost by going back to a cluster's end.
const seamTokens = 4

// part returns where a part of at most size tokens of a word ends: at the end of a grapheme cluster if one fits.
func (c *cutter) part(start, end, size int) (int, error) {
	for within := size; within > 0; within-- {
		most := start + c.counter.Fit(c.text[start:end], within)
		if most == start {
			break
		}
		if most < end {
			most = c.clusterEnd(start, most)
		}
		if c.counter.Count(c.text[start:most]) <= size {
			return most, nil
		}
	}
	return c.characters(start, end)
}

// characters is part for a few characters whose tokens do not end where they do.
func (c *cutter) characters(start, end int) (int, error) {
	most := start
	for most < end {
		_, size := utf8.DecodeRuneInString(c.text[most:])
		if c.counter.Count(c.text[start:most+size]) > c.limit {
			break
		}
		most += size
	}
	if most == start {
		r, _ := utf8.DecodeRuneInString(c.text[start:])
		return 0, fmt.Errorf("a limit of %d tokens does not hold the character %q", c.limit, string(r))
	}
	return most, nil
}

// clusterLook is how many bytes after a place decide whether a cluster ends there.
const clusterLook = 8 * utf8.UTFMax

// clusterEnd is the last border between grapheme clusters at or before most, or most if all is one cluster.
func (c *cutter) clusterEnd(start, most int) int {
	last := start
	clusters := graphemes.FromString(c.text[start:min(len(c.text), most+clusterLook)])
	for at := start; clusters.Next(); {
		if at += len(clusters.Value()); at > most {
			break
		}
		last = at
	}
	if last == start {
		return most
	}
	return last
}

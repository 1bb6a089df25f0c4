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
	if len(at) == 2 {
		return c.refine(cuts, start, end, ways[1:]...)
	}
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

// solid appends to cuts where a word over the limit is cut: into as few parts as hold it, then as many of even size.
func (c *cutter) solid(cuts []int, start, end int) ([]int, error) {
	full, err := c.parts(start, end, func(int) int { return c.limit })
	if err != nil {
		return nil, err
	}
	n, left := len(full), 0
	for _, p := range full {
		left += p.tokens
	}
	// What a part falls short of its size by, to end where a cluster does, it will fall short of any size.
	short := c.limit - (left-full[n-1].tokens)/max(n-1, 1)
	even, err := c.parts(start, end, func(last int) int {
		left -= last
		size := (left+max(n, 1)-1)/max(n, 1) + short
		n--
		return min(c.limit, size)
	})
	if err != nil || len(even) > len(full) {
		even = full
	}
	for _, p := range even[:len(even)-1] {
		cuts = append(cuts, p.end)
	}
	return cuts, nil
}

// part is a part of a word over the limit, which begins where the one before ends.
type part struct{ end, tokens int }

// parts cuts text[start:end] into parts as long as can be within the sizes that size returns, given the tokens of the part
// before.
func (c *cutter) parts(start, end int, size func(last int) int) ([]part, error) {
	var parts []part
	var p part
	for start < end {
		var ok bool
		if p, ok = c.part(start, end, size(p.tokens)); !ok {
			if p, ok = c.characters(start, end); !ok {
				r, _ := utf8.DecodeRuneInString(c.text[start:])
				return nil, fmt.Errorf("a limit of %d tokens does not hold the character %q", c.limit, string(r))
			}
		}
		parts = append(parts, p)
		start = p.end
	}
	return parts, nil
}

// part returns the longest part of at most size tokens that ends where a grapheme cluster does, or, if a cluster is larger,
// a character.
func (c *cutter) part(start, end, size int) (part, bool) {
	for within := size; within > 0; within-- {
		most := start + c.counter.Fit(c.text[start:end], within)
		if most == start {
			break
		}
		if most < end {
			most = c.clusterEnd(start, most)
		}
		if n := c.counter.Count(c.text[start:most]); n <= size {
			return part{most, n}, true
		}
	}
	return part{}, false
}

// characters is part for a few characters whose tokens do not end where they do.
func (c *cutter) characters(start, end int) (p part, ok bool) {
	for most := start; most < end; {
		_, size := utf8.DecodeRuneInString(c.text[most:])
		most += size
		n := c.counter.Count(c.text[start:most])
		if n > c.limit {
			break
		}
		p, ok = part{most, n}, true
	}
	return p, ok
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

package chunk

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// cutLong cuts a sentence over the limit into parts within it. Each part is as long as fits, ended at the best place in
// its second half: after a clause, else after a word, else after a grapheme cluster.
func (c *cutter) cutLong(start, end int) ([]unit, error) {
	var parts []unit
	for start < end {
		if n, ok := c.fits(start, end); ok {
			return append(parts, unit{start: start, end: end, tokens: n}), nil
		}
		most := c.longest(start, end)
		if most == start {
			return nil, fmt.Errorf("a limit of %d tokens does not hold the character %q", c.limit, firstRune(c.text[start:end]))
		}
		cut, n := c.place(start, most)
		parts = append(parts, unit{start: start, end: cut, tokens: n})
		start = cut
	}
	return parts, nil
}

// longest returns the furthest end, on a character's border, such that the span from start fits the limit, or start if
// none does. Counting is not monotonic to the letter, so the result is near the furthest, not always it.
func (c *cutter) longest(start, end int) int {
	low, high := start, min(end, start+c.limit*maxTokenBytes)
	// A guess that is nearly always right within a factor of two keeps the spans that are counted short.
	if guess := start + c.limit*8; guess < high {
		if c.count(start, c.border(start, guess)) > c.limit {
			high = guess
		} else {
			low = c.border(start, guess)
		}
	}
	for low < high {
		mid := c.border(low, (low+high+1)/2)
		if mid <= low {
			if mid = c.after(low); mid > high {
				break
			}
		}
		if c.count(start, mid) <= c.limit {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

// border is the character's border at or before at, not before from.
func (c *cutter) border(from, at int) int {
	if at >= len(c.text) {
		return len(c.text)
	}
	for back := 0; at > from && back < utf8.UTFMax && !utf8.RuneStart(c.text[at]); back++ {
		at--
	}
	return at
}

// after is the border of the character after the one at at.
func (c *cutter) after(at int) int {
	_, size := utf8.DecodeRuneInString(c.text[at:])
	return at + size
}

// place finds where to end a part of at most text[start:most]. A shorter span can have more tokens than a longer one, so
// the place is counted too, and the plain border taken if it will not do.
func (c *cutter) place(start, most int) (cut, tokens int) {
	part := c.text[start:most]
	for _, at := range []int{clauseEnd(part), wordEnd(part), c.clusterEnd(start, most)} {
		if at <= 0 {
			continue
		}
		if n := c.count(start, start+at); n <= c.limit {
			return start + at, n
		}
	}
	return most, c.count(start, most)
}

// clauseEnd is the offset after the last clause mark, and the white space after it, in the second half of a part.
func clauseEnd(part string) int {
	for end := len(part); end > len(part)/2; {
		r, size := utf8.DecodeLastRuneInString(part[:end])
		if unicode.IsSpace(r) && strings.ContainsRune(";:,–—。、，；", lastNonSpace(part[:end])) {
			return end
		}
		end -= size
	}
	return 0
}

// lastNonSpace is the last character before the white space at the end of s. It looks back over a little white space only.
func lastNonSpace(s string) rune {
	for range 4 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !unicode.IsSpace(r) {
			return r
		}
		s = s[:len(s)-size]
	}
	return ' '
}

// wordEnd is the offset after the last white space in the second half of a part.
func wordEnd(part string) int {
	at := strings.LastIndexFunc(part[len(part)/2:], unicode.IsSpace)
	if at < 0 {
		return 0
	}
	at += len(part) / 2
	_, size := utf8.DecodeRuneInString(part[at:])
	return at + size
}

// clusterWindow is how far back from its end a part is segmented, in bytes: clusters are far shorter.
const clusterWindow = 512

// clusterEnd is the offset of the last border between grapheme clusters in a part, looking a little over its end, since
// a cluster is known to end only where the next begins.
func (c *cutter) clusterEnd(start, most int) int {
	from := c.border(start, max(start, most-clusterWindow))
	to := c.border(most, min(len(c.text), most+utf8.UTFMax*8))
	last := 0
	at := from
	clusters := graphemes.FromString(c.text[from:to])
	for clusters.Next() {
		at += len(clusters.Value())
		if at > most {
			break
		}
		last = at - start
	}
	return last
}

func firstRune(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	return string(r)
}

package tokens

import (
	"sort"
	"unicode/utf8"
)

// Fit returns how many bytes from the beginning of text have limit tokens: whole characters, and as many as whole tokens
// allow. Cutting there may change the count by a token or two, since the last piece then ends elsewhere; Count says by how
// many. It takes time for what fits, not for all of text.
func (c *Counter) Fit(text string, limit int) int {
	for size := 64 + 8*limit; ; size *= 4 {
		part := text[:characterStart(text, size)]
		end := c.engine().fit(validUTF8(part), limit)
		if !utf8.ValidString(part) {
			end = offsetBefore(part, end)
		}
		if end < len(part) || len(part) == len(text) {
			return end
		}
	}
}

// characterStart returns the last border of characters at or before a place.
func characterStart(text string, at int) int {
	if at >= len(text) {
		return len(text)
	}
	for back := 0; back < utf8.UTFMax && at > 0 && !utf8.RuneStart(text[at]); back++ {
		at--
	}
	return at
}

// offsetBefore returns where in text the character stands that begins at place at of validUTF8(text).
func offsetBefore(text string, at int) int {
	n := 0
	for i, r := range text {
		if n >= at {
			return i
		}
		n += utf8.RuneLen(r)
	}
	return len(text)
}

func (b *bpe) fit(text string, limit int) int {
	w := b.walk()
	defer w.end()
	n := 0
	for i := 0; i < len(text); {
		j := b.pre.next(text, i)
		c, end := 0, j-i
		if end <= window {
			c = w.tokens(text, i, j)
		}
		if end > window || n+c > limit {
			c, end = w.merger.fit(text[i:j], limit-n)
		}
		n += c
		if i += end; i < j {
			return characterStart(text, i)
		}
	}
	return len(text)
}

// fit searches, as tiktoken-go does not say where its tokens stand.
func (r *reference) fit(text string, limit int) int {
	return characterStart(text, sort.Search(len(text), func(n int) bool { return r.count(text[:n+1]) > limit }))
}

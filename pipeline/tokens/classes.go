package tokens

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// class says which character classes of the encodings' regular expressions a character belongs to. Each character has
// exactly one bit, so a set of classes is a sum of bits.
type class uint8

const (
	upper    class = 1 << iota // \p{Lu} \p{Lt}
	lower                      // \p{Ll}
	caseless                   // \p{Lm} \p{Lo}, which o200k_base takes for upper and lower case
	mark                       // \p{M}
	number                     // \p{N}
	space                      // \s but for the next
	newline                    // \r \n
	other                      // all the rest: punctuation, symbols, controls, unassigned

	letter = upper | lower | caseless // \p{L}
	blank  = space | newline          // \s
)

// classes looks up the class of a character in two steps, by blocks of 256: of 4,352 blocks, all but some 700 are the
// first, which is other throughout.
type classes struct {
	low    [0x800]class // characters of one and two bytes, the usual ones, in one step
	index  [(unicode.MaxRune + 1) / 256]uint16
	blocks [][256]class
}

func newClasses() *classes {
	c := &classes{blocks: make([][256]class, 1, 1000)}
	for i := range c.blocks[0] {
		c.blocks[0][i] = other
	}
	c.set(unicode.Lu, upper)
	c.set(unicode.Lt, upper)
	c.set(unicode.Ll, lower)
	c.set(unicode.Lm, caseless)
	c.set(unicode.Lo, caseless)
	c.set(unicode.M, mark)
	c.set(unicode.N, number)
	c.set(unicode.White_Space, space)
	c.block('\n')['\n'], c.block('\r')['\r'] = newline, newline
	for r := range c.low {
		c.low[r] = c.of(rune(r))
	}
	return c
}

// block returns the block of a character, for writing.
func (c *classes) block(r rune) *[256]class {
	at := &c.index[r>>8]
	if *at == 0 {
		*at = uint16(len(c.blocks))
		c.blocks = append(c.blocks, c.blocks[0])
	}
	return &c.blocks[*at]
}

func (c *classes) set(table *unicode.RangeTable, to class) {
	for _, r := range table.R16 {
		for at := rune(r.Lo); at <= rune(r.Hi); at += rune(r.Stride) {
			c.block(at)[at&0xFF] = to
		}
	}
	for _, r := range table.R32 {
		for at := rune(r.Lo); at <= rune(r.Hi); at += rune(r.Stride) {
			c.block(at)[at&0xFF] = to
		}
	}
}

// at returns the class of the character that begins at s[i], and its length in bytes. s is valid UTF-8.
func (c *classes) at(s string, i int) (class, int) {
	b := s[i]
	if b < utf8.RuneSelf {
		return c.low[b], 1
	}
	return c.wide(s, i)
}

func (c *classes) wide(s string, i int) (class, int) {
	if s[i] < 0xE0 {
		return c.low[uint(s[i]&0x1F)<<6|uint(s[i+1]&0x3F)], 2
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return c.blocks[c.index[r>>8]][r&0xFF], size
}

// of returns the class of a character.
func (c *classes) of(r rune) class { return c.blocks[c.index[r>>8]][r&0xFF] }

// run returns the end of the longest run of characters from s[i] on whose classes are all in set.
func (c *classes) run(s string, i int, set class) int {
	for i < len(s) {
		b := s[i]
		if b < utf8.RuneSelf {
			if c.low[b]&set == 0 {
				return i
			}
			i++
			continue
		}
		k, size := c.wide(s, i)
		if k&set == 0 {
			return i
		}
		i += size
	}
	return i
}

// validUTF8 returns text with each byte that is not part of valid UTF-8 replaced by U+FFFD.
func validUTF8(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	for _, r := range text {
		b.WriteRune(r)
	}
	return b.String()
}

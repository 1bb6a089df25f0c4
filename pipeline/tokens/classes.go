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

// classes looks up the class of a character in two steps, as 1,114,112 characters make only some 100 different blocks
// of 256.
type classes struct {
	low    [0x800]class // characters of one and two bytes, the usual ones, in one step
	index  [(unicode.MaxRune + 1) / 256]uint16
	blocks [][256]class
}

func newClasses() *classes {
	flat := make([]class, unicode.MaxRune+1)
	for i := range flat {
		flat[i] = other
	}
	setClass(flat, unicode.Lu, upper)
	setClass(flat, unicode.Lt, upper)
	setClass(flat, unicode.Ll, lower)
	setClass(flat, unicode.Lm, caseless)
	setClass(flat, unicode.Lo, caseless)
	setClass(flat, unicode.M, mark)
	setClass(flat, unicode.N, number)
	setClass(flat, unicode.White_Space, space)
	flat['\r'], flat['\n'] = newline, newline

	c := &classes{}
	copy(c.low[:], flat)
	seen := make(map[[256]class]uint16)
	for i := range c.index {
		block := [256]class(flat[i*256:])
		at, ok := seen[block]
		if !ok {
			at = uint16(len(c.blocks))
			seen[block] = at
			c.blocks = append(c.blocks, block)
		}
		c.index[i] = at
	}
	return c
}

func setClass(flat []class, table *unicode.RangeTable, to class) {
	for _, r := range table.R16 {
		for c := int(r.Lo); c <= int(r.Hi); c += int(r.Stride) {
			flat[c] = to
		}
	}
	for _, r := range table.R32 {
		for c := int(r.Lo); c <= int(r.Hi); c += int(r.Stride) {
			flat[c] = to
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

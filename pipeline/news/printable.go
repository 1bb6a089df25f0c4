package news

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable returns s without what could act on a terminal or reorder a page: control characters other than tab and
// newline, bidirectional overrides and isolates, zero-width and other format characters, and invalid UTF-8, which becomes
// U+FFFD. The zero-width joiner and non-joiner stay: emoji families and several scripts need them.
func Printable(s string) string {
	if printable(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if Acts(r) {
			return -1
		}
		return r
	}, s)
}

// PrintableLine is Printable on one line: runs of white space become one space.
func PrintableLine(s string) string {
	if plainLine(s) {
		return s
	}
	return strings.Join(strings.Fields(Printable(s)), " ")
}

// plainLine reports whether PrintableLine would change nothing, and may miss that: it knows the letters of ASCII and Latin-1, guillemets,
// and the quotation marks and dashes of typographers, in UTF-8, which is nearly every sentence of a European newspaper.
func plainLine(s string) bool {
	space := true // as if one stood before
	for i := 0; i < len(s); i++ {
		next := byte(0)
		if i+1 < len(s) {
			next = s[i+1]
		}
		switch c := s[i]; {
		case c == ' ' && space:
			return false
		case c == ' ':
			space = true
			continue
		case ' ' < c && c <= '~':
		case c == 0xC3 && 0x80 <= next && next <= 0xBF, c == 0xC2 && 0xA1 <= next && next <= 0xBF && next != 0xAD:
			i++
		case c == 0xE2 && next == 0x80 && i+2 < len(s) && 0x90 <= s[i+2] && s[i+2] <= 0xA7: // U+2010 to U+2027
			i += 2
		default:
			return false
		}
		space = false
	}
	return !space || s == ""
}

func printable(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, Acts) < 0
}

// Acts reports whether a character does something other than being seen: what Printable leaves out.
func Acts(r rune) bool {
	if ' ' <= r && r <= '~' || 0xA0 <= r && r < 0x300 && r != 0xAD { // nearly all there are, in western languages
		return false
	}
	switch r {
	case '\t', '\n', '\u200c', '\u200d':
		return false
	case '\u2028', '\u2029':
		return true
	}
	if r >= 0xE0020 && r <= 0xE007F { // tag characters: needed by three flags, used to hide instructions
		return true
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)
}

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
	return strings.Join(strings.Fields(Printable(s)), " ")
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

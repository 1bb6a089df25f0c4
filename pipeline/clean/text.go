package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"mattinale/pipeline/news"
)

// Characters that may stand between the stop of a sentence and its end, and before its first word.
const (
	closers = "\"'”’»›“‘)]}*_"
	openers = "\"'“‘«‹„‚”»([{¿¡*_"
	stops   = ".!?…‽。！？．｡؟۔।॥։።"
)

// spaces maps what looks like a space or a line break, and ligatures of type setting, to what a keyboard writes.
var spaces = strings.NewReplacer(
	"\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n",
	"\u00a0", " ", "\u1680", " ", "\u2000", " ", "\u2001", " ", "\u2002", " ", "\u2003", " ", "\u2004", " ",
	"\u2005", " ", "\u2006", " ", "\u2007", " ", "\u2008", " ", "\u2009", " ", "\u200a", " ", "\u202f", " ",
	"\u205f", " ", "\u3000", " ", "\u2800", " ", "\u00ad\r\n", "", "\u00ad\n", "",
	"\ufb00", "ff", "\ufb01", "fi", "\ufb02", "fl", "\ufb03", "ffi", "\ufb04", "ffl",
)

// plainText returns s with line breaks as "\n", spaces as " ", composed letters, and nothing that is not seen. A soft
// hyphen at the end of a line joins it to the next.
func plainText(s string) string {
	for _, step := range []func(string) string{spaces.Replace, news.Printable, norm.NFC.String} {
		if settled(s) {
			return s
		}
		s = step(s)
	}
	return s
}

// settled reports whether plainText leaves s as it is, by its characters alone: they are among those of western languages
// that no step of it changes, and that change with no other beside them. Most text is so, and this is told at a fraction
// of what the steps take.
func settled(s string) bool {
	for _, r := range s {
		switch {
		case ' ' <= r && r <= '~', r == '\n', r == '\t':
		case 0xA1 <= r && r < 0x300 && r != 0xAD: // Latin letters; a soft hyphen may go, combining marks begin at U+0300
		case 0x2010 <= r && r <= 0x2027, 0x2030 <= r && r <= 0x205E, r == '€': // dashes, quotation marks, the ellipsis
		default:
			return false
		}
	}
	return true
}

// oneLine returns s on one line, as plainText has it.
func oneLine(s string) string {
	return collapse(plainText(s))
}

// collapse puts s on one line, each run of white space as one space.
func collapse(s string) string {
	before := ' '
	for _, r := range s {
		if r <= ' ' || r >= utf8.RuneSelf {
			if r == ' ' && before == ' ' || r != ' ' && unicode.IsSpace(r) {
				return strings.Join(strings.Fields(s), " ")
			}
		}
		before = r
	}
	return strings.TrimSuffix(s, " ")
}

// hasLetter reports whether s has a letter in any script.
func hasLetter(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) >= 0
}

// endsSentence reports whether s ends with a stop, or with a stop and what closes after it.
func endsSentence(s string) bool {
	s = strings.TrimRight(strings.TrimRightFunc(s, unicode.IsSpace), closers)
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && strings.ContainsRune(stops, r)
}

// firstLetter returns the first letter or digit of s.
func firstLetter(s string) rune {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
	}
	return utf8.RuneError
}

// startsUpper reports whether the first letter or digit of s is a capital, or of a script that has none.
func startsUpper(s string) bool {
	r := firstLetter(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.Is(unicode.Lo, r)
}

// startsLower reports whether the first letter or digit of s is a small letter.
func startsLower(s string) bool {
	return unicode.IsLower(firstLetter(s))
}

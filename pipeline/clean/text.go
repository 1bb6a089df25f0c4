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
	return norm.NFC.String(news.Printable(spaces.Replace(s)))
}

// oneLine returns s on one line, as plainText has it.
func oneLine(s string) string {
	return strings.Join(strings.Fields(plainText(s)), " ")
}

// words splits s at everything that is neither letter, digit nor combining mark.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	})
}

// countWords counts what white space separates and has a letter or digit. A run of a script that is written without
// spaces counts a word for every two characters, the usual rule of thumb for Chinese and Japanese.
func countWords(s string) int {
	count, solid, inWord := 0, 0, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			inWord = false
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			solid++
		case !inWord && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			inWord = true
			count++
		}
	}
	return count + (solid+1)/2
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

// key reduces s to what makes two lines the same: its words, in lower case.
func key(s string) string {
	return strings.Join(words(strings.ToLower(s)), " ")
}

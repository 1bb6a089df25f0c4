package clean

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The words of an article are gone through many times, and nearly all of its characters are ASCII: the functions here
// tell those apart by comparing, and ask the tables of Unicode for the others only.

// inWord reports whether a character is of a word: a letter, a digit or a combining mark.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// words splits s at everything that is not of a word.
func words(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			if inWord(r) {
				if start < 0 {
					start = i
				}
				continue
			}
			if start >= 0 && !yield(s[start:i]) {
				return
			}
			start = -1
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

// moreWords reports whether s has more than limit words.
func moreWords(s string, limit int) bool {
	for range words(s) {
		if limit--; limit < 0 {
			return true
		}
	}
	return false
}

// countWords counts what white space separates and has a letter or digit. A run of a script that is written without
// spaces counts a word for every two characters, the usual rule of thumb for Chinese and Japanese.
func countWords(s string) int {
	count, solid, found := 0, 0, false
	for _, r := range s {
		switch {
		case r == ' ' || unicode.IsSpace(r):
			found = false
		case solidScript(r):
			solid++
		case !found && (r < utf8.RuneSelf && inWord(r) || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))):
			found = true
			count++
		}
	}
	return count + (solid+1)/2
}

// solidScript reports whether a character is of a script that is written without spaces between the words. The first of
// them is Thai's, from U+0E00.
func solidScript(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// lower is strings.ToLower, which is slow where one letter is not ASCII, as in most Italian sentences.
func lower(s string) string {
	i := strings.IndexFunc(s, func(r rune) bool { return r != lowerRune(r) })
	if i < 0 || !utf8.ValidString(s) {
		return strings.ToLower(s)
	}
	return string(appendLower(append(make([]byte, 0, len(s)), s[:i]...), s[i:]))
}

// lowerRune is unicode.ToLower without a search for the characters of western languages.
func lowerRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	case 0xDF <= r && r <= 0xFF, 0x2010 <= r && r <= 0x205F: // small letters; dashes and quotation marks
		return r
	}
	return unicode.ToLower(r)
}

// key reduces s to what makes two lines the same: its words, in lower case.
func key(s string) string {
	return string(appendKey(make([]byte, 0, len(s)), s, false))
}

// furnitureKey reduces a line to its words as the lists of interface words have them: in lower case, with "#" for a number.
func furnitureKey(s string) string {
	return string(appendKey(make([]byte, 0, len(s)), s, true))
}

func appendKey(b []byte, s string, numbers bool) []byte {
	for w := range words(s) {
		if len(b) > 0 {
			b = append(b, ' ')
		}
		if numbers && isNumber(w) {
			b = append(b, '#')
			continue
		}
		b = appendLower(b, w)
	}
	return b
}

// appendLower appends s in lower case.
func appendLower(b []byte, s string) []byte {
	for _, r := range s {
		b = utf8.AppendRune(b, lowerRune(r))
	}
	return b
}

// isNumber reports whether a word is made of the figures 0 to 9.
func isNumber(w string) bool {
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return true
}

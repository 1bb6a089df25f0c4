package clean

import (
	"bytes"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The words of an article are gone through many times, and nearly all of its characters are ASCII: the functions here
// look those up by their byte, and ask the tables of Unicode for the others only.

// small has for each byte that is an ASCII letter or figure its small letter or itself, 0 for any other.
var small = func() (table [256]byte) {
	for c := range byte(utf8.RuneSelf) {
		if unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)) {
			table[c] = byte(unicode.ToLower(rune(c)))
		}
	}
	return table
}()

// inWord reports whether a character is of a word: a letter, a digit or a combining mark.
func inWord(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return small[byte(r)] != 0
	case 0x2010 <= r && r <= 0x205E: // dashes, quotation marks
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// hasASCIIWord reports whether s has an ASCII letter or figure.
func hasASCIIWord(s string) bool {
	for i := range len(s) {
		if small[s[i]] != 0 {
			return true
		}
	}
	return false
}

// wordAt returns where the first word of s from i on stands: a run of what is of a word. It is empty at the end of s when
// there is no more.
func wordAt(s string, i int) (start, end int) {
	for start = i; start < len(s) && small[s[start]] == 0; {
		size := 1
		if s[start] >= utf8.RuneSelf {
			var r rune
			if r, size = utf8.DecodeRuneInString(s[start:]); inWord(r) {
				break
			}
		}
		start += size
	}
	for end = start; end < len(s); {
		size := 1
		if small[s[end]] == 0 {
			var r rune
			if r, size = utf8.DecodeRuneInString(s[end:]); !inWord(r) {
				break
			}
		}
		end += size
	}
	return start, end
}

// words splits s at everything that is not of a word.
func words(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for start, end := wordAt(s, 0); start < end; start, end = wordAt(s, end) {
			if !yield(s[start:end]) {
				return
			}
		}
	}
}

// countWords counts what white space separates and has a letter or digit. A run of a script that is written without
// spaces counts a word for every two characters, the usual rule of thumb for Chinese and Japanese.
func countWords(s string) int {
	count, solid, found := 0, 0, false
	for i, r := range s {
		switch {
		case small[s[i]] != 0:
			if !found {
				found = true
				count++
			}
		case r == ' ' || unicode.IsSpace(r):
			found = false
		case solidScript(r):
			solid++
		case !found && r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			found = true
			count++
		}
	}
	return count + (solid+1)/2
}

// solidScript reports whether a character is of a script that is written without spaces between the words: Thai, which has
// U+0E00 to U+0E7F, or one of those that begin at U+2E80.
func solidScript(r rune) bool {
	return (r >= 0x2E80 || r >= 0x0E00 && r <= 0x0E7F) && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// lower is strings.ToLower, which is slow where one letter is not ASCII, as in most Italian sentences.
func lower(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf && (s[i] < 'A' || s[i] > 'Z') {
		i++
	}
	switch {
	case i == len(s):
		return s
	case !utf8.ValidString(s):
		return strings.ToLower(s)
	}
	return string(appendLower(append(make([]byte, 0, len(s)), s[:i]...), s[i:]))
}

// appendLower appends s in lower case.
func appendLower(b []byte, s string) []byte {
	for i, r := range s {
		switch {
		case r >= utf8.RuneSelf:
			b = utf8.AppendRune(b, lowerRune(r))
		case small[s[i]] != 0:
			b = append(b, small[s[i]])
		default:
			b = append(b, s[i])
		}
	}
	return b
}

// lowerRune is unicode.ToLower of a character that is not ASCII, without a search for those of western languages.
func lowerRune(r rune) rune {
	if 0xDF <= r && r <= 0xFF || 0x2010 <= r && r <= 0x205E { // small letters; dashes, quotation marks
		return r
	}
	return unicode.ToLower(r)
}

// key reduces s to what makes two lines the same: its words, in lower case, with a space between.
func key(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if len(b) > 0 {
			b = append(b, ' ')
		}
		b, i = appendWord(b, s, i)
	}
	return string(bytes.TrimSuffix(b, []byte{' '}))
}

// appendWord appends the first word of s from i on to b, in lower case, and returns the place after it.
func appendWord(b []byte, s string, i int) (longer []byte, end int) {
	before := len(b)
	for i < len(s) {
		if c := small[s[i]]; c != 0 {
			b = append(b, c)
			i++
			continue
		}
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if inWord(r) {
			b = utf8.AppendRune(b, lowerRune(r))
		} else if len(b) > before {
			break
		}
		i += size
	}
	return b, i
}

package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord is the most bytes of a word that are looked at; text without spaces would otherwise be one endless word.
const longestWord = 64

// lower returns a word in lower case without format and control characters.
func lower(word string) string {
	if len(word) > longestWord {
		cut := longestWord
		for cut > 0 && !utf8.RuneStart(word[cut]) {
			cut--
		}
		word = word[:cut]
	}
	if isASCII(word) {
		return strings.ToLower(word)
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, word)
}

// fold returns a lower-case word without accents: Perù and Peru, Łódź and Lodz are one word to the checks.
func fold(lowered string) string {
	if isASCII(lowered) {
		return lowered
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(lowered) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø':
			b.WriteByte('o')
		case r == 'æ':
			b.WriteString("ae")
		case r == 'œ':
			b.WriteString("oe")
		case r == 'ł':
			b.WriteByte('l')
		case r == 'đ', r == 'ð':
			b.WriteByte('d')
		case r == 'ı':
			b.WriteByte('i')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// spellings are written differently in the languages of Europe for the same sound. In a name or a learned word they
// count as the same: Zelenskyy and Zelenskij, photo and foto, action and azione.
var spellings = strings.NewReplacer(
	"tch", "c", "sch", "s", "ch", "c", "ck", "c", "kh", "c", "ph", "f", "th", "t", "sh", "s", "qu", "c", "cqu", "c",
	"ct", "t", "pt", "t", "bs", "s", "ae", "e", "oe", "e", "zion", "tion", "cion", "tion", "ks", "s", "gli", "li", "ou", "u", "oo", "u",
	"k", "c", "q", "c", "y", "i", "j", "i", "x", "s", "z", "s", "w", "v", "h", "")

// skeleton returns a folded word in one spelling for all languages, double letters written once.
func skeleton(folded string) string {
	s := spellings.Replace(folded)
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if i == 0 || s[i] != s[i-1] {
			out = append(out, s[i])
		}
	}
	return string(out)
}

package clean

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// maxStem is how many characters of a word are compared, so that inflected and derived forms of it meet: "industria",
// "industrie" and "industriale" in Italian, "election" and "elections" in English.
const maxStem = 7

// terms returns the content words of a block as stems: words of four characters or more, and shorter ones that are written
// in capitals or have a figure, without the function words of all languages.
func (b block) terms() iter.Seq[string] {
	return func(yield func(string) bool) {
		rest := b.key
		for w := range words(b.text) {
			var lower string
			lower, rest, _ = strings.Cut(rest, " ")
			if solidScript(firstRune(w)) {
				if !pairs(w, yield) {
					return
				}
			} else if t := stem(w, lower); t != "" && !yield(t) {
				return
			}
		}
	}
}

// pairs yields the pairs of characters that stand for the words of a run without spaces, and reports whether it goes on.
func pairs(w string, yield func(string) bool) bool {
	from, middle := 0, 0
	for i := range w {
		if middle > from && !yield(w[from:i]) {
			return false
		}
		from, middle = middle, i
	}
	return middle == from || yield(w[from:])
}

// stem returns the part of a word that is compared, "" for a word that says nothing about the subject. lower is the word in
// lower case.
func stem(w, lower string) string {
	if functionWordOf(lower) != 0 {
		return ""
	}
	if length := utf8.RuneCountInString(w); length < 4 {
		if length > 1 && (w == strings.ToUpper(w) || startsUpper(w)) {
			return lower
		}
		return ""
	}
	if cut := withoutEnding(lower); len(cut) >= 3 {
		lower = cut
	}
	count := 0
	for i := range lower {
		if count == maxStem {
			return lower[:i]
		}
		count++
	}
	return lower
}

// withoutEnding takes the vowels and the "s" off the end of a word.
func withoutEnding(w string) string {
	for w != "" {
		r, size := utf8.DecodeLastRuneInString(w)
		switch r {
		case 'a', 'e', 'i', 'o', 'u', 'y', 's', 'à', 'è', 'é', 'ì', 'ò', 'ù':
			w = w[:len(w)-size]
		default:
			return w
		}
	}
	return w
}

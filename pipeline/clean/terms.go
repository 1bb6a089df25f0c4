package clean

import (
	"strings"
	"unicode/utf8"
)

// maxStem is how many characters of a word are compared, so that inflected and derived forms of it meet: "industria",
// "industrie" and "industriale" in Italian, "election" and "elections" in English.
const maxStem = 7

// terms returns the content words of s, each once, as stems: words of four characters or more, and shorter ones that are
// written in capitals or have a figure, without the function words of all languages.
func terms(s string) []string {
	var list []string
	seen := make(map[string]bool)
	take := func(t string) {
		if t != "" && !seen[t] {
			seen[t] = true
			list = append(list, t)
		}
	}
	for w := range words(s) {
		if !solidScript(firstRune(w)) {
			take(stem(w))
			continue
		}
		last := ""
		for _, r := range w { // no spaces between words: pairs of characters stand for them
			if last != "" {
				take(last + string(r))
			}
			last = string(r)
		}
	}
	return list
}

// stem returns the part of a word that is compared, "" for a word that says nothing about the subject.
func stem(w string) string {
	lower := lower(w)
	if stopwords[lower] != 0 {
		return ""
	}
	if length := utf8.RuneCountInString(w); length < 4 {
		if length > 1 && (w == strings.ToUpper(w) || startsUpper(w)) {
			return lower
		}
		return ""
	}
	if cut := strings.TrimRight(lower, "aeiouyàèéìòùs"); len(cut) >= 3 {
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

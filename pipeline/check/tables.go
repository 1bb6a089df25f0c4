package check

import (
	"math"
	"slices"
	"unicode"

	"mattinale/pipeline/news"
)

// tabled reports whether the number words, months, weekdays, places and function words of an article's language are known here.
func (s *Source) tabled() bool { return languageBit(s.lang) != 0 }

// Unchecked says, in a sentence, what of summaries of an article is not held against it, as nothing is known here of its language or its
// script; "" where all is checked that docs/truth.md names.
func Unchecked(a news.Article) string {
	if languageBit(a.Language) != 0 {
		return ""
	}
	what := "number words, dates and place names are"
	if !mostlyLatin(a.Text) {
		what = "number words, dates and names are"
	}
	if a.Language == "" || a.Language == "und" {
		return "its " + what + " not checked: its language is not known"
	}
	return "its " + what + " not checked: no tables for " + languageName(a.Language)
}

// scriptSample is how much of a text is looked at for its script, in bytes.
const scriptSample = 4 << 10

func mostlyLatin(text string) bool {
	latin, other := 0, 0
	for _, r := range text[:min(len(text), scriptSample)] {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.IsLetter(r):
			other++
		}
	}
	return latin >= other
}

// smallWritten is up to which number the articles of a language without tables are taken to write numbers in letters.
const smallWritten = 100

// mayBeWords reports whether a number may stand in the article in words that are not known here: a small one, or one whose figure is
// there, before a word such as miljard.
func (s *Source) mayBeWords(q quantity) bool {
	if s.tabled() {
		return false
	}
	return slices.ContainsFunc(q.values, func(v float64) bool {
		if v == math.Trunc(v) && math.Abs(v) <= smallWritten {
			return true
		}
		for scale := 1e3; scale <= 1e12; scale *= 10 {
			if near(s.figures.values, v/scale, 1e-9) {
				return true
			}
		}
		return false
	})
}

package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxTitle    = 200 // characters of a title that are shown
	maxHeadline = 120 // characters of a headline made from a sentence
)

// headline makes one out of a sentence: without the place and agency that reports begin with, without its full stop, cut
// at a clause where it is long.
func headline(sentence string) string {
	short := shorten(withoutDateline(sentence), maxHeadline)
	if strings.HasSuffix(short, ".") && !strings.HasSuffix(short, "..") {
		short = short[:len(short)-1]
	}
	return short
}

// withoutDateline drops what stands before a dash at the beginning of an agency's report: "(Agency) – ROMA, 24 NOV –".
func withoutDateline(sentence string) string {
	rest := sentence
	for range 3 {
		at, dash := -1, ""
		for _, mark := range []string{" – ", " - ", " — ", " -- "} {
			if i := strings.Index(rest[:min(len(rest), 60)], mark); i >= 0 && (at < 0 || i < at) {
				at, dash = i, mark
			}
		}
		if at < 0 || !dateline(rest[:at]) {
			break
		}
		rest = rest[at+len(dash):]
	}
	return rest
}

func dateline(s string) bool {
	if strings.HasPrefix(s, "(") {
		return true
	}
	word, _, _ := strings.Cut(s, " ")
	word = strings.TrimRight(word, ",.")
	return utf8.RuneCountInString(word) > 2 && word == strings.ToUpper(word) && strings.IndexFunc(word, unicode.IsLetter) >= 0
}

// shorten returns text in at most limit characters: cut at the last clause that leaves half of them, else between two
// words, else anywhere, and with an ellipsis.
func shorten(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	end, clause, space, count := 0, 0, 0, 0
	before := ' '
	for i, r := range text {
		if r == ' ' {
			space = i
			if count > limit/2 && strings.ContainsRune(",;:–—", before) {
				clause = i
			}
		}
		if count == limit-1 {
			end = i
			break
		}
		before = r
		count++
	}
	switch {
	case clause > 0:
		end = clause
	case space > 0:
		end = space
	}
	return strings.TrimRight(text[:end], " ,;:–—-") + "…"
}

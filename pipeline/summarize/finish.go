package summarize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mattinale/pipeline/news"
	"mattinale/prompts"
)

// finish makes a text of the model fit to be shown: one line, without control characters, with typographic quotation
// marks. Its words stay as they are.
func finish(text string) string {
	text = strings.TrimSpace(prompts.Quote(news.PrintableLine(text)))
	if !strings.ContainsFunc(text, isWordRune) {
		return ""
	}
	return text
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// Stop puts the full stop under a whole sentence that lacks its end mark. A text that ends in a letter, a digit, a
// bracket or a closing quotation mark may be whole; one that ends in a comma, a dash or the like is left as it is, for a
// check to object to.
func Stop(text string) string {
	last, _ := utf8.DecodeLastRuneInString(text)
	if isWordRune(last) || strings.ContainsRune(")]”»’%€$°", last) {
		if end := strings.TrimRight(text, ")]”»’"); end != text && strings.HasSuffix(end, ".") {
			return text
		}
		return text + "."
	}
	return text
}

// maxHeadline is the most characters of a headline made from a point.
const maxHeadline = 90

// HeadlineFrom makes a headline of a point: the sentence without its stop, ended at a comma or the like when it is long.
func HeadlineFrom(point string) string {
	point = strings.TrimRight(point, ". ")
	if utf8.RuneCountInString(point) <= maxHeadline {
		return point
	}
	best := -1
	runes := 0
	for i, r := range point {
		if runes++; runes > maxHeadline {
			break
		}
		if runes > maxHeadline/3 && strings.ContainsRune(",;:–—", r) {
			best = i
		}
	}
	if best < 0 {
		return point
	}
	return strings.TrimSpace(point[:best])
}

package source

import (
	"strings"
	"testing"

	"mattinale/pipeline/source/feed"
)

// TestNeedsPage has what feeds have of their articles' texts, and whether the page has to be read for the rest.
func TestNeedsPage(t *testing.T) {
	long := "<p>" + strings.Repeat("parola ", wholeWords)
	for name, tt := range map[string]struct {
		entry feed.Entry
		words int
		page  bool
	}{
		"nothing":                       {feed.Entry{Link: "x"}, 0, true},
		"short":                         {feed.Entry{Link: "x", Summary: "<p>Solo tre parole</p>"}, 3, true},
		"short, without a page":         {feed.Entry{Summary: "<p>Solo tre parole</p>"}, 3, false},
		"one word too few":              {feed.Entry{Link: "x", Content: "<p>" + strings.Repeat("parola ", wholeWords-1)}, wholeWords - 1, true},
		"long":                          {feed.Entry{Link: "x", Content: long + ".</p>"}, wholeWords + 1, false},
		"the longer one counts":         {feed.Entry{Link: "x", Content: "<p>poco</p>", Summary: long}, wholeWords, false},
		"cut with dots":                 {feed.Entry{Link: "x", Content: long + "e poi...</p>"}, wholeWords + 2, true},
		"cut with an ellipsis":          {feed.Entry{Link: "x", Content: long + "[&#8230;]</p>"}, wholeWords + 1, true},
		"an invitation":                 {feed.Entry{Link: "x", Content: long + "fine.</p><a href=x>Continua a leggere →</a>"}, wholeWords + 5, true},
		"an invitation in pieces":       {feed.Entry{Link: "x", Content: long + "fine. <a href=x>Continue <b>reading</b></a>"}, wholeWords + 3, true},
		"an invitation in the middle":   {feed.Entry{Link: "x", Content: "<p>Continua a leggere</p>" + long + "fine.</p>"}, wholeWords + 4, false},
		"scripts are not seen":          {feed.Entry{Link: "x", Content: "<p>Due parole</p><script>" + long + "</script><style>" + long + "</style>"}, 2, true},
		"an end like an invitation's":   {feed.Entry{Link: "x", Content: long + "gli studenti vogliono leggere."}, wholeWords + 4, false},
		"very long words at the end":    {feed.Entry{Link: "x", Content: long + strings.Repeat("a", 500) + " leggi tutto"}, wholeWords + 3, true},
		"no-break spaces are as others": {feed.Entry{Link: "x", Summary: "<p>Solo\u00a0tre\u00a0parole</p>"}, 3, true},
	} {
		got := textOf(tt.entry)
		if got.words != tt.words || got.needsPage(tt.entry) != tt.page {
			t.Errorf("%s: %d words, page %v; want %d, %v", name, got.words, got.needsPage(tt.entry), tt.words, tt.page)
		}
	}
}

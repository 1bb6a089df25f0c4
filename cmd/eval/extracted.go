package main

import (
	"slices"
	"strings"

	"mattinale/pipeline/extract"
	"mattinale/pipeline/news"
)

// central is how many of the sentences that an extract of three takes are among those that a person's summary rests on, and whether the
// first point's are: reports begin with what matters.
func central(a news.Article, x set) rate {
	var named []string
	for _, evidence := range x.Evidence {
		named = append(named, evidence...)
	}
	r := rate{}
	for _, p := range extract.Summarize(a, 3).Points {
		sentence := collapse(a.SentenceText(p.From[0].Sentence))
		r.of++
		if slices.ContainsFunc(named, func(e string) bool { return strings.HasPrefix(sentence, collapse(e)) }) {
			r.n++
		}
	}
	return r
}

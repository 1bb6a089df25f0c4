package check

import (
	"slices"
	"strings"

	"mattinale/pipeline/news"
)

// Source is an article as the checks see it: what is counted once, whatever is then held against it. It is not changed
// after NewSource and may be used by several goroutines.
type Source struct {
	lang      string
	published string
	sentences []news.Sentence
	postings  map[feature][]int32 // sentences, from 0, that have a feature
	figures   figures
	almanac   almanac
	names     names
	ellipsis  bool // the article itself has sentences that trail off
}

// NewSource reads an article, in time linear in its length. The title counts as part of the article, the byline does not:
// a point about its author rests on nothing.
func NewSource(a news.Article) *Source {
	s := &Source{lang: a.Language, published: a.Published, sentences: a.Sentences, postings: map[feature][]int32{}}
	s.names = newNames()
	s.almanac = newAlmanac(a.Published)
	s.read(a.Title, -1)
	for i := range a.Sentences {
		s.read(a.SentenceText(i+1), int32(i))
	}
	s.figures.finish()
	s.almanac.finish()
	return s
}

// read takes in one sentence, or the title as number -1. Only what is kept of it outlives the call: a large article is
// never held as tokens all at once.
func (s *Source) read(text string, number int32) {
	tokens := tokenize(text)
	ms := moments(tokens, s.lang)
	qs := quantities(tokens, s.lang)
	seen := atlas().sightings(tokens)
	s.figures.read(qs)
	s.figures.readClocks(ms)
	s.almanac.read(tokens, ms, s.lang)
	s.names.read(tokens, seen, s.lang)
	s.ellipsis = s.ellipsis || strings.Contains(text, "…") || strings.Contains(text, "...")
	if number < 0 {
		return
	}
	for _, f := range features(tokens, s.lang, ms, qs, seen) {
		s.postings[f] = append(s.postings[f], number)
	}
}

// within returns the sentences, from 0, that lie in a byte range of the article's text, or reach into it: one over a chunk's
// limit is spread over several.
func (s *Source) within(start, end int) (from, to int) {
	from, _ = slices.BinarySearchFunc(s.sentences, start+1, func(x news.Sentence, at int) int { return x.End - at })
	to, _ = slices.BinarySearchFunc(s.sentences, end, func(x news.Sentence, at int) int { return x.Start - at })
	return from, max(from, to)
}

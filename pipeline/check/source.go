package check

import (
	"slices"
	"strings"
	"sync"

	"mattinale/pipeline/news"
)

// Source is an article as the checks see it: what is counted once, whatever is then held against it. It is not changed
// after NewSource and may be used by several goroutines.
type Source struct {
	facts
	lang      string
	published string
	text      string
	sentences []news.Sentence
	postings  map[feature][]int32 // sentences, from 0, that have a feature
	title     facts
	stems     map[string][2]string // while the article is read
	ellipsis  bool                 // the article itself has sentences that trail off

	readSpeech sync.Once
	heard      *speech
}

// mostFeatures is for how many features room is made at once: a short article has about one for each byte.
const mostFeatures = 1 << 16

// stem is the stem and the skeleton of a word of the article; words come again and again.
func (s *Source) stem(folded string) (stemmed, bones string) {
	known, ok := s.stems[folded]
	if !ok {
		known = [2]string{stem(folded, s.lang), skeleton(folded)}
		if len(s.stems) < mostFeatures {
			s.stems[folded] = known
		}
	}
	return known[0], known[1]
}

// facts are the figures, dates and names of an article, or of some of its sentences.
type facts struct {
	figures figures
	almanac almanac
	names   names
}

func newFacts(published string) facts {
	f := facts{names: newNames(), almanac: newAlmanac(published)}
	if f.almanac.dated {
		f.figures.year = f.almanac.published.Year()
	}
	return f
}

func (f *facts) read(tokens []token, ms []moment, qs []quantity, lang string) {
	f.figures.read(qs)
	f.figures.readShares(tokens, qs)
	f.figures.readLists(tokens)
	f.figures.readClocks(ms)
	f.almanac.read(tokens, ms, lang)
}

func (f *facts) finish() {
	f.figures.finish()
	f.almanac.finish()
}

// of returns the figures and dates of some sentences, from 1. What is no number of a sentence is passed over.
func (s *Source) of(sentences []int) *facts {
	f := newFacts(s.published)
	for _, n := range sentences {
		if n < 1 || n > len(s.sentences) {
			continue
		}
		if n > 1 { // a scale or a per cent said in the sentence before holds for the figures of this one
			var before figures
			before.read(quantities(tokenize(s.sentence(n-1), s.lang), s.lang))
			f.figures.scales, f.figures.percent = before.scales, before.percent
		}
		tokens := tokenize(s.sentence(n), s.lang)
		f.read(tokens, moments(tokens, s.lang), quantities(tokens, s.lang), s.lang)
	}
	f.finish()
	return &f
}

// namesIn returns the names of some sentences, from 1.
func (s *Source) namesIn(sentences []int) *names {
	n := newNames()
	for _, number := range sentences {
		tokens := tokenize(s.sentence(number), s.lang)
		n.read(tokens, atlas().sightings(tokens), s.lang)
	}
	return &n
}

// sentence returns the text of a sentence, from 1.
func (s *Source) sentence(n int) string {
	x := s.sentences[n-1]
	return s.text[x.Start:x.End]
}

// NewSource reads an article, in time linear in its length. The title counts as part of the article, the byline does not:
// a point about its author rests on nothing.
func NewSource(a news.Article) *Source {
	s := &Source{stems: map[string][2]string{}, facts: newFacts(a.Published), lang: a.Language, published: a.Published, text: a.Text, sentences: a.Sentences,
		postings: make(map[feature][]int32, min(len(a.Text), mostFeatures))}
	s.title = newFacts(a.Published)
	title := tokenize(a.Title, a.Language)
	s.title.read(title, moments(title, s.lang), quantities(title, s.lang), s.lang)
	s.title.names.read(title, atlas().sightings(title), s.lang)
	s.title.finish()
	s.take(a.Title, -1)
	for i := range a.Sentences {
		s.take(a.SentenceText(i+1), int32(i))
	}
	s.finish()
	s.stems = nil
	return s
}

// take takes in one sentence, or the title as number -1. Only what is kept of it outlives the call: a large article is
// never held as tokens all at once.
func (s *Source) take(text string, number int32) {
	tokens := tokenize(text, s.lang)
	ms := moments(tokens, s.lang)
	qs := quantities(tokens, s.lang)
	seen := atlas().sightings(tokens)
	s.read(tokens, ms, qs, s.lang)
	s.names.read(tokens, seen, s.lang)
	s.ellipsis = s.ellipsis || strings.Contains(text, "…") || strings.Contains(text, "...")
	if number < 0 {
		return
	}
	for _, f := range features(tokens, s.lang, ms, qs, seen) {
		if posts := s.postings[f]; len(posts) == 0 || posts[len(posts)-1] != number {
			s.postings[f] = append(posts, number)
		}
	}
}

// within returns the sentences, from 0, that lie in a byte range of the article's text, or reach into it: one over a chunk's
// limit is spread over several.
func (s *Source) within(start, end int) (from, to int) {
	from, _ = slices.BinarySearchFunc(s.sentences, start+1, func(x news.Sentence, at int) int { return x.End - at })
	to, _ = slices.BinarySearchFunc(s.sentences, end, func(x news.Sentence, at int) int { return x.Start - at })
	return from, max(from, to)
}

package check

import (
	"slices"
	"strings"
	"sync"

	"mattinale/pipeline/news"
)

// Source is an article as the checks see it: what is counted once, whatever is then held against it. What it says is not changed
// after NewSource, and it may be used by several goroutines.
type Source struct {
	facts
	names      *names
	lang       string
	published  date
	text       string
	sentences  []news.Sentence
	postings   postings
	title      facts
	titleNames *names
	ellipsis   bool // the article itself has sentences that trail off

	readings answers[version, *reading]
	claims   answers[claim, []int] // the sentences that they rest on

	readSpeech sync.Once
	heard      *speech
}

// facts are the figures and dates of an article, or of some of its sentences.
type facts struct {
	figures figures
	almanac almanac
}

func newFacts(published date) facts {
	f := facts{almanac: newAlmanac(published)}
	if published.known {
		f.figures.year = published.Year()
	}
	return f
}

func (f *facts) read(r *reading) {
	f.figures.read(r.quantities)
	f.figures.readShares(r.tokens, r.quantities)
	f.figures.readLists(r.tokens)
	f.figures.readClocks(r.moments)
	f.almanac.read(r)
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
			before.read(s.reading(n - 1).quantities)
			f.figures.scales, f.figures.percent = before.scales, before.percent
		}
		f.read(s.reading(n))
	}
	f.finish()
	return &f
}

// namesIn returns the names of some sentences, from 1.
func (s *Source) namesIn(sentences []int) *names {
	n := newNames(0)
	for _, number := range sentences {
		r := s.reading(number)
		n.read(r.tokens, r.sightings, nil)
	}
	return n
}

// sentence returns the text of a sentence, from 1.
func (s *Source) sentence(n int) string {
	x := s.sentences[n-1]
	return s.text[x.Start:x.End]
}

// reading reads a sentence, from 1.
func (s *Source) reading(n int) *reading { return s.read(s.sentence(n), s.lang) }

// NewSource reads an article, in time linear in its length. The title counts as part of the article, the byline does not:
// a point about its author rests on nothing.
func NewSource(a news.Article) *Source {
	published := dateOf(a.Published)
	s := &Source{facts: newFacts(published), names: newNames(len(a.Text)), lang: a.Language, published: published, text: a.Text, sentences: a.Sentences,
		title: newFacts(published), titleNames: newNames(len(a.Title))}
	s.postings = postings{words: s.names.vocabulary}
	title := newReading(a.Title, a.Language)
	s.title.read(title)
	s.title.finish()
	s.titleNames.read(title.tokens, title.sightings, nil)
	places := s.take(title, -1, nil)
	words, r := lexiconOf(s.lang), reading{lang: s.lang}
	for i := range a.Sentences {
		r.text = a.SentenceText(i + 1)
		r.tokens = words.tokenize(r.tokens[:0], r.text)
		r.find()
		places = s.take(&r, int32(i), places)
	}
	s.finish()
	s.postings.finish()
	return s
}

// take takes in one sentence, or the title as number -1. Only what is kept of it outlives the call: a large article is
// never held as tokens all at once.
func (s *Source) take(r *reading, number int32, places []int32) []int32 {
	s.facts.read(r)
	places = s.names.read(r.tokens, r.sightings, places[:0])
	s.ellipsis = s.ellipsis || strings.Contains(r.text, "…") || strings.Contains(r.text, "...")
	if number < 0 {
		return places
	}
	for i, at := range places {
		if r.tokens[i].content {
			s.postings.note(at, number)
		}
	}
	s.postings.others.noteAll(r, number)
	if s.abroad() {
		s.postings.others.noteSenses(r, number)
	}
	return places
}

// within returns the sentences, from 0, that lie in a byte range of the article's text, or reach into it: one over a chunk's
// limit is spread over several.
func (s *Source) within(start, end int) (from, to int) {
	from, _ = slices.BinarySearchFunc(s.sentences, start+1, func(x news.Sentence, at int) int { return x.End - at })
	to, _ = slices.BinarySearchFunc(s.sentences, end, func(x news.Sentence, at int) int { return x.Start - at })
	return from, max(from, to)
}

package check

import (
	_ "embed"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"mattinale/pipeline/news"
)

// sensesFile has the commonest words of the news in the languages of spoken, in their order: a line a sense, a column a language, words of one
// column joined by commas. It only helps to find the sentence that a translation rests on; nothing is held against it.
//
//go:embed senses.txt
var sensesFile string

// senses are the numbers of the lines of sensesFile, from 1, by language and stem.
var senses = sync.OnceValue(func() map[string]map[string][]int {
	out := map[string]map[string][]int{}
	for _, lang := range spoken {
		out[lang] = map[string][]int{}
	}
	id := 0
	for line := range strings.Lines(sensesFile) {
		id++
		for i, column := range strings.Fields(line) {
			lang := spoken[i]
			for _, w := range strings.Split(column, ",") {
				s := stem(fold(w), lang)
				out[lang][s] = append(out[lang][s], id)
			}
		}
	}
	return out
})

// shortestPart is of how many letters a part of a German compound must be.
const shortestPart = 4

// sensesOf returns the senses of a word: its own, or in German those of its last part, else of its first: Fahrgastverband.
func sensesOf(l *lexeme, lang string) []int {
	known := senses()[lang]
	if ids := known[l.stem]; ids != nil || lang != "de" {
		return ids
	}
	for from := shortestPart; from <= len(l.stem)-shortestPart; from++ {
		if ids := known[l.stem[from:]]; ids != nil {
			return ids
		}
	}
	for to := len(l.stem) - shortestPart; to >= shortestPart; to-- {
		if ids := known[l.stem[:to]]; ids != nil {
			return ids
		}
	}
	return nil
}

// senseStrength is how much a common sense of two words counts. It is less than what a point can rest on alone.
const senseStrength = 0.75

func senseFeature(id int) feature { return feature{kind: aSense, value: uint64(id)} }

// abroad reports whether an article is in a language in which no summary of it may be asked for, so that its evidence must be found
// through translations alone.
func (s *Source) abroad() bool { return s.tabled() && s.lang != "it" && s.lang != "en" }

// noteSenses notes the senses of the words of a sentence.
func (p *particulars) noteSenses(r *reading, sentence int32) {
	for _, t := range r.tokens {
		if !t.content {
			continue
		}
		for _, id := range sensesOf(t.lexeme, r.lang) {
			p.note(senseFeature(id), sentence)
		}
	}
}

// leastLikely is the share of a text's weight that its likeliest sentence must have, over all the texts of a point; by trial.
const leastLikely = 0.15

// likeliest returns the sentence that translations rest on most likely, where they name and count nothing that could be looked up: the one that
// has most of their words in sense or in form, in all of them together; the earlier of two that are level. It returns nil when two words or more
// do not agree.
func (s *Source) likeliest(text news.Texts, start, end int) []int {
	share, words := map[int32]float64{}, map[int32]int{}
	for lang, t := range text {
		r := s.read(t, lang)
		if lang == s.lang || tells(r) {
			return nil
		}
		a := s.compare(units(r, false, true), start, end)
		for row, n := range a.sentences {
			got, matched := 0.0, 0
			for i, strength := range a.row(row) {
				if strength >= medium {
					got += a.weights[i] * strength
					matched++
				}
			}
			x := s.sentences[n]
			if x.Heading || matched == 0 || a.total == 0 {
				continue
			}
			share[n] += got / (a.total + a.unknown) / float64(len(text)) / (1 + lengthWeight*math.Log1p(float64(x.End-x.Start)/100))
			words[n] += matched
		}
	}
	best := int32(-1)
	for _, n := range slices.Sorted(maps.Keys(share)) {
		if words[n] >= 2 && share[n] >= leastLikely && (best < 0 || share[n] > share[best]) {
			best = n
		}
	}
	if best < 0 {
		return nil
	}
	return []int{int(best) + 1}
}

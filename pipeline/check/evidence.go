package check

import (
	"maps"
	"math"
	"slices"

	"mattinale/pipeline/news"
)

// Evidence returns the numbers, counted from 1 and in order, of the sentences that a point rests on: usually one or two,
// at most four, among those that lie in the bytes [start,end) of the article's text. The text in the article's own
// language decides by its words; without one, the texts in other languages by what crosses languages: numbers, dates,
// names, places under any of their names, words with a common beginning. It returns nil when the point rests on nothing.
func (s *Source) Evidence(text news.Texts, start, end int) []int {
	found := slices.Clone(s.rank(text, start, end))
	slices.Sort(found)
	return found
}

// Best returns the sentence, from 1, that a point rests on most, 0 when it rests on none.
func (s *Source) Best(text news.Texts, start, end int) int {
	if found := s.rank(text, start, end); len(found) > 0 {
		return found[0]
	}
	return 0
}

// rank is Evidence, the best sentence first.
func (s *Source) rank(text news.Texts, start, end int) []int {
	own := text[s.lang] != ""
	if found := s.align(text[s.lang], s.lang, start, end, false); found != nil {
		return found
	}
	for _, lang := range slices.Sorted(maps.Keys(text)) {
		if lang == s.lang {
			continue
		}
		if found := s.align(text[lang], lang, start, end, own); found != nil {
			return found
		}
	}
	if !own && s.abroad() {
		return s.likeliest(text, start, end)
	}
	return nil
}

// Bounds of what counts as evidence, by trial on articles and summaries in the writer's own words.
const (
	rareName      = 1 // sentences that have a name by which a translation is surely about one of them
	surelyMatched = 2 // words of a translation, a name or a figure among them
	mostEvidence  = 3
	addsOwn       = 0.14 // share of the point's weight that a further sentence must add, in the article's language
	addsOther     = 0.22 // in another, where chance matches are commoner
	leastShare    = 0.12 // share that the first must have
	leastStrength = 0.9  // of one unit in it: nothing rests on the beginnings of words alone
	leastRest     = 0.52 // share that the first sentence has and share that the article has, together
	unknownWeight = 0.3  // of a word that the article does not have: a summary has words of its own
	lengthWeight  = 0.4  // how much a long sentence, which meets a point by chance more easily, weighs down
)

// align finds the sentences that one text rests on. A translation of a text that rests on nothing by its own words must be
// surely about them: by chance it meets sentences of other articles too.
func (s *Source) align(text, lang string, start, end int, surely bool) []int {
	c := claim{version{text, lang}, start, end, surely}
	return s.claims.of(c, func() []int { return s.rests(c) })
}

func (s *Source) rests(c claim) []int {
	own := c.lang == s.lang
	a := s.compare(units(s.read(c.text, c.lang), own, !own && s.abroad()), c.start, c.end)
	adds := addsOther
	if own {
		adds = addsOwn
	}
	for len(a.chosen) < mostEvidence {
		best, gain := s.best(a, false)
		if best < 0 && len(a.chosen) == 0 {
			best, gain = s.best(a, true)
		}
		least := adds
		if len(a.chosen) == 0 {
			least = leastShare
		}
		if best < 0 || gain < least*a.total {
			break
		}
		if len(a.chosen) == 0 && !a.rests(best, own, c.surely) {
			return nil
		}
		a.choose(best)
	}
	s.complete(a)
	return a.chosen
}

// Bounds of what is added for a name or a figure that the best sentences do not have.
const (
	mostCompleted = 4 // sentences in all
	closeBy       = 8 // sentences from one that was chosen; farther ones must share more with the point
)

// complete adds, for each name and figure of a point that the chosen sentences lack and another one has, that sentence: the
// closest. What stands only far away, in a sentence that shares nothing else with the point, is not added: the check will
// say so.
func (s *Source) complete(a *alignment) {
	for i, u := range a.units {
		if len(a.chosen) == 0 || len(a.chosen) >= mostCompleted {
			return
		}
		if !u.telling || a.covered[i] >= leastStrength || a.most[i] < leastStrength {
			continue
		}
		if best := s.closest(a, i); best >= 0 {
			a.choose(best)
		}
	}
}

// closest returns the row of the sentence closest to the chosen ones of those that bear out a unit, -1 when there is none.
func (s *Source) closest(a *alignment, unit int) int {
	best, least := -1, 0
	for r, n := range a.sentences {
		row := a.row(r)
		if row[unit] < leastStrength || a.taken(n) || s.sentences[n].Heading {
			continue
		}
		distance, shared := len(s.sentences), 0
		for _, c := range a.chosen {
			distance = min(distance, max(int(n)+1-c, c-int(n)-1))
		}
		for _, strength := range row {
			if strength >= medium {
				shared++
			}
		}
		if distance > closeBy && shared < 2 {
			continue
		}
		if best < 0 || distance < least || distance == least && n < a.sentences[best] {
			best, least = r, distance
		}
	}
	return best
}

// best returns the row of the sentence, or the heading, that adds most to what is covered, and how much; -1 when none adds anything.
func (s *Source) best(a *alignment, heading bool) (best int, most float64) {
	best = -1
	for r, n := range a.sentences {
		if s.sentences[n].Heading != heading || a.taken(n) {
			continue
		}
		gain, strongest := 0.0, 0.0
		for i, strength := range a.row(r) {
			if strength > a.covered[i] {
				gain += a.weights[i] * (strength - a.covered[i])
				strongest = max(strongest, strength)
			}
		}
		if strongest < leastStrength {
			continue
		}
		x := s.sentences[n]
		gain /= 1 + lengthWeight*math.Log1p(float64(x.End-x.Start)/100)
		if gain > most || gain == most && best >= 0 && n < a.sentences[best] {
			best, most = r, gain
		}
	}
	return best, most
}

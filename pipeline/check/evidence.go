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
	found := s.rank(text, start, end)
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
	own := lang == s.lang
	a := s.compare(units(s.shelf.read(text, lang), own), start, end)
	adds := addsOther
	if own {
		adds = addsOwn
	}
	covered := make([]float64, len(a.weights))
	var chosen []int
	for len(chosen) < mostEvidence {
		best, gain := s.best(a, covered, false)
		if best < 0 && len(chosen) == 0 {
			best, gain = s.best(a, covered, true)
		}
		least := adds
		if len(chosen) == 0 {
			least = leastShare
		}
		if best < 0 || gain < least*a.total {
			break
		}
		if len(chosen) == 0 && !a.rests(best, own, surely) {
			return nil
		}
		chosen = append(chosen, int(best)+1)
		for i, strength := range a.borne[best] {
			covered[i] = max(covered[i], strength)
		}
		a.chosen[best] = true
	}
	return s.complete(a, covered, chosen)
}

// Bounds of what is added for a name or a figure that the best sentences do not have.
const (
	mostCompleted = 4 // sentences in all
	closeBy       = 8 // sentences from one that was chosen; farther ones must share more with the point
)

// complete adds, for each name and figure of a point that the chosen sentences lack and another one has, that sentence: the
// closest. What stands only far away, in a sentence that shares nothing else with the point, is not added: the check will
// say so.
func (s *Source) complete(a alignment, covered []float64, chosen []int) []int {
	for i, u := range a.units {
		if len(chosen) == 0 || len(chosen) >= mostCompleted {
			return chosen
		}
		if !u.telling || covered[i] >= leastStrength || a.most[i] < leastStrength {
			continue
		}
		best, least := int32(-1), 0
		for n, row := range a.borne {
			if a.chosen[n] || s.sentences[n].Heading || row[i] < leastStrength {
				continue
			}
			distance, shared := len(s.sentences), 0
			for _, c := range chosen {
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
			if best < 0 || distance < least || distance == least && n < best {
				best, least = n, distance
			}
		}
		if best < 0 {
			continue
		}
		chosen = append(chosen, int(best)+1)
		a.chosen[best] = true
		for j, strength := range a.borne[best] {
			covered[j] = max(covered[j], strength)
		}
	}
	return chosen
}

// alignment is one point against the sentences of a range.
type alignment struct {
	units   []unit
	weights []float64           // of the units
	total   float64             // their sum
	unknown float64             // what units that the article does not have take away from the sum
	borne   map[int32][]float64 // how far a sentence bears out each unit, by sentence
	most    []float64           // how far the best of the range does
	chosen  map[int32]bool      // sentences taken
	found   []int               // by unit: sentences of the article that have it
}

// mostUnits is how much of a point is looked at; a text with more is no sentence.
const mostUnits = 200

// commonFeature is in how many sentences a feature may stand; one in more tells nothing, and in a text of many thousands
// it would cost time.
const commonFeature = 1000

func (s *Source) compare(us []unit, start, end int) alignment {
	from, to := s.within(start, end)
	us = us[:min(len(us), mostUnits)]
	a := alignment{units: us, weights: make([]float64, len(us)), most: make([]float64, len(us)), found: make([]int, len(us)), borne: map[int32][]float64{}, chosen: map[int32]bool{}}
	for i, u := range us {
		for _, w := range u.ways {
			posts := s.postings.find(w.feature)
			if len(posts) == 0 || len(posts) > commonFeature {
				continue
			}
			a.weights[i] = max(a.weights[i], u.worth*s.idf(len(posts))*w.strength)
			if w.strength >= leastStrength {
				a.found[i] = max(a.found[i], len(posts))
			}
			a.bear(posts, from, to, i, w.strength)
		}
		if a.weights[i] == 0 {
			full := u.worth * s.idf(0)
			a.weights[i] = unknownWeight * full
			a.unknown += full - a.weights[i]
		}
		a.total += a.weights[i]
	}
	return a
}

// bear notes that the sentences of a range that have a feature bear out a unit.
func (a alignment) bear(posts []int32, from, to, unit int, strength float64) {
	first, _ := slices.BinarySearch(posts, int32(from))
	for _, n := range posts[first:] {
		if int(n) >= to {
			return
		}
		row := a.borne[n]
		if row == nil {
			row = make([]float64, len(a.units))
			a.borne[n] = row
		}
		row[unit] = max(row[unit], strength)
		a.most[unit] = max(a.most[unit], strength)
	}
}

// idf is the inverse document frequency of a feature, a sentence being the document.
func (s *Source) idf(sentences int) float64 {
	return math.Log(1 + float64(len(s.sentences))/(float64(sentences)+0.5))
}

// best returns the sentence, or the heading, that adds most to what is covered, and how much; -1 when none adds anything.
func (s *Source) best(a alignment, covered []float64, heading bool) (best int32, most float64) {
	best = -1
	for n, row := range a.borne {
		if s.sentences[n].Heading != heading || a.chosen[n] {
			continue
		}
		gain, strongest := 0.0, 0.0
		for i, strength := range row {
			if strength > covered[i] {
				gain += a.weights[i] * (strength - covered[i])
				strongest = max(strongest, strength)
			}
		}
		x := s.sentences[n]
		gain /= 1 + lengthWeight*math.Log1p(float64(x.End-x.Start)/100)
		if strongest >= leastStrength && (gain > most || gain == most && n < best) {
			best, most = n, gain
		}
	}
	return best, most
}

// rests reports whether a point can be said to rest on its best sentence. In the article's language words must agree,
// there and in the range as a whole; in another a name, a figure, or two words.
func (a alignment) rests(best int32, own, surely bool) bool {
	if !own {
		matched, telling, rare := 0, 0, false
		for i, strength := range a.borne[best] {
			if strength >= medium {
				matched++
				if a.units[i].telling && strength >= leastStrength {
					telling++
					rare = rare || a.units[i].name && a.found[i] <= rareName
				}
			}
		}
		if surely {
			return rare || telling > 0 && matched >= surelyMatched
		}
		return telling > 0 || matched >= 2
	}
	there, anywhere := 0.0, 0.0
	for i, w := range a.weights {
		there += w * a.borne[best][i]
		anywhere += w * a.most[i]
	}
	return there+anywhere >= leastRest*(a.total+a.unknown)
}

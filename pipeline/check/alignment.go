package check

import (
	"math"
	"slices"
)

// alignment is one point against the sentences of a range.
type alignment struct {
	units   []unit
	weights []float64 // of the units
	total   float64   // their sum
	unknown float64   // what units that the article does not have take away from the sum
	most    []float64 // by unit: how far the best of the range bears it out
	found   []int     // by unit: sentences of the article that have it

	from      int       // the first sentence of the range, from 0
	rows      []int32   // by sentence of the range: its row, from 1; 0 when it shares nothing with the point
	sentences []int32   // by row, from 0
	strengths []float64 // by row and unit: how far the sentence bears it out

	chosen  []int     // sentences taken, from 1, the best first
	covered []float64 // by unit: how far they bear it out
}

// mostUnits is how much of a point is looked at; a text with more is no sentence.
const mostUnits = 200

// commonFeature is in how many sentences a feature may stand; one in more tells nothing, and in a text of many thousands
// it would cost time.
const commonFeature = 1000

func (s *Source) compare(us []unit, start, end int) *alignment {
	from, to := s.within(start, end)
	us = us[:min(len(us), mostUnits)]
	n := len(us)
	room := make([]float64, 3*n)
	a := &alignment{units: us, weights: room[:n:n], most: room[n : 2*n : 2*n], covered: room[2*n:], found: make([]int, n), from: from, rows: make([]int32, to-from)}
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
			a.bear(posts, i, w.strength)
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

// bear notes that the sentences of the range that have a feature bear out a unit.
func (a *alignment) bear(posts []int32, unit int, strength float64) {
	first, _ := slices.BinarySearch(posts, int32(a.from))
	for _, n := range posts[first:] {
		i := int(n) - a.from
		if i >= len(a.rows) {
			return
		}
		if a.rows[i] == 0 {
			a.sentences = append(a.sentences, n)
			a.strengths = append(a.strengths, make([]float64, len(a.units))...)
			a.rows[i] = int32(len(a.sentences))
		}
		row := a.row(int(a.rows[i]) - 1)
		row[unit] = max(row[unit], strength)
		a.most[unit] = max(a.most[unit], strength)
	}
}

// row is how far a sentence bears out each unit.
func (a *alignment) row(r int) []float64 { return a.strengths[r*len(a.units) : (r+1)*len(a.units)] }

// taken reports whether a sentence, from 0, is chosen.
func (a *alignment) taken(sentence int32) bool { return slices.Contains(a.chosen, int(sentence)+1) }

// choose takes the sentence of a row.
func (a *alignment) choose(r int) {
	a.chosen = append(a.chosen, int(a.sentences[r])+1)
	for i, strength := range a.row(r) {
		a.covered[i] = max(a.covered[i], strength)
	}
}

// idf is the inverse document frequency of a feature, a sentence being the document.
func (s *Source) idf(sentences int) float64 {
	return math.Log(1 + float64(len(s.sentences))/(float64(sentences)+0.5))
}

// rests reports whether a point can be said to rest on its best sentence. In the article's language words must agree,
// there and in the range as a whole; in another a name, a figure, or two words.
func (a *alignment) rests(best int, own, surely bool) bool {
	if !own {
		matched, telling, rare := 0, 0, false
		for i, strength := range a.row(best) {
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
		there += w * a.row(best)[i]
		anywhere += w * a.most[i]
	}
	return there+anywhere >= leastRest*(a.total+a.unknown)
}

package check

import (
	"math"
	"slices"
)

// figures are all numbers of an article.
type figures struct {
	values   []float64 // sorted after finish; until then those of times of day alone
	said     []float64 // the values of groups
	percents []float64 // sorted; said to be per cent, or said beside one that is
	spans    []span
	groups   [][]float64 // by sentence
	scales   []float64   // of the sentence before
	percent  bool        // the sentence before has a percentage
	amounts  []amount    // of money
	bounds   []bounded   // what is said to be more or less than a figure
	counts   []float64   // how many things are listed: "A, B e C" are three
	metric   []float64   // what was said in inches and the like, in metric units
	year     int         // of the article's date, 0 when it has none
}

// span is a length of time as said: so many of a unit.
type span struct{ seconds, unit float64 }

// Most numbers, and sentences with numbers, of one article that are kept: one with more is data, not news.
const (
	mostFigures = 200_000
	mostGroups  = 2_000
)

// read takes in the numbers of one sentence. A scale or a per cent said once holds for the numbers beside it, and for
// those of the next sentence: 21,4 milioni … ne sono stati fatturati 9,1.
func (f *figures) read(qs []quantity) {
	if len(f.said)+len(f.values) > mostFigures {
		return
	}
	var scales []float64
	from := len(f.said)
	percent := false
	for _, q := range qs {
		percent = percent || q.percent || q.points
		if !q.bare && !q.loose && q.values[0] >= 1000 {
			scales = append(scales, scaleWithin(q.values[0]))
		}
	}
	for _, q := range qs {
		f.said = append(f.said, q.values...)
		if q.currency != "" && len(f.amounts) < mostGroups {
			f.amounts = append(f.amounts, amount{q.values[0], q.currency})
		}
		if q.limit != 0 && len(f.bounds) < mostGroups {
			f.bounds = append(f.bounds, bounded{q.values[0], q.limit})
		}
		if q.metric > 0 {
			f.metric = append(f.metric, q.metric)
		}
		if q.bare || q.loose && q.worded { // uno in più, beside 2,6 miliardi
			for _, s := range scales {
				f.said = append(f.said, q.values[0]*s)
			}
			for _, s := range f.scales {
				f.said = append(f.said, q.values[0]*s)
			}
		}
		if q.percent || q.points || q.lonely && (percent || f.percent) {
			f.percents = append(f.percents, q.values...)
		}
		if q.unit > 0 {
			f.spans = append(f.spans, span{q.values[0] * q.unit, q.unit})
		}
	}
	if len(f.said) > from && len(f.groups) < mostGroups {
		f.groups = append(f.groups, f.said[from:len(f.said):len(f.said)])
	}
	f.scales, f.percent = scales, percent
}

// shortItem is how many tokens an item of a list has at most.
const shortItem = 6

// readLists takes in how many things a sentence lists, so that a text may count them.
func (f *figures) readLists(tokens []token) {
	items, last := 0, 0
	for i, t := range tokens {
		if !t.can(anItem) {
			continue
		}
		switch joint := joins(t.lexeme); {
		case separates(t.lexeme), joint:
			if i-last > shortItem {
				items = 0
			}
			items++
			if joint {
				f.counts = append(f.counts, float64(items+1))
				items = 0
			}
			last = i
		case closesList(t.lexeme):
			items, last = 0, i
		}
	}
}

// What stands between the items of a list, before the last one, and about the list.
func separates(l *lexeme) bool  { return l.is(",", ";") }
func joins(l *lexeme) bool      { return l.is("e", "ed", "and", "o", "or", "et", "und", "y") }
func closesList(l *lexeme) bool { return l.is(".", ":", "(", ")") }

// readShares takes in what "six in ten" and "sei su dieci" are in per cent.
func (f *figures) readShares(tokens []token, qs []quantity) {
	for i := range qs[:max(len(qs)-1, 0)] {
		a, b := qs[i], qs[i+1]
		between := b.from - a.to
		if between < 1 || between > 3 || b.values[0] <= 0 || a.values[0] >= b.values[0] {
			continue
		}
		for _, t := range tokens[a.to:b.from] {
			if t.is("su", "in", "of", "ogni", "every", "sur", "von", "de") {
				f.percents = append(f.percents, 100*a.values[0]/b.values[0])
			}
		}
	}
}

// readClocks takes in times of day as the figures they may be said by: 17 for 5 pm.
func (f *figures) readClocks(ms []moment) {
	for _, m := range ms {
		if m.clock == 0 {
			continue
		}
		h, minutes := float64((m.clock-1)/60), float64((m.clock-1)%60)/100
		f.values = append(f.values, h+minutes)
		if h > 12 {
			f.values = append(f.values, h-12+minutes)
		}
	}
}

// bounded is a figure that the true one is above (1) or below (-1).
type bounded struct {
	value float64
	bound int
}

// contradicts reports whether a figure is said to be more where all that say it say less, or the other way round.
func (f *figures) contradicts(q quantity) bool {
	other := false
	for _, b := range f.bounds {
		if math.Abs(b.value-q.values[0]) > 1e-9*math.Abs(b.value) {
			continue
		}
		if b.bound == q.limit {
			return false
		}
		other = true
	}
	return q.limit != 0 && other
}

// scaleWithin is the largest of 10³, 10⁶, 10⁹ and 10¹² that a number holds.
func scaleWithin(v float64) float64 {
	s := 1000.0
	for s < 1e12 && v >= s*1000 {
		s *= 1000
	}
	return s
}

func (f *figures) finish() {
	f.values = append(f.values, f.said...)
	slices.Sort(f.values)
	slices.Sort(f.percents)
}

// bearsOut reports whether the article has a quantity: the same number, one that rounds to it, the same length of time in
// another unit, a percentage near a fraction, a ratio of two numbers said together.
func (f *figures) bearsOut(q quantity) bool {
	values := f.values
	if q.percent {
		values = f.percents
	}
	for _, v := range q.values {
		if near(values, v, 1e-9) || rounded(values, v) || q.percent && near(f.values, v/100, 0.02) {
			return true
		}
	}
	if q.metric > 0 && near(f.values, q.metric, conversion) || slices.ContainsFunc(f.metric, func(m float64) bool { return math.Abs(m-q.values[0]) <= conversion*m }) {
		return true
	}
	if q.unit > 0 && f.lasts(q) {
		return true
	}
	for _, start := range q.values {
		if q.era > 0 && start >= 1000 && between(f.values, start, start+q.era-1) {
			return true
		}
	}
	if q.fraction {
		return between(f.percents, 100*q.values[0]-6, 100*q.values[0]+6) || f.ratio(q.values[0], 0.02)
	}
	return q.times && f.ratio(q.values[0], 0.5)
}

// derived reports whether a quantity follows from what is said: it is a number made rounder, where the text says that it is not
// exact; the difference of two, where the text says that it is one; the time between them.
func (f *figures) derived(q quantity) bool {
	values := f.values
	if q.percent {
		values = f.percents
	}
	if q.worded && q.bare && q.unit == 0 && !q.percent && slices.Contains(f.counts, q.values[0]) {
		return true
	}
	if q.about && slices.ContainsFunc(q.values, func(v float64) bool { return inexact(values, v, q.bound) }) {
		return true
	}
	if q.unit > 0 && f.elapsed(q) {
		return true
	}
	return q.change && !q.percent && slices.ContainsFunc(q.values, func(v float64) bool { return f.difference(v, q) })
}

// conversion is how far a number in other units may be off: translators round it.
const conversion = 0.08

// inexact reports whether a sorted list has a number that one said to be inexact may stand for: one close by, or within 15 % above
// or below when the words say on which side the true one is. Only numbers of one digit and noughts are so inexact.
func inexact(sorted []float64, v float64, bound int) bool {
	v = math.Abs(v)
	if place := lastPlace(v); place == 0 || v >= 10*place*0.999 {
		return false // of more digits the rounding can be held against the number
	}
	switch bound {
	case 1:
		return between(sorted, v, v*1.15)
	case -1:
		return between(sorted, v*0.85, v)
	}
	return between(sorted, v*0.97, v*1.03)
}

// mostInGroup is with how many numbers of a sentence it is calculated.
const mostInGroup = 40

// pairs calls f with the numbers that one sentence, or two that follow each other, have, two by two, until it returns true.
func (f *figures) pairs(found func(a, b float64) bool) bool {
	for i, g := range f.groups {
		if i > 0 {
			g = slices.Concat(f.groups[i-1], g)
		}
		if len(g) > mostInGroup {
			continue
		}
		for j, a := range g {
			for _, b := range g[:j] {
				if found(a, b) {
					return true
				}
			}
		}
	}
	return false
}

// difference reports whether v is the difference of two numbers said together, or a rounding of it.
func (f *figures) difference(v float64, q quantity) bool {
	return f.pairs(func(a, b float64) bool {
		d := []float64{math.Abs(a - b)}
		return d[0] > 0 && (near(d, v, 1e-6) || rounded(d, v) || q.about && inexact(d, v, q.bound))
	})
}

// elapsed reports whether a length of time lies between two hours, or two years, said together, or between a year and the
// article's date.
func (f *figures) elapsed(q quantity) bool {
	v := q.values[0]
	switch q.unit {
	case hour:
		return f.pairs(func(a, b float64) bool { return a <= 24 && b <= 24 && math.Abs(math.Abs(a-b)-v) < 1e-6 })
	case year:
		between := func(a, b float64) bool { return isYear(a) && isYear(b) && math.Abs(math.Abs(a-b)-v) < 1e-6 }
		return f.pairs(between) || f.since(v)
	}
	return false
}

// since reports whether a year lies so many before the article's date, or after it.
func (f *figures) since(years float64) bool {
	return f.year > 0 && (near(f.values, float64(f.year)-years, 1e-9) && isYear(float64(f.year)-years) || near(f.values, float64(f.year)+years, 1e-9) && isYear(float64(f.year)+years))
}

func isYear(v float64) bool { return v >= 1800 && v < 2200 && v == math.Trunc(v) }

// lasts reports whether the article has the same length of time in another unit: two years and 24 months, nearly four hours
// and 3 hours 40.
func (f *figures) lasts(q quantity) bool {
	tolerance := 0.03
	if q.about {
		tolerance = 0.15
	}
	length := q.values[0] * q.unit
	return slices.ContainsFunc(f.spans, func(s span) bool {
		n := s.seconds / s.unit
		return (s.unit != q.unit || n != math.Trunc(n)) && math.Abs(s.seconds-length) <= tolerance*length
	})
}

// near reports whether a sorted list has a number within a relative distance.
func near(sorted []float64, v, tolerance float64) bool {
	d := math.Abs(v) * tolerance
	return between(sorted, v-d, v+d+1e-12)
}

func between(sorted []float64, low, high float64) bool {
	i, _ := slices.BinarySearch(sorted, low)
	return i < len(sorted) && sorted[i] <= high
}

// rounded reports whether a sorted list has a number that v is a rounding of, up, down or off, with two digits or more that
// agree: 286mila for 286.400, more than 1,400 for 1,412.
func rounded(sorted []float64, v float64) bool {
	place := lastPlace(v)
	if place > 0 && place < 0.5 && between(sorted, v-place/2, v+place/2) { // 0.8 for 0.83
		return true
	}
	if place == 0 || math.Abs(v) < 10*place*0.999 {
		return false
	}
	i, _ := slices.BinarySearch(sorted, v-place/2)
	return i < len(sorted) && sorted[i] < v+place*0.999
}

// lastPlace returns the value of the last digit of v that is not zero: 100 for 1400, 0.1 for 2.5.
func lastPlace(v float64) float64 {
	if v == 0 || math.IsInf(v, 0) {
		return 0
	}
	place := math.Pow(10, math.Floor(math.Log10(math.Abs(v))))
	for range 15 {
		n := v / place
		if math.Abs(n-math.Round(n)) < 1e-6 {
			return place
		}
		place /= 10
	}
	return 0
}

// ratio reports whether two numbers that one sentence says are to each other as v, give or take d.
func (f *figures) ratio(v, d float64) bool {
	for _, g := range f.groups {
		if len(g) > 40 {
			continue
		}
		for _, a := range g {
			for _, b := range g {
				if b != 0 && math.Abs(a/b-v) <= d {
					return true
				}
			}
		}
	}
	return false
}

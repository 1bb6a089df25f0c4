package check

import (
	"math"
	"slices"
)

// figures are all numbers of an article.
type figures struct {
	values   []float64 // sorted
	percents []float64 // sorted; said to be per cent, or said beside one that is
	spans    []span
	groups   [][]float64 // by sentence
	scales   []float64   // of the sentence before
	percent  bool        // the sentence before has a percentage
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
	if len(f.values) > mostFigures {
		return
	}
	var group, scales []float64
	percent := false
	for _, q := range qs {
		percent = percent || q.percent
		if !q.bare && !q.loose && q.values[0] >= 1000 {
			scales = append(scales, scaleWithin(q.values[0]))
		}
	}
	for _, q := range qs {
		group = append(group, q.values...)
		if q.bare || q.loose && q.worded { // uno in più, beside 2,6 miliardi
			for _, s := range append(scales, f.scales...) {
				group = append(group, q.values[0]*s)
			}
		}
		if q.percent || q.lonely && (percent || f.percent) {
			f.percents = append(f.percents, q.values...)
		}
		if q.unit > 0 {
			f.spans = append(f.spans, span{q.values[0] * q.unit, q.unit})
		}
	}
	f.values = append(f.values, group...)
	if len(group) > 0 && len(f.groups) < mostGroups {
		f.groups = append(f.groups, group)
	}
	f.scales, f.percent = scales, percent
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

// scaleWithin is the largest of 10³, 10⁶, 10⁹ and 10¹² that a number holds.
func scaleWithin(v float64) float64 {
	s := 1000.0
	for s < 1e12 && v >= s*1000 {
		s *= 1000
	}
	return s
}

func (f *figures) finish() {
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

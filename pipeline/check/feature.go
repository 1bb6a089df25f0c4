package check

import (
	"math"
	"strconv"
)

// feature is something that two texts can have in common: a stem, a number, a date, a place under any of its names.
type feature struct {
	kind  kind
	text  string // of words
	value uint64 // of others
}

// kind is of what a feature is.
type kind byte

const (
	aStem      kind = iota // of a word
	aWord                  // as it is folded
	aBeginning             // of a word's skeleton
	aConcept               // of the gazetteer
	aValue                 // a number
	aRounding              // a number that another can be rounded to
	aSpan                  // a length of time
	aMonth                 // or a day of one
	aWeekday
	aClock // a time of day
	aSense // of a word, in whatever language
)

// way is one way in which a token of a point can be borne out by a sentence, and how much it then counts, up to 1.
type way struct {
	feature  feature
	strength float64
}

// unit is one thing a point says, with the ways in which a sentence can say it too.
type unit struct {
	ways    []way
	worth   float64 // how much more it tells than another word of the same rarity
	telling bool    // a name or a figure that is the same in every language
	name    bool    // it is a name
}

// Strengths of the ways, by trial on articles and summaries in several languages.
const (
	whole  = 1.0  // the same stem, number or place
	long   = 0.55 // six letters in common at the beginning
	medium = 0.35 // five
	short  = 0.05 // four: porto and port
)

// beginnings are how many letters at the beginning two words have in common, and how much that counts.
var beginnings = []struct {
	length   int
	strength float64
}{{6, long}, {5, medium}, {4, short}}

// Worths, by trial likewise. A figure is what a point and its sentence are surest to share.
const (
	numberWorth = 2.0
	dateWorth   = 1.4
)

// units returns what a text says, each word once: as part of a date, a number, a place, or by itself. own says that the
// text is in the article's language, senses that words are compared by their sense too.
func units(r *reading, own, senses bool) []unit {
	out := make([]unit, 0, len(r.tokens)/2+1)
	taken := make([]bool, len(r.tokens))
	take := func(from, to int) {
		for i := from; i < to; i++ {
			taken[i] = true
		}
	}
	for _, m := range r.moments {
		out = append(out, momentUnit(m))
		take(m.from, m.to)
	}
	for _, q := range scaled(r.quantities) {
		if !taken[q.from] && !q.loose {
			out = append(out, quantityUnit(q))
			take(q.from, q.to)
		}
	}
	for _, s := range r.sightings {
		out = append(out, placeUnit(s, r.tokens))
		take(s.from, s.to)
	}
	for i, t := range r.tokens {
		if !t.content || taken[i] {
			continue
		}
		u := wordUnit(t, own)
		if senses {
			for _, id := range sensesOf(t.lexeme, r.lang) {
				u.ways = append(u.ways, way{senseFeature(id), senseStrength})
			}
		}
		if len(u.ways) > 0 {
			out = append(out, u)
		}
	}
	return out
}

// shortestCognate is how long a word in lower case must be to count as the same in two languages: due is two in Italian.
const shortestCognate = 5

// wordUnit compares words of one language by stem, words of two as they are written; both by their beginnings, in one
// spelling for all languages.
func wordUnit(t token, own bool) unit {
	u := unit{worth: 1, telling: t.upper && !t.first, name: t.upper && !t.first, ways: make([]way, 0, 2+len(beginnings))}
	if own {
		u.ways = append(u.ways, way{stemFeature(t.lexeme), whole})
	}
	if t.upper && !t.first || len(t.fold) >= shortestCognate {
		u.ways = append(u.ways, way{wordFeature(t.lexeme), whole})
	}
	for _, b := range beginnings {
		if len(t.skeleton) >= b.length {
			u.ways = append(u.ways, way{feature{kind: aBeginning, text: t.skeleton[:b.length]}, b.strength})
		}
	}
	return u
}

func placeUnit(s sighting, tokens []token) unit {
	u := unit{worth: 1, telling: true, name: tokens[s.from].upper}
	for _, c := range s.concepts {
		u.ways = append(u.ways, way{conceptFeature(c), whole})
	}
	for _, t := range tokens[s.from:s.to] {
		if t.class == word {
			u.ways = append(u.ways, way{stemFeature(t.lexeme), whole}, way{wordFeature(t.lexeme), whole})
		}
	}
	return u
}

func stemFeature(l *lexeme) feature { return feature{kind: aStem, text: l.stem} }

func wordFeature(l *lexeme) feature { return feature{kind: aWord, text: l.fold} }

func conceptFeature(c int) feature { return feature{kind: aConcept, value: uint64(c)} }

func valueFeature(v float64) feature { return feature{kind: aValue, value: significant(v, 10)} }

// significant is a number of so many significant digits.
func significant(v float64, digits int) uint64 {
	if v != math.Trunc(v) || math.Abs(v) >= math.Pow10(digits) { // else it has no more of them
		return written(v, 'g', digits)
	}
	return math.Float64bits(v)
}

// written is a number as it is after it was written with so many digits.
func written(v float64, format byte, digits int) uint64 {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, format, digits, 64), 64) // what it wrote it can read
	return math.Float64bits(v)
}

func quantityUnit(q quantity) unit {
	u := unit{worth: numberWorth, telling: true}
	integer := q.values[0] == math.Trunc(q.values[0])
	if q.values[0] < 11 && (integer || q.unit > 0) {
		u.worth, u.telling = 1, false
	}
	for _, v := range q.values {
		if integer || q.unit == 0 { // a year and a half is a length and no figure
			u.ways = append(u.ways, way{valueFeature(v), whole})
		}
		if m := v / scaleWithin(v); v >= 1000 && m != math.Trunc(m) { // 8.9 million, where the article says only 8.9 the second time
			u.ways = append(u.ways, way{valueFeature(m), leastStrength})
		}
	}
	if place := lastPlace(q.values[0]); q.about && q.values[0] >= leastRound && place > 0 && q.values[0] < 10*place*0.999 {
		u.ways = append(u.ways, way{roundFeature(q.values[0]), leastStrength})
	}
	if q.unit > 0 {
		u.ways = append(u.ways, way{spanFeature(q.values[0] * q.unit), whole})
	}
	return u
}

// leastRound is the smallest number for which a rounding is looked for: below it any sentence has one.
const leastRound = 100

// roundFeature names a number of one digit and noughts, for those that are rounded to it.
func roundFeature(v float64) feature { return feature{kind: aRounding, value: significant(v, 3)} }

// roundings are the numbers of one digit and noughts next to v, below and above.
func roundings(v float64) (below, above float64, ok bool) {
	if v <= 0 || math.IsInf(v, 0) {
		return 0, 0, false
	}
	place := math.Pow(10, math.Floor(math.Log10(v)))
	return math.Floor(v/place) * place, math.Ceil(v/place) * place, true
}

// spanFeature names a length of time in days, so that 24 months and two years are one thing.
func spanFeature(seconds float64) feature {
	return feature{kind: aSpan, value: written(seconds/day, 'f', 1)}
}

func momentUnit(m moment) unit {
	u := unit{worth: dateWorth, telling: true}
	switch {
	case m.day > 0:
		u.ways = []way{{dayFeature(m.month, m.day), whole}, {monthFeature(m.month), medium}, {valueFeature(float64(m.day)), medium}}
	case m.month > 0:
		u.ways = []way{{monthFeature(m.month), whole}}
	case m.clock > 0:
		u.ways = []way{{clockFeature(m.clock), whole}, {clockFeature(m.clock + 720), whole}, {clockFeature(m.clock - 720), whole}}
	case m.weekday > 0:
		u.ways = []way{{feature{kind: aWeekday, value: uint64(m.weekday)}, whole}}
	case m.year > 0:
		u.ways = []way{{valueFeature(float64(m.year)), whole}}
	}
	return u
}

func monthFeature(m int) feature   { return dayFeature(m, 0) }
func dayFeature(m, d int) feature  { return feature{kind: aMonth, value: uint64(m<<8 | d)} }
func clockFeature(min int) feature { return feature{kind: aClock, value: uint64(min)} }

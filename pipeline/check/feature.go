package check

import (
	"math"
	"strconv"
)

// feature is something that two texts can have in common: a stem, a number, a date, a place under any of its names.
type feature string

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

// Worths, by trial likewise. A figure is what a point and its sentence are surest to share.
const (
	numberWorth = 2.0
	dateWorth   = 1.4
)

// units returns what a text says, each word once: as part of a date, a number, a place, or by itself. own says that the
// text is in the article's language.
func units(tokens []token, lang string, own bool) []unit {
	var out []unit
	taken := make([]bool, len(tokens))
	take := func(from, to int) {
		for i := from; i < to; i++ {
			taken[i] = true
		}
	}
	for _, m := range moments(tokens, lang) {
		out = append(out, momentUnit(m))
		take(m.from, m.to)
	}
	for _, q := range scaled(quantities(tokens, lang)) {
		if !taken[q.from] && !q.loose {
			out = append(out, quantityUnit(q))
			take(q.from, q.to)
		}
	}
	for _, s := range atlas().sightings(tokens) {
		out = append(out, placeUnit(s, tokens, lang))
		take(s.from, s.to)
	}
	for i, t := range tokens {
		if !t.content || taken[i] {
			continue
		}
		if u := wordUnit(t, lang, own); len(u.ways) > 0 {
			out = append(out, u)
		}
	}
	return out
}

// shortestCognate is how long a word in lower case must be to count as the same in two languages: due is two in Italian.
const shortestCognate = 5

// wordUnit compares words of one language by stem, words of two as they are written; both by their beginnings, in one
// spelling for all languages.
func wordUnit(t token, lang string, own bool) unit {
	u := unit{worth: 1, telling: t.upper && !t.first, name: t.upper && !t.first}
	if own {
		u.ways = append(u.ways, way{stemFeature(t, lang), whole})
	}
	if t.upper && !t.first || len(t.fold) >= shortestCognate {
		u.ways = append(u.ways, way{wordFeature(t), whole})
	}
	s := t.skeleton
	for _, l := range []struct {
		length   int
		strength float64
	}{{6, long}, {5, medium}, {4, short}} {
		if len(s) >= l.length {
			u.ways = append(u.ways, way{feature("p:" + s[:l.length]), l.strength})
		}
	}
	return u
}

func placeUnit(s sighting, tokens []token, lang string) unit {
	u := unit{worth: 1, telling: true, name: tokens[s.from].upper}
	for _, c := range s.concepts {
		u.ways = append(u.ways, way{conceptFeature(c), whole})
	}
	for _, t := range tokens[s.from:s.to] {
		if t.class == word {
			u.ways = append(u.ways, way{stemFeature(t, lang), whole}, way{wordFeature(t), whole})
		}
	}
	return u
}

func stemFeature(t token, lang string) feature {
	return feature("s:" + t.stem)
}

func wordFeature(t token) feature { return feature("x:" + t.fold) }

func conceptFeature(c int) feature { return feature("c:" + strconv.Itoa(c)) }

func valueFeature(v float64) feature {
	return feature("n:" + strconv.FormatFloat(v, 'g', 10, 64))
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
func roundFeature(v float64) feature { return feature("r:" + strconv.FormatFloat(v, 'g', 3, 64)) }

// roundings are the numbers of one digit and noughts next to v, below and above.
func roundings(v float64) []float64 {
	if v <= 0 || math.IsInf(v, 0) {
		return nil
	}
	place := math.Pow(10, math.Floor(math.Log10(v)))
	return []float64{math.Floor(v/place) * place, math.Ceil(v/place) * place}
}

// spanFeature names a length of time in days, so that 24 months and two years are one thing.
func spanFeature(seconds float64) feature {
	return feature("d:" + strconv.FormatFloat(seconds/day, 'f', 1, 64))
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
		u.ways = []way{{feature("w:" + strconv.Itoa(m.weekday)), whole}}
	case m.year > 0:
		u.ways = []way{{valueFeature(float64(m.year)), whole}}
	}
	return u
}

func monthFeature(m int) feature   { return feature("m:" + strconv.Itoa(m)) }
func dayFeature(m, d int) feature  { return feature("m:" + strconv.Itoa(m) + "/" + strconv.Itoa(d)) }
func clockFeature(min int) feature { return feature("t:" + strconv.Itoa(min)) }

// features returns all that a sentence of the article has, some more than once.
func features(tokens []token, lang string, ms []moment, qs []quantity, seen []sighting) []feature {
	var out []feature
	for _, t := range tokens {
		if t.content {
			out = append(out, wordFeature(t))
			for _, w := range wordUnit(t, lang, true).ways {
				out = append(out, w.feature)
			}
		}
	}
	for _, s := range seen {
		for _, c := range s.concepts {
			out = append(out, conceptFeature(c))
		}
	}
	for _, q := range qs {
		for _, v := range q.values {
			out = append(out, valueFeature(v))
			for _, r := range roundings(v) {
				out = append(out, roundFeature(r))
			}
		}
		if q.unit > 0 {
			out = append(out, spanFeature(q.values[0]*q.unit))
		}
	}
	for _, m := range ms {
		for _, w := range momentUnit(m).ways {
			if w.feature[:2] != "t:" || w.strength == whole {
				out = append(out, w.feature)
			}
		}
	}
	return out
}

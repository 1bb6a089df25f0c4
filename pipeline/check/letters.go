package check

import "strings"

// spelling is a number in letters as far as it is read.
type spelling struct {
	total, current float64 // thousands and above; what stands since the last scale word, -1 when nothing does
	scale          float64 // the last scale word's
	end            int     // token after the last that belongs to it
	vague          bool    // a few hundred
}

// inLetters reads a number in words: trentasette, two hundred and fifty thousand, un milione, due terzi, the third.
func (r numberReader) inLetters(i int) (quantity, bool) {
	if r.words.small == nil {
		return quantity{}, false
	}
	if q, ok := r.halfScale(i); ok {
		return q, true
	}
	if q, ok := r.italianForm(i); ok {
		return q, true
	}
	if q, ok := r.germanForm(i); ok {
		return q, true
	}
	s := spelling{current: -1, end: i}
	for r.extend(&s, i) {
	}
	if s.end == i {
		return r.ordinal(i)
	}
	q := quantity{to: s.end, values: []float64{s.total + max(s.current, 0)}, worded: true, loose: s.vague}
	if r.part(&q) {
		return q, true
	}
	if len(q.values) == 1 && q.values[0] <= 1 && r.words.one.has(r.tokens[i].fold) && (r.half(q.to) == 0 || r.peek(q.to+r.half(q.to)).scale == 0) {
		return r.oneUnit(i)
	}
	r.afterTens(&q)
	if n := r.half(q.to); n > 0 && s.current < 0 { // quattro milioni e mezzo
		q.add(s.scale / 2)
		q.to += n
	} else if n > 0 {
		q.scale(r, q.to)
	}
	r.century(&q)
	q.bare = s.total == 0
	return q, true
}

// italianForm reads sessant'anni, ultrasessantenne, decennale and ottocentesco.
func (r numberReader) italianForm(i int) (quantity, bool) {
	if r.lang != "it" {
		return quantity{}, false
	}
	t := r.tokens[i]
	if next := r.peek(i + 1); next.glued && next.is("'", "’") && elidedTens[t.fold] > 0 {
		v := elidedTens[t.fold]
		q := quantity{to: i + 1, values: []float64{v}, worded: true, bare: true}
		q.unit = r.peek(i + 2).unit
		return q, true
	}
	if !strings.Contains(t.fold, "enn") && !strings.Contains(t.fold, "centesc") {
		return quantity{}, false
	}
	if v, ok := aged(t.fold); ok {
		return quantity{to: i + 1, values: []float64{v}, worded: true, unit: year, loose: true}, true
	}
	for _, ending := range []string{"o", "a", "hi", "he"} {
		stem, cut := strings.CutSuffix(t.fold, ending)
		if start := centuryAdjectives[stem]; cut && start > 0 {
			return quantity{to: i + 1, values: []float64{start, start/100 + 1}, worded: true, era: 100, loose: true}, true
		}
	}
	return quantity{}, false
}

// halves reports whether a word says half.
func halves(l *lexeme) bool { return halfWords.has(l.lower) }

var halfWords = set(`half mezzo demi medio meio halbe`)

// halfScale reads mezzo milione and half a billion.
func (r numberReader) halfScale(i int) (quantity, bool) {
	if !halves(r.peek(i).lexeme) {
		return quantity{}, false
	}
	to := i + 1
	if r.peek(to).is("a", "an", "-") {
		to++
	}
	scale := r.peek(to).scale
	return quantity{to: to + 1, values: []float64{scale / 2}, worded: true}, scale > 0
}

// extend takes in the next word when it goes on with the number.
func (r numberReader) extend(s *spelling, start int) bool {
	i := s.end
	if i > start {
		t := r.peek(i)
		switch {
		case t.text == "-" && t.glued, r.words.join.has(t.lower) && r.joins(*s, i+1):
			i++
		}
	}
	t := r.peek(i)
	if t.class != word || !r.take(s, t, i) {
		return false
	}
	s.end = i + 1
	return true
}

// take adds one number word.
func (r numberReader) take(s *spelling, t token, i int) bool {
	if t.numeral {
		return s.plus(t.value, r.lang)
	}
	if r.words.one.has(t.fold) {
		return s.plus(1, r.lang)
	}
	if r.words.hundred.has(t.fold) {
		return s.hundred(r.peek(i - 1))
	}
	scale := t.scale
	if scale == 0 || s.current < 0 && s.total == 0 && !standsAlone.has(t.fold) {
		return false
	}
	s.vague = s.vague || s.current < 0 && vagueWords.has(r.peek(i-1).lower)
	if s.current < 0 && s.total > 0 {
		s.total *= scale // mil millones
		return true
	}
	s.total += scale * max(s.current, 1)
	s.current, s.scale = -1, scale
	return true
}

// standsAlone are the scale words that are a number without a factor.
var standsAlone = set("mille mil tausend")

var vagueWords = set(`few several many some couple poche pochi alcune alcuni diverse diversi qualche tante tanti various parecchie parecchi quelques plusieurs
	einige mehrere unos unas varios alguns`)

// plus adds v when the places of the number so far leave room for it: twenty-two, but not two three.
func (s *spelling) plus(v float64, lang string) bool {
	c := int(s.current)
	switch {
	case c < 0:
		s.current = v
	case lang == "fr" && c%100 == 4 && v == 20: // quatre-vingt
		s.current += 76
	case lang == "fr" && (c%100 == 60 || c%100 == 80) && v < 20 && v > 0, // soixante-dix
		lang == "fr" && c%100 == 10 && v >= 7 && v <= 9, // dix-sept
		c >= 100 && c%100 == 0 && v < 100 && v > 0,
		c >= 20 && c%10 == 0 && v < 10 && v > 0:
		s.current += v
	default:
		return false
	}
	return true
}

func (s *spelling) hundred(before token) bool {
	switch {
	case before.is("per", "pour", "por"): // per cento
		return false
	case s.current < 0:
		s.vague = s.vague || vagueWords.has(before.lower)
		s.current = 100
	case s.current < 100:
		s.current = max(s.current, 1) * 100
	default:
		return false
	}
	return true
}

// joins reports whether "and" between two number words is part of the number: two hundred and six, but not two and six.
func (r numberReader) joins(s spelling, next int) bool {
	t := r.peek(next)
	v, ok := t.value, t.numeral
	if r.words.one.has(t.fold) && !r.words.join.has(t.fold) && t.lower != "a" && t.lower != "an" {
		v, ok = 1, true
	}
	c := int(s.current)
	switch {
	case !ok:
		return r.words.hundred.has(t.fold) && s.total > 0 && c < 0
	case c < 0:
		return s.total > 0
	case r.lang == "en":
		return c >= 100 && c%100 == 0
	case r.lang == "it":
		return false
	}
	return c >= 20 && c%10 == 0 && (v < 10 || v == 11 && r.lang == "fr") || c >= 100 && c%100 == 0
}

// ordinal reads the third to the tenth and above; quarto and quarter are left to impliedWords.
func (r numberReader) ordinal(i int) (quantity, bool) {
	t := r.tokens[i]
	if _, ok := impliedWords()[t.fold]; ok || roundOrdinals[t.fold] > 0 && (r.peek(i-1).class == digits || r.words.one.has(r.peek(i-1).fold)) {
		return quantity{}, false
	}
	if base, ok := cutEnding(t.fold, "enne", "enni"); ok && r.lang == "it" { // quindicenne
		if age, ok := restoreVowel(base, "it", "i", "a", "o", "e"); ok {
			return quantity{to: i + 1, values: []float64{age}, unit: year, worded: true}, true
		}
	}
	if base, ok := cutEnding(t.fold, "erjahre", "erjahren"); ok && r.lang == "de" { // Achtzigerjahre
		if v := r.words.small[base]; v >= 20 {
			q := quantity{to: i + 1, worded: true}
			q.period(v)
			return q, true
		}
	}
	v := t.ordinal
	if v == 0 {
		return quantity{}, false
	}
	q := quantity{to: i + 1, values: []float64{v}, worded: true}
	if v < 11 {
		q.values = append(q.values, 1/v)
	}
	return q, true
}

// part reads a fraction: un terzo, two-thirds, nove decimi.
func (r numberReader) part(q *quantity) bool {
	i := q.to
	if r.peek(i).text == "-" {
		i++
	}
	t := r.peek(i)
	n, ok := t.ordinal, t.ordinal > 0
	if strings.HasPrefix(t.fold, "quart") {
		n, ok = 4, true
	}
	a := q.values[0]
	if !ok || n > 10 || a < 1 || a >= n || t.class != word {
		return false
	}
	q.to, q.fraction = i+1, true
	q.values = []float64{a / n}
	if a == 1 {
		q.values = append(q.values, n)
	}
	return true
}

// oneUnit reads "un mese" and "a year and a half": one is a number only before a unit of time.
func (r numberReader) oneUnit(i int) (quantity, bool) {
	if r.peek(i+1).unit == 0 {
		return quantity{to: i + 1, values: []float64{1}, worded: true, loose: true}, true
	}
	return quantity{to: i + 1, values: []float64{1}, worded: true, loose: r.half(i+2) == 0}, true
}

// afterTens reads the twenty-first and the thirty-second.
func (r numberReader) afterTens(q *quantity) {
	i := q.to
	if r.peek(i).text == "-" {
		i++
	}
	t, tens := r.peek(i), int(q.values[0])
	if i == q.to || tens < 20 || tens%10 != 0 {
		return
	}
	v, ok := t.ordinal, t.ordinal > 0
	switch {
	case t.lower == "first":
		v, ok = 1, true
	case t.is("second", "deuxième"):
		v, ok = 2, true
	case t.lower == "unième":
		v, ok = 1, true
	}
	if ok && v < 10 {
		q.values[0] += v
		q.to = i + 1
	}
}

// century reads il Settecento, which is the eighteenth century and begins in 1700.
func (r numberReader) century(q *quantity) {
	t := r.tokens[q.to-1]
	v := q.values[0]
	if r.lang == "it" && t.upper && !t.first && v >= 200 && v <= 900 && int(v)%100 == 0 {
		q.values = []float64{1000 + v, v/100 + 11, v}
		q.era = 100
	}
}

// roman returns the value of a Roman numeral of two letters or more, made of I, V and X, as French writes it too: letters above are words too
// often. It returns 0 for anything else.
func roman(t *lexeme) float64 {
	text := t.text
	if base, ok := strings.CutSuffix(text, "e"); ok && len(base) > 1 && !t.caps { // XIXe siècle
		text = base
	} else if !t.caps {
		return 0
	}
	if len(text) > 7 || strings.Trim(text, "IVX") != "" {
		return 0
	}
	total, last := 0, 0
	for i := len(text) - 1; i >= 0; i-- {
		v := map[byte]int{'I': 1, 'V': 5, 'X': 10}[text[i]]
		if v < last {
			total -= v
		} else {
			total += v
			last = v
		}
	}
	return float64(total)
}

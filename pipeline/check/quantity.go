package check

// quantity is a number as a text says it.
type quantity struct {
	from, to int       // tokens, to exclusive
	values   []float64 // what it can mean, the likeliest first
	unit     float64   // seconds of the unit of time that follows, 0 when none does
	percent  bool
	points   bool    // percentage points, which may be a percentage's or a difference
	fraction bool    // said as a part: two thirds
	times    bool    // said as a multiple: four times
	era      float64 // years of the period it names: 10 for the 1950s, 100 for il Settecento
	about    bool    // said to be inexact: almost, more than
	limit    int     // the same, where "more than" or "less than" stands right before it
	bound    int     // 1 when the true number is said to be above it, -1 when below
	currency string  // of a sum of money
	change   bool    // said to be a difference: up by, fewer, ten points
	metric   float64 // of a length, a weight and so on in inches, pounds and the like: in metric units
	bare     bool    // without a scale, so that one said nearby may be meant: 12.3 of its 21.4 million
	worded   bool    // in letters
	lonely   bool    // in digits, and no word says of what
	loose    bool    // implied (both, half, a dozen): bears out other numbers, but is not itself held against anything
}

// numberReader finds the quantities of one text.
type numberReader struct {
	tokens []token
	lang   string
	words  numerals
}

// appendQuantities appends to out the numbers of a text in their order.
func appendQuantities(out []quantity, tokens []token, lang string) []quantity {
	r := numberReader{tokens: tokens, lang: lang, words: numeralTables()[lang]}
	for i := 0; i < len(tokens); {
		if !tokens[i].can(aQuantity) {
			i++
			continue
		}
		q, ok := r.at(i)
		if !ok {
			i++
			continue
		}
		q.from = i
		r.finish(&q)
		out = append(out, q)
		i = q.to
	}
	return out
}

func (r numberReader) at(i int) (quantity, bool) {
	t := r.tokens[i]
	switch t.class {
	case digits:
		return r.inDigits(i)
	case word:
		if q, ok := r.inLetters(i); ok {
			return q, true
		}
		if v := roman(t.lexeme); v > 0 {
			return quantity{to: i + 1, values: []float64{v}, worded: true}, true
		}
		return r.implied(i)
	}
	return quantity{}, false
}

// peek returns the token at i, an empty one past the end.
func (r numberReader) peek(i int) token {
	if i < 0 || i >= len(r.tokens) {
		return nothing
	}
	return r.tokens[i]
}

func (r numberReader) inDigits(i int) (quantity, bool) {
	t := r.tokens[i]
	q := quantity{to: i + 1, values: figure(t.text, r.lang), bare: true}
	if q.values == nil {
		return q, false
	}
	next := r.peek(i + 1)
	switch {
	case next.glued && next.is("s", "er"):
		q.to = i + 2
		q.period(q.values[0])
		return q, true
	case next.glued && next.is("º", "°", "ª", "st", "nd", "rd", "th", "o", "a", "ème", "e", "ste", "te"):
		q.to = i + 2
		return q, true
	case next.glued && next.lower == "m" && r.lang == "en": // millions, or metres
		q.values = append([]float64{q.values[0] * 1e6}, q.values...)
		q.to, q.bare = i+2, false
		return q, true
	case next.glued && next.is("enne", "enni"):
		q.to, q.unit = i+2, year
		return q, true
	case r.peek(i-1).is("'", "’", "‘") && !r.peek(i-1).glued:
		q.period(q.values[0])
		return q, true
	}
	q.scale(r, q.to)
	return q, true
}

// scale multiplies by the scale words that follow token i, and adds the half that may follow them: 2 milioni e mezzo, two
// and a half million, 2 milioni e 300mila.
func (q *quantity) scale(r numberReader, i int) {
	n, plus := r.half(i), 0.0
	if n > 0 {
		plus, i = 0.5, i+n
		q.to = i
	}
	if next := r.peek(i); next.glued && next.text == "-" && r.peek(i+1).scale > 0 { // a 60-million-euro budget
		i++
	}
	total := 1.0
	for s := r.peek(i).scale; s > 0; s = r.peek(i).scale {
		total *= s
		i++
	}
	q.multiply(plus, total)
	if total == 1 {
		return
	}
	q.to, q.bare = i, false
	if n := r.half(i); n > 0 {
		q.add(total / 2)
		q.to = i + n
	} else if v, n := r.remainder(i, total); n > 0 {
		q.add(v)
		q.to = i + n
	}
}

// period takes a figure for that of a decade or a century: the 1950s, anni Cinquanta, the 1700s.
func (q *quantity) period(v float64) {
	switch {
	case v < 100 && int(v)%10 == 0:
		q.values, q.era = []float64{1900 + v, v}, 10
	case v >= 1000 && v < 2200 && int(v)%100 == 0:
		q.values, q.era = []float64{v, v/100 + 1}, 100
	case v >= 1000 && v < 2200 && int(v)%10 == 0:
		q.values, q.era = []float64{v, float64(int(v) % 100)}, 10
	}
}

func (q *quantity) add(v float64) {
	for i := range q.values {
		q.values[i] += v
	}
}

func (q *quantity) multiply(plus, factor float64) {
	for i := range q.values {
		q.values[i] = (q.values[i] + plus) * factor
	}
}

// half returns how many tokens say "and a half" at i.
func (r numberReader) half(i int) int {
	if !r.peek(i).is("e", "and", "et", "y") {
		return 0
	}
	switch {
	case r.peek(i+1).is("mezzo", "mezza", "demi", "demie", "medio", "media", "meio", "meia"):
		return 2
	case r.peek(i+1).lower == "a" && r.peek(i+2).lower == "half":
		return 3
	}
	return 0
}

// remainder reads the smaller part of "2 milioni e 300mila".
func (r numberReader) remainder(i int, scale float64) (float64, int) {
	if !r.peek(i).is("e", "and", "et", "y") || r.peek(i+1).class != digits {
		return 0, 0
	}
	s := r.peek(i + 2).scale
	values := figure(r.peek(i+1).text, r.lang)
	if s == 0 || s >= scale || len(values) == 0 {
		return 0, 0
	}
	return values[0] * s, 3
}

// finish reads what stands round a number: per cent, a unit of time, a word that makes it inexact.
func (r numberReader) finish(q *quantity) {
	r.money(q)
	next, after := r.peek(q.to), r.peek(q.to+1)
	q.lonely = !q.worded && !q.loose && (next.class != word || next.functional)
	switch {
	case next.is("%", "percent", "prozent", "percento", "pct"), next.is("per", "pour", "por") && after.is("cento", "cent", "ciento", "cien"):
		q.percent = true
	case next.is("punti", "punto", "percentage", "points", "point", "puntos", "pontos") && after.is("percentuali", "percentuale", "points", "point", "de", "porcentuales", "percentuais"),
		next.is("prozentpunkte", "prozentpunkten", "prozentpunkt"):
		q.points = true
	case next.is("volte", "times", "fois", "mal", "veces", "vezes", "fold"):
		q.times = true
	}
	if next.lower == "-" && after.class == word {
		next, after = after, r.peek(q.to+2)
	}
	if q.unit == 0 {
		q.unit = next.unit
	}
	if next.is("calendar", "long", "full", "interi", "lunghi", "working", "consecutive", "consecutivi") {
		q.unit = after.unit
	}
	if q.unit > 0 {
		r.hoursAndHalf(q)
	}
	for i := q.from - 1; i >= 0 && i >= q.from-3; i-- {
		d := r.tokens[i].degree
		q.about = q.about || d&(about|above|below) != 0
		if q.bound == 0 {
			q.bound = d.side()
		}
	}
	if i := r.limiter(q.from); i >= 0 && q.unit == 0 {
		q.limit = r.tokens[i].degree.side()
	}
	for i := max(0, q.from-5); i < min(len(r.tokens), q.to+4); i++ {
		q.change = q.change || r.tokens[i].degree&change != 0
	}
	if factor := r.peek(q.to).metric; factor > 0 {
		q.metric = q.values[0] * factor
	}
	switch {
	case r.peek(q.from-1).is("anni", "années", "años", "anos"):
		q.period(q.values[0])
	case spanWords[r.peek(q.to).fold] == 100*year, r.lang == "de" && next.text == "." && spanWords[after.fold] == 100*year, // 19. Jahrhundert
		q.worded && spanWords[r.peek(q.from-1).fold] == 100*year: // siglo XXI
		q.values = append(q.values, 100*(q.values[0]-1))
		q.era = 100
	}
}

// limiter returns the token right before a number that may limit it, past "than" and an article: more than a third, meno di un
// terzo. It is -1 when there is none.
func (r numberReader) limiter(from int) int {
	i := from - 1
	for i >= 0 && r.tokens[i].is("a", "an", "un", "una", "the", "il") {
		i--
	}
	if i >= 1 && r.tokens[i].is("di", "than", "de", "als", "que", "do") {
		return i - 1
	}
	return i
}

// hoursAndHalf adds the part after the unit: un anno e mezzo, 3 ore e 40, trentasette ore e mezza.
func (r numberReader) hoursAndHalf(q *quantity) {
	i := q.to
	for r.peek(i).unit == 0 {
		if i++; i > q.to+2 {
			return
		}
	}
	i++
	if n := r.half(i); n > 0 {
		q.values = append([]float64{q.values[0] + 0.5}, q.values...)
		q.to = i + n
		return
	}
	if q.unit != hour || !r.peek(i).is("e", "and", "et", "und") || r.peek(i+1).class != digits {
		return
	}
	if minutes := figure(r.peek(i+1).text, r.lang); len(minutes) > 0 && minutes[0] < 60 {
		q.values = append([]float64{q.values[0] + minutes[0]/60}, q.values...)
		q.values = append(q.values, minutes[0])
		q.to = i + 2
	}
}

// degree is what a word says of a number near it.
type degree uint8

const (
	about degree = 1 << iota
	above
	below
	change // it is the difference of two
)

// side is 1 for a word that says that the true number is above, -1 for below, 0 for neither.
func (d degree) side() int {
	switch {
	case d&above != 0:
		return 1
	case d&below != 0:
		return -1
	}
	return 0
}

func degreeOf(l *lexeme) (d degree) {
	for i, list := range []*wordList{aboutWords, aboveWords, belowWords} {
		if list.has(l.lower) {
			d |= about << i
		}
	}
	if changeWords.has(l.fold) {
		d |= change
	}
	return d
}

// aboutWords stand before an inexact number; aboveWords when the true one is larger, belowWords when it is smaller.
var (
	aboutWords = set(`circa poco appena intorno attorno about around some than roughly approximately up off close fino environ rund etwa unos cerca estimated
		ogni qualcosa as`)
	aboveWords = set(`sopra superiore oltre più almeno over more above least exceed exceeds exceeded exceeding surpass surpasses surpassed top tops topped supera superano superato superati superata superate
		supererà supereranno superare passa superiore plus mehr über más mais beyond past`)
	belowWords = set(`sotto inferiore quasi meno sfiora sfiorano sfiorato almost nearly less under below presque moins fast casi quase fewer`)
	// changeWords say that a number near them is the difference of two.
	changeWords = set(`piu meno aumento aumenti aumentato aumentata aumentati calo cali calato calata crescita cresciuto cresciuta cresciuti sceso scesa scesi salito salita saliti
		ridotto ridotta ridotti riduzione differenza divario scarto distacco vantaggio punti punto guadagnato perso perdita recuperato
		more fewer less higher lower up down rise rises rose risen fall falls fell fallen drop drops dropped cut gap difference margin narrowed widened
		points point increase increased decrease decreased gain gained lost loss extra by shrank grew grown`)
	// metricFactors turn units of length, weight, area and volume into the metric ones that translators put for them: centimetres,
	// metres, kilometres, kilos, hectares, litres.
	metricFactors = map[string]float64{"inch": 2.54, "inches": 2.54, "pollici": 2.54, "foot": 0.3048, "feet": 0.3048, "piedi": 0.3048, "ft": 0.3048,
		"yard": 0.9144, "yards": 0.9144, "iarde": 0.9144, "mile": 1.609, "miles": 1.609, "miglia": 1.609, "mph": 1.609, "pound": 0.4536, "pounds": 0.4536, "lb": 0.4536, "lbs": 0.4536,
		"libbre": 0.4536, "acre": 0.4047, "acres": 0.4047, "acri": 0.4047, "gallon": 3.785, "gallons": 3.785, "galloni": 3.785, "ounce": 28.35, "ounces": 28.35, "once": 28.35}
)

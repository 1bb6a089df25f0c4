package check

import "strings"

// dayOfMonth returns the day that token i says and the tokens it takes: 21, 1º, 1st, primo, ventuno; 0 when it says none.
func (r momentReader) dayOfMonth(i int) (day, n int) {
	t := r.peek(i)
	if t.class == digits {
		v, ok := smallInt(t.text)
		if !ok || v < 1 || v > 31 || len(t.text) > 2 {
			return 0, 0
		}
		next := r.peek(i + 1)
		if next.text == "." && next.glued && r.peek(i+2).is("º", "ª", "o") { // 1.º de abril
			return v, 3
		}
		if next.glued && next.is("º", "°", "st", "nd", "rd", "th", "er") || next.text == "." && r.lang == "de" {
			return v, 2
		}
		return v, 1
	}
	if firstDay(t.lexeme) {
		return 1, 1
	}
	if v := t.value; t.numeral && t.class == word && v >= 1 && v <= 31 {
		return int(v), 1
	}
	return 0, 0
}

// firstDay reports whether a word says the first, of a month perhaps.
func firstDay(l *lexeme) bool { return firsts.has(l.lower) }

var firsts = set(`primo first premier primero primeiro`)

// dayMonth reads 1º marzo, 21 e 22 gennaio 2026, sabato 16 e domenica 17 gennaio, 3 of May.
func (r momentReader) dayMonth(i int) []moment {
	var days []int
	from := i
	for {
		if r.peek(i).class == word && r.weekday(min(i, len(r.tokens)-1)) > 0 {
			i = r.pastWeekday(i)
			if r.peek(i).text == "," {
				i++
			}
		}
		if r.peek(i).is("dem", "the", "den", "il", "l", "al", "el", "dia", "día", "le") && i > from {
			i++
		}
		if r.peek(i).is("'", "’") {
			i++
		}
		day, n := r.dayOfMonth(i)
		if day == 0 {
			return nil
		}
		days = append(days, day)
		i += n
		if r.peek(i).is("of", "de", "del", "d") && r.month(i+1) > 0 {
			i++
		}
		if m := r.month(i); m > 0 {
			to, year := r.yearAfter(i + 1)
			return r.listed(days, m, year, from, to)
		}
		if !r.peek(i).is("e", "and", "et", "und", "y", "o", "or", "-", "–", "/", ",", "al", "all", "to", "au", "bis", "a", "ao") || len(days) > 4 {
			return nil
		}
		i++
	}
}

// listed makes a moment of each day; all take the same tokens. A weekday at the front is a moment of its own.
func (r momentReader) listed(days []int, month, year, from, to int) []moment {
	var out []moment
	for i := from; i < to; i++ {
		if d := r.weekday(i); d > 0 {
			out = append(out, moment{from: i, to: r.pastWeekday(i), weekday: d})
		}
	}
	for _, d := range days {
		out = append(out, moment{from: from, to: to, day: d, month: month, year: year})
	}
	return out
}

// monthDay reads January 21–22, Nov. 2, May 3rd, 2026.
func (r momentReader) monthDay(i int) []moment {
	month := r.month(i)
	if month == 0 {
		return nil
	}
	from := i
	i++
	if r.peek(i).text == "." {
		i++
	}
	if r.peek(i).is("the") {
		i++
	}
	day, n := r.dayOfMonth(i)
	if day == 0 || r.peek(i).class != digits || r.month(i+n) > 0 {
		return nil
	}
	days := []int{day}
	i += n
	for r.peek(i).is("-", "–", "and", "to") {
		next, n := r.dayOfMonth(i + 1)
		if next == 0 || r.peek(i+1).class != digits || r.month(i+1+n) > 0 {
			break
		}
		days = append(days, next)
		i += 1 + n
	}
	to, year := r.yearAfter(i)
	return r.listed(days, month, year, from, to)
}

// yearAfter reads the year that may follow a month or a day: 2026 · del 2026 · , 2026.
func (r momentReader) yearAfter(i int) (to, year int) {
	j := i
	if r.peek(j).text == "." {
		j++
	}
	if r.peek(j).is("del", "de", "of", ",", "dell", "do") {
		j++
	}
	if y := plainYear(r.peek(j)); y > 0 && !r.measured(j) {
		return j + 1, y
	}
	return i, 0
}

// inFigures reads 20/11/2026, 20.11.2026 and 2026-11-24.
func (r momentReader) inFigures(i int) (moment, bool) {
	t := r.tokens[i]
	if t.class != digits {
		return moment{}, false
	}
	var parts []string
	to := i + 1
	switch strings.Count(t.text, ".") {
	case 2:
		parts = strings.Split(t.text, ".")
	case 1:
		return r.germanDate(i)
	case 0:
		sep := r.peek(i + 1).text
		if sep != "/" && sep != "-" || r.peek(i+3).text != sep || !r.peek(i+4).glued {
			return moment{}, false
		}
		parts, to = []string{t.text, r.peek(i + 2).text, r.peek(i + 4).text}, i+5
	default:
		return moment{}, false
	}
	d, ok1 := smallInt(parts[0])
	m, ok2 := smallInt(parts[1])
	y, ok3 := smallInt(parts[2])
	if d > 1000 {
		d, y = y, d
	}
	if m > 12 && d <= 12 {
		d, m = m, d // month first, as in America
	}
	if y > 0 && y < 100 {
		y += 2000
	}
	ok := ok1 && ok2 && ok3 && d >= 1 && d <= 31 && m >= 1 && m <= 12 && y >= 1000 && y < 2200
	return moment{from: i, to: to, day: d, month: m, year: y}, ok
}

// germanDate reads am 24.11.
func (r momentReader) germanDate(i int) (moment, bool) {
	next := r.peek(i + 1)
	if r.lang != "de" || next.text != "." || !next.glued || !r.peek(i-1).is("am", "vom", "zum", "bis", "dem", "den", "ab", "seit", "der") {
		return moment{}, false
	}
	days, months, _ := strings.Cut(r.tokens[i].text, ".")
	d, ok1 := smallInt(days)
	m, ok2 := smallInt(months)
	return moment{from: i, to: i + 2, day: d, month: m}, ok1 && ok2 && d >= 1 && d <= 31 && m >= 1 && m <= 12
}

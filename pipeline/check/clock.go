package check

import "strings"

// clockWords stand before a time of day: what is written 18.30 elsewhere is a decimal number.
var clockWords = set(`alle dalle le ore fra tra all dall at from until till by around um ab bis gegen à a las verso entro before after since between`)

// clock reads 18.30 after "alle", 18:30, 6:30 pm, 5 p.m., 17h42, 22.14 Uhr.
func (r momentReader) clock(i int) (moment, bool) {
	t := r.tokens[i]
	if t.class != digits {
		return moment{}, false
	}
	m := moment{from: i, to: i + 1}
	h, minutes, ok := hourMinute(t.text)
	if !ok {
		return moment{}, false
	}
	next := r.peek(i + 1)
	exact := strings.ContainsAny(t.text, ".:")
	m.halved = h <= 12 && (r.lang == "en" || r.peek(i+1).is("di", "del", "della", "du", "de"))
	switch {
	case next.is("h") && !exact:
		m.to = i + 2
		if v, ok := smallInt(r.peek(i + 2).text); ok && r.peek(i+2).class == digits && len(r.peek(i+2).text) == 2 && v < 60 {
			minutes, m.to = v, i+3
		} else if r.lang != "fr" && r.lang != "pt" {
			return moment{}, false // 18 h may be a length
		}
	case next.is("am", "pm", "uhr", "o"):
		if next.is("o") && !r.peek(i+3).is("clock") {
			return moment{}, false
		}
		m.to, m.halved = i+2, next.is("o")
		h = afternoon(h, next.lower)
	case next.is("a", "p") && r.peek(i+2).text == "." && r.peek(i+3).is("m"):
		m.to, m.halved = i+4, false
		h = afternoon(h, next.lower+"m")
	case strings.Contains(t.text, ":"):
	case exact && r.saysTime(i):
	default:
		return moment{}, false
	}
	m.clock = h*60 + minutes + 1
	return m, true
}

// saysTime reports whether a time of day is announced, directly or by one before it: fra le 22.30 e le 5.15.
func (r momentReader) saysTime(i int) bool {
	before := r.peek(i - 1)
	if before.is("'", "’") {
		before = r.peek(i - 2)
	}
	if clockWords[before.lower] {
		return true
	}
	_, _, ok := hourMinute(r.peek(i - 2).text)
	return ok && before.is("e", "and", "-", "–", "to") && strings.ContainsAny(r.peek(i-2).text, ".:") && clockWords[r.peek(i-3).lower]
}

func afternoon(h int, half string) int {
	switch {
	case half == "pm" && h < 12:
		return h + 12
	case half == "am" && h == 12:
		return 0
	}
	return h
}

// hourMinute reads 18, 18.30 and 18:30.
func hourMinute(s string) (h, m int, ok bool) {
	hs, ms, both := strings.Cut(s, ":")
	if !both {
		hs, ms, both = strings.Cut(s, ".")
	}
	h, ok = smallInt(hs)
	if !ok || len(hs) > 2 || h > 24 {
		return 0, 0, false
	}
	if !both {
		return h, 0, true
	}
	m, ok = smallInt(ms)
	return h, m, ok && len(ms) == 2 && m < 60
}

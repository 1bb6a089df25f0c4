package check

import "strings"

// clockWords stand before a time of day: what is written 18.30 elsewhere is a decimal number.
var clockWords = set(`alle dalle le ore fra tra all dall at from until till by around um ab bis gegen à às aos a las verso entro before after since between`)

// clock reads 18.30 after "alle", 18:30, 6:30 pm, 5 p.m., 17h42, 22.14 Uhr.
func (r momentReader) clock(i int) (moment, bool) {
	t := r.tokens[i]
	if t.class == word {
		return r.spelledClock(i)
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
	case r.lang == "fr" && next.is("heures", "heure"):
		return r.frenchHours(i)
	case next.is("uhr") && !exact && r.peek(i+2).class == digits && len(r.peek(i+2).text) == 2: // 14 Uhr 30
		minutes, _ = smallInt(r.peek(i + 2).text)
		m.to = i + 3
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

// nearClock are the words before a time of day that is not exact.
var nearClock = set(`prima dopo verso circa intorno attorno poco quasi before after about around shortly just nearly almost past towards`)

// middays are the hours that have a name.
var middays = map[string]int{"noon": 12, "midday": 12, "mezzogiorno": 12, "midi": 12, "mittag": 12, "mediodia": 12, "midnight": 24, "mezzanotte": 24, "minuit": 24, "mitternacht": 24}

// spelledClock reads noon, alle otto e mezza, alle tre di notte, half past eight, at seven o'clock.
func (r momentReader) spelledClock(i int) (moment, bool) {
	t := r.tokens[i]
	if h, ok := middays[t.fold]; ok {
		return moment{from: i, to: i + 1, clock: h%24*60 + 1}, true
	}
	switch r.lang {
	case "en":
		return r.englishClock(i)
	case "fr":
		return r.frenchHours(i)
	case "de":
		return r.germanHours(i)
	case "es", "pt":
		return r.iberianHours(i)
	}
	h, ok := t.value, t.numeral
	if r.lang != "it" || !ok || h < 1 || h > 24 || !r.peek(i-1).is("alle", "dalle", "delle", "le", "all", "fra", "tra", "verso") {
		return moment{}, false
	}
	m := moment{from: i, to: i + 1, halved: h <= 12}
	minutes := 0
	switch next := r.peek(i + 1); {
	case next.is("e") && r.peek(i+2).is("mezza", "mezzo"):
		minutes, m.to = 30, i+3
	case next.is("e") && r.peek(i+2).is("un") && r.peek(i+3).is("quarto"):
		minutes, m.to = 15, i+4
	case next.is("meno") && r.peek(i+2).is("un") && r.peek(i+3).is("quarto"):
		minutes, m.to = -15, i+4
	case next.is("di", "del", "della") && r.peek(i+2).is("sera", "pomeriggio", "mattina", "mattino", "notte"):
	case r.peek(i-1).is("le", "delle", "fra", "tra") || next.class == word && !next.functional && !next.is("del", "di", "della"):
		return moment{}, false // le tre, alle due aziende
	}
	switch next := r.peek(m.to); {
	case next.is("di") && r.peek(m.to+1).is("sera", "pomeriggio"), next.is("del") && r.peek(m.to+1).is("pomeriggio"), next.is("della") && r.peek(m.to+1).is("sera"):
		if h < 12 {
			h += 12
		}
		m.halved = false
	case next.is("di", "del", "della") && r.peek(m.to+1).is("mattina", "mattino", "notte"):
		m.halved = false
	}
	m.clock = (int(h)*60+minutes+1440)%1440 + 1
	return m, true
}

// englishClock reads half past eight, a quarter to nine, seven o'clock.
func (r momentReader) englishClock(i int) (moment, bool) {
	t := r.tokens[i]
	if h := t.value; t.numeral && h <= 12 && r.peek(i+1).is("o") && r.peek(i+3).is("clock") {
		return moment{from: i, to: i + 4, clock: int(h)*60 + 1, halved: true}, true
	}
	minutes, word := 0, r.peek(i+1)
	switch {
	case t.is("half") && word.is("past"):
		minutes = 30
	case t.is("quarter") && word.is("past"):
		minutes = 15
	case t.is("quarter") && word.is("to"):
		minutes = -15
	default:
		return moment{}, false
	}
	after := r.peek(i + 2)
	h, ok := after.value, after.numeral
	if n, isFigure := smallInt(after.text); after.class == digits && isFigure {
		h, ok = float64(n), true
	}
	if !ok || h > 12 {
		return moment{}, false
	}
	return moment{from: i, to: i + 3, clock: (int(h)*60+minutes+1440)%1440 + 1, halved: true}, true
}

// saysTime reports whether a time of day is announced, directly or by one before it: fra le 22.30 e le 5.15.
func (r momentReader) saysTime(i int) bool {
	before := r.peek(i - 1)
	if before.is("'", "’") {
		before = r.peek(i - 2)
	}
	if clockWords.has(before.lower) {
		return true
	}
	_, _, ok := hourMinute(r.peek(i - 2).text)
	return ok && before.is("e", "and", "-", "–", "to") && strings.ContainsAny(r.peek(i-2).text, ".:") && clockWords.has(r.peek(i-3).lower)
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

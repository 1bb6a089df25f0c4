package check

import (
	"slices"
	"strconv"
	"strings"
)

// mostMusts is how many things a text can be told to say.
const mostMusts = 8

// Musts returns the days, times, figures and names of a text as another language writes them: what its translation must say.
// Places are left out: they may have another name.
func Musts(text, lang, to string) []string {
	t := newStatement(newReading(text, lang), false)
	tokens := t.tokens
	taken := make([]bool, len(tokens))
	var out []string
	add := func(from, end int, s string) {
		for i := from; i < end; i++ {
			taken[i] = true
		}
		if s != "" && len(out) < mostMusts && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, m := range t.moments {
		add(m.from, m.to, m.written(to))
	}
	for _, q := range t.held() {
		if !taken[q.from] && !(q.worded && q.values[0] <= 10) { // small ones are words in any language
			add(q.from, t.past(q), t.figure(q, to))
		}
	}
	for _, s := range t.sightings {
		add(s.from, s.to, "")
	}
	for i := 0; i < len(tokens); i++ {
		from := i
		for i < len(tokens) && !taken[i] && t.couldName(i) && (!tokens[i].first || i > from || i+1 < len(tokens) && t.couldName(i+1)) {
			i++
		}
		if i > from {
			add(from, i, t.words(from, i))
		}
	}
	return out
}

// written is a moment as a language writes it, "" where that is not known.
func (m moment) written(lang string) string {
	lists, known := calendarWords[lang]
	if !known {
		return ""
	}
	name := func(list string, n int) string {
		word, _, _ := strings.Cut(strings.Fields(list)[n-1], ",")
		if lang == "en" || lang == "de" {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		return accented(word, lang)
	}
	switch {
	case m.clock > 0:
		h, minutes := (m.clock-1)/60, (m.clock-1)%60
		if m.halved {
			return ""
		}
		if lang == "en" {
			half := "am"
			if h >= 12 {
				half = "pm"
			}
			return strconv.Itoa((h+11)%12+1) + ":" + two(minutes) + " " + half
		}
		return strconv.Itoa(h) + "." + two(minutes)
	case m.weekday > 0:
		return name(lists[1], m.weekday)
	case m.month > 0:
		var parts []string
		if m.day > 0 {
			parts = append(parts, strconv.Itoa(m.day))
		}
		parts = append(parts, name(lists[0], m.month))
		if m.year > 0 {
			parts = append(parts, strconv.Itoa(m.year))
		}
		return strings.Join(parts, " ")
	case m.year > 0:
		return strconv.Itoa(m.year)
	}
	return ""
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// accents are the months and weekdays that are written with more than the tables, which are folded, have.
var accents = map[string]string{
	"fr fevrier": "février", "fr aout": "août", "fr decembre": "décembre", "de Marz": "März", "es miercoles": "miércoles", "es sabado": "sábado", "pt marco": "março",
	"pt segunda": "segunda-feira", "pt terca": "terça-feira", "pt quarta": "quarta-feira", "pt quinta": "quinta-feira", "pt sexta": "sexta-feira", "pt sabado": "sábado",
}

// accented puts back the accents of months and weekdays, which the tables have without.
func accented(word, lang string) string {
	if lang == "it" && strings.HasSuffix(word, "di") {
		return strings.TrimSuffix(word, "di") + "dì"
	}
	if written, ok := accents[lang+" "+word]; ok {
		return written
	}
	return word
}

// scaleNames are the words for thousand, million and billion.
var scaleNames = map[string][3]string{
	"it": {"mila", "milioni", "miliardi"}, "en": {"thousand", "million", "billion"}, "fr": {"mille", "millions", "milliards"},
	"de": {"Tausend", "Millionen", "Milliarden"}, "es": {"mil", "millones", "mil millones"}, "pt": {"mil", "milhões", "mil milhões"},
}

// figure is a quantity as a language writes it: 3,9 milioni is 3.9 million.
func (t statement) figure(q quantity, lang string) string {
	value, scale := q.values[0], ""
	if names, known := scaleNames[lang]; known && !q.bare {
		for i, size := range []float64{1e3, 1e6, 1e9} {
			if value >= size && value < size*1000 && (i > 0 || lang == "en" && value >= 1e4) {
				value, scale = value/size, " "+names[i]
			}
		}
	}
	s := strconv.FormatFloat(value, 'f', -1, 64)
	whole, decimals, _ := strings.Cut(s, ".")
	group, point := ".", ","
	if lang == "en" {
		group, point = ",", "."
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	if decimals != "" {
		whole += point + decimals
	}
	if q.percent {
		return whole + "%"
	}
	return whole + scale
}

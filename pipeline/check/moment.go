package check

import (
	"strings"
	"sync"
)

// moment is a day, a month, a year, a weekday or a time of day, as a text says it. What it does not say is 0.
type moment struct {
	from, to         int // tokens, to exclusive
	day, month, year int
	weekday          int  // 1 is Monday
	clock            int  // minutes since midnight + 1
	inexact          bool // the time is said to be near: shortly before six
	halved           bool // the time may be of either half of the day: 6:30 without am or pm
}

// calendarWords name the months from January and the weekdays from Monday, folded; forms of one are joined by commas.
var calendarWords = map[string][2]string{
	"it": {"gennaio,gen febbraio,feb,febb marzo,mar aprile,apr maggio,mag giugno,giu luglio,lug agosto,ago settembre,sett ottobre,ott novembre,nov dicembre,dic",
		"lunedi martedi mercoledi giovedi venerdi sabato,sabati domenica,domeniche"},
	"en": {"january,jan february,feb march,mar april,apr may june,jun july,jul august,aug september,sept,sep october,oct november,nov december,dec",
		"monday,mondays tuesday,tuesdays wednesday,wednesdays thursday,thursdays friday,fridays saturday,saturdays sunday,sundays"},
	"fr": {"janvier,janv fevrier,fevr mars avril,avr mai juin juillet,juil aout septembre,sept octobre,oct novembre,nov decembre,dec",
		"lundi,lundis mardi,mardis mercredi,mercredis jeudi,jeudis vendredi,vendredis samedi,samedis dimanche,dimanches"},
	"de": {"januar,janner,jan februar,feber,feb marz april,apr mai juni,jun juli,jul august,aug september,sept,sep oktober,okt november,nov dezember,dez",
		"montag,montags dienstag,dienstags mittwoch,mittwochs donnerstag,donnerstags freitag,freitags samstag,samstags,sonnabend sonntag,sonntags"},
	"es": {"enero,ene febrero,feb marzo,mar abril,abr mayo junio,jun julio,jul agosto,ago septiembre,setiembre,sept,sep octubre,oct noviembre,nov diciembre,dic",
		"lunes martes miercoles jueves viernes sabado,sabados domingo,domingos"},
	"pt": {"janeiro,jan fevereiro,fev marco abril,abr maio junho,jun julho,jul agosto,ago setembro,set outubro novembro,nov dezembro,dez",
		"segunda terca quarta quinta sexta sabado,sabados domingo,domingos"},
}

// calendarNames maps months and weekdays of one language to their numbers, from 1.
type calendarNames struct{ months, weekdays map[string]int }

var calendars = sync.OnceValue(func() map[string]calendarNames {
	out := map[string]calendarNames{}
	for lang, lists := range calendarWords {
		out[lang] = calendarNames{months: numbered(lists[0]), weekdays: numbered(lists[1])}
	}
	days := out["de"].weekdays
	for _, name := range strings.FieldsFunc(calendarWords["de"][1], func(r rune) bool { return r == ' ' || r == ',' }) {
		for _, part := range strings.Fields("abend morgen nacht mittag vormittag nachmittag fruh") { // Montagabend
			days[name+part] = days[name]
		}
	}
	return out
})

func numbered(list string) map[string]int {
	out := map[string]int{}
	for i, words := range strings.Fields(list) {
		for _, w := range strings.Split(words, ",") {
			out[w] = i + 1
		}
	}
	return out
}

// momentReader finds the moments of one text.
type momentReader struct {
	numberReader
	names calendarNames
}

func newMomentReader(tokens []token, lang string) momentReader {
	return momentReader{numberReader{tokens, lang, numeralTables()[lang]}, calendars()[lang]}
}

// appendMoments appends to out the dates and times of a text in their order.
func appendMoments(out []moment, tokens []token, lang string) []moment {
	r := newMomentReader(tokens, lang)
	for i := 0; i < len(tokens); {
		if !tokens[i].can(aMoment) {
			i++
			continue
		}
		found := r.at(i)
		if len(found) == 0 {
			i++
			continue
		}
		out = append(out, found...)
		i = max(found[len(found)-1].to, i+1)
	}
	return out
}

// at returns the moments that begin at token i: several for 21 e 22 gennaio.
func (r momentReader) at(i int) []moment {
	t := r.tokens[i]
	if t.class == mark {
		return nil
	}
	if m, ok := r.clock(i); ok {
		for j := max(0, i-3); j < i; j++ {
			m.inexact = m.inexact || nearClock.has(r.tokens[j].lower)
		}
		return []moment{m}
	}
	if m, ok := r.inFigures(i); ok {
		return []moment{m}
	}
	if days := r.dayMonth(i); len(days) > 0 {
		return days
	}
	if days := r.monthDay(i); len(days) > 0 {
		return days
	}
	if m := r.month(i); m > 0 {
		to, year := r.yearAfter(i + 1)
		return []moment{{from: i, to: to, month: m, year: year}}
	}
	if d := r.weekday(i); d > 0 {
		return []moment{{from: i, to: r.pastWeekday(i), weekday: d}}
	}
	if y := plainYear(t); y > 0 && !r.measured(i) {
		return []moment{{from: i, to: i + 1, year: y}}
	}
	return nil
}

// measured reports whether something that is counted stands next to a figure: $2000, 1998 euro, 2000%.
func (r momentReader) measured(i int) bool {
	next := r.peek(i + 1)
	return r.peek(i-1).is("$", "€", "£") || next.is("$", "€", "£", "%", "euro", "euros", "dollars", "dollari", "sterline", "pounds", "km", "metri", "metres", "meters", "kg") ||
		next.scale > 0 || next.glued && next.class == word
}

// plainYear returns a figure of four digits between 1800 and 2199, else 0.
func plainYear(t token) int {
	if t.class != digits || len(t.text) != 4 {
		return 0
	}
	y, ok := smallInt(t.text)
	if !ok || y < 1800 || y > 2199 {
		return 0
	}
	return y
}

// smallInt reads up to four ASCII digits.
func smallInt(s string) (int, bool) {
	if len(s) == 0 || len(s) > 4 {
		return 0, false
	}
	v := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		v = v*10 + int(s[i]-'0')
	}
	return v, true
}

// weekday returns 1 to 7 for the name of a day. English and German write it with a capital.
func (r momentReader) weekday(i int) int {
	t := r.tokens[i]
	if t.class != word || r.lang == "en" && !t.upper {
		return 0
	}
	d := r.names.weekdays[t.fold]
	if d > 0 && d < 6 && r.lang == "pt" && !r.portugueseDay(i) {
		return 0
	}
	return d
}

// beforeDay are the words before a Portuguese weekday that is cut to its ordinal: na sexta, à quinta.
var beforeDay = set(`na à nas às até esta desta última próxima passada e`)

// portugueseDay reports whether an ordinal is a weekday: segunda-feira, na terça; but not na segunda reunião.
func (r momentReader) portugueseDay(i int) bool {
	next := r.peek(i + 1)
	return r.pastWeekday(i) > i+1 || beforeDay.has(r.peek(i-1).lower) && (next.class != word || next.functional)
}

// pastWeekday is the token after the weekday at i.
func (r momentReader) pastWeekday(i int) int {
	if r.lang == "pt" && r.peek(i+1).text == "-" && r.peek(i+2).is("feira", "feiras") {
		return i + 3
	}
	return i + 1
}

// month returns 1 to 12 for the name of a month. March, may and the abbreviations are other words too: they count beside
// a figure, or where no other word could stand.
func (r momentReader) month(i int) int {
	t := r.peek(i)
	if t.class != word {
		return 0
	}
	m := r.names.months[t.fold]
	if m == 0 || r.lang == "pt" && t.lower == "marco" { // a landmark
		return 0
	}
	beside := r.peek(i-1).class == digits || r.peek(i+1).class == digits || r.peek(i+1).text == "." && r.peek(i+2).class == digits
	doubtful := len(t.fold) < 4 && t.fold != "mai" || t.fold == "march" && t.first || t.fold == "mars" && t.upper || t.fold == "sett"
	switch {
	case beside:
		return m
	case t.fold == "may" && t.upper:
		if r.peek(i-1).is("in", "of", "by", "since", "until", "from", "last", "next", "this", "mid", "early", "late", "and", "between", "-", "to") {
			return m
		}
		return 0
	case doubtful, r.lang == "en" && !t.upper, r.lang == "it" && t.upper && !t.first:
		return 0
	}
	return m
}

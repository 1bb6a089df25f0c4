package clean

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
)

// months has the names of months and their abbreviations, without a full stop, in the languages of the interface words.
// A name that is two months in two languages ("mar" is March in most) is given to the first.
var months = sync.OnceValue(func() map[string]int {
	return numbered(
		"gennaio gen january jan janvier janv januar enero ene janeiro januari gener",
		"febbraio feb february février fevrier févr fevr februar febrero fevereiro februari febrer",
		"marzo mar march mars märz mrz março marco maart març",
		"aprile apr april avril avr abril abr",
		"maggio mag may mai mayo maio mei maig",
		"giugno giu june jun juin juni junio junho juny",
		"luglio lug july jul juillet juil juli julio julho juliol",
		"agosto ago august aug août aout augustus agost",
		"settembre set sett september sep sept septembre septiembre setembro setembre",
		"ottobre ott october oct octobre oktober okt octubre outubro out",
		"novembre nov november noviembre novembro",
		"dicembre dic december dec décembre decembre déc dezember dez diciembre dezembro desembre",
	)
})

// dateWords may stand beside the date in a line that is a date line.
var dateWords = wordTable(`
	lunedì martedì mercoledì giovedì venerdì sabato domenica lunedi martedi mercoledi giovedi venerdi lun mar mer gio ven sab dom
	monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
	lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag
	lunes martes miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta feira
	pubblicato pubblicata pubblicazione aggiornato aggiornata aggiornamento ultimo ultima modifica modificato creato data del di
	il alle ore h dal delle redazione online
	published updated last modified update posted on at date first issued originally edited of the am pm a p m as
	cet cest gmt utc est edt et bst pst pdt cst cdt z time
	publié publie mis à jour le modifié veröffentlicht aktualisiert am um uhr stand erstellt vom
	publicado publicada actualizado actualizada atualizado atualizada el las a às em de os min mins minuti minuto minutes
	minute read reading lettura tempo lesezeit lecture leitura lectura fa ago`)

// numbered maps each word of the i-th list to i+1.
func numbered(lists ...string) map[string]int {
	table := make(map[string]int)
	for i, list := range lists {
		for _, w := range strings.Fields(list) {
			if _, known := table[w]; !known {
				table[w] = i + 1
			}
		}
	}
	return table
}

// token is a word or number of a line.
type token struct {
	text       string // lower case
	number     int    // -1 for a word
	start, end int    // bytes of the line
}

// maxDateLine is the longest line, in bytes, in which a date is looked for.
const maxDateLine = 240

func tokenize(s string) []token {
	var tokens []token
	for i := 0; i < len(s); {
		rest := s[i:]
		n := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsDigit(r) })
		if n < 0 {
			n = len(rest)
		}
		number := n > 0
		if !number {
			n = strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
			if n < 0 {
				n = len(rest)
			}
		}
		if n == 0 {
			for _, r := range rest {
				n = len(string(r))
				break
			}
			i += max(n, 1)
			continue
		}
		t := token{text: strings.ToLower(rest[:n]), number: -1, start: i, end: i + n}
		if v, err := strconv.Atoi(rest[:n]); number && err == nil {
			t.number = v
		}
		tokens = append(tokens, t)
		i += n
	}
	return tokens
}

// findDate returns the first date in s as YYYY-MM-DD, and where it stands. The order of a date in figures that could be
// day or month first is month first only when language is "en-US"; in "en" it is no date, as it cannot be told.
func findDate(s, language string) (date string, start, end int) {
	if len(s) > maxDateLine || !hasFigure(s) {
		return "", 0, 0
	}
	tokens := tokenize(s)
	for i := range tokens {
		if i+2 >= len(tokens) {
			break
		}
		date, last := dateAt(s, tokens[i:], language)
		if date != "" {
			return date, tokens[i].start, tokens[i+last].end
		}
	}
	return "", 0, 0
}

// dateAt reads the date that starts with the first token, and returns the index of its last.
func dateAt(s string, t []token, language string) (string, int) {
	if t[0].number >= 1000 && t[1].number > 0 && t[2].number > 0 && tight(s, t[0], t[1]) && tight(s, t[1], t[2]) {
		return isoDate(t[0].number, t[1].number, t[2].number), 2
	}
	if t[0].number > 0 && t[1].number > 0 && t[2].number > 0 && tight(s, t[0], t[1]) && tight(s, t[1], t[2]) {
		return figures(t[0].number, t[1].number, year(t[2]), language), 2
	}
	if t[0].number > 0 { // 24 novembre 2026, 24th of November 2026, 24 de noviembre de 2026
		i := skip(t, 1, "st", "nd", "rd", "th", "º", "er", "of", "de")
		if i < len(t) && months()[t[i].text] > 0 {
			m := months()[t[i].text]
			if i = skip(t, i+1, "de", "del"); i < len(t) {
				return isoDate(year(t[i]), m, t[0].number), i
			}
		}
		return "", 0
	}
	if m := months()[t[0].text]; m > 0 && t[1].number > 0 { // Nov. 24, 2026
		if i := skip(t, 2, "st", "nd", "rd", "th"); i < len(t) {
			return isoDate(year(t[i]), m, t[1].number), i
		}
	}
	return "", 0
}

func skip(t []token, i int, filler ...string) int {
	for n := 0; n < 2 && i < len(t); n++ {
		for _, f := range filler {
			if t[i].text == f {
				i++
				break
			}
		}
		if i == len(t) {
			break
		}
	}
	return i
}

// tight reports whether one of the separators of dates in figures, and nothing else, stands between two tokens.
func tight(s string, a, b token) bool {
	return b.start == a.end+1 && strings.ContainsRune("/.-", rune(s[a.end]))
}

// year reads four figures, or two: 26 is 2026, 99 is 1999.
func year(t token) int {
	switch {
	case t.end-t.start == 2 && t.number >= 0 && t.number < 70:
		return 2000 + t.number
	case t.end-t.start == 2 && t.number >= 70:
		return 1900 + t.number
	}
	return t.number
}

func figures(a, b, year int, language string) string {
	switch {
	case a > 12:
		return isoDate(year, b, a)
	case b > 12, language == "en-US":
		return isoDate(year, a, b)
	case language == "en" && a != b:
		return ""
	}
	return isoDate(year, b, a)
}

// isoDate returns the date as YYYY-MM-DD, "" when there is no such day.
func isoDate(year, month, day int) string {
	if year < 1800 || year > 2199 || month < 1 || month > 12 || day < 1 {
		return ""
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// dateLine returns the first date of a line that has nothing but dates, times and the words that go with them.
func dateLine(s, language string) string {
	first := ""
	for range 3 {
		date, start, end := findDate(s, language)
		if date == "" {
			break
		}
		if first == "" {
			first = date
		}
		s = s[:start] + " " + s[end:]
	}
	if first == "" {
		return ""
	}
	for _, t := range tokenize(s) {
		if t.number < 0 && !dateWords.has(t.text) && months()[t.text] == 0 {
			return ""
		}
	}
	return first
}

// wireStamp returns the date of the stamp at the end of a news agency's text, "" when s does not end with one: 20261123T1042.
func wireStamp(s string) string {
	date, clock, found := strings.Cut(s[strings.LastIndexByte(s, ' ')+1:], "T")
	n, err := strconv.Atoi(date)
	if !found || err != nil || len(date) != 8 || len(clock) < 4 || strings.Trim(clock, "0123456789Z+:") != "" {
		return ""
	}
	return isoDate(n/10000, n/100%100, n%100)
}

// timestamps are the forms of a point in time in metadata, from the commonest.
var timestamps = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04-0700",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -0700 MST",
	time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700",
}

// published normalises a date of metadata: an RFC 3339 time when s has a time with its zone, else a date, else "".
func published(s, language string) string {
	s = oneLine(s)
	if len(s) > maxDateLine || !hasFigure(s) {
		return ""
	}
	for _, layout := range timestamps {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1800 && t.Year() < 2200 {
			return t.Format(time.RFC3339)
		}
	}
	date, _, _ := findDate(s, language)
	return date
}

package feed

import (
	"strings"
	"sync"
	"time"
)

// monthNames has the names of months and their abbreviations without a full stop, in Italian, English, French, German, Spanish,
// Portuguese, Dutch and Catalan.
var monthNames = sync.OnceValue(func() map[string]int {
	lists := []string{
		"gennaio gen genn january jan janvier janv januar jänner jaen enero ene janeiro januari gener",
		"febbraio feb febbr february février fevrier févr fevr fév februar febrero fevereiro fev februari febrer",
		"marzo mar march mars märz maerz mrz mär março marco maart mrt març",
		"aprile apr april avril avr abril abr",
		"maggio mag magg may mai mayo maio mei maig",
		"giugno giu june jun juin juni junio junho juny",
		"luglio lug july jul juillet juil juli julio julho juliol",
		"agosto ago aug august août aout augustus agost",
		"settembre set sett september sep sept septembre septiembre setiembre setembro setembre",
		"ottobre ott october oct octobre oktober okt octubre outubro out",
		"novembre nov november noviembre novembro",
		"dicembre dic december dec décembre decembre déc dezember dez diciembre dezembro desembre",
	}
	months := map[string]int{}
	for i, list := range lists {
		for name := range strings.FieldsSeq(list) {
			months[name] = i + 1
		}
	}
	return months
})

// besides are the words that stand beside a date and say nothing of it: weekdays in the languages of months, and prepositions.
var besides = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(`
		lunedì martedì mercoledì giovedì venerdì sabato domenica lunedi martedi mercoledi giovedi venerdi lun mar mer gio ven sab dom
		monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
		lundi mardi mercredi jeudi vendredi samedi dimanche jeu sam dim
		montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so don die mit fre son
		lunes martes miércoles miercoles jueves viernes sábado sabado domingo mié mie jue vie sáb
		segunda terça terca quarta quinta sexta feira seg ter qua qui sex
		alle ore il lo del dell di le du de el la um uhr am den der at on the of th st nd rd er º ª à a as às h e t d o clock`) {
		words[word] = true
	}
	return words
})

func known(word string) bool { return monthNames()[word] > 0 || besides()[word] }

// zones are the names of zones in minutes east of Greenwich. Names that mean several are read as most feeds mean them.
var zones = sync.OnceValue(func() map[string]int {
	return map[string]int{
		"z": 0, "gmt": 0, "utc": 0, "ut": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120, "met": 60, "mest": 120, "mez": 60, "mesz": 120,
		"eet": 120, "eest": 180, "msk": 180, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "ist": 330, "brt": -180, "art": -180,
		"est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
		"et": -300, "ct": -360, "mt": -420, "pt": -480,
	}
})

// day reads the day out of the tokens that are left. All of them must be understood.
func (d *date) day() (year, month, day int, ok bool) {
	var numbers []dateToken
	var names, doubtful []int // months by name; those that may be weekdays too
	week := false
	for _, t := range d.tokens {
		switch {
		case t.figures > 0:
			numbers = append(numbers, t)
		case !t.word():
		case t.text == "w" && len(numbers) == 1:
			week = true
		case monthNames()[t.text] > 0 && besides()[t.text]:
			doubtful = append(doubtful, monthNames()[t.text])
		case monthNames()[t.text] > 0:
			names = append(names, monthNames()[t.text])
		case !besides()[t.text]:
			return 0, 0, 0, false
		}
	}
	if len(names) == 0 && len(numbers) < 3 && len(doubtful) > 0 { // mar 24 mar: the last one is the month
		names = doubtful[len(doubtful)-1:]
	}
	switch {
	case week:
		return isoWeek(numbers)
	case len(names) == 1:
		return named(names[0], numbers)
	case len(names) == 0:
		return figured(numbers)
	}
	return 0, 0, 0, false
}

// named reads the numbers beside the name of a month: day and year in any order, or the year.
func named(month int, numbers []dateToken) (y, m, d int, ok bool) {
	switch len(numbers) {
	case 1:
		return fullYear(numbers[0]), month, 1, numbers[0].figures == 4
	case 2:
		day, year := numbers[0], numbers[1]
		if day.figures == 4 || day.number > 31 {
			day, year = year, day
		}
		return fullYear(year), month, day.number, year.figures == 4 || year.figures == 2
	}
	return 0, 0, 0, false
}

// figured reads a date in figures.
func figured(n []dateToken) (y, m, d int, ok bool) {
	switch {
	case len(n) == 1 && n[0].figures == 4:
		return n[0].number, 1, 1, true
	case len(n) == 1 && n[0].figures == 8:
		return n[0].number / 10000, n[0].number / 100 % 100, n[0].number % 100, true
	case len(n) == 2 && n[0].figures == 4 && n[1].figures == 3: // day of the year
		t := time.Date(n[0].number, 1, n[1].number, 0, 0, 0, 0, time.UTC)
		return t.Year(), int(t.Month()), t.Day(), t.Year() == n[0].number
	case len(n) == 2 && n[0].figures == 4:
		return n[0].number, n[1].number, 1, true
	case len(n) != 3:
		return 0, 0, 0, false
	case n[0].figures == 4:
		return n[0].number, n[1].number, n[2].number, true
	case n[2].figures != 4 && n[2].figures != 2:
		return 0, 0, 0, false
	case n[1].number > 12: // only the month can come first
		return fullYear(n[2]), n[0].number, n[1].number, true
	}
	return fullYear(n[2]), n[1].number, n[0].number, true
}

// isoWeek reads 2026-W48 and 2026-W48-2. The first week is the one with January 4th in it, ISO 8601.
func isoWeek(n []dateToken) (y, m, d int, ok bool) {
	if len(n) < 2 || n[0].figures != 4 || n[1].number < 1 || n[1].number > 53 {
		return 0, 0, 0, false
	}
	weekday := 1
	if len(n) == 3 {
		weekday = n[2].number
	}
	if len(n) > 3 || weekday < 1 || weekday > 7 {
		return 0, 0, 0, false
	}
	fourth := time.Date(n[0].number, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
	t := monday.AddDate(0, 0, 7*(n[1].number-1)+weekday-1)
	return t.Year(), int(t.Month()), t.Day(), true
}

// fullYear reads two figures as of 1970 to 2069.
func fullYear(t dateToken) int {
	switch {
	case t.figures == 2 && t.number < 70:
		return 2000 + t.number
	case t.figures == 2:
		return 1900 + t.number
	}
	return t.number
}

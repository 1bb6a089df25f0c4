package check

import "time"

// almanac is what an article says about days, months and times.
type almanac struct {
	published date
	days      [13][32]bool    // by month and day
	full      map[[3]int]bool // year, month and day
	months    [13]bool
	years     map[int]bool
	weekdays  [8]bool      // said
	derived   [8]bool      // of dates and of yesterday
	clocks    map[int]bool // minutes since midnight; whether the half of the day is open

	lastMonth, since int // the month last named, and how many sentences ago
}

// date is the day of an article, where it has one.
type date struct {
	time.Time
	known bool
}

// dateOf reads what a date begins with: its day.
func dateOf(published string) date {
	if len(published) < len(time.DateOnly) {
		return date{}
	}
	t, err := time.Parse(time.DateOnly, published[:len(time.DateOnly)])
	return date{t, err == nil}
}

// reach is how many sentences after a month a bare day still belongs to it.
const reach = 5

func newAlmanac(published date) almanac {
	a := almanac{published: published}
	if published.known {
		a.lastMonth = int(published.Month())
	}
	return a
}

// read takes in what one sentence says. Relative days are counted from the article's date.
func (a *almanac) read(s *reading) {
	a.since++
	for _, m := range s.moments {
		a.add(m)
	}
	r := newMomentReader(s.tokens, s.lang)
	for i, t := range s.tokens {
		if !t.can(aDay) {
			continue
		}
		if offset, ok := r.relativeDay(i); ok && a.published.known {
			a.resolve(a.published.AddDate(0, 0, offset))
		}
		a.yearBefore(t, s.moments)
		a.relativeYear(r, i)
		if t.unit == year {
			a.nextTo(r, i, s.moments)
		}
		if day, _ := r.dayOfMonth(i); day > 0 && a.lastMonth > 0 && a.since < reach && bareDay(r, i) {
			a.days[a.lastMonth][day] = true
		}
		if feast, ok := feasts[t.fold]; ok {
			a.months[feast[0]] = true
			a.days[feast[0]][feast[1]] = true
			if feast[1] > 1 && r.peek(i-2).is("vigilia", "eve") || r.peek(i+1).is("eve") {
				a.days[feast[0]][feast[1]-1] = true
			}
		}
	}
}

// put puts something in a map that is made when it has to be: few texts have all that an almanac has room for.
func put[K comparable](m *map[K]bool, key K, value bool) {
	if *m == nil {
		*m = map[K]bool{}
	}
	(*m)[key] = value
}

// bareDay reports whether a day stands without its month: sabato 16, il 16, on the 16th, fino al 22.
func bareDay(r momentReader, i int) bool {
	before := r.peek(i - 1)
	return i > 0 && r.weekday(i-1) > 0 || before.is("il", "al", "dal", "del", "the", "le", "am", "zum", "vom", "el", "o", "dia", "día", "au", "du", "ao", "den", "dem", "'", "’", "–", "-", "e", "and")
}

func (a *almanac) add(m moment) {
	switch {
	case m.weekday > 0:
		a.weekdays[m.weekday] = true
		a.resolveWeekday(m.weekday)
	case m.clock > 0:
		put(&a.clocks, m.clock-1, m.halved)
	}
	if m.month > 0 {
		a.months[m.month] = true
		a.lastMonth, a.since = m.month, 0
	}
	if m.year > 0 {
		put(&a.years, m.year, true)
	}
	if m.day > 0 {
		a.days[m.month][m.day] = true
		a.dayWeekday(m)
	}
}

// dayWeekday notes the weekday of a day. Without a year it is one near the article's date.
func (a *almanac) dayWeekday(m moment) {
	years := []int{m.year}
	if m.year == 0 {
		if !a.published.known {
			return
		}
		y := a.published.Year()
		years = []int{y - 1, y, y + 1}
	}
	for _, y := range years {
		put(&a.full, [3]int{y, m.month, m.day}, true)
		t := time.Date(y, time.Month(m.month), m.day, 0, 0, 0, 0, time.UTC)
		if m.year > 0 || a.published.Sub(t).Abs() < 200*24*time.Hour {
			a.derived[isoWeekday(t)] = true
		}
	}
}

func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// resolve notes the date that a relative day is.
func (a *almanac) resolve(t time.Time) {
	a.days[t.Month()][t.Day()] = true
	put(&a.full, [3]int{t.Year(), int(t.Month()), t.Day()}, true)
	a.months[int(t.Month())] = true
	a.derived[isoWeekday(t)] = true
}

// resolveWeekday notes the dates that a weekday can be: the one before the article's date and the one after.
func (a *almanac) resolveWeekday(weekday int) {
	if !a.published.known {
		return
	}
	for offset := -7; offset <= 7; offset++ {
		t := a.published.AddDate(0, 0, offset)
		if isoWeekday(t) == weekday {
			a.days[t.Month()][t.Day()] = true
			put(&a.full, [3]int{t.Year(), int(t.Month()), t.Day()}, true)
		}
	}
}

// nextTo notes the years before or after those of a sentence that "l'anno prima" and "the year after" are.
func (a *almanac) nextTo(r momentReader, i int, ms []moment) {
	step := 0
	switch t := r.peek(i + 1); {
	case t.is("prima", "precedente", "before", "earlier", "previous", "avant", "zuvor", "vorher", "antes", "anterior", "précédente", "précédent"):
		step = -1
	case t.is("dopo", "successivo", "seguente", "after", "later", "following", "après", "danach", "später", "después", "depois", "siguiente", "seguinte", "suivante", "suivant", "posterior"):
		step = 1
	}
	if before := r.peek(i - 1); step == 0 && before.is("previous", "preceding") {
		step = -1
	} else if step == 0 && before.is("following") {
		step = 1
	}
	for _, m := range ms {
		if step != 0 && m.year > 0 {
			put(&a.years, m.year+step, true)
		}
	}
}

// relativeYear notes the years that "quest'anno", "last year" and the like are, and the months that the start and the end of
// a year are.
func (a *almanac) relativeYear(r momentReader, i int) {
	if r.tokens[i].unit != year {
		return
	}
	for _, j := range []int{i - 1, i - 2, i - 3, i + 1} {
		t := r.peek(j)
		switch {
		case t.is("inizio", "start", "beginning", "début", "anfang", "beginn", "principio", "início"):
			a.months[1] = true
		case t.is("fine", "end", "fin", "ende", "final", "fim"):
			a.months[12] = true
		case !a.published.known:
		case t.is("scorso", "scorsa", "last", "dernier", "dernière", "passé", "passée", "vergangenen", "vergangenes", "vergangene", "letzte", "letztem", "letztes", "letzten", "passato", "precedente", "pasado", "passado"):
			put(&a.years, a.published.Year()-1, true)
		case t.is("prossimo", "next", "prochain", "prochaine", "nächstes", "nächsten", "nächste", "kommenden", "kommendes", "próximo", "viene", "vem"):
			put(&a.years, a.published.Year()+1, true)
		case t.is("quest", "questo", "this", "cette", "diesem", "dieses", "este", "neste", "deste", "laufenden", "corrente"):
			put(&a.years, a.published.Year(), true)
		}
	}
}

// finish notes what follows from all of the article: its own year, when it has days without one.
func (a *almanac) finish() {
	if a.published.known {
		put(&a.years, a.published.Year(), true)
	}
}

var relativeDays = map[string]int{
	"oggi": 0, "today": 0, "stamattina": 0, "stasera": 0, "stamane": 0, "stanotte": 0, "tonight": 0, "hui": 0, "heute": 0, "hoy": 0, "hoje": 0,
	"ieri": -1, "yesterday": -1, "hier": -1, "gestern": -1, "ayer": -1, "ontem": -1, "overnight": -1,
	"domani": 1, "tomorrow": 1, "demain": 1, "morgen": 1, "manana": 1, "amanha": 1,
	"altroieri": -2, "dopodomani": 2, "vorgestern": -2, "ubermorgen": 2, "anteayer": -2, "anteontem": -2, "anoche": -1,
}

// relativeDay returns how many days from today the word at i is: avant-hier, pasado mañana. German "hier" and "am Morgen" and Spanish
// "la mañana" are none.
func (r momentReader) relativeDay(i int) (offset int, ok bool) {
	t, before := r.tokens[i], r.peek(i-1)
	if offset, ok = relativeDays[t.fold]; !ok {
		return 0, false
	}
	second := before
	if before.text == "-" || before.is("de") {
		second = r.peek(i - 2)
	}
	switch {
	case t.fold == "hier" && r.lang == "de", t.fold == "morgen" && t.upper && !t.first, t.fold == "manana" && before.is("la", "una", "media"):
		return 0, false
	case t.fold == "manana" && before.is("esta"):
		return 0, true
	case t.fold == "hier" && second.is("avant"):
		return -2, true
	case offset == 1 && second.is("après", "pasado", "depois"):
		return 2, true
	}
	return offset, true
}

// yearBefore notes the year before the article's, and before those of a sentence, that Vorjahr is.
func (a *almanac) yearBefore(t token, ms []moment) {
	if !yearBefore.has(t.fold) {
		return
	}
	if a.published.known {
		put(&a.years, a.published.Year()-1, true)
	}
	for _, m := range ms {
		if m.year > 0 {
			put(&a.years, m.year-1, true)
		}
	}
}

var yearBefore = set(`vorjahr vorjahres vorjahrs`)

// feasts are the month and day that a feast without a date says.
var feasts = map[string][2]int{
	"ferragosto": {8, 15}, "natale": {12, 25}, "christmas": {12, 25}, "noel": {12, 25}, "weihnachten": {12, 25}, "navidad": {12, 25}, "natal": {12, 25},
	"capodanno": {1, 1}, "epifania": {1, 6}, "epiphany": {1, 6}, "befana": {1, 6}, "ognissanti": {11, 1}, "halloween": {10, 31}, "immacolata": {12, 8},
	"toussaint": {11, 1}, "assomption": {8, 15}, "heiligabend": {12, 24}, "silvester": {12, 31}, "neujahr": {1, 1}, "allerheiligen": {11, 1}, "nochebuena": {12, 24}, "nochevieja": {12, 31},
	"reveillon": {12, 31},
}

package check

import (
	"slices"

	"mattinale/pipeline/news"
)

// dates reports days, months, years, weekdays and times that the article does not have. Relative days (yesterday, domani)
// are let pass; those of the article are counted from its date, where it has one. Names of months and days are held only
// against an article in a language whose own are known here.
func (s *Source) dates(t statement, c *cited) []news.Finding {
	var out []news.Finding
	for _, m := range t.moments {
		if m.clock == 0 && (m.month > 0 || m.weekday > 0) && calendars()[s.lang].months == nil {
			continue
		}
		reason := s.says(m)
		if reason == "" && c != nil && c.misses(m) && !(t.nightly() && c.around().nextDay(m)) {
			reason = elsewhere
		}
		if reason != "" {
			out = append(out, t.finding(news.KindDate, m.from, m.to, "%s", reason))
		}
	}
	return out
}

// misses reports whether the cited sentences, and those about them, do not say a moment. A weekday that only follows from a date
// must follow from one that is cited.
func (c *cited) misses(m moment) bool {
	if m.weekday > 0 {
		return !c.around().almanac.weekdays[m.weekday] && !c.facts().almanac.derived[m.weekday]
	}
	return c.around().says(m) != ""
}

// nightly reports whether a text speaks of a night, which is of two days.
func (t statement) nightly() bool {
	return slices.ContainsFunc(t.tokens, func(w token) bool {
		return w.is("notte", "night", "overnight", "hours", "alba", "dawn", "midnight", "mezzanotte")
	})
}

// nextDay reports whether a weekday is the one before or after one that is said: the night between Thursday and Friday is Friday's
// early hours.
func (f *facts) nextDay(m moment) bool {
	return m.weekday > 0 && (f.almanac.weekdays[m.weekday%7+1] || f.almanac.weekdays[(m.weekday+5)%7+1])
}

// says returns what of a moment the facts do not have, "" when they have all of it: a time or a year may stand there as a bare
// figure.
func (f *facts) says(m moment) string {
	if m.clock > 0 && f.figures.hasClock(m.clock-1) || m.year > 0 && m.month == 0 && f.figures.hasYear(m.year) {
		return ""
	}
	return f.almanac.objection(m)
}

// objection says what of a moment an article does not have, or nothing.
func (a *almanac) objection(m moment) string {
	switch {
	case m.clock > 0:
		if !a.hasTime(m.clock-1, m.halved) && !(m.inexact && a.nearTime(m.clock-1)) {
			return "the article does not have this time"
		}
	case m.weekday > 0:
		if !a.weekdays[m.weekday] && !a.derived[m.weekday] {
			return "the article does not have this weekday"
		}
	case m.day > 0 && !a.days[m.month][m.day]:
		return "the article does not have this day"
	case m.day == 0 && m.month > 0 && !a.months[m.month]:
		return "the article does not have this month"
	case m.year > 0 && !a.years[m.year] && !a.follows(m):
		return "the article does not have this year"
	}
	return ""
}

// closeTimes is how many minutes a time may be off that is said to be near.
const closeTimes = 30

// nearTime reports whether a time close by is named.
func (a *almanac) nearTime(at int) bool {
	for off := -closeTimes; off <= closeTimes; off++ {
		if a.hasTime((at+off+1440)%1440, false) {
			return true
		}
	}
	return false
}

// hasTime reports whether a time of day is named. Where it or the article's leaves the half of the day open, either will do.
func (a *almanac) hasTime(at int, halved bool) bool {
	if _, ok := a.clocks[at]; ok {
		return true
	}
	for _, other := range []int{at - 720, at + 720} {
		if open, ok := a.clocks[other]; ok && (open || halved) {
			return true
		}
	}
	return false
}

// follows reports whether a year is the one next to the article's, of a day that the article names without a year.
func (a *almanac) follows(m moment) bool {
	return m.day > 0 && a.full[[3]int{m.year, m.month, m.day}]
}

// hasClock reports whether a full hour stands in the article as a bare figure: le 17, 5 in the afternoon.
func (f *figures) hasClock(minutes int) bool {
	h := float64(minutes / 60)
	if minutes%60 != 0 {
		return near(f.values, h+float64(minutes%60)/100, 1e-9)
	}
	return near(f.values, h, 1e-9) || near(f.values, h-12, 1e-9) || near(f.values, h+12, 1e-9)
}

// hasYear reports whether a year stands in the article, or the decade that it belongs to.
func (f *figures) hasYear(y int) bool { return near(f.values, float64(y), 1e-9) }

package feed

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// maxDate is the longest text, in bytes, that is read as a date.
const maxDate = 100

// parseDate reads a date in any of the forms that feeds have it in: RFC 822 and RFC 3339 with all their misspellings, W3C-DTF of any precision,
// ISO 8601 with its weeks, ctime, and dates written out in the languages of months. In figures the day comes first, unless only the month
// can. A date without a zone is in UTC. What is no date is the zero time.
func parseDate(s string) time.Time {
	if len(s) > maxDate {
		return time.Time{}
	}
	d := date{tokens: dateTokens(s), zone: time.UTC}
	if len(d.tokens) == 1 && d.tokens[0].figures >= 8 {
		return plausible(digits(d.tokens[0].text))
	}
	d.takeClock()
	year, month, day, ok := d.day()
	if !ok || !d.clockOK() {
		return time.Time{}
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || t.Month() != time.Month(month) {
		return time.Time{}
	}
	return plausible(time.Date(year, time.Month(month), day, d.hour, d.minute, d.second, d.nanos, d.zone))
}

// plausible is the zero time for what no article was written at.
func plausible(t time.Time) time.Time {
	if t.Year() < 1800 || t.Year() > 2199 {
		return time.Time{}
	}
	return t
}

// digits reads a date of figures only: 20261124, 20261124100000, seconds or milliseconds since 1970.
func digits(s string) time.Time {
	switch len(s) {
	case 8:
		t, _ := time.Parse("20060102", s)
		return t
	case 14:
		t, _ := time.Parse("20060102150405", s)
		return t
	case 10, 13:
		n, _ := strconv.ParseInt(s, 10, 64) // figures
		if len(s) == 10 {
			n *= 1000
		}
		return time.UnixMilli(n).UTC()
	}
	return time.Time{}
}

// dateToken is a number, a word or a sign of a date.
type dateToken struct {
	text    string // lower case
	number  int
	figures int // of a number; 0: it is none
}

func (t dateToken) word() bool { return t.figures == 0 && unicode.IsLetter([]rune(t.text)[0]) }

func dateTokens(s string) []dateToken {
	var tokens []dateToken
	class := func(r rune) int {
		switch {
		case r >= '0' && r <= '9':
			return 1
		case unicode.IsLetter(r):
			return 2
		}
		return 0
	}
	runes := []rune(strings.ToLower(s))
	for i := 0; i < len(runes); {
		end := i + 1
		for c := class(runes[i]); c > 0 && end < len(runes) && class(runes[end]) == c; {
			end++
		}
		t := dateToken{text: string(runes[i:end])}
		if class(runes[i]) == 1 {
			t.figures = end - i
			t.number, _ = strconv.Atoi(t.text) // out of range: no number of a date anyway
		}
		if !unicode.IsSpace(runes[i]) {
			tokens = append(tokens, t)
		}
		i = end
	}
	return tokens
}

// date is a date on the way to be read.
type date struct {
	tokens                      []dateToken // those not understood yet
	hour, minute, second, nanos int
	zone                        *time.Location
}

func (d *date) clockOK() bool {
	return d.minute < 60 && d.second <= 60 && (d.hour < 24 || d.hour == 24 && d.minute == 0 && d.second == 0)
}

// at is the token at i, an empty one beyond the end.
func (d *date) at(i int) dateToken {
	if i < 0 || i >= len(d.tokens) {
		return dateToken{text: " "}
	}
	return d.tokens[i]
}

// takeClock takes the time of day out of the tokens, and the zone after it: 10:00:00.5 pm +01:00, 10h30, ore 10.30, T100000Z.
func (d *date) takeClock() {
	for i, t := range d.tokens {
		sep := d.at(i + 1).text
		dotted := sep == "." && i > 0 && slices.Contains([]string{"ore", "alle", "um", "at", "h"}, d.at(i-1).text)
		switch {
		case t.figures == 6 && d.at(i-1).text == "t":
			d.hour, d.minute, d.second = t.number/10000, t.number/100%100, t.number%100
			d.takeZone(i, i+1)
			return
		case (t.figures == 1 || t.figures == 2) && (sep == ":" || sep == "h" || dotted) && d.at(i+2).figures == 2:
			d.hour, d.minute = t.number, d.at(i+2).number
			end := i + 3
			if next := d.at(end).text; (next == ":" || next == sep) && d.at(end+1).figures > 0 {
				d.second = d.at(end + 1).number
				end = d.fraction(end + 2)
			}
			d.takeZone(i, d.half(end))
			return
		}
	}
}

// fraction reads parts of a second from token i on, and returns the token after them.
func (d *date) fraction(i int) int {
	f := d.at(i + 1)
	if s := d.at(i).text; s != "." && s != "," || f.figures == 0 || f.figures > 9 {
		return i
	}
	d.nanos = f.number
	for n := f.figures; n < 9; n++ {
		d.nanos *= 10
	}
	return i + 2
}

// half reads am or pm, also as a.m., and returns the token after it.
func (d *date) half(i int) int {
	mark, end := d.at(i).text, i+1
	if (mark == "a" || mark == "p") && d.at(i+1).text == "." && d.at(i+2).text == "m" {
		mark, end = mark+"m", i+3
		if d.at(end).text == "." {
			end++
		}
	}
	switch {
	case mark == "pm" && d.hour < 12:
		d.hour += 12
	case mark == "am" && d.hour == 12:
		d.hour = 0
	case mark != "am" && mark != "pm":
		return i
	}
	return end
}

// takeZone reads the zone from token i on, and takes all tokens from the clock's first on to its last out.
func (d *date) takeZone(clock, i int) {
	end := i
	for d.at(end).text == "(" || d.at(end).text == ":" {
		end++
	}
	if name := d.at(end); name.word() && len(name.text) <= 5 && !known(name.text) {
		d.zone = time.FixedZone(strings.ToUpper(name.text), 60*zones()[name.text]) // 0 when not known: some hours wrong is better than no date
		end++
	}
	for d.at(end).text == "-" && d.at(end+1).text == "-" {
		end++
	}
	sign := d.at(end).text
	if hours := d.at(end + 1); (sign == "+" || sign == "-" || sign == "−") && hours.figures > 0 && hours.figures <= 4 {
		minutes := hours.number * 60
		if hours.figures > 2 {
			minutes = hours.number/100*60 + hours.number%100
		}
		end += 2
		if d.at(end).text == ":" && d.at(end+1).figures == 2 {
			minutes += d.at(end + 1).number
			end += 2
		}
		if sign != "+" {
			minutes = -minutes
		}
		if minutes > -15*60 && minutes < 15*60 {
			d.zone = time.FixedZone("", 60*minutes)
		}
	}
	if _, zone := zones()[d.at(end).text]; zone || d.at(end).text == "(" || d.at(end).text == ")" {
		for end < len(d.tokens) && d.at(end).figures == 0 && !(d.at(end).word() && known(d.at(end).text)) {
			end++ // (CET), (Central European Time)
		}
	}
	d.tokens = slices.Delete(d.tokens, clock, min(end, len(d.tokens)))
}

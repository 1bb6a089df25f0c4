package clean

import (
	"net/mail"
	"strconv"
	"strings"
	"time"
)

// sentAt is when a message was sent, as draft.published has it: by its Date, else by the newest Received, which the server
// of the one who got it wrote.
func sentAt(head mailHead) string {
	for _, value := range head["date"] {
		if when := mailDate(value); when != "" {
			return when
		}
	}
	for _, value := range head["received"] {
		if i := strings.LastIndexByte(value, ';'); i >= 0 {
			if when := mailDate(value[i+1:]); when != "" {
				return when
			}
		}
	}
	return ""
}

// mailDate reads a date as heads have it, and as programs write it into forwarded letters: by RFC 5322, with what older
// programs wrote, with months and days in other languages, with the zone or the time missing. It returns an RFC 3339 time
// where there is a zone, else a date, else "".
func mailDate(value string) string {
	value = headerText(withoutComments(value))
	if when, err := mail.ParseDate(value); err == nil && plausible(when.Year()) {
		return when.Format(time.RFC3339)
	}
	if when := published(value, ""); strings.Contains(when, "T") {
		return ifPlausible(when)
	}
	date, rest := asctime(value)
	if date == "" {
		var end int
		date, _, end = findDate(value, "")
		rest = value[end:]
	}
	if date == "" {
		return ""
	}
	return ifPlausible(withClock(date, rest))
}

// plausible reports whether mail could have been sent in a year.
func plausible(year int) bool { return 1970 <= year && year < 2200 }

// ifPlausible is a date that begins with its year, or "" when no mail was sent then.
func ifPlausible(date string) string {
	if year, err := strconv.Atoi(date[:4]); err != nil || !plausible(year) {
		return ""
	}
	return date
}

// asctime finds a date that has its time in the middle: Tue Nov 24 07:00:00 2026, Tue Nov 24 07:00:00 +0100 2026.
func asctime(value string) (date, clock string) {
	words := strings.Fields(strings.ReplaceAll(value, ",", " "))
	for i := 0; i+3 < len(words); i++ {
		m, day := months()[strings.ToLower(words[i])], words[i+1]
		if m == 0 || !strings.Contains(words[i+2], ":") {
			continue
		}
		n, err := strconv.Atoi(day)
		for _, last := range words[i+3 : min(i+5, len(words))] {
			if y, wrong := strconv.Atoi(last); err == nil && wrong == nil && len(last) == 4 && last[0] != '+' && last[0] != '-' {
				return isoDate(y, m, n), strings.Join(words[i+2:], " ")
			}
		}
	}
	return "", ""
}

// withClock adds the time in text to a date when it has a zone too.
func withClock(date, text string) string {
	words := strings.Fields(strings.ReplaceAll(text, ",", " "))
	for i, word := range words {
		for _, layout := range []string{"15:04:05", "15:04", "15.04.05", "15.04"} {
			clock, err := time.Parse(layout, word)
			if err != nil {
				continue
			}
			for _, zone := range words[i+1:] {
				if offset, err := time.Parse("-0700", zone); err == nil {
					return date + "T" + clock.Format("15:04:05") + offset.Format("Z07:00")
				}
				if zone == "GMT" || zone == "UTC" || zone == "UT" {
					return date + "T" + clock.Format("15:04:05") + "Z"
				}
			}
		}
	}
	return date
}

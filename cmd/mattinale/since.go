package main

import (
	"fmt"
	"regexp"
	"strconv"
	"sync"
	"time"
)

// since says which entries of a feed, and which messages, count: those from a point in time on. The zero value is not said.
type since struct {
	all, last bool      // any; those that came after the last run
	from      time.Time // else: none before
}

const (
	sinceHint    = "all, last, a duration as 36h, 3d or 1w, or a day as 2026-11-24 or 2026-11-24T06:00"
	sincePattern = `|all|last|[0-9]{1,6}[dw]|` + durationPattern + `|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?`
)

// oldest is the earliest day that makes sense: what is before it is a slip of the pen.
var oldest = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)

// parseSince reads --since and the key of a source. Days and times of day are those of now's location; nothing lies in the future.
// A day more or less is one by the calendar, whatever the clock on the wall did in the night between.
func parseSince(text string, now time.Time) (since, error) {
	switch text {
	case "":
		return since{}, nil
	case "all":
		return since{all: true}, nil
	case "last":
		return since{last: true}, nil
	}
	from, err := sinceTime(text, now)
	switch {
	case err != nil:
		return since{}, usage(sinceHint, "%q is none of all, last, a duration and a day", text)
	case from.After(now):
		return since{}, usage("name a time that has been", "%q is in the future", text)
	case from.Before(oldest):
		return since{}, usage("all takes whatever there is", "%q is before %d", text, oldest.Year())
	}
	return since{from: from}, nil
}

// sinceDays is a number of days or weeks, which time.ParseDuration does not know.
var sinceDays = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([0-9]{1,6})([dw])$`) })

func sinceTime(text string, now time.Time) (time.Time, error) {
	if m := sinceDays().FindStringSubmatch(text); m != nil {
		n, err := strconv.Atoi(m[1])
		if m[2] == "w" {
			n *= 7
		}
		return now.AddDate(0, 0, -n), err
	}
	if age, err := time.ParseDuration(text); err == nil {
		if age <= 0 {
			return time.Time{}, fmt.Errorf("%s is no time ago", age)
		}
		return now.Add(-age), nil
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04"} {
		if at, err := time.ParseInLocation(layout, text, now.Location()); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time", text)
}

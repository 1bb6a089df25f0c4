package main

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

func TestParseSince(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		when, err := time.ParseInLocation("2006-01-02T15:04", text, rome)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	now := at("2026-10-26T06:00") // the day after the clocks went back
	for _, tt := range []struct {
		text string
		want since
		err  string
	}{
		{"", since{}, ""},
		{"all", since{all: true}, ""},
		{"last", since{last: true}, ""},
		{"36h", since{from: now.Add(-36 * time.Hour)}, ""},
		{"1d", since{from: at("2026-10-25T06:00")}, ""},
		{"2d", since{from: at("2026-10-24T06:00")}, ""}, // 49 hours
		{"1w", since{from: at("2026-10-19T06:00")}, ""},
		{"2026-10-26", since{from: at("2026-10-26T00:00")}, ""},
		{"2026-10-24T06:00", since{from: at("2026-10-24T06:00")}, ""},
		{"2026-10-27", since{}, "in the future"},
		{"2026-10-26T06:01", since{}, "in the future"},
		{"-3h", since{}, "is none of"},
		{"0h", since{}, "is none of"},
		{"3", since{}, "is none of"},
		{"3 d", since{}, "is none of"},
		{"ALL", since{}, "is none of"},
		{"2026-02-30", since{}, "is none of"},
		{"999999w", since{}, "is before 1900"},
		{"9999999d", since{}, "is none of"},
		{"0001-01-01", since{}, "is before 1900"},
	} {
		got, err := parseSince(tt.text, now)
		if got.all != tt.want.all || got.last != tt.want.last || !got.from.Equal(tt.want.from) {
			t.Errorf("%q is %+v, want %+v", tt.text, got, tt.want)
		}
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%q: %v, want %q", tt.text, err, tt.err)
		}
	}
}

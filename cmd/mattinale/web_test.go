package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What comes while a brief is made, for hours maybe, belongs to the next one: its beginning counts, not its end.
func TestLastBrief(t *testing.T) {
	const began, generated = `"began": "2026-11-23T05:00:00+01:00",`, `"generated": "2026-11-23T07:00:00+01:00",`
	for name, tt := range map[string]struct {
		files map[string]string // brief.json by day
		date  string
		want  string
	}{
		"none":                       {nil, "2026-11-24", ""},
		"when it began":              {map[string]string{"2026-11-23": `{"schema": "x", ` + began + generated + ` "stories": []}`}, "2026-11-24", "05:00"},
		"one that does not say":      {map[string]string{"2026-11-23": `{"schema": "x", ` + generated + ` "stories": []}`}, "2026-11-24", "07:00"},
		"that of the day itself":     {map[string]string{"2026-11-24": `{` + began + generated + `}`}, "2026-11-24", ""},
		"a damaged one and an older": {map[string]string{"2026-11-23": `{"sche`, "2026-11-20": `{` + began + `}`}, "2026-11-24", "05:00"},
	} {
		out := t.TempDir()
		for day, text := range tt.files {
			if err := os.MkdirAll(filepath.Join(out, day), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(out, day, "brief.json"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got := lastBrief(out, tt.date)
		if tt.want == "" && got.IsZero() {
			continue
		}
		if want := "2026-11-23T" + tt.want + ":00+01:00"; got.Format(time.RFC3339) != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
	}
}

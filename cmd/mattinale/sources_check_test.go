package main

import (
	"strings"
	"testing"
	"time"

	"mattinale/pipeline"
)

// TestInspected has titles as sources check prints them: as they are, and none.
func TestInspected(t *testing.T) {
	for title, want := range map[string]string{
		"Il «ponte»":     "        reads: \"Il «ponte»\", it, 3 sentences\n",
		`On $\ell_2$`:    "        reads: \"On $\\ell_2$\", it, 3 sentences\n",
		"":               "        reads: an article without a title, it, 3 sentences\n",
		"rosso \x1b[31m": "        reads: \"rosso [31m\", it, 3 sentences\n",
	} {
		got := inspected(pipeline.Inspection{Source: "a", Status: "ok", Article: &pipeline.Sample{Title: title, Language: "it", Sentences: 3}}, time.Time{})
		if !strings.HasSuffix(got, want) {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

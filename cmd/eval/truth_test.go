package main

import (
	"context"
	"io"
	"testing"
)

// What the checks must reach on the seeds, in per cent: of all mutations, of each kind, of faithful points with a finding.
const (
	leastFound       = 95
	leastFoundOfKind = 90
	mostFalseAlarms  = 2
	fewestPoints     = 150
)

func TestTruth(t *testing.T) {
	labels, err := readLabels("testdata/labels.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	further, err := readTruth("testdata/truth.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	articles, err := readArticles(context.Background(), options{})
	if err != nil {
		t.Fatal(err)
	}
	s := scoreTruth(io.Discard, labels, further, articles)
	if err := s.sets(io.Discard, "../../pipeline/check/testdata/faithful.jsonl"); err != nil {
		t.Fatal(err)
	}
	if s.faithful.of < fewestPoints || 100*s.faithful.n > mostFalseAlarms*s.faithful.of {
		t.Errorf("%d of %d faithful points have a finding", s.faithful.n, s.faithful.of)
	}
	if sum := s.all(); 100*sum.n < leastFound*sum.of {
		t.Errorf("%d of %d mutations found", sum.n, sum.of)
	}
	for kind, r := range s.found {
		if 100*r.n < leastFoundOfKind*r.of {
			t.Errorf("%s: %d of %d found", kind, r.n, r.of)
		}
	}
	for _, kind := range []string{"number", "magnitude", "percent", "day", "month", "year", "weekday", "time", "person", "place", "organisation",
		"quotation altered", "quotation invented", "language swapped", "language mixed", "broken off", "one side changed"} {
		if s.found[kind] == nil {
			t.Errorf("no mutation of kind %s could be made", kind)
		}
	}
}

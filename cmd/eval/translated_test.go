package main

import (
	"io"
	"testing"
)

// What the checks must reach on articles in each further language, in per cent.
const (
	mostAlarmsAbroad   = 3  // faithful points and headlines with a finding
	leastFiguresAbroad = 95 // wrong figures and dates found
	leastNamesAbroad   = 90 // wrong names found
	leastQuotesAbroad  = 65 // invented quotations found: a translated one can only be held against place, length and speaker
	leastEvidence      = 95 // points whose sentences are those that a person named
	leastBareEvidence  = 60 // the same of points with hardly a figure or a name
	fewestArticles     = 7  // of a language
)

func TestTranslated(t *testing.T) {
	scores, err := scoreTranslated(io.Discard, "../../pipeline/check/testdata/translated.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"fr", "de", "es", "pt"} {
		t.Run(lang, func(t *testing.T) {
			s := scores[lang]
			if s == nil || s.faithful.of < 5*fewestArticles {
				t.Fatal("too few points")
			}
			if 100*s.faithful.n > mostAlarmsAbroad*s.faithful.of {
				t.Errorf("%d of %d faithful points have a finding", s.faithful.n, s.faithful.of)
			}
			atLeast := func(what string, least int, rates ...*rate) {
				sum := rate{}
				for _, r := range rates {
					sum.n, sum.of = sum.n+r.or().n, sum.of+r.or().of
				}
				if sum.of == 0 || 100*sum.n < least*sum.of {
					t.Errorf("%s: %d of %d found", what, sum.n, sum.of)
				}
			}
			f := s.found
			atLeast("figures and dates", leastFiguresAbroad, f["number"], f["magnitude"], f["percent"], f["day"], f["month"], f["year"], f["weekday"], f["time"])
			atLeast("names", leastNamesAbroad, f["person"], f["place"], f["organisation"])
			atLeast("quotations", leastQuotesAbroad, f["quotation invented"])
			for _, kind := range []string{"both", "it", "en"} {
				atLeast("evidence, "+kind, leastEvidence, s.evidence[kind])
				atLeast("evidence, "+kind+bareKind, leastBareEvidence, s.evidence[kind+bareKind])
			}
		})
	}
}

package main

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"mattinale/pipeline/check"
	"mattinale/pipeline/news"
)

// translated is what the checks make of summaries of articles in one language that is neither Italian nor English.
type translated struct {
	truthScore
	central  rate             // sentences of an extract that a person's summary rests on
	evidence map[string]*rate // by the languages of the summary: points whose sentences are those a person named
}

// bareKind marks the evidence of points that name and count hardly anything.
const bareKind = ", no figures or names"

// scoreTranslated holds the points of a file of sets, and all that can be made wrong with them, against their articles, by
// the articles' language. What goes wrong is written to w.
func scoreTranslated(w io.Writer, file string) (map[string]*translated, error) {
	sets, err := readSets(file)
	if err != nil {
		return nil, err
	}
	scores := map[string]*translated{}
	for _, x := range sets {
		a, err := x.article()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", x.Title, err)
		}
		if a.Language != x.Lang {
			fmt.Fprintf(w, "language of %s: %s, should be %s\n", x.Title, a.Language, x.Lang)
		}
		s := scores[x.Lang]
		if s == nil {
			s = &translated{truthScore: truthScore{found: map[string]*rate{}, apart: map[string]*rate{}, every: true}, evidence: map[string]*rate{}}
			scores[x.Lang] = s
		}
		s.set(w, a, x)
		s.align(w, a, x)
		c := central(a, x)
		s.central.n, s.central.of = s.central.n+c.n, s.central.of+c.of
	}
	return scores, nil
}

// align finds the evidence of points with both languages, and with each alone.
func (s *translated) align(w io.Writer, a news.Article, x set) {
	src := check.NewSource(a)
	for i, named := range x.Evidence {
		s.alignPair(w, src, a, pair{x.Points[i]["it"], x.Points[i]["en"], named}, "")
	}
	for _, p := range x.Bare {
		s.alignPair(w, src, a, p, bareKind)
	}
}

func (s *translated) alignPair(w io.Writer, src *check.Source, a news.Article, p pair, of string) {
	for kind, texts := range map[string]news.Texts{"both": {"it": p.Italian, "en": p.English}, "it": {"it": p.Italian}, "en": {"en": p.English}} {
		r := s.evidence[kind+of]
		if r == nil {
			r = &rate{}
			s.evidence[kind+of] = r
		}
		r.of++
		found := src.Evidence(texts, 0, len(a.Text))
		if aligned(a, p, found) {
			r.n++
			continue
		}
		fmt.Fprintf(w, "evidence of %s, %s: %v for %q\n", a.Source, kind, found, texts)
	}
}

// printTranslated prints a line for each kind of mutation and evidence, a column for each language.
func printTranslated(w io.Writer, scores map[string]*translated) {
	langs := slices.Sorted(maps.Keys(scores))
	row := func(what string, of func(*translated) rate) {
		fmt.Fprintf(w, "  %-48s", what)
		for _, lang := range langs {
			r := of(scores[lang])
			fmt.Fprintf(w, " %4d of %4d (%5.1f %%)", r.n, r.of, percent(r.n, r.of))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "\narticles in %v:\n", langs)
	row("faithful points and headlines with a finding", func(s *translated) rate { return s.faithful })
	row("made wrong and found", func(s *translated) rate { return s.all() })
	kinds, apart := map[string]bool{}, map[string]bool{}
	for _, s := range scores {
		for kind := range s.found {
			kinds[kind] = true
		}
		for kind := range s.apart {
			apart[kind] = true
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		row(kind, func(s *translated) rate { return s.found[kind].or() })
	}
	for _, kind := range slices.Sorted(maps.Keys(apart)) {
		row(kind, func(s *translated) rate { return s.apart[kind].or() })
	}
	row("sentences of an extract that a summary rests on", func(s *translated) rate { return s.central })
	for _, kind := range []string{"both", "it", "en", "both" + bareKind, "it" + bareKind, "en" + bareKind} {
		row("evidence, "+kind, func(s *translated) rate { return s.evidence[kind].or() })
	}
}

// or is a rate, that of nothing when there is none.
func (r *rate) or() rate {
	if r == nil {
		return rate{}
	}
	return *r
}

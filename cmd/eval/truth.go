package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"

	"mattinale/pipeline/check"
	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
)

// rate is how many of how many.
type rate struct{ n, of int }

// truth is what the checks make of faithful points, and of what a mutator makes of them.
type truthScore struct {
	faithful rate             // points with a finding, though nothing is wrong with them
	found    map[string]*rate // mutations found, by kind
	apart    map[string]*rate // those that nobody claims to find
	kinds    []string
	every    bool // see mutator
}

// readTruth reads further faithful points of the seeds, by article.
func readTruth(file string) (map[string][]news.Texts, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading faithful points: %w", err)
	}
	defer f.Close()
	points := map[string][]news.Texts{}
	for d := json.NewDecoder(f); d.More(); {
		var row struct {
			Article string       `json:"article"`
			Points  []news.Texts `json:"points"`
		}
		if err := d.Decode(&row); err != nil {
			return nil, fmt.Errorf("reading faithful points: %w", err)
		}
		points[row.Article] = row.Points
	}
	return points, nil
}

// set is an article with faithful points and headlines about it.
type set struct {
	Lang, Published, Title string
	Text                   []string
	Points, Headlines      []news.Texts
	Evidence               [][]string // by point, where it is known: how the sentences begin that it rests on
	Bare                   []pair     // further ones with hardly a figure or a name, whose evidence is looked for
}

// readSets reads articles with faithful points, a line of JSON each.
func readSets(file string) ([]set, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var sets []set
	for d := json.NewDecoder(f); d.More(); {
		var x set
		if err := d.Decode(&x); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		sets = append(sets, x)
	}
	return sets, nil
}

// article is the article of a set, cleaned as if it had been pasted.
func (x set) article() (news.Article, error) {
	text := fmt.Sprintf("Title: %s\nDate: %s\nLanguage: %s\n\n%s\n", x.Title, x.Published, x.Lang, strings.Join(x.Text, "\n\n"))
	a, err := clean.Article(news.Document{Bytes: []byte(text), MediaType: "text/plain"})
	a.Source = x.Title
	return a, err
}

// sets adds articles with their points, which are held against them as those of the seeds are.
func (s *truthScore) sets(w io.Writer, file string) error {
	sets, err := readSets(file)
	if err != nil {
		return err
	}
	for _, x := range sets {
		a, err := x.article()
		if err != nil {
			return fmt.Errorf("%s: %w", x.Title, err)
		}
		s.set(w, a, x)
	}
	return nil
}

func (s *truthScore) set(w io.Writer, a news.Article, x set) {
	s.article(w, a, x.Points)
	src := check.NewSource(a)
	for _, h := range x.Headlines {
		s.faithful.of++
		if found := src.CheckHeadline(h, languages); len(found) > 0 {
			s.faithful.n++
			fmt.Fprintf(w, "false alarm: headline: %s: %v\n  %s\n  %s\n", a.Source, found, h["it"], h["en"])
		}
	}
}

// scoreTruth holds faithful points, and mutations of them, against their articles. What goes wrong is written to w.
func scoreTruth(w io.Writer, labels map[string]label, further map[string][]news.Texts, articles []news.Article) truthScore {
	s := truthScore{found: map[string]*rate{}, apart: map[string]*rate{}}
	for _, a := range articles {
		name := path.Base(a.Source)
		points := slices.Clone(further[name])
		for _, p := range labels[name].Pairs {
			points = append(points, news.Texts{"it": p.Italian, "en": p.English})
		}
		s.article(w, a, points)
	}
	return s
}

func (s *truthScore) article(w io.Writer, a news.Article, points []news.Texts) {
	src := check.NewSource(a)
	m := mutator{r: rand.New(rand.NewPCG(1, uint64(len(a.Text)))), article: a, every: s.every}
	for _, p := range points {
		s.faithful.of++
		if found := findings(src, a, p); len(found) > 0 {
			s.faithful.n++
			fmt.Fprintf(w, "false alarm: %s: %v\n  %s\n  %s\n", a.Source, found, p["it"], p["en"])
		}
		for _, x := range m.mutate(p) {
			s.mutation(w, x, findings(src, a, x.texts))
		}
	}
}

// findings checks a point with the evidence that the program finds for it, as a run does.
func findings(src *check.Source, a news.Article, texts news.Texts) []news.Finding {
	p := news.Point{Text: texts, Engine: news.EngineOpenAI}
	for _, n := range src.Evidence(texts, 0, len(a.Text)) {
		p.From = append(p.From, news.Ref{Article: a.ID, Sentence: n})
	}
	return src.Check(p, languages)
}

func (s *truthScore) mutation(w io.Writer, x mutation, found []news.Finding) {
	table := s.found
	if x.apart {
		table = s.apart
	}
	r := table[x.kind]
	if r == nil {
		r = &rate{}
		table[x.kind] = r
		s.kinds = append(s.kinds, x.kind)
	}
	r.of++
	if slices.ContainsFunc(found, func(f news.Finding) bool { return x.apart || slices.Contains(x.want, f.Kind) }) {
		r.n++
	} else if !x.apart {
		fmt.Fprintf(w, "not found: %s\n  %v\n", x, found)
	}
}

// all sums the mutations up.
func (s truthScore) all() rate {
	var sum rate
	for _, r := range s.found {
		sum.n, sum.of = sum.n+r.n, sum.of+r.of
	}
	return sum
}

func (s truthScore) print(w io.Writer) {
	sum := s.all()
	fmt.Fprintf(w, "\ntruth: faithful points with a finding: %d of %d (%.1f %%)\n", s.faithful.n, s.faithful.of, percent(s.faithful.n, s.faithful.of))
	fmt.Fprintf(w, "mutations found: %d of %d (%.1f %%)\n", sum.n, sum.of, percent(sum.n, sum.of))
	slices.Sort(s.kinds)
	for _, table := range []map[string]*rate{s.found, s.apart} {
		for _, kind := range s.kinds {
			if r, ok := table[kind]; ok {
				fmt.Fprintf(w, "  %-48s %4d of %4d (%.1f %%)\n", kind, r.n, r.of, percent(r.n, r.of))
			}
		}
	}
	fmt.Fprintln(w)
}

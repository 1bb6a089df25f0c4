package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"mattinale/pipeline/check"
	"mattinale/pipeline/news"
	"mattinale/pipeline/summarize"
)

// candidate is a point on its way into a summary.
type candidate struct {
	news.Point
	start, end int  // bytes of the article that it was made from
	repaired   bool // asked for again, and better than it was
}

// candidates gives each point of a draft its evidence and its findings.
func (r *run) candidates(src *check.Source, a news.Article, draft summarize.Draft) []candidate {
	out := make([]candidate, len(draft.Points))
	for i, d := range draft.Points {
		out[i] = candidate{Point: r.point(src, a, d.Text, d.Start, d.End), start: d.Start, end: d.End}
	}
	return out
}

func (r *run) point(src *check.Source, a news.Article, texts news.Texts, start, end int) news.Point {
	p := news.Point{Text: stopped(texts), Engine: news.EngineOpenAI, From: []news.Ref{}}
	for _, n := range src.Evidence(p.Text, start, end) {
		p.From = append(p.From, news.Ref{Article: a.ID, Sentence: n})
	}
	p.Findings = src.Check(p, r.cfg.Languages)
	return p
}

// repair asks once, for all points of an article to which a check objects, for better ones, and takes each that is: with fewer
// findings, and none of another kind. What rests on nothing is not asked for again: there is no place in the article to
// show. An error means that the context ended.
func (r *run) repair(ctx context.Context, src *check.Source, a news.Article, all []candidate) error {
	var failed []summarize.Failed
	var which []int
	for i, c := range all {
		if len(c.Findings) > 0 && !restless(c) {
			failed = append(failed, summarize.Failed{Text: c.Text, Findings: c.Findings, Source: passage(a, c)})
			which = append(which, i)
		}
	}
	if len(failed) == 0 {
		return nil
	}
	texts, err := summarize.Repair(ctx, r.cfg.Model, a, failed, r.options())
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		r.problem(a, "note", fmt.Sprintf("what a check objected to could not be repaired: %v", err))
		return nil
	}
	for n, i := range which {
		p := r.point(src, a, texts[n], all[i].start, all[i].end)
		if better(p.Findings, all[i].Findings) {
			all[i].Point, all[i].repaired = p, true
		}
	}
	return nil
}

// unlike reports whether no point of an article has anything in common with it, and nothing else is found against them: the
// model has told of it in other words than we can follow, or of something else. They are shown, each with its mark.
func unlike(all []candidate) bool {
	return !slices.ContainsFunc(all, func(c candidate) bool { return !restless(c) })
}

// restless reports whether all that is found against a point is that it rests on nothing.
func restless(c candidate) bool {
	return len(c.Findings) > 0 && !slices.ContainsFunc(c.Findings, func(f news.Finding) bool { return f.Kind != news.KindEvidence })
}

// better reports whether findings are fewer than before, and of no kind that was not there before.
func better(now, before []news.Finding) bool {
	if len(now) >= len(before) {
		return false
	}
	return !slices.ContainsFunc(now, func(f news.Finding) bool {
		return !slices.ContainsFunc(before, func(g news.Finding) bool { return g.Kind == f.Kind })
	})
}

// aroundPlace is how many sentences before and after those that a point rests on a repair is shown; at most mostShown in all.
const (
	aroundPlace = 1
	mostShown   = 7
)

// passage is what the article says where a point is about: the sentences it rests on with those about them, or the first ones of
// the part that it was made from.
func passage(a news.Article, c candidate) string {
	var numbers []int
	for _, ref := range c.From {
		for n := ref.Sentence - aroundPlace; n <= ref.Sentence+aroundPlace; n++ {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		for i, s := range a.Sentences {
			if s.Start >= c.start && s.End <= c.end {
				numbers = append(numbers, i+1)
			}
		}
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	var text []string
	for _, n := range numbers[:min(len(numbers), mostShown)] {
		if s := a.SentenceText(n); s != "" {
			text = append(text, s)
		}
	}
	return strings.Join(text, " ")
}

// settle decides what becomes of each point: a clean one is shown, a repaired one with what is still found against it; one to
// which a check objects and that could not be repaired is left out when the points that are shown tell of the same, or
// replaced by the article's own sentence. The second result is how many were replaced.
func (r *run) settle(src *check.Source, a news.Article, all []candidate) (points []news.Point, replaced int) {
	marked := unlike(all)
	shown := func(c candidate) bool {
		return len(c.Findings) == 0 || marked || c.repaired && !unshowable(c.Findings)
	}
	told, covered := map[string]bool{}, map[int]bool{}
	for _, c := range all {
		if shown(c) {
			for _, ref := range c.From {
				covered[ref.Sentence] = true
			}
		}
	}
	count := news.PointCount{Written: len(all)}
	for _, c := range all {
		p := c.Point
		if !shown(c) {
			n := src.Best(p.Text, c.start, c.end)
			if n == 0 || mostly(covered, p.From) {
				count.Dropped++
				r.problem(a, "note", "a point was left out: "+objections(c.Findings))
				continue
			}
			covered[n] = true
			p = ownSentence(a, n)
			count.Replaced++
			replaced++
			r.problem(a, "extracted", "a point was replaced by the article's own sentence: "+objections(c.Findings))
		}
		key := strings.ToLower(p.Text[r.cfg.Languages[0]] + p.Text[a.Language])
		if told[key] {
			count.Dropped++
			r.problem(a, "note", "a point was left out: it repeats an earlier one")
			continue
		}
		told[key] = true
		switch {
		case p.Engine == news.EngineExtract:
		case len(p.Findings) > 0:
			count.Marked++
		case c.repaired:
			count.Repaired++
		default:
			count.Clean++
		}
		points = append(points, unquoted(p))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.receipt.Points.Add(count)
	return points, replaced
}

// unquoted takes the quotation marks off what nobody said.
func unquoted(p news.Point) news.Point {
	texts := news.Texts{}
	for lang, text := range p.Text {
		texts[lang] = check.Unquote(text, p.Findings, lang)
	}
	p.Text = texts
	return p
}

// mostly reports whether half or more of what a point rests on is told already, which it is when it rests on nothing.
func mostly(covered map[int]bool, from []news.Ref) bool {
	n := 0
	for _, ref := range from {
		if covered[ref.Sentence] {
			n++
		}
	}
	return len(covered) > 0 && 2*n >= len(from)
}

// ownSentence is a point in the article's own words.
func ownSentence(a news.Article, n int) news.Point {
	return news.Point{
		Text: news.Texts{a.Language: a.SentenceText(n)}, From: []news.Ref{{Article: a.ID, Sentence: n}},
		Engine: news.EngineExtract, Findings: []news.Finding{},
	}
}

// objections says what was found, for the receipt.
func objections(found []news.Finding) string {
	f := found[0]
	if f.Words == "" {
		return fmt.Sprintf("%s (%s)", f.Reason, f.Lang)
	}
	return fmt.Sprintf("“%s”: %s (%s)", f.Words, f.Reason, f.Lang)
}

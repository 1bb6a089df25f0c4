package pipeline

import (
	"context"
	"fmt"
	"maps"
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
	for lang, text := range p.Text {
		p.Text[lang] = src.Restyle(text, lang)
	}
	for _, n := range src.Evidence(p.Text, start, end) {
		p.From = append(p.From, news.Ref{Article: a.ID, Sentence: n})
	}
	p.Findings = src.Check(p, r.cfg.Languages)
	return p
}

// repair asks once, for all texts of an article to which a check objects, for better ones, and takes each point that is better
// with them: with fewer findings, and none of another kind. What rests on nothing is not asked for again: there is no sentence
// of the article to say.
func (r *run) repair(ctx context.Context, src *check.Source, a item, all []candidate) {
	var failed []summarize.Failed
	var which []int // the point of each
	for i, c := range all {
		for _, f := range r.failedTexts(src, a.Article, c) {
			failed = append(failed, f)
			which = append(which, i)
		}
	}
	if len(failed) == 0 {
		return
	}
	texts, err := summarize.Repair(ctx, r.cfg.Model, a.Article, failed, r.options(a))
	if err != nil {
		r.problem(a.Article, "note", fmt.Sprintf("what a check objected to could not be repaired: %v", inTime(ctx, err)))
		return
	}
	for i, c := range all {
		mended := maps.Clone(c.Text)
		for n, f := range failed {
			if which[n] == i {
				mended[f.Language] = texts[n]
			}
		}
		if maps.Equal(mended, c.Text) {
			continue
		}
		if p := r.point(src, a.Article, mended, c.start, c.end); better(p.Findings, c.Findings) {
			all[i].Point, all[i].repaired = p, true
		}
	}
}

// failedTexts are the texts of a point to be written again, with what each should say: the text in the article's own language
// where nothing is wrong with it by itself, else the article's sentence that the point rests on.
func (r *run) failedTexts(src *check.Source, a news.Article, c candidate) []summarize.Failed {
	if len(c.Findings) == 0 || restless(c) {
		return nil
	}
	n := src.Best(c.Text, c.start, c.end)
	if n == 0 {
		return nil
	}
	bad := map[string][]string{} // words objected to, by language
	for _, f := range c.Findings {
		if f.Kind != news.KindParity {
			bad[f.Lang] = append(bad[f.Lang], f.Words)
		}
	}
	base, lang := a.SentenceText(n), a.Language
	_, ownBad := bad[lang]
	if !ownBad && c.Text[lang] != "" {
		base = c.Text[lang]
	}
	var out []summarize.Failed
	for _, l := range r.cfg.Languages {
		words, objected := bad[l]
		if l == a.Language && !ownBad || !objected && l != a.Language && !hasParity(c.Findings) && !ownBad {
			continue
		}
		out = append(out, summarize.Failed{Language: l, Sentence: base, Must: check.Musts(base, lang, l), MustNot: short(words)})
	}
	return out
}

func hasParity(found []news.Finding) bool {
	return slices.ContainsFunc(found, func(f news.Finding) bool { return f.Kind == news.KindParity })
}

// short leaves out words that are whole sentences: they tell a model nothing about what is wrong.
func short(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" || len(w) > 40 })
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

// settle decides what becomes of each point: a clean one is shown, a repaired one with what is still found against it; one to
// which a check objects and that could not be repaired is left out when the points that are shown tell of the same, or
// replaced by the article's own sentence. The second result is how many were replaced.
func (r *run) settle(src *check.Source, a news.Article, all []candidate) ([]news.Point, int) {
	var points []news.Point
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
			count.Replaced++
			r.problem(a, "extracted", "a point was replaced by the article's own sentence: "+objections(c.Findings))
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
	return points, count.Replaced
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

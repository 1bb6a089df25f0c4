package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"mattinale/pipeline"
	"mattinale/pipeline/check"
	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/pipeline/summarize"
	"mattinale/pipeline/tokens"
	"mattinale/prompts"
)

// score is what one variant came to.
type score struct {
	variant             string
	articles, failed    int
	points, clean       int
	byKind              map[news.Kind]int // points with a finding of the kind
	repeated, copied    int
	headlines, badHeads int
	settled             news.PointCount
	tokens, prompts     []int     // of an article's calls
	seconds             []float64 // of an article's calls
}

// meter counts what the calls on one article took.
type meter struct {
	next llm.Completer

	mu            sync.Mutex
	reply, prompt int
	seconds       float64
}

func (m *meter) Complete(ctx context.Context, req llm.Request) (llm.Reply, error) {
	reply, err := m.next.Complete(ctx, req)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reply += reply.Usage.Reply
	m.prompt += reply.Usage.Prompt
	m.seconds += reply.Elapsed.Seconds()
	return reply, err
}

// evaluate runs one variant over the articles, and keeps what it wrote where it can be read.
func evaluate(ctx context.Context, name string, model llm.Completer, modelName string, articles []news.Article, o options) (score, error) {
	ask, ok := variants[name]
	if !ok {
		return score{}, fmt.Errorf("there are %s", strings.Join(variantNames(), ", "))
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return score{}, err
	}
	out, err := os.Create(filepath.Join(o.out, name+".md"))
	if err != nil {
		return score{}, err
	}
	defer out.Close()
	s := score{variant: name, byKind: map[news.Kind]int{}}
	for _, a := range articles {
		m := &meter{next: model}
		draft, err := ask(ctx, m, modelName, a, o.points)
		if ctx.Err() != nil {
			return s, ctx.Err()
		}
		s.articles++
		fmt.Fprintf(os.Stderr, "%s: %s: %d reply tokens, %.0f s\n", name, filepath.Base(a.Source), m.reply, m.seconds)
		if err != nil {
			s.failed++
			fmt.Fprintf(out, "\n## %s\n\nFAILED: %v\n", a.Source, err)
			continue
		}
		s.tokens, s.prompts, s.seconds = append(s.tokens, m.reply), append(s.prompts, m.prompt), append(s.seconds, m.seconds)
		s.add(out, a, draft)
		if err := s.tell(ctx, out, m, modelName, a, draft); err != nil {
			return s, err
		}
	}
	return s, out.Close()
}

var languages = []string{"it", "en"}

// add holds one summary against its article, as the program does.
func (s *score) add(w io.Writer, a news.Article, d summarize.Draft) {
	src := check.NewSource(a)
	fmt.Fprintf(w, "\n## %s: %s\n\n", a.Source, a.Title)
	seen := map[string]bool{}
	for _, dp := range d.Points {
		p := news.Point{Text: news.Texts{}, Engine: news.EngineOpenAI}
		for lang, text := range dp.Text {
			p.Text[lang] = summarize.Stop(text)
		}
		for _, n := range src.Evidence(p.Text, dp.Start, dp.End) {
			p.From = append(p.From, news.Ref{Article: a.ID, Sentence: n})
		}
		p.Findings = src.Check(p, languages)
		s.points++
		kinds := map[news.Kind]bool{}
		for _, f := range p.Findings {
			kinds[f.Kind] = true
		}
		for k := range kinds {
			s.byKind[k]++
		}
		key := strings.ToLower(p.Text["en"])
		if seen[key] {
			s.repeated++
		} else if len(p.Findings) == 0 {
			s.clean++
		}
		seen[key] = true
		if copies(a, p) {
			s.copied++
		}
		writePoint(w, a, p)
	}
	s.headlines++
	findings := src.CheckHeadline(d.Headline, languages)
	if len(findings) > 0 {
		s.badHeads++
	}
	fmt.Fprintf(w, "- headline: %s / %s %s\n", d.Headline["it"], d.Headline["en"], findingsLine(findings))
}

// tell has what is found repaired and settled, as a run does, and writes what would be shown.
func (s *score) tell(ctx context.Context, w io.Writer, model llm.Completer, modelName string, a news.Article, d summarize.Draft) error {
	set, err := prompts.Load("")
	if err != nil {
		return err
	}
	counter, err := tokens.Load(tokens.CL100K)
	if err != nil {
		return err
	}
	cfg := pipeline.Config{Languages: languages, Points: len(d.Points), Counter: counter, Model: model, Endpoint: llm.Endpoint{Model: modelName}, Prompts: set, Now: time.Now}
	summary, count, err := pipeline.Tell(ctx, cfg, a, d)
	if err != nil {
		return err
	}
	s.settled.Add(count)
	fmt.Fprintf(w, "\nshown (%d clean, %d repaired, %d marked, %d replaced, %d dropped):\n\n", count.Clean, count.Repaired, count.Marked, count.Replaced, count.Dropped)
	for _, p := range summary.Points {
		writePoint(w, a, p)
	}
	fmt.Fprintf(w, "- headline: %s / %s\n", summary.Headline["it"], summary.Headline["en"])
	return nil
}

func writePoint(w io.Writer, a news.Article, p news.Point) {
	fmt.Fprintf(w, "- it: %s\n  en: %s\n", p.Text["it"], p.Text["en"])
	for _, ref := range p.From {
		fmt.Fprintf(w, "  from %d: %s\n", ref.Sentence, collapse(a.SentenceText(ref.Sentence)))
	}
	if len(p.Findings) > 0 {
		fmt.Fprintf(w, "  %s\n", findingsLine(p.Findings))
	}
}

func findingsLine(findings []news.Finding) string {
	if len(findings) == 0 {
		return ""
	}
	line, _ := json.Marshal(findings) // strings always marshal
	return "FINDINGS " + string(line)
}

// copies reports whether a point is a sentence of the article word for word.
func copies(a news.Article, p news.Point) bool {
	own := strings.TrimRight(strings.ToLower(collapse(p.Text[a.Language])), ".")
	for n := range a.Sentences {
		if own != "" && strings.Contains(strings.ToLower(collapse(a.SentenceText(n+1))), own) {
			return true
		}
	}
	return false
}

// printScores prints the table of variants, in Markdown.
func printScores(w io.Writer, scores []score) {
	kinds := []news.Kind{news.KindLanguage, news.KindCut, news.KindNumber, news.KindDate, news.KindName, news.KindQuote, news.KindParity, news.KindEvidence}
	fmt.Fprint(w, "| variant | articles | failed | points | without a finding, % |")
	for _, k := range kinds {
		fmt.Fprintf(w, " %s |", k)
	}
	fmt.Fprintln(w, " repaired | marked | replaced | dropped | clean in the end, % | repeated | copied | headlines with a finding | reply tokens, median / worst | prompt tokens, median | seconds, median / worst |")
	fmt.Fprintln(w, strings.Repeat("|---", 16+len(kinds))+"|")
	for _, s := range scores {
		fmt.Fprintf(w, "| %s | %d | %d | %d | %.0f |", s.variant, s.articles, s.failed, s.points, percent(s.clean, s.points))
		for _, k := range kinds {
			fmt.Fprintf(w, " %d |", s.byKind[k])
		}
		c := s.settled
		fmt.Fprintf(w, " %d | %d | %d | %d | %.0f |", c.Repaired, c.Marked, c.Replaced, c.Dropped, percent(c.Clean+c.Repaired, c.Written-c.Dropped))
		fmt.Fprintf(w, " %d | %d | %d of %d | %d / %d | %d | %.1f / %.1f |\n", s.repeated, s.copied, s.badHeads, s.headlines,
			median(s.tokens), most(s.tokens), median(s.prompts), median(s.seconds), most(s.seconds))
	}
}

func median[T int | float64](values []T) T {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

func most[T int | float64](values []T) T {
	if len(values) == 0 {
		return 0
	}
	return slices.Max(values)
}

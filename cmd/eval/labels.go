package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"mattinale/pipeline/check"
	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
	"mattinale/seeds"
)

// label is what a person found in one seed.
type label struct {
	Article   string   `json:"article"` // file name
	Title     string   `json:"title"`
	Byline    string   `json:"byline"`
	Published string   `json:"published"`
	Language  string   `json:"language"`
	Junk      []string `json:"junk"` // must not be in the cleaned text
	Body      []string `json:"body"` // must be
	Pairs     []pair   `json:"pairs"`
}

// pair is a faithful point about the article in both languages, and how the sentences begin that it rests on.
type pair struct {
	Italian  string   `json:"it"`
	English  string   `json:"en"`
	Evidence []string `json:"evidence"`
}

func readLabels(file string) (map[string]label, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading labels: %w", err)
	}
	defer f.Close()
	labels := map[string]label{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var l label
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("reading labels: %w", err)
		}
		labels[l.Article] = l
	}
	return labels, lines.Err()
}

// readArticles cleans the seeds and what else is named.
func readArticles(ctx context.Context, o options) ([]news.Article, error) {
	var articles []news.Article
	add := func(doc news.Document, err error) error {
		if err != nil {
			return err
		}
		a, err := clean.Article(doc)
		if err != nil {
			return fmt.Errorf("%s: %w", doc.Source, err)
		}
		articles = append(articles, a)
		return nil
	}
	for doc, err := range source.Files(ctx, seeds.Articles(), "seeds", source.Options{}) {
		if err := add(doc, err); err != nil {
			return nil, err
		}
	}
	for _, arg := range o.articles {
		for doc, err := range source.Read(ctx, arg, source.Options{}) {
			if err := add(doc, err); err != nil {
				return nil, err
			}
		}
	}
	return articles, nil
}

func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

// printCleaning says what cleaning kept of junk and lost of bodies.
func printCleaning(w io.Writer, labels map[string]label, articles []news.Article) {
	junk, body, junkLeft, bodyLost, heads := 0, 0, 0, 0, 0
	for _, a := range articles {
		l, ok := labels[path.Base(a.Source)]
		if !ok {
			continue
		}
		text := collapse(a.Text)
		for _, j := range l.Junk {
			if junk++; strings.Contains(text, collapse(j)) {
				junkLeft++
				fmt.Fprintf(w, "junk left in %s: %s\n", l.Article, j)
			}
		}
		for _, b := range l.Body {
			if body++; !strings.Contains(text, collapse(b)) {
				bodyLost++
				fmt.Fprintf(w, "body lost of %s: %s\n", l.Article, b)
			}
		}
		for _, c := range [][3]string{
			{"title", l.Title, a.Title}, {"byline", l.Byline, a.Byline}, {"language", l.Language, a.Language},
			{"date", l.Published, a.Published[:min(len(a.Published), len("2006-01-02"))]},
		} {
			if !strings.EqualFold(collapse(c[1]), collapse(c[2])) {
				heads++
				fmt.Fprintf(w, "%s of %s: %q, should be %q\n", c[0], l.Article, c[2], c[1])
			}
		}
	}
	fmt.Fprintf(w, "\ncleaning: junk left %d of %d, body lost %d of %d, titles, bylines, languages and dates wrong %d of %d\n\n",
		junkLeft, junk, bodyLost, body, heads, 4*len(labels))
}

// printAlignment says how often the sentences found for a labelled point are those a person named: at least one of
// them is there, and the first is none that nobody named.
func printAlignment(w io.Writer, labels map[string]label, articles []news.Article) {
	kinds := []string{"both languages", "own language", "other language"}
	right, all := map[string]int{}, map[string]int{}
	for _, a := range articles {
		l, ok := labels[path.Base(a.Source)]
		if !ok {
			continue
		}
		src := check.NewSource(a)
		for _, p := range l.Pairs {
			both := news.Texts{"it": p.Italian, "en": p.English}
			for _, kind := range kinds {
				texts := both
				switch kind {
				case "own language":
					texts = news.Texts{a.Language: both[a.Language]}
				case "other language":
					texts = other(both, a.Language)
				}
				if texts[firstKey(texts)] == "" {
					continue
				}
				all[kind]++
				if aligned(a, p, src.Evidence(texts, 0, len(a.Text))) {
					right[kind]++
				} else if kind == "both languages" {
					fmt.Fprintf(w, "evidence of %s: %v for %q\n", l.Article, src.Evidence(texts, 0, len(a.Text)), p.English)
				}
			}
		}
	}
	for _, kind := range kinds {
		fmt.Fprintf(w, "evidence, %s: right %d of %d (%.1f %%)\n", kind, right[kind], all[kind], percent(right[kind], all[kind]))
	}
	fmt.Fprintln(w)
}

func other(both news.Texts, own string) news.Texts {
	out := news.Texts{}
	for lang, text := range both {
		if lang != own {
			out[lang] = text
		}
	}
	return out
}

func firstKey(t news.Texts) string {
	for lang := range t {
		return lang
	}
	return ""
}

func aligned(a news.Article, p pair, found []int) bool {
	var named []int
	for n := range a.Sentences {
		sentence := collapse(a.SentenceText(n + 1))
		if slices.ContainsFunc(p.Evidence, func(e string) bool { return strings.Contains(sentence, collapse(e)) }) {
			named = append(named, n+1)
		}
	}
	hits := 0
	for _, n := range found {
		if slices.Contains(named, n) {
			hits++
		}
	}
	return hits > 0 && 2*hits >= len(found)
}

func percent(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return 100 * float64(part) / float64(all)
}

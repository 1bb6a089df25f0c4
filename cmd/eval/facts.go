package main

import (
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
)

// fact is what is known of a page beside its text; what is not known is empty.
type fact struct {
	title, byline, date, language, address string
}

// tally counts the pages of which something is known: where the cleaning says the same, something else, or nothing.
type tally struct {
	right, wrong, nothing int
}

func (t *tally) add(want, got string, same bool) {
	switch {
	case want == "":
	case got == "":
		t.nothing++
	case same:
		t.right++
	default:
		t.wrong++
	}
}

// factTally is a tally of each field.
type factTally struct {
	title, byline, date, language, address tally
}

// factScores are the tallies of a set of pages: against what the set's people say; and against what the page's JSON-LD says,
// when that is taken away, and when the meta elements are taken away too, so that only the markup and the text are left.
type factScores struct {
	told, withoutLD, withoutMeta factTally
}

// page scores one page. The language that the page declares is held against the one that the cleaning tells by the text.
func (s *factScores) page(page []byte, known fact) {
	text, _, err := clean.Decode(page, "text/html")
	if err != nil {
		return
	}
	known.language = declared(text)
	s.told.add(known, text)
	ld := linkedFacts(text)
	if ld == (fact{}) {
		return
	}
	s.withoutLD.add(ld, without(text, false))
	s.withoutMeta.add(ld, without(text, true))
}

func (f *factTally) add(want fact, page string) {
	a, err := clean.Article(news.Document{Bytes: []byte(page), MediaType: "text/html; charset=utf-8"})
	if err != nil {
		return // no article: that is scored by its text
	}
	f.title.add(want.title, a.Title, wordsOnly(a.Title) == wordsOnly(want.title))
	f.byline.add(want.byline, a.Byline, sameNames(a.Byline, want.byline))
	f.date.add(want.date, a.Published, a.Published != "" && a.Published[:min(len(a.Published), 10)] == want.date[:min(len(want.date), 10)])
	f.language.add(want.language, a.Language, a.Language == want.language)
	f.address.add(want.address, a.URL, samePage(a.URL, want.address))
}

var joining = regexp.MustCompile(`(?i)\b(and|und|e|et|y|by|von|di|par)\b`)

// sameNames reports whether two lists of names have the same words.
func sameNames(a, b string) bool {
	sorted := func(s string) []string {
		words := strings.Fields(wordsOnly(joining.ReplaceAllString(s, " ")))
		slices.Sort(words)
		return slices.Compact(words)
	}
	return slices.Equal(sorted(a), sorted(b))
}

// samePage reports whether two addresses differ by scheme, "www.", query, fragment or a last slash at most.
func samePage(a, b string) bool {
	plain := func(s string) string {
		u, err := url.Parse(s)
		if err != nil {
			return s
		}
		return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimSuffix(u.Path, "/")
	}
	return plain(a) == plain(b)
}

var langPattern = regexp.MustCompile(`(?i)<html[^>]*\slang\s*=\s*["']?([a-z]{2})\b`)

// declared is the language that a page says it is in, "" when it says none.
func declared(page string) string {
	if m := langPattern.FindStringSubmatch(page[:min(len(page), 1<<14)]); m != nil {
		return strings.ToLower(m[1])
	}
	return ""
}

// without is a page without its JSON-LD, and where meta is true without its meta, title and link elements and microdata.
func without(page string, meta bool) string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return page
	}
	var gone []*html.Node
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.DataAtom == atom.Script, meta && (n.DataAtom == atom.Meta || n.DataAtom == atom.Title || n.DataAtom == atom.Link):
			gone = append(gone, n)
		case meta:
			n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return strings.HasPrefix(a.Key, "item") })
		}
	}
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
	var b strings.Builder
	if html.Render(&b, root) != nil {
		return page
	}
	return b.String()
}

func (s *factScores) print(w io.Writer) {
	fmt.Fprintln(w, "\nfound of what is known: right, wrong, nothing (share that is right)")
	for _, row := range []struct {
		name string
		factTally
	}{{"as the set has it", s.told}, {"without JSON-LD", s.withoutLD}, {"markup alone", s.withoutMeta}} {
		for _, field := range []struct {
			name string
			tally
		}{{"title", row.title}, {"byline", row.byline}, {"date", row.date}, {"language", row.language}, {"address", row.address}} {
			if all := field.right + field.wrong + field.nothing; all > 0 {
				fmt.Fprintf(w, "  %-18s %-9s %4d %4d %4d (%.3f)\n", row.name, field.name, field.right, field.wrong, field.nothing,
					float64(field.right)/float64(all))
			}
		}
	}
}

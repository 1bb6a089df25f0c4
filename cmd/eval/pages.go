package main

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
)

// truth is what a set of pages says of one of them.
type truth struct {
	Body string `json:"articleBody"`
	URL  string `json:"url"`
}

// quality is how much of the articles was found. F1 is of the means of precision and recall over the pages.
type quality struct {
	precision, recall, f1 float64
	worst                 []pageScore
}

type pageScore struct {
	url    string
	fp, fn float64 // of all shingles of both texts
}

// scorePages holds the cleaning against a set of pages whose articles are known, in the layout of
// scrapinghub/article-extraction-benchmark: ground-truth.json, and html/ID.html.gz for each. Each page is read twice: as
// HTML, and as the plain text that a person gets who selects all of it in a browser and copies.
func scorePages(w io.Writer, dir string) error {
	b, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		return err
	}
	var all map[string]truth
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	var asPage, asText []pageScore
	var pageQuality, textQuality quality
	for id, t := range all {
		page, err := readGzip(filepath.Join(dir, "html", id+".html.gz"))
		if err != nil {
			return err
		}
		asPage = append(asPage, pageQuality.add(t, body(page, "text/html")))
		asText = append(asText, textQuality.add(t, body([]byte(pasted(string(page))), "text/plain")))
	}
	pageQuality.finish(asPage)
	textQuality.finish(asText)
	fmt.Fprintf(w, "pages, %d of them      F1  precision  recall\n", len(all))
	fmt.Fprintf(w, "as HTML           %.3f      %.3f   %.3f\n", pageQuality.f1, pageQuality.precision, pageQuality.recall)
	fmt.Fprintf(w, "as pasted text    %.3f      %.3f   %.3f\n", textQuality.f1, textQuality.precision, textQuality.recall)
	for _, q := range []struct {
		name string
		quality
	}{{"HTML", pageQuality}, {"pasted text", textQuality}} {
		fmt.Fprintf(w, "\nthe worst as %s (share of what is in either text: extra, lost)\n", q.name)
		for _, p := range q.worst[:min(len(q.worst), 12)] {
			fmt.Fprintf(w, "  %.2f %.2f %s\n", p.fp, p.fn, news.Printable(p.url))
		}
	}
	return nil
}

// body is the text of the article that the cleaning finds, "" when it finds none.
func body(b []byte, mediaType string) string {
	a, err := clean.Article(news.Document{Bytes: b, MediaType: mediaType})
	if err != nil {
		return ""
	}
	return a.Text
}

// add scores one page: the shingles of four words of the text found against those of the article, as the set's own
// evaluate.py does, normalised so that long texts weigh no more.
func (q *quality) add(t truth, found string) pageScore {
	want, got := shingles(t.Body), shingles(found)
	tp, fp, fn := 0.0, 0.0, 0.0
	for s, n := range want {
		tp += float64(min(n, got[s]))
		fn += float64(max(0, n-got[s]))
	}
	for s, n := range got {
		fp += float64(max(0, n-want[s]))
	}
	if tp > 0 {
		q.precision += tp / (tp + fp)
		q.recall += tp / (tp + fn)
	}
	return pageScore{url: t.URL, fp: fp / (tp + fp + fn), fn: fn / (tp + fp + fn)}
}

func (q *quality) finish(pages []pageScore) {
	q.precision /= float64(len(pages))
	q.recall /= float64(len(pages))
	q.f1 = 2 * q.precision * q.recall / (q.precision + q.recall)
	slices.SortFunc(pages, func(a, b pageScore) int {
		if a.fp+a.fn > b.fp+b.fn {
			return -1
		}
		return 1
	})
	q.worst = pages
}

var wordPattern = regexp.MustCompile(`[\pL\pN\pM_]+`)

func shingles(text string) map[string]int {
	words := wordPattern.FindAllString(text, -1)
	counts := make(map[string]int)
	for i := range max(1, len(words)-3) {
		counts[strings.Join(words[i:min(i+4, len(words))], " ")]++
	}
	return counts
}

func readGzip(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(z)
	return b, errors.Join(err, z.Close())
}

// unseen are elements whose text a browser does not copy, lines those that begin and end a line of it.
var (
	unseen = []atom.Atom{atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Head,
		atom.Textarea, atom.Select, atom.Video, atom.Audio, atom.Canvas, atom.Object}
	lines = []atom.Atom{atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav,
		atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre, atom.Table, atom.Tr, atom.H1, atom.H2,
		atom.H3, atom.H4, atom.H5, atom.H6, atom.Form, atom.Fieldset, atom.Figure, atom.Figcaption, atom.Address, atom.Hr}
	blankLines = regexp.MustCompile(`\n\s*\n+`)
	blanks     = regexp.MustCompile(`[ \t\r\n]+`)
)

// pasted is the visible text of a page, about as a browser copies it: a line a block, a blank line about paragraphs.
func pasted(page string) string {
	text, _, err := clean.Decode([]byte(page), "text/html")
	if err != nil {
		return ""
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return ""
	}
	var b strings.Builder
	copyText(&b, root)
	return strings.TrimSpace(blankLines.ReplaceAllString(b.String(), "\n\n")) + "\n"
}

func copyText(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(blanks.ReplaceAllString(n.Data, " "))
		return
	}
	if n.Type == html.ElementNode && (slices.Contains(unseen, n.DataAtom) || hidden(n)) {
		return
	}
	line := slices.Contains(lines, n.DataAtom)
	switch {
	case n.DataAtom == atom.P:
		b.WriteString("\n\n")
	case line, n.DataAtom == atom.Br:
		b.WriteByte('\n')
	case n.DataAtom == atom.Td, n.DataAtom == atom.Th:
		b.WriteByte('\t')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		copyText(b, c)
	}
	if n.DataAtom == atom.P {
		b.WriteByte('\n')
	}
	if line {
		b.WriteByte('\n')
	}
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" || a.Key == "style" && strings.Contains(style, "display:none") {
			return true
		}
	}
	return false
}

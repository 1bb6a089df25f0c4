package main

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
)

// bodyTruth is what a set of pages says of one of them: the whole text of its article.
type bodyTruth struct {
	Body string `json:"articleBody"`
	URL  string `json:"url"`
}

// quality is how much of the articles was found. F1 is of the means of precision and recall over the pages, as the set's
// own evaluate.py has it: precision over those of which something was found, recall over those that have an article.
type quality struct {
	precision, recall float64
	found, known      float64 // pages
	paragraphs, kept  int     // of the truth, and those of them that are paragraphs of the text found
	worst             []pageScore
}

type pageScore struct {
	url    string
	fp, fn float64 // of all shingles of both texts
}

// worstShown is how many pages are listed, those with the most extra and lost.
const worstShown = 12

// scorePages holds the cleaning against a set of pages whose articles are known. Each page is read twice: as HTML, and as
// the plain text that a person gets who selects all of it in a browser and copies. Where predictions names a folder, what
// is found of whole articles goes there too, a file a way of reading.
func scorePages(w io.Writer, dir, predictions string) error {
	if _, err := os.Stat(filepath.Join(dir, "evaldata.json")); err == nil {
		return scoreSnippets(w, dir, predictions)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return scoreBodies(w, dir, predictions)
}

// scoreBodies scores a set laid out as scrapinghub/article-extraction-benchmark is: ground-truth.json, and html/ID.html.gz
// for each page.
func scoreBodies(w io.Writer, dir, predictions string) error {
	var all map[string]bodyTruth
	if err := readJSON(filepath.Join(dir, "ground-truth.json"), &all); err != nil {
		return err
	}
	open := func(id string, t bodyTruth) ([]byte, fact, error) {
		page, err := readGzip(filepath.Join(dir, "html", id+".html.gz"))
		return page, fact{address: t.URL}, err
	}
	return scoreSet(w, predictions, all, open, "paragraphs kept", &quality{}, &quality{})
}

// scorer scores what is found of the articles of a set, which says T of each.
type scorer[T any] interface {
	add(url string, truth T, found string)
	print(w io.Writer, name string)
	printWorst(w io.Writer, name string)
}

// scoreSet scores the pages of a set, by the names that its predictions have. open reads a page and what is known of it beside its text, its
// address at least; columns are those of the scorers after the recall.
func scoreSet[T any](w io.Writer, predictions string, all map[string]T, open func(string, T) ([]byte, fact, error), columns string, asPage, asText scorer[T]) error {
	pageTexts, textTexts := map[string]bodyTruth{}, map[string]bodyTruth{}
	facts := &factScores{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		page, known, err := open(name, all[name])
		if err != nil {
			return err
		}
		html, text := bodyOf(page, "text/html"), bodyOf([]byte(pasted(string(page))), "text/plain")
		asPage.add(known.address, all[name], html)
		asText.add(known.address, all[name], text)
		pageTexts[name], textTexts[name] = bodyTruth{Body: html, URL: known.address}, bodyTruth{Body: text, URL: known.address}
		facts.page(page, known)
	}
	fmt.Fprintf(w, "pages, %d of them      F1  precision  recall  %s\n", len(all), columns)
	asPage.print(w, "as HTML")
	asText.print(w, "as pasted text")
	facts.print(w)
	asPage.printWorst(w, "HTML")
	asText.printWorst(w, "pasted text")
	return writePredictions(predictions, pageTexts, textTexts)
}

// writePredictions writes what was found of each page into a folder, where one is named, as the benchmark's evaluate.py
// takes it in its folder output.
func writePredictions(dir string, asPage, asText map[string]bodyTruth) error {
	if dir == "" {
		return nil
	}
	return errors.Join(writeJSON(filepath.Join(dir, "mattinale.json"), asPage), writeJSON(filepath.Join(dir, "mattinale-pasted.json"), asText))
}

// bodyOf is the text of the article that the cleaning finds, "" when it finds none.
func bodyOf(b []byte, mediaType string) string {
	a, err := clean.Article(news.Document{Bytes: b, MediaType: mediaType})
	if err != nil {
		return ""
	}
	return a.Text
}

// add scores one page: the shingles of four words of the text found against those of the article, normalised so that long
// texts weigh no more.
func (q *quality) add(url string, t bodyTruth, found string) {
	want, got := shingles(t.Body), shingles(found)
	tp, fp, fn := 0.0, 0.0, 0.0
	for s, n := range want {
		tp += float64(min(n, got[s]))
		fn += float64(max(0, n-got[s]))
	}
	for s, n := range got {
		fp += float64(max(0, n-want[s]))
	}
	if len(got) > 0 {
		q.found++
		q.precision += tp / (tp + fp)
	}
	if len(want) > 0 {
		q.known++
		q.recall += tp / (tp + fn)
	}
	q.addParagraphs(t.Body, found)
	q.worst = append(q.worst, pageScore{url: url, fp: fp / max(tp+fp+fn, 1), fn: fn / max(tp+fp+fn, 1)})
}

// fewestOfParagraph is how many words make a line of the truth a paragraph that is looked for.
const fewestOfParagraph = 6

// addParagraphs counts the paragraphs of the truth that are paragraphs of what was found, neither cut nor run together.
func (q *quality) addParagraphs(want, found string) {
	have := map[string]bool{}
	for line := range strings.SplitSeq(found, "\n") {
		have[wordsOnly(line)] = true
	}
	for line := range strings.SplitSeq(want, "\n") {
		if len(wordPattern.FindAllString(line, fewestOfParagraph)) < fewestOfParagraph {
			continue
		}
		q.paragraphs++
		if have[wordsOnly(line)] {
			q.kept++
		}
	}
}

func (q *quality) print(w io.Writer, name string) {
	precision, recall := q.precision/max(q.found, 1), q.recall/max(q.known, 1)
	f1 := 2 * precision * recall / max(precision+recall, 1e-9)
	fmt.Fprintf(w, "%-16s  %.3f      %.3f   %.3f  %.3f\n", name, f1, precision, recall, float64(q.kept)/float64(max(q.paragraphs, 1)))
}

func (q *quality) printWorst(w io.Writer, name string) {
	slices.SortFunc(q.worst, func(a, b pageScore) int {
		if a.fp+a.fn > b.fp+b.fn {
			return -1
		}
		return 1
	})
	fmt.Fprintf(w, "\nthe worst as %s (share of what is in either text: extra, lost)\n", name)
	for _, p := range q.worst[:min(len(q.worst), worstShown)] {
		fmt.Fprintf(w, "  %.2f %.2f %s\n", p.fp, p.fn, news.Printable(p.url))
	}
}

var wordPattern = regexp.MustCompile(`[\pL\pN\pM_]+`)

// wordsOnly is a text by its words alone.
func wordsOnly(s string) string {
	return strings.ToLower(strings.Join(wordPattern.FindAllString(s, -1), " "))
}

// shingles counts the runs of four words of a text; one of fewer words is a run by itself, and an empty one has none.
func shingles(text string) map[string]int {
	words := wordPattern.FindAllString(text, -1)
	counts := make(map[string]int)
	if len(words) == 0 {
		return counts
	}
	for i := range max(1, len(words)-3) {
		counts[strings.Join(words[i:min(i+4, len(words))], " ")]++
	}
	return counts
}

func readJSON(path string, to any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, to); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	return nil
}

func writeJSON(path string, value any) error {
	b, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o644)
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

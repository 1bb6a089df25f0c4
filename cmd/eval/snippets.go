package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mattinale/pipeline/news"
)

// snippetTruth is what trafilatura's set says of a page: pieces of text that its article has, pieces that stand on the page
// and are none of it, and what a person took for title, authors and date.
type snippetTruth struct {
	File    string   `json:"file"`
	With    []string `json:"with"`
	Without []string `json:"without"`
	Title   string   `json:"title"`
	Author  any      `json:"author"` // a name, or several
	Date    string   `json:"date"`
}

// snippets counts pieces of text: kept and lost of those an article has, and kept of the others, as the set's own
// evaluate.py does, over all pages together.
type snippets struct {
	with, kept, without, wrong int
	nothing                    int // pages of which nothing was found
	worst                      []snippetScore
}

type snippetScore struct {
	url         string
	lost, extra int
}

// scoreSnippets scores a set laid out as the tests of adbar/trafilatura are: evaldata.json, and the pages in eval or cache.
func scoreSnippets(w io.Writer, dir, predictions string) error {
	var all map[string]snippetTruth
	if err := readJSON(filepath.Join(dir, "evaldata.json"), &all); err != nil {
		return err
	}
	open := func(url string, t snippetTruth) ([]byte, fact, error) {
		page, err := readEither(filepath.Join(dir, "cache", t.File), filepath.Join(dir, "eval", t.File))
		return page, fact{address: url, title: t.Title, byline: authors(t.Author), date: t.Date}, err
	}
	return scoreSet(w, predictions, all, open, "kept of the article  kept of the rest  pages with nothing", &snippets{}, &snippets{})
}

// readEither reads the first of two files, or the second where that is not there.
func readEither(first, second string) ([]byte, error) {
	b, err := os.ReadFile(first)
	if errors.Is(err, fs.ErrNotExist) {
		return os.ReadFile(second)
	}
	return b, err
}

// authors are the names of a page's authors in one string.
func authors(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case []any:
		var names []string
		for _, name := range v {
			names = append(names, fmt.Sprint(name))
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// spaced is a text with single spaces.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

func (s *snippets) add(url string, t snippetTruth, found string) {
	text := spaced(found)
	count := func(pieces []string) (n int) {
		for _, piece := range pieces {
			if text != "" && strings.Contains(text, spaced(piece)) {
				n++
			}
		}
		return n
	}
	kept, wrong := count(t.With), count(t.Without)
	s.with += len(t.With)
	s.kept += kept
	s.without += len(t.Without)
	s.wrong += wrong
	if text == "" {
		s.nothing++
	}
	s.worst = append(s.worst, snippetScore{url: url, lost: len(t.With) - kept, extra: wrong})
}

func (s *snippets) print(w io.Writer, name string) {
	precision, recall := float64(s.kept)/float64(max(s.kept+s.wrong, 1)), float64(s.kept)/float64(max(s.with, 1))
	fmt.Fprintf(w, "%-16s  %.3f      %.3f   %.3f                %.3f             %.3f  %d\n", name,
		2*precision*recall/max(precision+recall, 1e-9), precision, recall, recall, float64(s.wrong)/float64(max(s.without, 1)), s.nothing)
}

func (s *snippets) printWorst(w io.Writer, name string) {
	slices.SortStableFunc(s.worst, func(a, b snippetScore) int { return b.lost + b.extra - a.lost - a.extra })
	fmt.Fprintf(w, "\nthe worst as %s (pieces: extra, lost)\n", name)
	for _, p := range s.worst[:min(len(s.worst), worstShown)] {
		fmt.Fprintf(w, "  %d %d %s\n", p.extra, p.lost, news.Printable(p.url))
	}
}

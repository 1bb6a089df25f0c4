package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source/feed"
)

// oracle is what another program finds in a folder of feeds; cmd/eval/python/feeds.py writes it.
type oracle struct {
	By    string                   `json:"by"`
	Feeds map[string][]oracleEntry `json:"feeds"`
}

type oracleEntry struct {
	Title string `json:"title"`
	Link  string `json:"link"`
}

// feedTally counts the feeds of a folder.
type feedTally struct {
	files, read, enough     int
	entries, titles, links  int // of the oracle, and how many of those are the same here
	fewer, refused, differs []string
}

// scoreFeeds reads each feed of a folder and holds the entries against the oracle's. A file with "http" in its path is read as if it came with the
// headers that are named in its comments, as the tests of kurtmckee/feedparser do. What is below a folder cdf is left out: that is a format
// of 1997 which is not read.
func scoreFeeds(w io.Writer, dir, oracleFile string) error {
	var said oracle
	if oracleFile != "" {
		b, err := os.ReadFile(oracleFile)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(b, &said); err != nil {
			return fmt.Errorf("reading %s: %w", oracleFile, err)
		}
	}
	folders := map[string]*feedTally{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if ext := path.Ext(name); ext != ".xml" && ext != ".json" || strings.Contains(name, "/cdf/") {
			return nil
		}
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		folder := cmp.Or(path.Dir(name), ".")
		if folders[folder] == nil {
			folders[folder] = &feedTally{}
		}
		folders[folder].add(name, body, said.Feeds[name])
		return nil
	})
	if err != nil {
		return err
	}
	printFeeds(w, folders, said.By)
	return nil
}

func (t *feedTally) add(name string, body []byte, want []oracleEntry) {
	t.files++
	contentType, address := served(name, body)
	f, err := feed.Parse(body, contentType, address)
	switch {
	case err == nil:
		t.read++
	case errors.Is(err, feed.ErrNoFeed):
		t.refused = append(t.refused, fmt.Sprintf("%s: %v", name, err))
	default:
		t.refused = append(t.refused, fmt.Sprintf("%s: unexpected: %v", name, err))
	}
	if len(f.Entries) >= len(want) {
		t.enough++
	} else {
		t.fewer = append(t.fewer, fmt.Sprintf("%s: %d of %d", name, len(f.Entries), len(want)))
	}
	for i, e := range want {
		t.entries++
		if i >= len(f.Entries) {
			continue
		}
		got := f.Entries[i]
		if text(got.Title) == text(e.Title) {
			t.titles++
		} else {
			t.differs = append(t.differs, fmt.Sprintf("%s: title %q, oracle %q", name, got.Title, e.Title))
		}
		if got.Link == e.Link {
			t.links++
		} else {
			t.differs = append(t.differs, fmt.Sprintf("%s: link %q, oracle %q", name, got.Link, e.Link))
		}
	}
}

var headerPattern = regexp.MustCompile(`(?m)^Header:\s+([^:\n]+):(.*)$`)

// served is the Content-Type that a feed came with, and from where.
func served(name string, body []byte) (contentType, address string) {
	if !strings.Contains(name, "http") {
		return "", ""
	}
	contentType = "text/xml"
	for _, h := range headerPattern.FindAllSubmatch(body, -1) {
		value := strings.TrimSpace(string(h[2]))
		switch strings.ToLower(string(h[1])) {
		case "content-type":
			contentType = value
		case "content-location":
			address = value
		}
	}
	return contentType, address
}

var tagPattern = regexp.MustCompile(`<[^>]*>`)

// text is a title without the markup that one program leaves in it and the other does not.
func text(s string) string {
	return collapse(html.UnescapeString(tagPattern.ReplaceAllString(html.UnescapeString(s), "")))
}

func printFeeds(w io.Writer, folders map[string]*feedTally, by string) {
	const row = "%-28s %6v %6v %8v %8v %8v %8v\n"
	fmt.Fprintf(w, "feeds, held against %s\n", cmp.Or(by, "nothing: name an -oracle"))
	fmt.Fprintf(w, row, "folder", "files", "read", "enough", "entries", "titles", "links")
	var all feedTally
	names := slices.Sorted(maps.Keys(folders))
	for _, name := range names {
		t := folders[name]
		fmt.Fprintf(w, row, name, t.files, t.read, t.enough, t.entries, t.titles, t.links)
		all.files, all.read, all.enough = all.files+t.files, all.read+t.read, all.enough+t.enough
		all.entries, all.titles, all.links = all.entries+t.entries, all.titles+t.titles, all.links+t.links
		all.fewer, all.refused, all.differs = append(all.fewer, t.fewer...), append(all.refused, t.refused...), append(all.differs, t.differs...)
	}
	fmt.Fprintf(w, row, "all", all.files, all.read, all.enough, all.entries, all.titles, all.links)
	for _, list := range []struct {
		title string
		lines []string
	}{{"fewer entries than the oracle", all.fewer}, {"not read", all.refused}, {"another title or link", all.differs}} {
		fmt.Fprintf(w, "\n%s: %d\n", list.title, len(list.lines))
		for _, line := range list.lines {
			fmt.Fprintf(w, "  %s\n", news.Printable(line))
		}
	}
}

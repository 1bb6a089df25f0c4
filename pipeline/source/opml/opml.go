// Package opml reads and writes lists of feeds in OPML, the format in which feed readers hand over subscriptions.
package opml

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"mattinale/pipeline/source/markup"
)

const (
	// MaxOutlines is how many feeds of a list are read.
	MaxOutlines = 10_000

	maxText   = 200 // characters of a title or topic
	maxTopics = 10  // of an outline
)

// ErrNoOPML says that a body is no list of feeds. It is wrapped with what it is.
var ErrNoOPML = errors.New("no OPML")

// Outline is one feed of a list.
type Outline struct {
	Title    string   // plain text, "" when the list has none
	Feed     string   // absolute address of the feed
	Site     string   // absolute address of the site, "" when unknown
	Language string   // as the list has it
	Topics   []string // the folders that it is in, outermost first; else its categories
}

// Parse reads a list, also one that is not well-formed. Feeds come in its order, each address once. The notes say what was mended or left out.
// The error wraps ErrNoOPML.
func Parse(body []byte) ([]Outline, []string, error) {
	doc, err := markup.Decode(body, "")
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrNoOPML, err)
	}
	r := reader{scan: markup.NewScanner(doc.Text), seen: map[string]bool{}, notes: doc.Notes}
	r.read()
	if !r.found {
		return nil, nil, fmt.Errorf("%w: no outline in it", ErrNoOPML)
	}
	if line := r.scan.Mended(); line > 0 {
		r.note("not well-formed near line %d, mended", line)
	}
	if note := r.scan.EntityNote(); note != "" {
		r.note("%s", note)
	}
	if r.cut {
		r.note("breaks off after %d feeds", len(r.outlines))
	}
	if r.repeated > 0 {
		r.note("%d feeds stand in it more than once", r.repeated)
	}
	if r.useless > 0 {
		r.note("%d feeds have no address of http or https", r.useless)
	}
	return r.outlines, r.notes, nil
}

// folder is an outline that is no feed, with how deep it stands.
type folder struct {
	name  string
	depth int
}

// reader goes through a list once.
type reader struct {
	scan              *markup.Scanner
	outlines          []Outline
	folders           []folder
	seen              map[string]bool
	notes             []string
	found, cut        bool
	repeated, useless int
}

func (r *reader) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

func (r *reader) read() {
	for {
		t, ok := r.scan.Next()
		switch {
		case !ok:
			return
		case t.Kind == markup.End:
			r.cut = r.cut || t.Cut
			if last := len(r.folders) - 1; last >= 0 && r.folders[last].depth >= t.Depth {
				r.folders = r.folders[:last]
			}
		case t.Kind != markup.Start:
		case strings.EqualFold(t.Name, "opml"):
			r.found = true
		case strings.EqualFold(t.Name, "outline"):
			r.found = true
			if len(r.outlines) == MaxOutlines {
				r.note("has more than %d feeds, the rest was left out", MaxOutlines)
				return
			}
			r.outline(t)
		}
	}
}

func (r *reader) outline(t markup.Token) {
	title := cmp.Or(markup.Line(t.Get("title"), maxText), markup.Line(t.Get("text"), maxText))
	written := feedAddress(t)
	if written == "" {
		r.folders = append(r.folders, folder{title, t.Depth})
		return
	}
	o := Outline{
		Title:    title,
		Feed:     address(written),
		Site:     markup.Absolute(t.Get("htmlUrl")),
		Language: markup.Line(t.Get("language"), maxText),
		Topics:   r.topics(t.Get("category")),
	}
	if o.Title == o.Feed { // OPML wants a text, and programs that have no title put the address
		o.Title = ""
	}
	switch {
	case o.Feed == "":
		r.useless++
	case r.seen[o.Feed]:
		r.repeated++
	default:
		r.seen[o.Feed] = true
		r.outlines = append(r.outlines, o)
	}
}

// feedAddress is the address as written, "" for a folder. Some programs write url, which is also where an outline of another type leads.
func feedAddress(t markup.Token) string {
	if address := strings.TrimSpace(t.Get("xmlUrl")); address != "" {
		return address
	}
	switch strings.ToLower(t.Get("type")) {
	case "", "rss", "rss1", "rss2", "atom", "feed", "jsonfeed":
		return strings.TrimSpace(t.Get("url"))
	}
	return ""
}

// address is a feed's address without the scheme that only opened feed readers: feed:https://…, feed://….
func address(written string) string {
	if len(written) > 5 && strings.EqualFold(written[:5], "feed:") {
		written = written[5:]
		if strings.HasPrefix(written, "//") {
			written = "http:" + written
		}
	}
	return markup.Absolute(written)
}

// topics are the folders about an outline, else what its categories name: "/news/italy,sport" is news, italy and sport.
func (r *reader) topics(category string) []string {
	var topics []string
	add := func(name string) {
		if name = markup.Line(name, maxText); name != "" && len(topics) < maxTopics {
			topics = append(topics, name)
		}
	}
	for _, f := range r.folders {
		add(f.name)
	}
	if len(topics) > 0 {
		return topics
	}
	for name := range strings.FieldsFuncSeq(category, func(c rune) bool { return c == ',' || c == '/' }) {
		add(name)
	}
	return topics
}

// Package feed reads what a feed says, RSS 0.9x to 2.0, Atom 0.3 and 1.0, JSON Feed, also where it is broken: the bytes of a feed
// go in, its entries come out, with notes on how it had to be mended. It asks no network.
//
// A feed goes through four steps: its charset (markup.Decode), a tolerant pass that writes it anew as well-formed XML of what is of
// use in it (mend.go), gofeed, which knows the vocabularies, and what gofeed leaves open: links, dates, names (rss.go, atom.go, json.go).
package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"mattinale/pipeline/source/markup"
)

// MaxEntries is how many entries of a feed are read.
const MaxEntries = 5000

// ErrNoFeed says that a body is no feed. It is wrapped with what it is.
var ErrNoFeed = errors.New("no feed")

// Feed is what a feed says.
type Feed struct {
	Kind     string   // RSS 2.0, RSS 1.0, Atom 1.0, JSON Feed 1.1 and so on
	Title    string   // plain text
	Site     string   // absolute address of the site, "" when unknown
	Language string   // BCP 47 as declared, "" when not
	Moved    string   // absolute address that the feed says it has moved to, "" when it does not
	Entries  []Entry  // in the order of the feed
	Notes    []string // how it had to be mended, a short clause each
}

// Entry is one item or entry of a feed.
type Entry struct {
	ID         string    // as the feed has it; else the link; else a hash of title, date and text. Never ""
	Title      string    // plain text
	Link       string    // absolute http or https address of the page, "" when there is none
	Published  time.Time // zero when unknown or unreadable
	Updated    time.Time // the same
	Date       string    // the date as written, when there is one that could not be read
	Byline     string    // plain text, names with commas between them
	Content    string    // HTML of the whole text, "" when the feed does not give it
	Summary    string    // HTML of the description or summary
	Base       string    // absolute address against which relative links of Content and Summary are resolved, "" when unknown
	Language   string    // BCP 47 as declared for the entry or else for the feed
	Categories []string  // plain text
}

// Parse reads a feed. contentType is the value of the HTTP header, address where body was read from, either may be "". A feed with no
// entries is no error. The error wraps ErrNoFeed and says what body is instead.
func Parse(body []byte, contentType, address string) (f Feed, err error) {
	defer func() { // should gofeed, or a guess at a charset, panic: one feed is lost and not the run
		if r := recover(); r != nil {
			f, err = Feed{}, fmt.Errorf("%w: %w: %v", ErrNoFeed, errFault, r)
		}
	}()
	if len(body) == 0 {
		return Feed{}, fmt.Errorf("%w: empty", ErrNoFeed)
	}
	doc, err := markup.Decode(body, contentType)
	if err != nil {
		return Feed{}, fmt.Errorf("%w: %w", ErrNoFeed, err)
	}
	text := strings.TrimSpace(doc.Text)
	if text == "" {
		return Feed{}, fmt.Errorf("%w: empty", ErrNoFeed)
	}
	if text[0] == '{' {
		f, err = parseJSON(text, newPlace(address))
	} else {
		f, err = parseXML(doc.Text, newPlace(address))
	}
	if err != nil {
		return Feed{}, err
	}
	f.Notes = append(doc.Notes, f.Notes...)
	return f, nil
}

// parseXML has gofeed read the mended feed.
func parseXML(text string, at place) (Feed, error) {
	m, err := mend(text)
	if err != nil {
		return Feed{}, err
	}
	if m.base != "" {
		at.address = at.base(m.base)
	}
	f := Feed{Moved: at.resolve("", m.moved)}
	if m.xml != "" {
		if f, err = translate(m, at); err != nil {
			return Feed{}, err
		}
	}
	f.Kind, f.Notes = m.kind, m.notes
	if f.Language == "" {
		f.Language = markup.Line(m.lang, maxName)
	}
	for i := range f.Entries {
		if f.Entries[i].Language == "" {
			f.Entries[i].Language = f.Language
		}
	}
	return f, nil
}

// errFault marks a fault of this program, or of gofeed's, which no feed should be able to find.
var errFault = errors.New("the parser failed")

// translate reads mended XML, which is well-formed and has no elements but those that gofeed knows.
func translate(m mended, at place) (Feed, error) {
	read := fromRSS
	if m.atom {
		read = fromAtom
	}
	f, err := read(strings.NewReader(m.xml), at)
	if err != nil {
		return Feed{}, fmt.Errorf("%w: %w: %w", ErrNoFeed, errFault, err)
	}
	return f, nil
}

// finish fills in what an entry can do without: its name among others, and its dates.
func (e *Entry) finish(published, updated string) {
	e.Published, e.Updated = parseDate(published), parseDate(updated)
	switch {
	case e.Published.IsZero() && strings.TrimSpace(published) != "":
		e.Date = markup.Line(published, maxName)
	case e.Updated.IsZero():
		e.Date = markup.Line(updated, maxName)
	}
	if len(e.ID) > markup.MaxAddress {
		e.ID = hash(e.ID)
	}
	if e.ID = firstOf(markup.Line(e.ID, markup.MaxAddress), e.Link); e.ID == "" {
		e.ID = hash(e.Title, published, updated, e.Content, e.Summary)
	}
}

func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return "sha256:" + hex.EncodeToString(sum[:])
}

func firstOf(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}

package source

import (
	"fmt"
	"iter"
	"math"
	"time"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source/feed"
)

// Given is one source and what it gives: of a list of feeds, each feed is one.
type Given struct {
	news.Source
	// Documents gives them in order. It is to be read once, and an error ends it only when the context did. An error that wraps *Left or
	// *Lost is about one article of a feed, any other about the source; its document has only a Source.
	Documents iter.Seq2[news.Document, error]

	feed  feed.Feed // of a feed, known when the first document is given
	taken int       // articles of it that are used
	room  int       // most articles that are wanted of it
	notes []string  // what is worth saying of the source, known when Documents has ended
	total *int      // articles used of all sources

	link  string            // of the document given last: the address of its page, "" when it has none
	links map[string]string // of all articles used, and the source each came from
}

// Facts are what can be said of a feed.
type Facts struct {
	Kind    string // "RSS 2.0"; "": it is no feed
	Title   string
	Entries int
	Whole   int       // of these, whose text the feed has
	Newest  time.Time // date of the newest, zero when none has one
}

// Feed says what the source is as a feed, once its first document is given.
func (g *Given) Feed() Facts {
	facts := Facts{Kind: g.feed.Kind, Title: g.feed.Title, Entries: len(g.feed.Entries)}
	for _, e := range g.feed.Entries {
		if t := textOf(e); t.words > 0 && !t.needsPage(e) {
			facts.Whole++
		}
		if when := dateOf(e); when.After(facts.Newest) {
			facts.Newest = when
		}
	}
	return facts
}

// Name is the source as given, without a password in it.
func (g *Given) Name() string { return news.Redacted(g.Address) }

// Take says that the document given last became an article that is used. It counts to the source's limit and share, and is not read
// again for another source.
func (g *Given) Take() {
	g.taken++
	*g.total++
	if g.link != "" {
		g.links[g.link] = g.Name()
	}
}

// Notes say what reading the source came to, beside its documents: that it moved, that it had to be mended, what was passed over.
func (g *Given) Notes() []string { return g.notes }

func (g *Given) note(format string, args ...any) {
	g.notes = append(g.notes, fmt.Sprintf(format, args...))
}

// limit is the most articles that the user wants of a source.
func limit(s news.Source) int {
	if s.Limit > 0 {
		return s.Limit
	}
	return math.MaxInt
}

// Left is the error of an article that was not read on purpose.
type Left struct {
	Reason string // "" when it is one too many of a source's share of the stories
}

func (l *Left) Error() string {
	if l.Reason == "" {
		return "left out: others have their share of the stories"
	}
	return "left out: " + l.Reason
}

// Lost is the error of an article that a feed tells of and that could not be read.
type Lost struct{ Err error }

func (l *Lost) Error() string { return l.Err.Error() }
func (l *Lost) Unwrap() error { return l.Err }

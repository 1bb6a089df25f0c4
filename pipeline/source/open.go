package source

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source/feed"
	"mattinale/pipeline/source/opml"
	"mattinale/pipeline/source/web"
)

// Media types of what holds other documents. They go no further than this package.
const (
	feedType = "application/x-feed"
	listType = "text/x-opml"
)

// openOne asks for a source on the web and finds out what it is. A front page that names its feed is read as that, if the feed is there.
func (c *collection) openOne(ctx context.Context, o *origin, parsing *sync.Mutex) {
	if c.opts.Web == nil {
		o.err = fmt.Errorf("%s: web addresses are not read here", news.Redacted(o.source.Address))
		return
	}
	o.from = Asked(o.source.Address)
	site := c.askOne(ctx, o, parsing)
	if site == "" {
		return
	}
	named := origin{source: o.source, from: site}
	c.askOne(ctx, &named, parsing)
	if named.err == nil && named.kind != feedType {
		named.err = errors.New("it is none")
	}
	if named.err != nil {
		o.note("a front page, whose feed %s was not read: %v", news.Redacted(site), named.err)
		return
	}
	named.notes = slices.Concat(o.notes, []string{"a front page: its feed " + news.Redacted(site) + " is read"}, named.notes)
	*o = named
}

// askOne asks for the address that a source is read from, and takes apart what came: one body is in memory at a time, for as long as
// that takes. site is the feed that a front page names.
func (c *collection) askOne(ctx context.Context, o *origin, parsing *sync.Mutex) (site string) {
	if o.ask(ctx, c.opts.Web); o.err != nil {
		return ""
	}
	parsing.Lock()
	defer parsing.Unlock()
	body := o.look()
	switch {
	case o.err != nil:
	case o.kind == feedType:
		c.count(o, body)
	case o.kind == html:
		return feedOf(body, o.body.Address)
	}
	return ""
}

func (o *origin) note(format string, args ...any) {
	o.notes = append(o.notes, fmt.Sprintf(format, args...))
}

// ask reads the address, and says of the answer what a user should know.
func (o *origin) ask(ctx context.Context, w Web) {
	if o.body, o.err = w.Get(ctx, o.from, web.Feed); o.err != nil {
		return
	}
	if o.body.Moved != "" {
		o.note("it moved for good to %s", news.Redacted(o.body.Moved))
	}
	o.notes = append(o.notes, o.body.Notes...)
}

// look finds out what was read.
func (o *origin) look() []byte {
	body, err := o.body.Bytes()
	if err != nil {
		o.err = fmt.Errorf("reading %s: %w", news.Redacted(o.from), err)
		return nil
	}
	if o.kind, o.err = remoteType(o.body, body); o.err != nil && o.body.Cut {
		o.err = fmt.Errorf("%w; %s", o.err, strings.Join(o.body.Notes, "; "))
	}
	return body
}

// remoteType tells what was read from a web address: by its content, then by what the server says.
func remoteType(r *web.Response, body []byte) (string, error) {
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return "", errors.New("the answer is empty")
	case feed.Is(body[:min(len(body), sniffed)]):
		return feedType, nil
	}
	kind, err := mediaType("", body)
	said, _, _ := strings.Cut(strings.ToLower(r.ContentType), ";")
	switch said = strings.TrimSpace(said); {
	case err != nil:
		return "", fmt.Errorf("it is no page and no feed: %w", err)
	case kind == plain && (said == html || said == "application/xhtml+xml"):
		return html, nil
	}
	return kind, nil
}

// count reads how many entries of a feed count, and which of them need their pages.
func (c *collection) count(o *origin, body []byte) {
	f, err := feed.Parse(body, o.body.ContentType, o.body.Address)
	if err == nil && len(f.Entries) == 0 && len(f.Notes) > 0 {
		err = fmt.Errorf("the feed is broken and gives no entries: %s", strings.Join(append(slices.Clone(o.body.Notes), f.Notes...), ", "))
	}
	if err != nil {
		o.err = err
		return
	}
	fresh, _ := c.fresh(o, &f)
	o.entries = len(fresh)
	for _, e := range fresh[:min(len(fresh), mostPlanned)] {
		if textOf(e).needsPage(e) {
			o.pages = append(o.pages, e.Link)
		}
	}
	if f.Moved != "" && o.body.Moved == "" && f.Moved != o.body.Address {
		o.note("it says that it moves to %s", news.Redacted(f.Moved))
	}
}

// mostPlanned is how many pages of a feed are read ahead at most.
const mostPlanned = 200

// fresh are the entries of a feed that count, the newest first where all have a date, and what is remembered of the feed.
func (c *collection) fresh(o *origin, f *feed.Feed) (fresh []feed.Entry, known seen) {
	since := c.since(o)
	known = look(c.opts.Store, o.source.Address, f.Entries, c.opts.Began)
	for _, e := range f.Entries {
		blank := e.Title == "" && e.Link == "" && textOf(e).words == 0 // what a break leaves of one
		if known.counts(e, since) && !blank {
			fresh = append(fresh, e)
		}
	}
	newestFirst(fresh, c.now())
	return fresh, known
}

// since says what counts of a source.
func (c *collection) since(o *origin) news.Since {
	if o.source.Entries != nil {
		return *o.source.Entries
	}
	return c.opts.Since
}

func (c *collection) now() time.Time {
	if c.opts.Now == nil {
		return time.Time{}
	}
	return c.opts.Now()
}

// listFile reads a file that is a list of feeds, up to the limit and a byte. is is false when it is none, or cannot be told.
func listFile(name string, opts Options) (body []byte, is bool, err error) {
	info, err := os.Stat(name)
	named := extension(name) == ".opml"
	if err != nil || !info.Mode().IsRegular() {
		return nil, named && err != nil, readingError(name, err)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, named, readingError(name, err)
	}
	defer f.Close()
	head := make([]byte, sniffed)
	n, _ := io.ReadFull(f, head) // a shorter file is one too
	if kind, _ := mediaType("", head[:n]); kind != listType && !named {
		return nil, false, nil
	}
	r := reader{opts: opts}
	body, err = io.ReadAll(io.LimitReader(io.MultiReader(bytes.NewReader(head[:n]), f), r.limit()+1))
	if err != nil {
		err = readingError(name, err)
	}
	return body, true, err
}

// remoteList is the feeds of a list that was read from the web.
func (c *collection) remoteList(o *origin) []*origin {
	body, err := o.body.Bytes()
	if err != nil {
		o.err = fmt.Errorf("reading %s: %w", news.Redacted(o.source.Address), err)
		return []*origin{o}
	}
	return outlines(o.source, body, news.Redacted(o.source.Address))
}

// Feeds are those of a list in OPML as sources: what is said of the list is said of each, and else its own category and language. There
// is at least one where there is no error. The notes say what of the list was mended or left out.
func Feeds(list news.Source, body []byte) (feeds []news.Source, notes []string, err error) {
	outlines, notes, err := opml.Parse(body)
	if err == nil && len(outlines) == 0 {
		err = errors.New("the list has no feeds")
	}
	for _, o := range outlines {
		one := list
		one.Address = o.Feed
		one.Topic = cmp.Or(one.Topic, strings.Join(o.Topics, " / "))
		one.Language = cmp.Or(one.Language, o.Language)
		feeds = append(feeds, one)
	}
	return feeds, notes, err
}

// outlines are the feeds of a list, each to be opened.
func outlines(list news.Source, body []byte, name string) []*origin {
	feeds, notes, err := Feeds(list, body)
	if err != nil {
		return []*origin{{source: list, kind: listType, err: err}}
	}
	var all []*origin
	for _, f := range feeds {
		all = append(all, &origin{source: f})
	}
	all[0].notes = append(all[0].notes, prefixed(name+": ", notes)...)
	return all
}

func prefixed(prefix string, notes []string) []string {
	var all []string
	for _, n := range notes {
		all = append(all, prefix+n)
	}
	return all
}

package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source/feed"
	"mattinale/pipeline/source/web"
)

// documents gives what is in a source that is open.
func (c *collection) documents(ctx context.Context, o *origin, given *Given) iter.Seq2[news.Document, error] {
	switch {
	case o.err != nil:
		return failing(news.Redacted(o.source.Address), o.err)
	case !o.remote():
		return c.local(ctx, o, given)
	case o.kind == feedType:
		return c.feed(ctx, o, given)
	case o.kind == listType:
		return failing(news.Redacted(o.source.Address), fmt.Errorf("a list of feeds in a list of feeds is not read"))
	}
	return c.page(o, given)
}

// failing gives one error.
func failing(name string, err error) iter.Seq2[news.Document, error] {
	return func(yield func(news.Document, error) bool) { yield(news.Document{Source: name}, err) }
}

// local gives what is on this machine. A feed among it is taken apart.
func (c *collection) local(ctx context.Context, o *origin, given *Given) iter.Seq2[news.Document, error] {
	return func(yield func(news.Document, error) bool) {
		passed := 0
		opts := c.opts
		opts.Since = c.since(o)
		opts.Passed = func(string) { passed++ }
		post := letters{look(c.opts.Store, o.source.Address, nil, c.opts.Began), opts.Since, c.opts.Began}
		met := false
		defer func() {
			if passed > 0 {
				given.note("passed over as not new: %d", passed)
			}
			if met {
				post.keep(c.opts.Store, o.source.Address)
			}
		}()
		for doc, err := range Read(ctx, o.source.Address, opts) {
			switch {
			case err == nil && given.taken >= given.room:
				given.note("only the first %d of its articles are wanted", given.room)
				return
			case err == nil && doc.Entry && c.opts.Store != nil && post.old(doc.Bytes):
				passed, met = passed+1, true
				continue
			case err == nil && doc.MediaType == feedType:
				if !c.feedFile(ctx, o, doc, given, yield) {
					return
				}
				continue
			case err == nil && doc.MediaType == listType:
				err = fmt.Errorf("%s: a list of feeds is read when it is named itself", doc.Source)
			}
			met = met || doc.Entry
			doc.Topic, doc.Language, given.link = o.source.Topic, o.source.Language, ""
			if !yield(doc, err) {
				return
			}
		}
	}
}

// feedFile gives the articles of a feed that was saved as a file.
func (c *collection) feedFile(ctx context.Context, o *origin, doc news.Document, given *Given, yield func(news.Document, error) bool) bool {
	f, err := feed.Parse(doc.Bytes, "", "")
	if doc.Cut {
		given.note("only the first %d bytes of %s were read", len(doc.Bytes), doc.Source)
	}
	if err != nil {
		return yield(news.Document{Source: doc.Source}, fmt.Errorf("%s: %w", doc.Source, err))
	}
	return c.entries(ctx, o, f, given, yield)
}

// feed gives the articles of a feed on the web.
func (c *collection) feed(ctx context.Context, o *origin, given *Given) iter.Seq2[news.Document, error] {
	return func(yield func(news.Document, error) bool) {
		body, err := o.body.Bytes()
		if err != nil {
			yield(news.Document{Source: news.Redacted(o.from)}, fmt.Errorf("reading %s: %w", news.Redacted(o.from), err))
			return
		}
		f, err := feed.Parse(body, o.body.ContentType, o.body.Address)
		if err != nil {
			yield(news.Document{Source: news.Redacted(o.from)}, err)
			return
		}
		c.entries(ctx, o, f, given, yield)
	}
}

// entries gives a document for each entry that counts, and reports whether to go on.
func (c *collection) entries(ctx context.Context, o *origin, f feed.Feed, given *Given, yield func(news.Document, error) bool) bool {
	given.notes = append(given.notes, f.Notes...)
	fresh, known := c.fresh(o, &f)
	defer known.keep(c.opts.Store, o.source.Address)
	given.feed = f
	switch {
	case len(f.Entries) == 0:
		given.note("the feed has no entries")
	case len(fresh) == 0:
		given.note("nothing new (entries: %d)", len(f.Entries))
	case len(fresh) < len(f.Entries):
		given.note("new: %d of its %d entries", len(fresh), len(f.Entries))
	}
	wanted := limit(o.source)
	for i, e := range fresh {
		if given.taken >= wanted {
			given.note("%d more over its limit of %d", len(fresh)-i, wanted)
			break
		}
		doc, err := c.entry(ctx, o, f, e, given)
		if lost := new(*Lost); errors.As(err, lost) && passing(err) {
			known.unsee(c.opts.Began, e)
		}
		if !yield(doc, err) || ctx.Err() != nil {
			known.unsee(c.opts.Began, fresh[i+1:]...)
			return false
		}
	}
	return true
}

// entry is the document of one entry: the feed's own text where that is all of it, else its page.
func (c *collection) entry(ctx context.Context, o *origin, f feed.Feed, e feed.Entry, given *Given) (news.Document, error) {
	name := news.Redacted(cmp.Or(e.Link, o.from, o.source.Address))
	bare := news.Document{Source: name}
	if given.taken >= given.room {
		return bare, &Left{}
	}
	if first, twice := c.links[e.Link]; twice {
		return bare, &Left{Reason: "the same address is in " + first}
	}
	given.link = e.Link
	t := textOf(e)
	own := c.own(o, f, e, t, name)
	if !t.needsPage(e) {
		if len(own.Bytes) == 0 {
			return bare, &Left{Reason: "the entry has no text and no address"}
		}
		return own, nil
	}
	doc, err := c.linked(ctx, e.Link)
	teaser := t.words >= fewestWords
	switch {
	case err != nil && ctx.Err() == nil && teaser:
		own.Notes = append(own.Notes, fmt.Sprintf("only the feed's own words: its page was not read: %v", err))
		return own, nil
	case err != nil:
		return bare, &Lost{fmt.Errorf("%s: %w", name, err)}
	case teaser:
		doc.Instead = &own
	}
	doc.Entry, doc.Title, doc.Byline, doc.Published, doc.Language, doc.Topic = true, own.Title, own.Byline, own.Published, own.Language, own.Topic
	return doc, nil
}

// own is an entry as the feed itself has it.
func (c *collection) own(o *origin, f feed.Feed, e feed.Entry, t text, name string) news.Document {
	doc := news.Document{
		Source: name, URL: news.Redacted(e.Link), MediaType: html + "; charset=utf-8", Bytes: []byte(t.html), Read: c.now(), Entry: true, Whole: true,
		Title: e.Title, Byline: e.Byline, Topic: o.source.Topic,
	}
	if when := dateOf(e); !when.IsZero() {
		doc.Published = when.Format(time.RFC3339)
	}
	if e.Date != "" && doc.Published == "" {
		doc.Notes = append(doc.Notes, fmt.Sprintf("its date %q cannot be read", e.Date))
	}
	for _, language := range []string{o.source.Language, e.Language, f.Language} {
		if doc.Language == "" {
			doc.Language = language
		}
	}
	return doc
}

// linked is the page that an entry leads to.
func (c *collection) linked(ctx context.Context, link string) (news.Document, error) {
	if c.opts.Web == nil {
		return news.Document{}, fmt.Errorf("web addresses are not read here")
	}
	hurried, cancel := half(ctx)
	defer cancel()
	r, err := c.pages.get(hurried, link)
	if err != nil {
		return news.Document{}, slow(ctx, err)
	}
	return webDocument(r, news.Redacted(link))
}

// page gives a page that the user named.
func (c *collection) page(o *origin, given *Given) iter.Seq2[news.Document, error] {
	return func(yield func(news.Document, error) bool) {
		if given.taken >= given.room {
			yield(news.Document{Source: news.Redacted(o.source.Address)}, &Left{})
			return
		}
		if first, twice := c.links[o.body.Address]; twice {
			yield(news.Document{Source: news.Redacted(o.source.Address)}, &Left{Reason: "the same address is in " + first})
			return
		}
		given.link = o.body.Address
		doc, err := webDocument(o.body, news.Redacted(o.source.Address))
		doc.Topic, doc.Language = o.source.Topic, o.source.Language
		yield(doc, err)
	}
}

// webDocument is what was read from the web as a document.
func webDocument(r *web.Response, name string) (news.Document, error) {
	body, err := r.Bytes()
	if err != nil {
		return news.Document{Source: name}, err
	}
	kind, err := remoteType(r, body)
	if err != nil {
		return news.Document{Source: name}, err
	}
	if kind == feedType || kind == listType {
		return news.Document{Source: name}, fmt.Errorf("a feed stands where a page should be")
	}
	if said := strings.ToLower(r.ContentType); kind == html && strings.Contains(said, "html") || kind == plain && strings.HasPrefix(said, plain) {
		kind = r.ContentType // with its charset
	}
	return news.Document{
		Source: name, URL: r.Address, MediaType: kind, Bytes: body, Read: r.Read, Cut: r.Cut, Notes: slices.Clone(r.Notes),
	}, nil
}

// dateOf is when an entry was published, or, where that is not said, last changed.
func dateOf(e feed.Entry) time.Time {
	if e.Published.IsZero() {
		return e.Updated
	}
	return e.Published
}

// newestFirst sorts entries by date, when all have one that has been: in most feeds the newest stands first, in some last.
func newestFirst(entries []feed.Entry, now time.Time) {
	if slices.ContainsFunc(entries, func(e feed.Entry) bool { return dateOf(e).IsZero() || ahead(dateOf(e), now) }) {
		return
	}
	slices.SortStableFunc(entries, func(a, b feed.Entry) int { return dateOf(b).Compare(dateOf(a)) })
}

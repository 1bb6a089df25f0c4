package source

import (
	"context"
	"io/fs"
	"iter"
	"path/filepath"
	"strings"
	"sync"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source/web"
)

// Web reads web addresses, as web.Client does.
type Web interface {
	Get(ctx context.Context, address string, accept web.Accept) (*web.Response, error)
	// Allow says that the user's own list names an address, which may be on a private network then.
	Allow(address string)
}

// All gives what each source gives, in order. Lists of feeds are taken apart first. What is on the web is asked for at once, when the
// first of it is reached, and the pages that entries lead to are read ahead, so that one slow server holds up the others no longer
// than its own time. With Options.Most, feeds that have more entries than that share the places by weight.
func All(ctx context.Context, sources []news.Source, opts Options) iter.Seq[*Given] {
	return func(yield func(*Given) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		c := &collection{opts: opts, links: map[string]string{}}
		c.pages = newPages(ctx, opts.Web)
		defer c.pages.wg.Wait()
		defer cancel()
		for _, s := range sources {
			c.all = append(c.all, listed(s, opts)...)
		}
		for i := 0; i < len(c.all); i++ {
			if c.all[i].remote() && !c.fetched {
				c.fetch(ctx)
			}
			o := c.all[i]
			given := &Given{Source: o.source, total: &c.taken, room: c.room(i), notes: o.notes, links: c.links}
			given.Documents = c.documents(ctx, o, given)
			if !yield(given) {
				return
			}
			c.pages.drop(o.pages)
		}
	}
}

// Embedded gives the documents of a file system as one source.
func Embedded(ctx context.Context, fsys fs.FS, name string, opts Options) iter.Seq[*Given] {
	return func(yield func(*Given) bool) {
		yield(&Given{Source: news.Source{Address: name}, Documents: Files(ctx, fsys, name, opts), total: new(int)})
	}
}

// collection is what the sources of a run share.
type collection struct {
	opts    Options
	all     []*origin
	fetched bool
	pages   *pages
	taken   int               // articles used so far
	links   map[string]string // addresses of the pages of articles used, and the source each came from
}

// origin is a source as far as it is known before its articles are read.
type origin struct {
	source  news.Source
	kind    string // media type: html, feedType; "" of what is no web address
	from    string // the web address it was read from, when it is not the source's: the feed of a site
	body    *web.Response
	err     error
	entries int      // of a feed, that count
	pages   []string // of these, the addresses of those whose text the feed does not have
	notes   []string
}

func (o *origin) remote() bool { return Remote(o.source.Address) }

// Remote reports whether a source is a web address.
func Remote(address string) bool {
	lower := strings.ToLower(address)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "feed:")
}

// Schemeless reports whether the name of a file looks like a web address that lacks its beginning, or has it mistyped:
// www.example.org, example.org/feed, http:/example.org.
func Schemeless(name string) bool {
	lower := strings.ToLower(name)
	for _, start := range []string{"www.", "http:", "https:", "http/", "https/"} {
		if strings.HasPrefix(lower, start) {
			return true
		}
	}
	host, _, path := strings.Cut(lower, "/")
	dot := strings.LastIndexByte(host, '.')
	return path && dot > 0 && dot+2 < len(host) && strings.Trim(host[dot+1:], "abcdefghijklmnopqrstuvwxyz") == ""
}

// MayLead reports whether a file may lead to the web, by its name: a list of feeds or a feed.
func MayLead(name string) bool {
	switch extension(name) {
	case ".opml", ".xml", ".rss", ".atom", ".rdf", ".json":
		return true
	}
	return false
}

// Asked is a web address as it is asked for: feed: is a way to write it.
func Asked(address string) string {
	if len(address) < 5 || !strings.EqualFold(address[:5], "feed:") {
		return address
	}
	rest := strings.TrimPrefix(address[5:], "//")
	if Remote(rest) {
		return rest
	}
	return "https://" + rest
}

// listed is a source, or, of a list of feeds on this machine, the feeds in it.
func listed(s news.Source, opts Options) []*origin {
	if Remote(s.Address) || s.Address == Stdin {
		return []*origin{{source: s}}
	}
	body, is, err := listFile(s.Address, opts)
	switch {
	case !is:
		return []*origin{{source: s}}
	case err != nil:
		return []*origin{{source: s, err: err, kind: listType}}
	}
	limit := (&reader{opts: opts}).limit()
	all := outlines(s, body[:min(int64(len(body)), limit)], filepath.Base(s.Address))
	if int64(len(body)) > limit {
		all[0].note("only the first %d bytes of %s were read", limit, filepath.Base(s.Address))
	}
	if opts.Web != nil {
		for _, o := range all {
			opts.Web.Allow(Asked(o.source.Address))
		}
	}
	return all
}

// fetch asks for everything on the web that is not asked for yet, and says what it is. Lists make way for the feeds in them.
func (c *collection) fetch(ctx context.Context) {
	c.fetched = true
	c.open(ctx, c.all)
	var all, more []*origin
	for _, o := range c.all {
		if o.kind != listType || o.err != nil {
			all = append(all, o)
			continue
		}
		feeds := c.remoteList(o)
		all, more = append(all, feeds...), append(more, feeds...)
	}
	c.all = all
	c.open(ctx, more)
	c.plan()
}

// open asks for sources on the web, all at once, and parses one at a time: what is held in memory is bounded so.
func (c *collection) open(ctx context.Context, sources []*origin) {
	hurried, cancel := half(ctx)
	defer cancel()
	var wg sync.WaitGroup
	var parsing sync.Mutex
	for _, o := range sources {
		if !o.remote() || o.err != nil {
			continue
		}
		wg.Go(func() {
			c.openOne(hurried, o, &parsing)
			o.err = slow(ctx, o.err)
		})
	}
	wg.Wait()
}

// plan has the pages read ahead that will be wanted.
func (c *collection) plan() {
	var ahead []string
	first := 0
	for first < len(c.all) && !c.all[first].remote() {
		first++
	}
	for i, n := range c.shares(first) {
		o := c.all[first+i]
		o.pages = o.pages[:min(len(o.pages), n)]
		ahead = append(ahead, o.pages...)
	}
	c.pages.ahead(ahead)
}

// room is how many articles are wanted of source i.
func (c *collection) room(i int) int {
	if !c.all[i].remote() {
		return limit(c.all[i].source)
	}
	return c.shares(i)[0]
}

// shares are how many articles are wanted of the sources from i on, by what is left of the places.
func (c *collection) shares(i int) []int {
	entries, weights := make([]int, len(c.all)-i), make([]float64, len(c.all)-i)
	for k, o := range c.all[i:] {
		weights[k] = 1
		if o.source.Weight > 0 {
			weights[k] = o.source.Weight
		}
		switch {
		case o.err != nil:
		case o.kind == feedType:
			entries[k] = min(o.entries, limit(o.source))
		default:
			entries[k] = 1
		}
	}
	room := c.opts.Most - c.taken
	if c.opts.Most <= 0 {
		return entries
	}
	return shares(max(room, 0), entries, weights)
}

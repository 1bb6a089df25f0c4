package feed

import (
	"fmt"
	"html"
	"strings"

	"mattinale/pipeline/source/markup"
)

// mended is a feed written anew.
type mended struct {
	xml   string // well-formed, elements of RSS or Atom only; "" for a document that only says where the feed has moved
	atom  bool   // it is Atom, else RSS
	kind  string
	moved string // where a <redirect> leads
	lang  string // xml:lang of the root
	base  string // xml:base of the root
	notes []string
}

// reader goes through a feed once and writes what is of use in it: the fields of feed and entries, each once, texts without
// markup or as escaped HTML. It does so with every feed, not only with those that are broken: gofeed then meets no
// nesting, no namespace, no repeated field and no type of text that it would read in another way than we do, and there is one way through
// the code, which all tests go.
type reader struct {
	scan    *markup.Scanner
	names   names
	out     strings.Builder
	result  mended
	root    string // name of the root, "" before it
	first   string // the first element, whatever it is
	level   int    // how many elements are open within which the fields of the feed stand
	entries int
	cut     bool           // the document broke off
	seen    map[string]int // how often fields of the feed were written
}

// mend writes a feed anew. The error wraps ErrNoFeed.
func mend(text string) (mended, error) {
	r := &reader{scan: markup.NewScanner(text), seen: map[string]int{}}
	r.scan.Closes = r.closes
	for {
		t, ok := r.next()
		if !ok || r.entries > MaxEntries {
			break
		}
		if t.Kind != markup.Start {
			continue
		}
		if r.root == "" {
			if name := strings.ToLower(t.Name); name == "html" || r.first == "" && (name == "head" || name == "body") {
				return mended{}, fmt.Errorf("%w: a page in HTML", ErrNoFeed)
			}
			r.begin(t)
			continue
		}
		r.element(t)
	}
	if r.root == "" {
		if r.first == "" {
			return mended{}, fmt.Errorf("%w: no XML", ErrNoFeed)
		}
		return mended{}, fmt.Errorf("%w: <%s> is no feed", ErrNoFeed, markup.Line(r.first, maxName))
	}
	r.finish()
	return r.result, nil
}

// next is the next token. Namespaces, bases and languages are kept with it.
func (r *reader) next() (markup.Token, bool) {
	t, ok := r.scan.Next()
	switch {
	case ok && t.Kind == markup.Start:
		r.names.start(t)
	case ok && t.Kind == markup.End:
		r.names.end(t)
		r.cut = r.cut || t.Cut
	}
	return t, ok
}

// begin looks for the root. What stands before it, warnings of a server in HTML before all, is passed over.
func (r *reader) begin(t markup.Token) {
	name := local(t.Name)
	if r.first == "" {
		r.first = t.Name
	}
	version := t.Get("version")
	switch name {
	case "rss":
		r.result.kind = strings.TrimSpace("RSS " + figures(version))
	case "rdf":
		r.result.kind = "RSS 1.0"
		if r.names.declares("netscape.com/rdf") {
			r.result.kind = "RSS 0.90"
		}
	case "feed":
		r.result.kind = "Atom 1.0"
		if strings.HasPrefix(version, "0.") || r.names.declares("purl.org/atom") {
			r.result.kind = "Atom 0.3"
		}
	case "channel", "item":
		r.result.kind = "RSS"
	case "entry":
		r.result.kind = "Atom 1.0"
	case "redirect":
		r.result.kind = "RSS"
	default:
		return
	}
	r.root, r.level = name, t.Depth
	r.result.atom = name == "feed" || name == "entry"
	r.names.root(t.Name, r.result.atom)
	r.result.lang, r.result.base = r.names.lang(), r.names.base()
	if name == "item" || name == "entry" {
		r.entry(t)
	}
}

// element reads an element of the feed itself.
func (r *reader) element(t markup.Token) {
	name := r.names.of(t.Name)
	switch {
	case name == "item" || name == "entry":
		r.entry(t)
	case name == "channel":
		r.level = t.Depth
	case name == "newlocation" && r.root == "redirect":
		c := r.text(t)
		r.result.moved = firstOf(r.result.moved, c.raw)
	case r.result.atom && name == "author":
		r.field(&r.out, r.seen, field{out: "author", form: person, many: true}, t)
	case !r.result.atom && boxes[name]:
		r.skip(t)
	case t.Depth == r.level+1 || t.Depth == 2:
		if f, ok := feedFields(r.result.atom)[name]; ok {
			r.field(&r.out, r.seen, f, t)
		}
	}
}

// skip gets past an element.
func (r *reader) skip(t markup.Token) {
	for {
		end, ok := r.next()
		if !ok || end.Kind == markup.End && end.Depth <= t.Depth {
			return
		}
	}
}

// entry writes an entry. One within which the feed breaks off is left out when it has not even a title or an address.
func (r *reader) entry(t markup.Token) {
	if r.entries++; r.entries > MaxEntries {
		return
	}
	var b strings.Builder
	seen := map[string]int{}
	base, inner := r.names.base(), r.names.base()
	lang := r.names.lang()
	fields := entryFields(r.result.atom)
	for {
		e, ok := r.next()
		if !ok || e.Kind == markup.End && e.Depth <= t.Depth {
			break
		}
		name := ""
		if e.Kind == markup.Start {
			name = r.names.of(e.Name)
		}
		f, known := fields[name]
		switch {
		case name == "" || transparent[name]:
		case known && f.form == language:
			lang = firstOf(r.text(e).plain(), lang)
		case known:
			if f.form == rich && e.Get("xml:base") != "" {
				inner = r.names.base()
			}
			r.field(&b, seen, f, e)
		default:
			r.skip(e)
		}
	}
	name := r.entryName()
	fmt.Fprintf(&r.out, `<%s><m:at base="%s" inner="%s" lang="%s" about="%s"/>%s</%s>`+"\n",
		name, html.EscapeString(base), html.EscapeString(inner), html.EscapeString(lang), html.EscapeString(t.Get("rdf:about")), b.String(), name)
}

const spaces = ` xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
	` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/"` +
	` xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:m="mattinale">`

func (r *reader) finish() {
	body := r.out.String()
	switch {
	case r.root == "redirect":
	case r.result.atom:
		r.result.xml = `<feed xmlns="http://www.w3.org/2005/Atom"` + spaces + body + "</feed>"
	default:
		r.result.xml = `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"` + spaces + "<channel>" + body + "</channel></rss>"
	}
	if line := r.scan.Mended(); line > 0 {
		r.note("not well-formed near line %d, mended", line)
	}
	if note := r.scan.EntityNote(); note != "" {
		r.note("%s", note)
	}
	switch {
	case r.entries > MaxEntries:
		r.note("has more than %d entries, the rest was left out", MaxEntries)
	case r.cut:
		r.note("breaks off after %s", counted(r.entries))
	}
}

func counted(entries int) string {
	if entries == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", entries)
}

func (r *reader) note(format string, args ...any) {
	r.result.notes = append(r.result.notes, fmt.Sprintf(format, args...))
}

package feed

import (
	"strings"
	"sync"

	"mattinale/pipeline/source/markup"
)

const (
	maxSpaces = 50             // namespaces that can be declared at once; feeds have a dozen
	maxBases  = 4 * MaxEntries // bases of a feed that are resolved
)

// canonical are the namespaces whose elements are of use, in lower case and without what stands after their last letter or figure, with
// the prefix that they go by here.
var canonical = sync.OnceValue(func() map[string]string {
	spaces := map[string]string{
		"atom":       "http://www.w3.org/2005/atom http://purl.org/atom/ns",
		"dc":         "http://purl.org/dc/elements/1.1 http://purl.org/dc/elements/1.0",
		"dcterms":    "http://purl.org/dc/terms",
		"content":    "http://purl.org/rss/1.0/modules/content",
		"itunes":     "http://www.itunes.com/dtds/podcast-1.0.dtd http://example.com/dtds/podcast-1.0.dtd",
		"media":      "http://search.yahoo.com/mrss",
		"feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
		"rdf":        "http://www.w3.org/1999/02/22-rdf-syntax-ns",
		"xhtml":      "http://www.w3.org/1999/xhtml",
		"": "http://purl.org/rss/1.0 http://my.netscape.com/rdf/simple/0.9 http://channel.netscape.com/rdf/simple/0.9 http://backend.userland.com/rss" +
			" http://backend.userland.com/rss2 http://blogs.law.harvard.edu/tech/rss http://purl.org/rss/1.0/modules/rss091 http://purl.org/net/rss1.1",
	}
	prefixes := map[string]string{}
	for prefix, list := range spaces {
		for _, uri := range strings.Fields(list) {
			prefixes[uri] = prefix
		}
	}
	return prefixes
})

// scope is what an element declares for itself and what is in it.
type scope struct {
	depth      int
	base, lang string
	spaces     []markup.Attr // prefix, namespace
}

// names knows the namespaces, bases and languages in scope.
type names struct {
	scopes   []scope
	declared int    // namespaces in all scopes
	bases    int    // that were resolved
	native   string // namespace of the root
	atom     bool
}

// start takes what an element declares.
func (n *names) start(t markup.Token) {
	s := scope{depth: t.Depth, base: n.base(), lang: n.lang()}
	declares := false
	for _, a := range t.Attrs {
		name := strings.ToLower(a.Name)
		prefix, isPrefix := strings.CutPrefix(name, "xmlns:")
		switch {
		case name == "xml:lang":
			s.lang, declares = strings.TrimSpace(a.Value), true
		case name == "xml:base" && n.bases < maxBases:
			n.bases++
			s.base, declares = join(s.base, a.Value), true
		case (name == "xmlns" || isPrefix) && n.declared+len(s.spaces) < maxSpaces:
			if !isPrefix {
				prefix = ""
			}
			s.spaces, declares = append(s.spaces, markup.Attr{Name: prefix, Value: space(a.Value)}), true
		}
	}
	if declares {
		n.scopes = append(n.scopes, s)
		n.declared += len(s.spaces)
	}
}

// space is a namespace as canonical has it.
func space(uri string) string {
	return strings.TrimRight(strings.ToLower(strings.TrimSpace(uri)), "/#")
}

func (n *names) end(t markup.Token) {
	if last := len(n.scopes) - 1; last >= 0 && n.scopes[last].depth >= t.Depth {
		n.declared -= len(n.scopes[last].spaces)
		n.scopes = n.scopes[:last]
	}
}

func (n *names) base() string {
	if len(n.scopes) == 0 {
		return ""
	}
	return n.scopes[len(n.scopes)-1].base
}

func (n *names) lang() string {
	if len(n.scopes) == 0 {
		return ""
	}
	return n.scopes[len(n.scopes)-1].lang
}

// root takes the root's namespace for that of the feed's own elements.
func (n *names) root(name string, atom bool) {
	prefix, _, ok := strings.Cut(strings.ToLower(name), ":")
	if !ok {
		prefix = ""
	}
	n.native, _ = n.lookup(prefix)
	n.atom = atom
}

func (n *names) lookup(prefix string) (string, bool) {
	for i := len(n.scopes) - 1; i >= 0; i-- {
		for _, s := range n.scopes[i].spaces {
			if s.Name == prefix {
				return s.Value, true
			}
		}
	}
	return "", false
}

// declares reports whether a namespace with part in it is in scope.
func (n *names) declares(part string) bool {
	for _, s := range n.scopes {
		for _, a := range s.spaces {
			if strings.Contains(a.Value, part) {
				return true
			}
		}
	}
	return false
}

// of is the name of an element in lower case with the usual prefix of its namespace. Elements without a prefix are the feed's own
// whatever namespace the feed declares for them, but for those known to be others'. A prefix that is not declared means what it usually does.
func (n *names) of(name string) string {
	name = strings.ToLower(name)
	prefix, rest, prefixed := strings.Cut(name, ":")
	if !prefixed {
		prefix, rest = "", name
	}
	uri, declared := n.lookup(prefix)
	usual, known := canonical()[uri]
	switch {
	case declared && (uri == n.native || known && usual == ""), known && usual == "atom" && n.atom:
		return rest
	case known && (prefixed || usual != "atom"):
		return usual + ":" + rest
	case !prefixed:
		return rest
	}
	return name
}

// local is the name of an element in lower case without its prefix.
func local(name string) string {
	return strings.ToLower(name[strings.IndexByte(name, ':')+1:])
}

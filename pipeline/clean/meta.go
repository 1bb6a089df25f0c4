package clean

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Names of meta elements, by property, name or itemprop, in small letters, those that are most to be trusted first. The
// author of OpenGraph's article may be an address, and is no name then; the account of a Twitter card is none either.
var (
	titleMeta  = []string{"og:title", "parsely-title", "sailthru.title", "citation_title", "dc.title", "dcterms.title", "twitter:title"}
	authorMeta = []string{"author", "article:author", "parsely-author", "sailthru.author", "byl", "citation_author", "dc.creator",
		"dcterms.creator", "dc.creator.personalname", "article.author", "og:article:author", "article:author_name"}
	dateMeta = []string{"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
		"sailthru.date", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "dc.date.created",
		"dcterms.created", "dc.date", "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "publish_date",
		"publication_date", "article.published", "article:published", "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime"}
	languageMeta = []string{"og:locale", "content-language", "dc.language", "inlanguage"}
)

// Names of elements, by class, that have the author or the date of an article.
var (
	authorNames = []string{"author", "authors", "byline", "autor", "autore", "auteur", "author-name", "author__name", "post-author", "entry-author", "article-author", "article__author", "firma", "fn"}
	dateNames   = []string{"date", "datum", "data", "fecha", "published", "pubdate", "entry-date", "post-date", "article-date", "posted-on", "dateline", "timestamp", "article__date", "publish-date"}
)

// said is what a page says of itself, before it is weighed.
type said struct {
	meta      map[string]string
	linked    linkedData
	lang      string
	canonical string
	titleTag  string
	h1        string    // the first
	headings  []string  // the texts of h1 and h2
	authors   [2]string // by rel and microdata, by class
	tried     int       // elements that were looked at for them
	dates     [3]string // of time elements in an article, of others, of elements by class
}

// maxHeadings is how many headings of a page are looked at for its title.
const maxHeadings = 40

// readMeta reads what a page says of its article: JSON-LD first, as it is written for machines, then OpenGraph and meta
// elements, then the markup.
func (d *draft) readMeta(root *html.Node) {
	s := said{meta: map[string]string{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			s.read(n)
		}
	}
	site := s.meta["og:site_name"]
	found := s.linked.facts(s.lang)
	found.title = first(found.title, s.title(site))
	found.byline = first(found.byline, s.author(site))
	found.published = first(found.published, s.date())
	found.language = first(found.language, s.lang, s.one(languageMeta))
	found.url = d.canonical(s.canonical, s.meta["og:url"], found.url)
	d.adopt(found)
	d.paid, d.told = found.paid, found.told
	d.leads = d.refreshed(s.meta["refresh"])
}

// read takes from an element what it says of the article.
func (s *said) read(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		s.lang = attr(n, "lang")
	case atom.Meta:
		name := strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "itemprop"), attr(n, "http-equiv")))
		if content := oneLine(attr(n, "content")); content != "" && s.meta[name] == "" {
			s.meta[name] = content
		}
	case atom.Link:
		if s.canonical == "" && slices.Contains(strings.Fields(strings.ToLower(attr(n, "rel"))), "canonical") {
			s.canonical = attr(n, "href")
		}
	case atom.Title:
		s.titleTag = first(s.titleTag, textOf(n))
	case atom.H1, atom.H2:
		if len(s.headings) == maxHeadings {
			return
		}
		if text := oneLine(headingText(n)); text != "" {
			s.headings = append(s.headings, text)
			if n.DataAtom == atom.H1 {
				s.h1 = first(s.h1, text)
			}
		}
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") {
			s.linked.add(textOf(n))
		}
	case atom.Time:
		s.readTime(n)
	case atom.A, atom.Span, atom.P, atom.Div, atom.Address, atom.Li, atom.Strong, atom.B, atom.Em, atom.Abbr, atom.Cite, atom.H4, atom.H5:
		s.readNamed(n)
	}
}

// readTime takes the date of a time element. One in an article comes before others, as pages have them of other articles too.
func (s *said) readTime(n *html.Node) {
	if s.tried++; s.tried > maxTried {
		return
	}
	place := 1
	if inside(n, atom.Article, atom.Main) {
		place = 0
	}
	if s.dates[place] != "" || beside(n) {
		return
	}
	s.dates[place] = first(published(attr(n, "datetime"), s.lang), published(short(n), s.lang))
}

// maxTried is how many elements of a page are looked at for authors and dates, each with what it stands in.
const maxTried = 300

// maxLabel is the longest text, in bytes, of an element that names an author or a date.
const maxLabel = 200

// readNamed takes the author or the date that an element says it has.
func (s *said) readNamed(n *html.Node) {
	class, prop := attr(n, "class"), attr(n, "itemprop")
	rel := slices.Contains(strings.Fields(attr(n, "rel")), "author")
	byName, dated := exactly(class, authorNames), exactly(class, dateNames)
	if !rel && !byName && !dated && prop == "" {
		return
	}
	if s.tried++; s.tried > maxTried {
		return
	}
	if s.authors[0] == "" && (rel || prop == "author" || prop == "creator") && !beside(n) {
		s.authors[0] = nameIn(n)
	}
	if s.authors[1] == "" && byName && !beside(n) {
		s.authors[1] = nameIn(n)
	}
	if s.dates[1] == "" && prop == "datePublished" {
		s.dates[1] = first(published(attr(n, "content"), s.lang), published(short(n), s.lang))
	}
	if s.dates[2] == "" && dated && !beside(n) {
		s.dates[2] = published(short(n), s.lang)
	}
}

// nameIn is the name in an element that has an author: what microdata says is the name, else its text.
func nameIn(n *html.Node) string {
	nodes := 0
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && attr(c, "itemprop") == "name" {
			return bylineOf(first(attr(c, "content"), short(c)))
		}
		if nodes++; nodes > maxNodes {
			break
		}
	}
	text := short(n)
	if name, ok := parseByline(text); ok {
		return name
	}
	if name, ok := bareName(text); ok {
		return name
	}
	if countWords(text) > 4 || hasFigure(text) {
		return ""
	}
	return bylineOf(text)
}

// maxNodes is how many nodes a label has at most.
const maxNodes = 40

// short is the text of an element, "" when it is too long for a label.
func short(n *html.Node) string {
	var b strings.Builder
	nodes := 0
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
		if nodes++; nodes > maxNodes || b.Len() > 4*maxLabel {
			return ""
		}
	}
	text := oneLine(b.String())
	if len(text) > maxLabel {
		return ""
	}
	return text
}

// headingText is the text of a heading, or its beginning where it has more in it than headings have.
func headingText(n *html.Node) string {
	var b strings.Builder
	nodes := 0
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
		if nodes++; nodes > 4*maxNodes {
			break
		}
	}
	return b.String()
}

// inside reports whether an element stands in one of the given kind.
func inside(n *html.Node, kinds ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if slices.Contains(kinds, p.DataAtom) {
			return true
		}
	}
	return false
}

// beside reports whether an element stands in a list of comments or of other articles, or in a box at the side.
func beside(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Article, atom.Main, atom.Body:
			return false
		case atom.Aside, atom.Nav, atom.Footer:
			return true
		}
		if names(attr(p, "class"), lists) || names(attr(p, "id"), lists) || names(attr(p, "class"), sideNames) {
			return true
		}
	}
	return false
}

var sideNames = []string{"sidebar", "widget", "teaser", "teasers", "footer", "menu"}

// one is the first of some meta elements that is there.
func (s *said) one(names []string) string {
	for _, name := range names {
		if v := s.meta[name]; v != "" {
			return v
		}
	}
	return ""
}

// title is the heading that the page's own title repeats, or else what its meta elements say: a title has the site's name
// and more about it, and the first heading may be the site's name.
func (s *said) title(site string) string {
	told := s.one(titleMeta)
	whole, best := " "+key(told)+" "+key(s.titleTag)+" ", ""
	for _, h := range s.headings {
		k := key(h)
		if countWords(h) > 1 && k != key(site) && strings.Contains(whole, " "+k+" ") && len(h) > len(best) {
			best = h
		}
	}
	return first(best, withoutSite(told, site), s.h1, withoutSite(s.titleTag, site))
}

// author is the first value that can be a name and is not the site's.
func (s *said) author(site string) string {
	candidates := make([]string, 0, len(authorMeta)+len(s.authors))
	candidates = append(candidates, s.authors[0])
	for _, name := range authorMeta {
		candidates = append(candidates, bylineOf(s.meta[name]))
	}
	for _, c := range append(candidates, s.authors[1]) {
		if c != "" && !strings.EqualFold(c, site) && !hostLike(c) && !strings.HasPrefix(c, "@") {
			return c
		}
	}
	return ""
}

// hostLike reports whether a value is the name of a host, as some sites give it for an author.
func hostLike(s string) bool {
	_, end, found := strings.Cut(s, ".")
	return found && !strings.Contains(s, " ") && len(end) > 1 && strings.Trim(lower(end), "abcdefghijklmnopqrstuvwxyz.") == ""
}

// date is the first date that the page gives as that of publication.
func (s *said) date() string {
	for _, name := range dateMeta {
		if date := published(s.meta[name], s.lang); date != "" {
			return date
		}
	}
	return first(s.dates[0], s.dates[2], s.dates[1])
}

// refreshed is the absolute address in the refresh of a page ("0; url=/b"), "" when it names none but its own.
func (d *draft) refreshed(content string) string {
	_, target, _ := strings.Cut(content, "=")
	base, err := url.Parse(d.url)
	if err != nil {
		return ""
	}
	u, err := base.Parse(strings.Trim(target, "'\" "))
	if err != nil || target == "" || len(target) > maxLabel || u.User != nil || u.String() == d.url {
		return ""
	}
	return u.String()
}

// canonical is the first of the addresses that a page gives as its own and that can be believed, by the address that it was
// read from: one that points to the home of a site is a mistake of the site's templates.
func (d *draft) canonical(given ...string) string {
	base, _ := url.Parse(d.url)
	for _, address := range given {
		u, err := url.Parse(strings.TrimSpace(address))
		if err != nil || address == "" {
			continue
		}
		if base != nil && base.Host != "" {
			u = base.ResolveReference(u)
		}
		home := strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
		if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || home && (base == nil || strings.Trim(base.Path, "/") != "" || base.Host != u.Host) {
			continue
		}
		u.Fragment = ""
		return u.String()
	}
	return ""
}

func first(values ...string) string {
	for _, v := range values {
		if v = oneLine(v); v != "" {
			return v
		}
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// withoutSite takes the site's name off the end of a title: "News | The Site", "News - Site".
func withoutSite(title, site string) string {
	title = oneLine(title)
	for _, mark := range []string{" | ", " – ", " — ", " - ", " · ", " « ", " » ", " › "} {
		i := strings.LastIndex(title, mark)
		if i < 0 {
			continue
		}
		before, after := title[:i], strings.TrimSpace(title[i+len(mark):])
		if site != "" && strings.EqualFold(after, site) || countWords(after) <= 4 && countWords(before) >= 4 {
			return before
		}
	}
	return title
}

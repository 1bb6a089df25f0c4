package clean

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readMeta reads what a page says of its article: JSON-LD first, as it is written for machines, then OpenGraph and meta
// elements, then the markup.
func (d *draft) readMeta(root *html.Node) {
	meta := map[string]string{}
	var site, titleTag, h1, timeTag string
	var found draft
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			found.language = attr(n, "lang")
		case atom.Meta:
			name := strings.ToLower(attr(n, "property") + attr(n, "name") + attr(n, "itemprop"))
			if _, ok := meta[name]; !ok {
				meta[name] = oneLine(attr(n, "content"))
			}
		case atom.Link:
			if attr(n, "rel") == "canonical" && found.url == "" {
				found.url = absolute(attr(n, "href"))
			}
		case atom.Title:
			titleTag = first(titleTag, textOf(n))
		case atom.H1:
			h1 = first(h1, textOf(n))
		case atom.Time:
			timeTag = first(timeTag, published(attr(n, "datetime"), found.language))
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") {
				found.readLD(textOf(n))
			}
		case atom.A, atom.Span, atom.P, atom.Div, atom.Address:
			if found.byline == "" && (slices.Contains(strings.Fields(attr(n, "rel")), "author") || attr(n, "itemprop") == "author") {
				found.byline = bylineOf(textOf(n))
			}
		}
	}
	site = meta["og:site_name"]
	found.title = first(found.title, withoutSite(meta["og:title"], site), h1, withoutSite(titleTag, site))
	found.byline = first(found.byline, bylineOf(meta["author"]), bylineOf(meta["article:author"]))
	found.published = first(found.published, published(meta["article:published_time"], found.language), published(meta["date"], found.language),
		published(meta["datepublished"], found.language), timeTag)
	found.url = first(found.url, absolute(meta["og:url"]))
	d.adopt(found)
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

// absolute is a web address that can stand by itself, or "".
func absolute(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// withoutSite takes the site's name off the end of a title: "News | The Site", "News - Site".
func withoutSite(title, site string) string {
	title = oneLine(title)
	for _, mark := range []string{" | ", " – ", " — ", " - ", " · ", " « "} {
		i := strings.LastIndex(title, mark)
		if i < 0 {
			continue
		}
		before, after := title[:i], strings.TrimSpace(title[i+len(mark):])
		if site != "" && strings.EqualFold(after, site) || site == "" && countWords(after) <= 4 && countWords(before) >= 4 {
			return before
		}
	}
	return title
}

// maxLD bounds JSON-LD, in bytes.
const maxLD = 1 << 20

// readLD reads a JSON-LD script. What is not an article is passed over, and so is what is not JSON.
func (d *draft) readLD(script string) {
	if len(script) > maxLD {
		return
	}
	var value any
	if json.Unmarshal([]byte(script), &value) == nil {
		d.walkLD(value, 0)
	}
}

func (d *draft) walkLD(value any, depth int) {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			d.walkLD(item, depth+1)
		}
	case map[string]any:
		if articleType(v["@type"]) {
			d.title = first(d.title, ldString(v["headline"]), ldString(v["name"]))
			d.byline = first(d.byline, ldNames(v["author"]))
			d.published = first(d.published, published(ldString(v["datePublished"]), d.language))
			d.url = first(d.url, absolute(ldString(v["url"])))
			d.language = first(d.language, ldString(v["inLanguage"]))
			return
		}
		if graph, ok := v["@graph"]; ok && depth < 4 {
			d.walkLD(graph, depth+1)
		}
	}
}

func articleType(value any) bool {
	switch v := value.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || v == "BlogPosting" || v == "Report"
	case []any:
		return slices.ContainsFunc(v, articleType)
	}
	return false
}

func ldString(value any) string {
	s, _ := value.(string)
	return html.UnescapeString(s)
}

// ldNames are the names of authors: a string, an object, or a list of them.
func ldNames(value any) string {
	switch v := value.(type) {
	case string:
		return bylineOf(v)
	case map[string]any:
		return bylineOf(ldString(v["name"]))
	case []any:
		var names []string
		for _, item := range v {
			if name := ldNames(item); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

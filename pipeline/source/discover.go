package source

import (
	"bytes"
	"net/url"
	"strings"

	htmltext "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// headBytes is how much of a page is looked at for the address of its feed.
const headBytes = 512 << 10

// feedTypes are what pages call their feeds.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}

// feedOf is the absolute address of the feed of a front page, "" of any other page: one at the root of its host, or one of a
// section that says it is no article, and that names a feed. Of several feeds the first is the site's, but for one of comments.
func feedOf(page []byte, address string) string {
	base, err := url.Parse(address)
	if err != nil {
		return ""
	}
	h := readHead(page)
	if !(base.Path == "" || base.Path == "/" || h.kind == "website" && section(base.Path)) || h.kind == "article" {
		return ""
	}
	for _, link := range h.feeds {
		u, err := base.Parse(link)
		if err == nil && Remote(u.String()) && u.String() != address {
			return u.String()
		}
	}
	return ""
}

// section reports whether a path is that of a part of a site, as /economia/ is: articles have longer ones, or a number in theirs.
func section(path string) bool {
	name := strings.Trim(path, "/")
	return !strings.ContainsAny(name, "/0123456789.") && strings.Count(name, "-") < 2
}

// head is what a page says of itself.
type head struct {
	kind  string // og:type
	feeds []string
}

func readHead(page []byte) head {
	var h head
	z := htmltext.NewTokenizer(bytes.NewReader(page[:min(len(page), headBytes)]))
	for {
		switch z.Next() {
		case htmltext.ErrorToken:
			return h
		case htmltext.StartTagToken, htmltext.SelfClosingTagToken:
			t := z.Token()
			switch t.DataAtom {
			case atom.Meta:
				if strings.EqualFold(attribute(t, "property"), "og:type") {
					h.kind = strings.ToLower(attribute(t, "content"))
				}
			case atom.Link:
				h.link(t)
			case atom.Body:
				return h
			}
		}
	}
}

func (h *head) link(t htmltext.Token) {
	if !strings.Contains(strings.ToLower(attribute(t, "rel")), "alternate") {
		return
	}
	words := strings.ToLower(attribute(t, "title") + " " + attribute(t, "href"))
	if strings.Contains(words, "comment") { // comments, commenti, commentaires
		return
	}
	for _, kind := range feedTypes {
		if strings.EqualFold(strings.TrimSpace(attribute(t, "type")), kind) {
			h.feeds = append(h.feeds, strings.TrimSpace(attribute(t, "href")))
		}
	}
}

func attribute(t htmltext.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

package clean

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bodyNames are what sites and their software call the element that has the text of an article, by class or id.
var bodyNames = []string{
	"article-body", "articlebody", "article-content", "article-text", "article__body", "article__content", "article__text",
	"entry-content", "post-content", "post-body", "post__content", "post-text", "story-body", "story-content", "story__content",
	"entry-text", "news-text", "single-content", "content-body", "body-text", "article_body", "article_content",
}

// container returns the element that a page itself says has the text of its article, nil when it names none or several:
// by microdata, then by the usual names, then the only article element.
func container(root *html.Node) *html.Node {
	var found [3][]*html.Node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch {
		case attr(n, "itemprop") == "articleBody":
			found[0] = append(found[0], n)
		case exactly(attr(n, "class"), bodyNames) || exactly(attr(n, "id"), bodyNames):
			found[1] = append(found[1], n)
		case n.DataAtom == atom.Article:
			found[2] = append(found[2], n)
		}
	}
	for _, list := range found {
		if len(list) == 1 && runningWords(list[0]) >= fewWords {
			return list[0]
		}
	}
	return nil
}

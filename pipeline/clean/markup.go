package clean

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// notText are elements whose content is no text of the article.
var notText = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Svg: true,
	atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Input: true, atom.Nav: true,
	atom.Figure: true, atom.Figcaption: true, atom.Picture: true, atom.Video: true, atom.Audio: true, atom.Canvas: true,
	atom.Object: true, atom.Dialog: true, atom.Head: true, atom.Footer: true, atom.Menu: true,
}

// notArticle are words in the class or id of boxes round an article, whole words between dashes and the like.
var notArticle = []string{
	"cookie", "cookies", "consent", "gdpr", "newsletter", "subscribe", "related", "correlati", "correlate", "recommended",
	"comments", "commenti", "comment", "disqus", "share", "sharing", "social", "sidebar", "breadcrumb", "breadcrumbs",
	"paywall", "promo", "advert", "advertisement", "ads", "banner", "caption", "didascalia", "footer", "navbar", "menu",
	"popup", "modal", "tags", "most-read", "trending",
}

// dropNodes takes out of a tree what is no text, boxes round the article, and what is hidden.
func dropNodes(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Type == html.ElementNode && (notText[c.DataAtom] || boxed(c)) {
			n.RemoveChild(c)
		} else {
			dropNodes(c)
		}
		c = next
	}
}

// boxed reports whether an element says of itself that it is no part of the article. Elements that hold most of a page
// are left, whatever they are called.
func boxed(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Form: // some sites wrap the whole page in one
		return paragraphs(n) < fewParagraphs
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.P, atom.H1, atom.A, atom.Em, atom.Strong:
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "role":
			if slices.Contains([]string{"navigation", "complementary", "banner", "dialog", "contentinfo", "search"}, a.Val) {
				return true
			}
		case "style":
			if s := strings.ReplaceAll(strings.ToLower(a.Val), " ", ""); strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		case "class", "id":
			if namesBox(a.Val) && !hasTag(n, atom.Article, atom.Main, atom.H1) && !wrapsText(n, a.Val) {
				return true
			}
		}
	}
	return false
}

// fewParagraphs is how many paragraphs a box round the article has less than.
const fewParagraphs = 3

// paragraphs counts the paragraphs of running text under an element.
func paragraphs(n *html.Node) int {
	count := 0
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.DataAtom == atom.P && countWords(textOf(c)) >= 12 {
			count++
		}
	}
	return count
}

// wrapsText reports whether an element named as a paywall, a banner or the like has an article's text in it. Comments and
// other articles are lists of text too: they are never spared.
func wrapsText(n *html.Node, name string) bool {
	name = strings.ToLower(name)
	return (strings.Contains(name, "paywall") || strings.Contains(name, "banner") || strings.Contains(name, "modal")) &&
		paragraphs(n) >= fewParagraphs
}

// namesBox reports whether a class or id is made of a word for a box.
func namesBox(value string) bool {
	for _, name := range strings.Fields(strings.ToLower(value)) {
		if slices.Contains(notArticle, name) {
			return true
		}
		for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' }) {
			if slices.Contains(notArticle, part) {
				return true
			}
		}
	}
	return false
}

func hasTag(n *html.Node, tags ...atom.Atom) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && slices.Contains(tags, c.DataAtom) {
			return true
		}
	}
	return false
}

func find(n *html.Node, tag atom.Atom) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.DataAtom == tag {
			return c
		}
	}
	return nil
}

// breaks are elements that end a line of text.
var breaks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true, atom.Aside: true,
	atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Blockquote: true, atom.Pre: true,
	atom.Table: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Hr: true, atom.Address: true, atom.Details: true,
	atom.Summary: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Body: true,
	atom.Center: true, atom.Time: false,
}

// reader collects the blocks of a tree.
type reader struct {
	blocks  []block
	text    strings.Builder
	letters int // of text
	linked  int // of it, in links
	inLink  bool
	heading bool
	item    bool
	breaks  int // line breaks in a row
}

// blocksOf returns the blocks of a tree, each with what its element says of it.
func blocksOf(n *html.Node) []block {
	if n == nil {
		return nil
	}
	r := &reader{}
	r.walk(n)
	r.end()
	return r.blocks
}

func (r *reader) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.add(n.Data)
		return
	case html.ElementNode:
		if notText[n.DataAtom] {
			return
		}
	}
	if n.DataAtom == atom.Br {
		if r.breaks++; r.breaks > 1 { // two breaks are how old pages write paragraphs
			r.end()
		} else {
			r.text.WriteByte(' ')
		}
		return
	}
	ends := breaks[n.DataAtom]
	if ends {
		r.end()
	}
	heading, item, inLink := r.heading, r.item, r.inLink
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.heading = true
	case atom.Li, atom.Dd:
		r.item = true
	case atom.A:
		r.inLink = true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(c)
	}
	if ends {
		r.end()
	}
	r.heading, r.item, r.inLink = heading, item, inLink
}

func (r *reader) add(text string) {
	letters := len(strings.TrimSpace(text))
	if letters > 0 {
		r.breaks = 0
	}
	r.letters += letters
	if r.inLink {
		r.linked += letters
	}
	r.text.WriteString(text)
}

// end makes a block of what was collected.
func (r *reader) end() {
	text := oneLine(plainText(r.text.String()))
	if text != "" {
		b := newBlock(text)
		b.heading, b.item = r.heading, r.item
		b.linked = r.linked > 0 && r.linked >= r.letters
		if !b.linked || b.prose() || r.heading {
			r.blocks = append(r.blocks, b)
		}
	}
	r.text.Reset()
	r.letters, r.linked, r.breaks = 0, 0, 0
}

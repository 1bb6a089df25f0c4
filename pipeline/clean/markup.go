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

// Words in the class or id of boxes round an article, whole words between dashes and the like: boxes, and lists of readers'
// comments and of other articles.
var (
	notArticle = []string{
		"cookie", "cookies", "consent", "gdpr", "newsletter", "subscribe", "share", "sharing", "social", "sidebar", "breadcrumb",
		"breadcrumbs", "paywall", "promo", "advert", "advertisement", "ads", "banner", "caption", "didascalia", "footer",
		"navbar", "menu", "popup", "modal", "tags", "author", "authors", "bio", "byline", "meta", "credit", "credits", "copyright",
		"teasers", "pagination", "affiliate", "disclaimer", "cta", "noprint", "outbrain", "taboola", "signup", "donate", "donation",
	}
	lists = []string{
		"related", "correlati", "correlate", "recommended", "comments", "commenti", "comment", "disqus", "most-read", "trending",
	}
)

// pruner takes out of a tree what is no text, boxes round the article, and what is hidden.
type pruner struct {
	words int // of the running text of the whole tree
}

// prune prunes a whole page.
func prune(root *html.Node) {
	p := pruner{words: runningWords(root)}
	p.drop(root)
}

func (p pruner) drop(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Type == html.ElementNode && p.noText(c) {
			n.RemoveChild(c)
		} else {
			unhead(c)
			p.drop(c)
		}
		c = next
	}
}

// unhead makes a heading that has more in it than headings have another element: readability compares each with the title.
func unhead(n *html.Node) {
	if n.DataAtom != atom.H1 && n.DataAtom != atom.H2 {
		return
	}
	nodes := 0
	for range n.Descendants() {
		if nodes++; nodes > 4*maxNodes {
			n.Data, n.DataAtom = "div", atom.Div
			return
		}
	}
}

// noText reports whether an element is no part of the article: by its kind, or by what it says of itself, unless it holds
// most of the page's running text. Sites call the frame of their articles "content-with-sidebar" or "paywall", wrap the
// page in a form, or hide the text until a script shows it.
func (p pruner) noText(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Article:
		return p.excerpt(n)
	case atom.Html, atom.Body, atom.Main, atom.P, atom.H1, atom.A, atom.Em, atom.Strong:
		return false
	case atom.Figure: // of a quotation or a table, not of a picture
		return !hasTag(n, atom.Blockquote, atom.Table, atom.Pre)
	case atom.Form:
		return runningWords(n) < fewWords
	}
	if notText[n.DataAtom] {
		return true
	}
	boxed, listed := hiddenOrNamed(n)
	switch {
	case listed: // readers' comments and other articles can be longer than the article
		return p.words == 0 || runningWords(n)*20 < p.words*19
	case boxed:
		return p.words == 0 || runningWords(n)*2 < p.words
	}
	return false
}

// hiddenOrNamed reports whether an element is hidden or calls itself a box round the article, and whether it calls itself
// a list of comments or of other articles.
func hiddenOrNamed(n *html.Node) (boxed, listed bool) {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			boxed = true
		case "aria-hidden":
			boxed = boxed || a.Val == "true"
		case "role":
			boxed = boxed || slices.Contains([]string{"navigation", "complementary", "banner", "dialog", "contentinfo", "search"}, a.Val)
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			boxed = boxed || strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
		case "class", "id":
			boxed = boxed || names(a.Val, notArticle) && !hasTag(n, atom.Article, atom.Main, atom.H1)
			listed = listed || names(a.Val, lists) && !hasTag(n, atom.Article, atom.Main, atom.H1)
		}
	}
	return boxed, listed
}

// runningWords counts the words of paragraphs of running text under an element.
func runningWords(n *html.Node) int {
	words := 0
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.DataAtom == atom.P {
			if w := countWords(textOf(c)); w >= 12 {
				words += w
			}
		}
	}
	return words
}

// exactly reports whether one of the names of a class or id is in the list.
func exactly(value string, list []string) bool {
	for name := range strings.FieldsSeq(strings.ToLower(value)) {
		if slices.Contains(list, name) {
			return true
		}
	}
	return false
}

// names reports whether a class or id is made of one of the words.
func names(value string, list []string) bool {
	for _, name := range strings.Fields(strings.ToLower(value)) {
		if slices.Contains(list, name) {
			return true
		}
		for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' }) {
			if slices.Contains(list, part) {
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
	text    []byte
	letters int // of text
	linked  int // of it, in links
	inLink  bool
	heading bool
	item    bool
	breaks  int // line breaks in a row
	level   uint8

	named  *html.Node // the element that has the text of the article, as the page says
	lo, hi int        // its blocks
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

// blocksAndNamed returns the blocks of a tree, and those of them that are in the named element.
func blocksAndNamed(n, named *html.Node) (all, own []block) {
	r := &reader{named: named}
	r.walk(n)
	r.end()
	return r.blocks, r.blocks[r.lo:r.hi:r.hi]
}

func (r *reader) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.add(n.Data)
		return
	case html.ElementNode:
		if notText[n.DataAtom] || n.DataAtom == atom.Sup && r.raised(n) {
			return
		}
	}
	if n.DataAtom == atom.Br {
		if r.breaks++; r.breaks > 1 { // two breaks are how old pages write paragraphs
			r.end()
		} else {
			r.text = append(r.text, ' ')
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
		r.level = n.Data[1] - '0'
	case atom.Li, atom.Dd:
		r.item = true
	case atom.A:
		r.inLink = true
	}
	if n == r.named {
		r.end()
		r.lo = len(r.blocks)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(c)
	}
	if ends || n == r.named {
		r.end()
	}
	if n == r.named {
		r.hi = len(r.blocks)
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
	r.text = append(r.text, text...)
}

// end makes a block of what was collected.
func (r *reader) end() {
	text := ""
	if r.letters > 0 {
		text = oneLine(plainText(string(r.text)))
	}
	if text != "" {
		b := newBlock(text)
		b.heading, b.item = r.heading, r.item
		if b.heading {
			b.level = r.level
		}
		b.links = r.linked * 100 / max(r.letters, 1)
		b.linked = r.linked > 0 && r.linked >= r.letters
		if !b.linked || b.prose() || r.heading {
			r.blocks = append(r.blocks, b)
		}
	}
	r.text = r.text[:0]
	r.letters, r.linked, r.breaks = 0, 0, 0
}

package clean

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readLetterHTML reads the HTML part of a letter: the letter that was forwarded in it, then its blocks without what
// newsletters put round them. Readability plays no part in it: it was made for pages, and takes the one box with most text
// where a newsletter has many of the same kind.
func readLetterHTML(page string, head draft) (draft, error) {
	if strings.TrimSpace(page) == "" {
		return draft{}, errNoPart
	}
	d := draft{}
	page = d.decoded(page, utf8Name)
	if measure(page).tooLarge() {
		return readLetterText(stripTags(page), head)
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return draft{}, fmt.Errorf("%w: %w", ErrNoArticle, err)
	}
	part := cutForward(root, head)
	d.notes = append(d.notes, part.notes...)
	d.url = tidyLetter(root)
	d.title = part.head.title
	for n := range root.Descendants() {
		if n.DataAtom == atom.Html {
			d.language = attr(n, "lang")
		}
	}
	blocks := letterBlocks(blocksOf(find(root, atom.Body)), part.head.byline)
	if err := d.letterArticle(blocks, detectLanguage(joined(blocks))); err != nil {
		return draft{}, err
	}
	d.headerOver(part.head)
	return d, nil
}

// textNode is a piece of a letter's text and the line it stands in.
type textNode struct {
	node *html.Node
	line int
}

// cutForward leaves in a tree the text of the letter's article, as draft.innermost finds it.
func cutForward(root *html.Node, head draft) span {
	var nodes []textNode
	var lines []string
	var line strings.Builder
	end := func() {
		if text := oneLine(line.String()); text != "" {
			lines = append(lines, text)
		}
		line.Reset()
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			if line.Len() > 0 || strings.TrimSpace(n.Data) != "" {
				line.WriteString(n.Data)
				nodes = append(nodes, textNode{n, len(lines)})
			}
			return
		}
		if n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Head {
			return
		}
		breaking := breaks[n.DataAtom] || n.DataAtom == atom.Br
		if breaking {
			end()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if breaking {
			end()
		}
	}
	walk(root)
	end()
	part := head.innermost(lines, false)
	for _, t := range nodes {
		if t.line < part.from || t.line >= part.to {
			t.node.Data = ""
		}
	}
	return part
}

// tidyLetter makes of a tree built for mail programs one that reads like a page: what is hidden goes, and so do buttons and
// what sponsors paid for; tables for layout become boxes; lines that only look like headings become headings. It returns the
// address of the page that shows the letter.
func tidyLetter(root *html.Node) (address string) {
	total := countWords(textOf(root))
	for _, n := range elements(root) {
		if n.Parent == nil {
			continue
		}
		if n.DataAtom == atom.A && address == "" && isView(key(textUpTo(nearBlock(n), 400))) {
			address = webAddress(attr(n, "href"))
		}
		if hiddenInMail(n) && countWords(textOf(n))*2 < total || isButton(n) || readsOn(n) {
			n.Parent.RemoveChild(n)
		}
	}
	dropSponsors(root, total)
	for _, n := range elements(root) {
		flatten(n)
	}
	for _, n := range elements(root) {
		splitRunIn(n)
	}
	for _, n := range elements(root) {
		switch {
		case looksLikeHeading(n):
			n.DataAtom, n.Data = atom.H3, "h3"
		case n.DataAtom == atom.Div && !hasBlocks(n):
			n.DataAtom, n.Data = atom.P, "p"
		case n.DataAtom == atom.Br && besideBlock(n):
			n.Parent.RemoveChild(n)
		}
	}
	for _, n := range elements(root) {
		n.Attr = withoutNames(n.Attr)
	}
	return address
}

// elements are the elements of a tree in order, as it is now.
func elements(root *html.Node) []*html.Node {
	var list []*html.Node
	for n := range root.Descendants() {
		switch n.Type {
		case html.ElementNode:
			list = append(list, n)
		case html.TextNode:
			n.Data = fillers.Replace(n.Data)
		}
	}
	return list
}

// fillers stand in great number after the words that mail programs show beside the subject, to push the letter's own first
// words out of sight.
var fillers = strings.NewReplacer("\u034f", "", "\u200b", "", "\ufeff", "", "\u200c\u00a0", "", "\u200c ", "", "\u00a0\u200c", "", "\u200c", "", "\u2007", " ")

// besideBlock reports whether a line break stands before or after what breaks the line anyway.
func besideBlock(n *html.Node) bool {
	return n.Parent != nil && (n.PrevSibling != nil && breaks[n.PrevSibling.DataAtom] || n.NextSibling != nil && breaks[n.NextSibling.DataAtom])
}

// textUpTo is the text of an element, or its beginning where it is longer than max bytes: to ask for all of it at each
// element takes quadratic time.
func textUpTo(n *html.Node, max int) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
		if b.Len() > max {
			break
		}
	}
	return b.String()
}

// nearBlock is the element that ends a line of text and has n in it, or n.
func nearBlock(n *html.Node) *html.Node {
	for up := n; up != nil; up = up.Parent {
		if breaks[up.DataAtom] {
			return up
		}
	}
	return n
}

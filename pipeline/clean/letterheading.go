package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// splitRunIn takes a bold line that begins a box out of it, where a break follows: it is the heading of the rest.
func splitRunIn(n *html.Node) {
	if n.DataAtom != atom.P && n.DataAtom != atom.Div || hasBlocks(n) {
		return
	}
	lead := n.FirstChild
	for lead != nil && lead.Type == html.TextNode && strings.TrimSpace(lead.Data) == "" {
		lead = lead.NextSibling
	}
	if lead == nil || !emphatic(lead) || lead.NextSibling == nil {
		return
	}
	next := lead.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	title := oneLine(textOf(lead))
	if next == nil || next.DataAtom != atom.Br || countWords(textOf(n)) < countWords(title)+8 || !couldHead(title) {
		return
	}
	n.RemoveChild(lead)
	heading := &html.Node{Type: html.ElementNode, DataAtom: atom.H4, Data: "h4"}
	heading.AppendChild(lead)
	n.Parent.InsertBefore(heading, n)
}

// couldHead reports whether a line could be a heading by its words.
func couldHead(text string) bool {
	count := countWords(text)
	return (count > 1 || len(text) > 3) && count <= maxHeadingWords+4 && !endsWithStop(text)
}

// minHeadingSize is the font's size from which a line is a heading, in CSS pixels: the text of newsletters has 14 to 18.
const minHeadingSize = 20

// looksLikeHeading reports whether a box is one line in bold or in large letters, or the title of what it links to.
func looksLikeHeading(n *html.Node) bool {
	if n.DataAtom != atom.P && n.DataAtom != atom.Div && n.DataAtom != atom.Td || hasBlocks(n) {
		return false
	}
	text := oneLine(textOf(n))
	if !couldHead(text) || isView(key(text)) {
		return false
	}
	letters, strong := 0, 0
	title := isLinkTitle(text)
	for c := range n.Descendants() {
		if c.Type != html.TextNode {
			continue
		}
		size := len(strings.TrimSpace(c.Data))
		letters += size
		for up := c.Parent; up != nil; up = up.Parent {
			if emphatic(up) || title && up.DataAtom == atom.A {
				strong += size
				break
			}
			if up == n {
				break
			}
		}
	}
	return strong == letters
}

// isLinkTitle reports whether the words of a link are a title, not a call to read on.
func isLinkTitle(text string) bool {
	k := key(text)
	return strings.Count(k, " ") >= 2 && !isCall(text) && !isFooter(newBlock(text)) && classify(text, k) == kindText
}

// emphatic reports whether an element is bold or in large letters.
func emphatic(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	s := styles(n)
	switch s["font-weight"] {
	case "bold", "bolder", "600", "700", "800", "900":
		return true
	case "normal", "400":
		return pixels(s["font-size"]) >= minHeadingSize
	}
	return n.DataAtom == atom.B || n.DataAtom == atom.Strong || pixels(s["font-size"]) >= minHeadingSize
}

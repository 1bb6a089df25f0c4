package clean

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// styles are the declarations of an element's style attribute, in lower case and without spaces. Mail programs know no
// style sheets for sure, so that newsletters carry their looks in the elements.
func styles(n *html.Node) map[string]string {
	value := attr(n, "style")
	if value == "" || len(value) > 4000 {
		return nil
	}
	found := map[string]string{}
	for declaration := range strings.SplitSeq(strings.ToLower(value), ";") {
		name, setting, _ := strings.Cut(declaration, ":")
		setting = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(setting), "!important"))
		found[strings.TrimSpace(name)] = setting
	}
	return found
}

// hiddenInMail reports whether an element is not seen: the words that are shown beside the subject only, tracking pixels.
func hiddenInMail(n *html.Node) bool {
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body {
		return false
	}
	if n.DataAtom == atom.Img || n.DataAtom == atom.Title {
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || (a.Key == "class" || a.Key == "id") && strings.Contains(strings.ToLower(a.Val), "preheader") {
			return true
		}
	}
	s := styles(n)
	return s["display"] == "none" || s["visibility"] == "hidden" || s["mso-hide"] == "all" || zero(s["max-height"]) || zero(s["opacity"]) ||
		zero(s["font-size"]) || s["font-size"] == "1px" || zero(s["line-height"]) && s["font-size"] != "" && pixels(s["font-size"]) < 4
}

func zero(size string) bool {
	return size != "" && strings.Trim(strings.TrimRight(size, "pxemt%r"), "0.") == ""
}

// pixels is a font's size in CSS pixels, 0 when it is none or relative. A point is 4/3 of them (CSS Values 4, section 6.2).
func pixels(size string) float64 {
	unit := 1.0
	number := strings.TrimSuffix(size, "px")
	if points, ok := strings.CutSuffix(size, "pt"); ok {
		number, unit = points, 4.0/3
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil {
		return 0
	}
	return n * unit
}

// isButton reports whether an element is a link that looks like a button, or one that says to read on.
func isButton(n *html.Node) bool {
	if n.DataAtom != atom.A {
		return false
	}
	text := textUpTo(n, 200)
	if count := countWords(text); count == 0 || count > 6 {
		return false
	}
	s := styles(n)
	coloured := s["background"]+s["background-color"] != ""
	if p := n.Parent; p != nil && key(textUpTo(p, 300)) == key(text) {
		ps := styles(p)
		coloured = coloured || ps["background"]+ps["background-color"]+attr(p, "bgcolor") != "" && countIn(key(text), buttonWords) > 0
	}
	return coloured && s["padding"]+s["border-radius"]+s["display"] != "" || coloured && countIn(key(text), buttonWords) > 0
}

// readsOn reports whether an element is a link such as "Read more" at the end of a paragraph.
func readsOn(n *html.Node) bool {
	if n.DataAtom != atom.A || !isCall(textUpTo(n, 100)) {
		return false
	}
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if hasLetter(textUpTo(s, 100)) || s.Type == html.TextNode && hasLetter(s.Data) {
			return false
		}
	}
	before := n.PrevSibling
	for before != nil && (before.DataAtom == atom.Br || before.Type == html.TextNode && strings.TrimSpace(before.Data) == "") {
		before = before.PrevSibling
	}
	return before != nil && before.Type == html.TextNode && endsSentence(before.Data)
}

// isCall reports whether the words of a link call to follow it: "Read the whole story".
func isCall(text string) bool {
	first, _, _ := strings.Cut(key(text), " ")
	return furnitureWord(text) || buttonWords.has(first) && countWords(text) <= 6
}

// flatten makes boxes of a table that has no headings of columns: it is there for the layout.
func flatten(n *html.Node) {
	switch n.DataAtom {
	case atom.Table:
		if hasTag(n, atom.Th) && !hasTag(n, atom.Table) {
			return
		}
	case atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th:
		for up := n.Parent; up != nil; up = up.Parent {
			if up.DataAtom == atom.Table {
				return // of a table that stays
			}
		}
	case atom.Blockquote: // a letter that was forwarded or answered
		if attr(n, "type") != "cite" && !strings.Contains(attr(n, "class"), "quote") {
			return
		}
	case atom.Center, atom.Font, atom.Footer, atom.Header:
	default:
		return
	}
	if n.DataAtom == atom.Font {
		n.DataAtom, n.Data = atom.Span, "span"
		return
	}
	n.DataAtom, n.Data = atom.Div, "div"
}

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

// hasBlocks reports whether an element has others in it that end a line.
func hasBlocks(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && breaks[c.DataAtom] {
			return true
		}
	}
	return false
}

// withoutNames drops class, id and style: in a newsletter all of it may be called "newsletter".
func withoutNames(attrs []html.Attribute) []html.Attribute {
	kept := attrs[:0]
	for _, a := range attrs {
		if a.Key != "class" && a.Key != "id" && a.Key != "style" && a.Key != "role" {
			kept = append(kept, a)
		}
	}
	return kept
}

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
	if count := countWords(text); count == 0 || count > 6 || !alone(n) {
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

// alone reports whether an element stands in a line of its own, not in a sentence.
func alone(n *html.Node) bool {
	for ; n != nil && !breaks[n.DataAtom]; n = n.Parent {
		for _, s := range []*html.Node{n.PrevSibling, n.NextSibling} {
			inline := s != nil && !breaks[s.DataAtom] && s.DataAtom != atom.Br
			if inline && (hasLetter(textUpTo(s, 100)) || s.Type == html.TextNode && hasLetter(s.Data)) {
				return false
			}
		}
	}
	return true
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

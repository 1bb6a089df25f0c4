package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// excerpt reports whether an article element is the beginning of another article, as sites put them under one: its last paragraph
// breaks off, and it stands after another article element.
func (p pruner) excerpt(n *html.Node) bool {
	var paragraphs []*html.Node
	for c := range n.Descendants() {
		if c.DataAtom == atom.P {
			paragraphs = append(paragraphs, c)
		}
	}
	for i := len(paragraphs) - 1; i >= 0; i-- {
		text := strings.TrimSpace(textOf(paragraphs[i]))
		if words := countWords(text); words >= fewLead {
			return breaksOff(text) && words*2 < p.words && articleBefore(n)
		}
	}
	return false
}

// maxSiblings is the most elements before an article element, beside it or around it, among which another one is looked for.
const maxSiblings = 200

// articleBefore reports whether an article element stands before an element, beside it or beside one that it is in.
func articleBefore(n *html.Node) bool {
	seen := 0
	for ; n != nil; n = n.Parent {
		for s := n.PrevSibling; s != nil && seen < maxSiblings; s = s.PrevSibling {
			if s.DataAtom == atom.Article {
				return true
			}
			seen++
		}
	}
	return false
}

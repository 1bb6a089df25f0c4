package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropSponsors takes out what stands under a sponsor's label: the smallest box with it and more, if that is no large part
// of the letter, else what follows the label up to the next heading or rule.
func dropSponsors(root *html.Node, total int) {
	found := 0
	for _, n := range elements(root) {
		if n.Parent == nil || !breaks[n.DataAtom] || hasBlocks(n) || found > maxSponsors {
			continue
		}
		text := textUpTo(n, 300)
		label := countWords(text)
		if label == 0 || label > 8 || !isSponsor(key(text)) {
			continue
		}
		found++
		box := n
		for box.Parent != nil && countWords(textOf(box)) <= label+2 {
			box = box.Parent
		}
		if words := countWords(textOf(box)); words*5 <= total*2 && words <= maxSponsorWords && box.Parent != nil {
			box.Parent.RemoveChild(box)
			continue
		}
		dropAfter(n, box)
	}
}

// Most words of what a sponsor has in a newsletter, and most sponsors.
const (
	maxSponsorWords = 250
	maxSponsors     = 50
)

// dropAfter takes out the part of box with n in it and what follows, up to the next heading or rule but for the heading that
// comes first.
func dropAfter(n, box *html.Node) {
	for n.Parent != nil && n.Parent != box {
		n = n.Parent
	}
	dropped := 0
	for first := true; n != nil && n.Parent == box; first = false {
		next := n.NextSibling
		dropped += countWords(textOf(n))
		box.RemoveChild(n)
		for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
			next = next.NextSibling
		}
		if next == nil || dropped > maxSponsorWords || next.DataAtom == atom.Hr || hasTag(next, atom.Hr) || headsNext(next) && !first {
			return
		}
		n = next
	}
}

// headsNext reports whether an element is a heading or has one in it.
func headsNext(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return hasTag(n, atom.H1, atom.H2, atom.H3, atom.H4) || looksLikeHeading(n)
}

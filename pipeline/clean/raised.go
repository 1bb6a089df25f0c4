package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// superscripts are the characters of Unicode for raised figures and signs.
var superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹",
	"+", "⁺", "-", "⁻", "−", "⁻", "–", "⁻")

// maxRaised is the most bytes of a raised number; more is text that is raised.
const maxRaised = 8

// raised adds what a sup element has where that is a number, and reports whether it did: "20 m" and a raised 2 are no 20 m2, and a year
// and the number of a note are no other year. The number of a note that is a link, or stands in brackets, is left out.
func (r *reader) raised(n *html.Node) bool {
	text := strings.TrimSpace(textOf(n))
	bare := strings.Trim(text, "[]()* ,")
	if bare == "" || len(bare) > maxRaised || strings.Trim(bare, "0123456789+-−–") != "" {
		return false
	}
	if bare == text && !inside(n, atom.A) && !hasTag(n, atom.A) {
		r.add(superscripts.Replace(text))
	}
	return true
}

package feed

import (
	"strings"

	"mattinale/pipeline/source/markup"
)

// maxJunk is how many bytes of text may stand before a feed: a warning of the program that made it.
const maxJunk = 500

// Is reports whether a body is a feed by its first bytes, a few kilobytes of them, in any charset.
func Is(head []byte) bool {
	doc, err := markup.Decode(head, "")
	if err != nil {
		return false
	}
	text := strings.TrimSpace(doc.Text)
	if strings.HasPrefix(text, "{") {
		return strings.Contains(text, "jsonfeed.org/version") || strings.Contains(text, `jsonfeed.org\/version`)
	}
	scan := markup.NewScanner(text)
	junk := 0
	for junk < maxJunk {
		t, ok := scan.Next()
		if !ok {
			return false
		}
		switch t.Kind {
		case markup.Text, markup.CDATA:
			junk += len(strings.TrimSpace(t.Text))
		case markup.Start:
			if !warning(t.Name) {
				return isRoot(t, text) && (junk == 0 || strings.Contains(text, "<?xml"))
			}
			junk++
		}
	}
	return false
}

// warning reports whether an element is one of those in which servers set their warnings.
func warning(name string) bool {
	return strings.Contains(" br b p i font ", " "+strings.ToLower(name)+" ")
}

func isRoot(t markup.Token, text string) bool {
	switch local(t.Name) {
	case "rss":
		return true
	case "rdf":
		return strings.Contains(text, "purl.org/rss/") || strings.Contains(text, "netscape.com/rdf/")
	case "feed":
		return !strings.Contains(text, "xmlns=") || strings.Contains(text, "/Atom") || strings.Contains(text, "purl.org/atom")
	case "redirect":
		return strings.Contains(strings.ToLower(text), "<newlocation")
	}
	return false
}

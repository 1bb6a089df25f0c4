package source

import (
	"bytes"
	"strings"

	htmltext "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"mattinale/pipeline/source/feed"
)

const (
	// wholeWords is how many words a feed's text has at least where it is taken for all of an article. Feeds that have only the beginning of their
	// articles cut it at some fifty words.
	wholeWords = 120
	// fewestWords is how many of a feed's own words stand in for an article that cannot be read: two sentences.
	fewestWords = 25
)

// text is what a feed has of an article's text.
type text struct {
	html  string
	words int
	cut   bool // it says that it goes on elsewhere
}

// textOf is the longer of what an entry has.
func textOf(e feed.Entry) text {
	content, summary := measured(e.Content), measured(e.Summary)
	if content.words >= summary.words {
		return content
	}
	return summary
}

// needsPage reports whether the page of an entry with such a text has to be read.
func (t text) needsPage(e feed.Entry) bool {
	return e.Link != "" && (t.words < wholeWords || t.cut)
}

// measured counts the words of HTML that are seen.
func measured(s string) text {
	t := text{html: s}
	var last string // the last words, as many as an invitation may have
	z := htmltext.NewTokenizer(strings.NewReader(s))
	skip := atom.Atom(0)
	for {
		switch z.Next() {
		case htmltext.ErrorToken:
			t.cut = goesOn(last)
			return t
		case htmltext.StartTagToken:
			name, _ := z.TagName()
			if a := atom.Lookup(name); a == atom.Script || a == atom.Style {
				skip = a
			}
		case htmltext.EndTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == skip {
				skip = 0
			}
		case htmltext.TextToken:
			if skip != 0 {
				continue
			}
			words := bytes.Fields(z.Text())
			t.words += len(words)
			for _, w := range words[max(0, len(words)-mostInviting):] {
				last += " " + string(w[max(0, len(w)-20):])
			}
			last = last[max(0, len(last)-mostInviting*20):]
		}
	}
}

// mostInviting is more words than an invitation has.
const mostInviting = 8

// invitations are words with which a feed's excerpt ends, in lower case.
var invitations = []string{
	"continua a leggere", "continua la lettura", "leggi tutto", "leggi l'articolo", "leggi di più", "leggi l’articolo", "continue reading", "read more", "read the full",
	"keep reading", "full story", "lire la suite", "weiterlesen", "mehr lesen", "seguir leyendo", "leer más", "sigue leyendo", "leia mais", "continuar lendo", "continue lendo",
}

// goesOn reports whether the last words of a text say that there is more of it elsewhere.
func goesOn(last string) bool {
	end := strings.ToLower(strings.TrimRight(last, " \u00a0→»>.:)]"))
	for _, words := range invitations {
		if strings.HasSuffix(end, words) {
			return true
		}
	}
	trimmed := strings.TrimRight(last, " \u00a0)]→»>")
	return strings.HasSuffix(trimmed, "…") || strings.HasSuffix(trimmed, "...")
}

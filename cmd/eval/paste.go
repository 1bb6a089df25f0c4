package main

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"mattinale/pipeline/clean"
)

// unseen are elements whose text a browser does not copy, lines those that begin and end a line of it.
var (
	unseen = []atom.Atom{atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Head,
		atom.Textarea, atom.Select, atom.Video, atom.Audio, atom.Canvas, atom.Object}
	lines = []atom.Atom{atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav,
		atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre, atom.Table, atom.Tr, atom.H1, atom.H2,
		atom.H3, atom.H4, atom.H5, atom.H6, atom.Form, atom.Fieldset, atom.Figure, atom.Figcaption, atom.Address, atom.Hr}
	blankLines = regexp.MustCompile(`\n\s*\n+`)
	blanks     = regexp.MustCompile(`[ \t\r\n]+`)
)

// pasted is the visible text of a page, about as a browser copies it: a line a block, a blank line about paragraphs.
func pasted(page string) string {
	text, _, err := clean.Decode([]byte(page), "text/html")
	if err != nil {
		return ""
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return ""
	}
	var b strings.Builder
	copyText(&b, root)
	return strings.TrimSpace(blankLines.ReplaceAllString(b.String(), "\n\n")) + "\n"
}

func copyText(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(blanks.ReplaceAllString(n.Data, " "))
		return
	}
	if n.Type == html.ElementNode && (slices.Contains(unseen, n.DataAtom) || hidden(n)) {
		return
	}
	line := slices.Contains(lines, n.DataAtom)
	switch {
	case n.DataAtom == atom.P:
		b.WriteString("\n\n")
	case line, n.DataAtom == atom.Br:
		b.WriteByte('\n')
	case n.DataAtom == atom.Td, n.DataAtom == atom.Th:
		b.WriteByte('\t')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		copyText(b, c)
	}
	if n.DataAtom == atom.P {
		b.WriteByte('\n')
	}
	if line {
		b.WriteByte('\n')
	}
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" || a.Key == "style" && strings.Contains(style, "display:none") {
			return true
		}
	}
	return false
}

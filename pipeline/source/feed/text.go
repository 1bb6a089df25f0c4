package feed

import (
	"encoding/base64"
	"html"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"mattinale/pipeline/source/markup"
)

// content is what stands in an element.
type content struct {
	raw        string // the text without the elements
	serialized string // with the elements as HTML, "" when there are none
	kind, mode string // the attributes type and, of Atom 0.3, mode, in lower case
	cut        bool   // the feed breaks off in it
}

// text reads what is in an element, up to its end.
func (r *reader) text(t markup.Token) content {
	c := content{kind: strings.ToLower(strings.TrimSpace(t.Get("type"))), mode: strings.ToLower(t.Get("mode"))}
	var raw, serialized strings.Builder
	run, verbatim := 0, false // where in raw the text since the last tag begins, and whether that is a CDATA section
	flush := func() {
		serialized.WriteString(asHTML(raw.String()[run:], verbatim))
		run, verbatim = raw.Len(), false
	}
	for {
		e, ok := r.next()
		if !ok || e.Kind == markup.End && e.Depth <= t.Depth {
			c.cut = !ok || e.Cut
			break
		}
		switch e.Kind {
		case markup.Text, markup.CDATA:
			raw.WriteString(e.Text)
			verbatim = verbatim || e.Kind == markup.CDATA
		default:
			flush()
			writeTag(&serialized, e)
		}
	}
	c.raw = strings.TrimSpace(raw.String())
	if serialized.Len() > 0 {
		flush()
		c.serialized = strings.TrimSpace(serialized.String())
	}
	return c
}

// asHTML is text beside elements: a CDATA section, or what looks like HTML itself, as it is.
func asHTML(text string, verbatim bool) string {
	if verbatim || isHTML(text) {
		return text
	}
	return html.EscapeString(text)
}

// writeTag writes a tag, without the prefixes of namespaces.
func writeTag(b *strings.Builder, t markup.Token) {
	name := local(t.Name)
	if t.Kind == markup.End {
		if !markup.Void(name) {
			b.WriteString("</" + name + ">")
		}
		return
	}
	b.WriteString("<" + name)
	for _, a := range t.Attrs {
		if isName(a.Name) {
			b.WriteString(attribute(local(a.Name), a.Value))
		}
	}
	b.WriteByte('>')
}

// isName reports whether an attribute is one of HTML, and no declaration of a namespace.
func isName(name string) bool {
	return !strings.HasPrefix(name, "xml") && strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789-_:") == ""
}

// html is the content as HTML. Texts that are declared as plain, or not declared as anything, are looked at: many have HTML in them. Elements
// that stand in it without being escaped are written as they are, and text beside them is text unless it too looks like HTML.
func (c content) html() string {
	text := c.raw
	switch {
	case c.serialized != "":
		return c.serialized
	case c.encoded():
		decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
		if err != nil || !utf8.Valid(decoded) { // a picture
			return ""
		}
		text = strings.Map(markup.Printable, string(decoded))
	case c.kind == "html", c.kind == "text/html":
		return onceEscaped(text)
	}
	if isHTML(text) {
		return onceEscaped(text)
	}
	return paragraphs(text)
}

// onceEscaped is HTML without the second escaping that some programs give it. Then all of it stands between escaped brackets, and
// there are elements in it when these are undone; an article that quotes a tag or two has words of its own around them.
func onceEscaped(text string) string {
	if !strings.HasPrefix(text, "&lt;") || !strings.HasSuffix(text, "&gt;") || strings.ContainsAny(text, "<>") {
		return text
	}
	if once := html.UnescapeString(text); strings.Contains(once, "</") && isHTML(once) {
		return once
	}
	return text
}

// plain is the content as one line of text.
func (c content) plain() string {
	text := c.raw
	if c.serialized != "" || c.encoded() || strings.HasSuffix(c.kind, "html") || isHTML(text) {
		text = stripped(c.html())
	}
	if strings.Contains(text, "&#") { // escaped three times: nobody means such a number to be read
		text = html.UnescapeString(text)
	}
	return markup.Line(text, maxTitle)
}

// encoded reports whether the content is in base64: Atom 0.3 says so, in Atom 1.0 all is that is no text and no XML, RFC 4287, 4.1.3.3.
func (c content) encoded() bool {
	return c.mode == "base64" || strings.Contains(c.kind, "/") && !strings.HasPrefix(c.kind, "text/") && !strings.Contains(c.kind, "xml") && !strings.Contains(c.kind, "html")
}

var blankLine = regexp.MustCompile(`\n[ \t\r]*\n\s*`)

// paragraphs makes HTML of plain text: what blank lines divide are paragraphs.
func paragraphs(text string) string {
	if text == "" {
		return ""
	}
	parts := blankLine.Split(text, -1)
	if len(parts) == 1 {
		return html.EscapeString(text)
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
	}
	return strings.TrimSpace(b.String())
}

// elements are those of HTML that stand in texts of feeds. A word in brackets that is none of them, List<String>, is text.
var elements = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for name := range strings.FieldsSeq(`a abbr acronym address article aside audio b bdi bdo big blockquote body br button caption center cite code
		col colgroup dd del details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd
		label li link main map mark meta nav noscript object ol option p param picture pre q s samp script section select small source span strike strong
		style sub summary sup svg table tbody td textarea tfoot th thead time title tr tt u ul var video wbr`) {
		known[name] = true
	}
	return known
})

// tagAt returns the name of the tag of HTML that text begins with and its length in bytes, 0 when it begins with none.
func tagAt(text string) (name string, closing bool, length int) {
	at := 1
	if strings.HasPrefix(text, "</") {
		closing, at = true, 2
	}
	end := at
	for end < len(text) && end < at+12 && (text[end]|0x20 >= 'a' && text[end]|0x20 <= 'z' || end > at && text[end] >= '0' && text[end] <= '9') {
		end++
	}
	name = strings.ToLower(text[at:end])
	if end == len(text) || !elements()[name] || !strings.ContainsRune(" \t\r\n/>", rune(text[end])) {
		return "", false, 0
	}
	stop := strings.IndexAny(text[end:], "<>")
	if stop < 0 || text[end+stop] == '<' {
		return "", false, 0
	}
	return name, closing, end + stop + 1
}

// isHTML reports whether text has markup: a tag that closes or needs no closing, or a reference. One opening tag alone does not
// make a text HTML: "How to use the <table> element".
func isHTML(text string) bool {
	for rest := text; ; rest = rest[1:] {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			break
		}
		rest = rest[at:]
		name, closing, length := tagAt(rest)
		if length > 0 && (closing || markup.Void(name) || name == "p" || name == "li" || name == "a") {
			return true
		}
	}
	return strings.Contains(text, "<!--") || hasReference(text)
}

// hasReference reports whether there is a reference of HTML in text.
func hasReference(text string) bool {
	for {
		at := strings.IndexByte(text, '&')
		if at < 0 {
			return false
		}
		text = text[at+1:]
		end := strings.IndexByte(text[:min(len(text), 33)], ';')
		if end > 1 && !strings.ContainsAny(text[:end], " &<\n") {
			if r := html.UnescapeString("&" + text[:end+1]); !strings.HasSuffix(r, ";") {
				return true
			}
		}
	}
}

// stripped is the text of HTML, with a space where an element begins or ends a line.
func stripped(text string) string {
	var b strings.Builder
	for text != "" {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			break
		}
		b.WriteString(html.UnescapeString(text[:at]))
		text = text[at:]
		if strings.HasPrefix(text, "<!--") {
			_, text, _ = strings.Cut(text, "-->")
			continue
		}
		if strings.HasPrefix(text, "<!") {
			_, text, _ = strings.Cut(text, ">")
			continue
		}
		name, closing, length := tagAt(text)
		if length == 0 {
			b.WriteByte('<')
			text = text[1:]
			continue
		}
		text = text[length:]
		if !inline(name) {
			b.WriteByte(' ')
		}
		if !closing && (name == "script" || name == "style") {
			text = fromEnd(text, name)
		}
	}
	b.WriteString(html.UnescapeString(text))
	return b.String()
}

// fromEnd is text from the end tag of a name on, "" when there is none.
func fromEnd(text, name string) string {
	for {
		at := strings.Index(text, "</")
		if at < 0 {
			return ""
		}
		text = text[at:]
		if end := len("</") + len(name); len(text) >= end && strings.EqualFold(text[2:end], name) {
			return text
		}
		text = text[len("</"):]
	}
}

func inline(name string) bool {
	switch atom.Lookup([]byte(name)) {
	case atom.P, atom.Div, atom.Br, atom.Li, atom.Td, atom.Tr, atom.H1, atom.H2, atom.H3, atom.Hr, atom.Ul, atom.Ol, atom.Blockquote:
		return false
	}
	return true
}

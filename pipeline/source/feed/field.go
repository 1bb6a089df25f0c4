package feed

import (
	"fmt"
	"html"
	"strings"

	"mattinale/pipeline/source/markup"
)

// form is how a field is read.
type form int

const (
	plain    form = iota // text without markup
	rich                 // HTML
	exact                // an address or a date; one that the feed breaks off in is none
	link                 // an address as text or in href
	guid                 // exact, with isPermaLink
	person               // a name, or an element name in it
	category             // text, or the attributes label and term
	language
)

// field is an element that is of use.
type field struct {
	out  string // what gofeed knows it as
	form form
	many bool // all of them, else the first that says something
}

// field reads an element and writes it.
func (r *reader) field(b *strings.Builder, seen map[string]int, f field, t markup.Token) {
	value, attrs := r.value(f, t)
	if f.form == link && !r.result.atom {
		if f.many = attrs != ""; f.many { // RSS has one link, and those of Atom beside it
			f.out = "atom:link"
		}
	}
	if value == "" && attrs == "" || seen[f.out] > 0 && !f.many || seen[f.out] >= maxListed {
		return
	}
	seen[f.out]++
	fmt.Fprintf(b, "<%s%s>%s</%s>\n", f.out, attrs, value, f.out)
}

// value reads an element: what is written between its tags, escaped, and its attributes, each with a space before it.
func (r *reader) value(f field, t markup.Token) (value, attrs string) {
	switch f.form {
	case person:
		name := r.person(t)
		value = html.EscapeString(name)
		if r.result.atom && value != "" {
			value = "<name>" + value + "</name>"
		}
		return value, ""
	case link:
		c := r.text(t)
		if value = address(c); value != "" && !r.result.atom {
			return html.EscapeString(value), ""
		}
		if href := firstOf(t.Get("href"), value); href != "" {
			return "", attribute("href", href) + attribute("rel", strings.ToLower(t.Get("rel"))) + attribute("type", strings.ToLower(t.Get("type")))
		}
		return "", ""
	case category:
		said := firstOf(markup.Line(r.text(t).plain(), maxName), t.Get("label"), t.Get("term"), t.Get("text"))
		if r.result.atom && said != "" {
			return "", attribute("term", said)
		}
		return html.EscapeString(said), ""
	}
	c := r.text(t)
	switch f.form {
	case rich:
		if src := t.Get("src"); src != "" && r.result.atom && f.out == "content" {
			attrs = attribute("src", src)
		}
		return html.EscapeString(c.html()), attrs
	case guid:
		if t.Get("isPermaLink") != "" {
			attrs = attribute("isPermaLink", strings.ToLower(t.Get("isPermaLink")))
		} else if local(t.Name) != "guid" {
			attrs = attribute("isPermaLink", "false")
		}
		if value = address(c); value == "" || r.result.atom {
			attrs = ""
		}
		return html.EscapeString(value), attrs
	case exact:
		return html.EscapeString(address(c)), ""
	}
	if c.cut {
		return "", ""
	}
	return html.EscapeString(c.plain()), ""
}

// address is the text of a field that is worth nothing when it is not whole.
func address(c content) string {
	if c.cut {
		return ""
	}
	return c.raw
}

func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + html.EscapeString(value) + `"`
}

// person reads the name of an author: the element name where there is one, else the text.
func (r *reader) person(t markup.Token) string {
	var own content
	var text strings.Builder
	name := ""
	for {
		e, ok := r.next()
		switch {
		case !ok || e.Kind == markup.End && e.Depth <= t.Depth:
			own.raw = text.String()
			return firstOf(name, own.plain())
		case e.Kind == markup.Start && local(e.Name) == "name":
			name = firstOf(name, r.text(e).plain())
		case e.Kind == markup.Start && (local(e.Name) == "email" || local(e.Name) == "uri" || local(e.Name) == "url"):
			r.skip(e)
		case e.Kind == markup.Text || e.Kind == markup.CDATA:
			text.WriteString(e.Text)
		}
	}
}

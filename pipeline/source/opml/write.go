package opml

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"mattinale/pipeline/source/markup"
)

// group is a folder on the way to be written: feeds and folders in the order in which they first came.
type group struct {
	name    string
	members []member
	groups  map[string]*group
}

// member is a feed or a folder.
type member struct {
	outline Outline
	group   *group // nil: a feed
}

func (g *group) add(o Outline, topics []string) {
	for len(topics) > 0 && markup.Line(topics[0], maxText) == "" {
		topics = topics[1:]
	}
	if len(topics) == 0 {
		g.members = append(g.members, member{outline: o})
		return
	}
	name := markup.Line(topics[0], maxText)
	inner := g.groups[name]
	if inner == nil {
		inner = &group{name: name, groups: map[string]*group{}}
		g.groups[name] = inner
		g.members = append(g.members, member{group: inner})
	}
	inner.add(o, topics[1:])
}

// Write writes a list in OPML 2.0, the feeds of a topic together. Parse reads the same outlines from it. The errors are those of w.
func Write(w io.Writer, title string, outlines []Outline) error {
	root := &group{groups: map[string]*group{}}
	for _, o := range outlines {
		root.add(o, o.Topics[:min(len(o.Topics), maxTopics)])
	}
	b := bufio.NewWriter(w)
	b.WriteString(xml.Header + `<opml version="2.0">` + "\n  <head>\n    <title>")
	_ = xml.EscapeText(b, []byte(title)) // b remembers errors until Flush
	b.WriteString("</title>\n  </head>\n  <body>\n")
	root.write(b, "    ")
	b.WriteString("  </body>\n</opml>\n")
	if err := b.Flush(); err != nil {
		return fmt.Errorf("writing OPML: %w", err)
	}
	return nil
}

func (g *group) write(b *bufio.Writer, indent string) {
	for _, m := range g.members {
		b.WriteString(indent + "<outline")
		if m.group != nil {
			attribute(b, "text", m.group.name)
			b.WriteString(">\n")
			m.group.write(b, indent+"  ")
			b.WriteString(indent + "</outline>\n")
			continue
		}
		o := m.outline
		text := cmp.Or(strings.TrimSpace(o.Title), o.Feed)
		attribute(b, "type", "rss") // of any feed: OPML 2.0 knows no other
		attribute(b, "text", text)
		attribute(b, "title", text)
		attribute(b, "xmlUrl", o.Feed)
		attribute(b, "htmlUrl", o.Site)
		attribute(b, "language", o.Language)
		b.WriteString("/>\n")
	}
}

func attribute(b *bufio.Writer, name, value string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	b.WriteString(" " + name + `="`)
	_ = xml.EscapeText(b, []byte(value)) // b remembers errors until Flush
	b.WriteByte('"')
}

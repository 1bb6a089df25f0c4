package feed

import (
	"io"

	"github.com/mmcdole/gofeed/atom"

	"mattinale/pipeline/source/markup"
)

// fromAtom reads mended Atom.
func fromAtom(r io.Reader, at place) (Feed, error) {
	said, err := (&atom.Parser{}).Parse(r)
	if err != nil {
		return Feed{}, err
	}
	f := Feed{
		Title:    said.Title,
		Language: markup.Line(extension(said.Extensions, "dc", "language").Value, maxName),
		Moved:    at.resolve("", extension(said.Extensions, "itunes", "new-feed-url").Value),
		Site:     at.resolve("", alternate(references(said.Links))),
	}
	at.site = f.Site
	authors := people(said.Authors)
	for _, entry := range said.Entries {
		f.Entries = append(f.Entries, atomEntry(entry, authors, at))
	}
	return f, nil
}

func atomEntry(entry *atom.Entry, authors []string, at place) Entry {
	here := extension(entry.Extensions, "m", "at").Attrs
	e := Entry{
		ID:       firstOf(entry.ID, here["about"]),
		Title:    firstOf(entry.Title, extension(entry.Extensions, "media", "title").Value),
		Base:     at.base(here["inner"]),
		Summary:  firstOf(entry.Summary, extension(entry.Extensions, "media", "description").Value),
		Language: markup.Line(here["lang"], maxName),
	}
	src := ""
	if entry.Content != nil {
		e.Content, src = entry.Content.Value, entry.Content.Src
	}
	e.Link = firstOf(
		at.resolve("", extension(entry.Extensions, "feedburner", "origLink").Value),
		at.resolve(here["base"], alternate(references(entry.Links))),
		markup.Absolute(entry.ID),
		at.resolve(here["base"], src),
	)
	if about := discussed(e.Content, e.Link); about != "" {
		e.Link = about
	}
	names := people(entry.Authors)
	for _, c := range entry.Extensions["dc"]["creator"] {
		names = append(names, c.Value)
	}
	if e.Byline = byline(names); e.Byline == "" { // RFC 4287, 4.1.1: the feed's authors are those of entries without
		e.Byline = byline(authors)
	}
	for _, c := range entry.Categories {
		e.Categories = appendNew(e.Categories, firstOf(c.Label, c.Term))
	}
	e.finish(entry.Published, entry.Updated)
	return e
}

func references(links []*atom.Link) []reference {
	var all []reference
	for _, l := range links {
		all = append(all, reference{l.Rel, l.Type, l.Href})
	}
	return all
}

func people(persons []*atom.Person) []string {
	var names []string
	for _, p := range persons {
		names = append(names, p.Name)
	}
	return names
}

package feed

import (
	"io"

	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"

	"mattinale/pipeline/source/markup"
)

// fromRSS reads mended RSS.
func fromRSS(r io.Reader, at place) (Feed, error) {
	said, err := (&rss.Parser{}).Parse(r)
	if err != nil {
		return Feed{}, err
	}
	f := Feed{Title: said.Title, Language: markup.Line(said.Language, maxName)}
	if dc := said.DublinCoreExt; dc != nil {
		f.Title = firstOf(f.Title, first(dc.Title))
	}
	if said.ITunesExt != nil {
		f.Moved = at.resolve("", said.ITunesExt.NewFeedURL)
	}
	f.Site = at.resolve("", firstOf(said.Link, alternate(atomLinks(said.Extensions))))
	at.site, at.siteFirst = f.Site, true
	for _, item := range said.Items {
		f.Entries = append(f.Entries, rssEntry(item, at))
	}
	return f, nil
}

func rssEntry(item *rss.Item, at place) Entry {
	here := extension(item.Extensions, "m", "at").Attrs
	dc := item.DublinCoreExt
	if dc == nil {
		dc = &ext.DublinCoreExtension{}
	}
	itunes := item.ITunesExt
	if itunes == nil {
		itunes = &ext.ITunesItemExtension{}
	}
	e := Entry{
		Title:    firstOf(item.Title, first(dc.Title), extension(item.Extensions, "media", "title").Value),
		Base:     at.base(here["inner"]),
		Content:  item.Content,
		Summary:  firstOf(item.Description, first(dc.Description), itunes.Summary, extension(item.Extensions, "media", "description").Value),
		Language: markup.Line(here["lang"], maxName),
	}
	e.Link = firstOf(
		at.resolve("", extension(item.Extensions, "feedburner", "origLink").Value),
		at.resolve(here["base"], item.Link),
		at.resolve(here["base"], alternate(atomLinks(item.Extensions))),
	)
	e.ID = here["about"]
	if item.GUID != nil && item.GUID.Value != "" {
		e.ID = item.GUID.Value
		if e.Link == "" && item.GUID.IsPermalink != "false" {
			e.Link = markup.Absolute(item.GUID.Value)
		}
	}
	e.Link = firstOf(e.Link, markup.Absolute(here["about"]))
	e.Byline = byline(rssAuthors(item, dc))
	for _, c := range item.Categories {
		e.Categories = appendNew(e.Categories, c.Value)
	}
	for _, c := range dc.Subject {
		e.Categories = appendNew(e.Categories, c)
	}
	e.finish(firstOf(item.PubDate, first(dc.Date)), extension(item.Extensions, "dcterms", "modified").Value)
	return e
}

// rssAuthors are the authors of an item: those that Dublin Core names, else the one of RSS, which should be a mail address, else iTunes'.
func rssAuthors(item *rss.Item, dc *ext.DublinCoreExtension) []string {
	if byline(dc.Creator) != "" {
		return dc.Creator
	}
	if byline([]string{item.Author}) != "" {
		return []string{item.Author}
	}
	var names []string
	for _, a := range item.Extensions["itunes"]["author"] {
		names = append(names, a.Value)
	}
	return names
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// extension is the first element of a name, an empty one when there is none.
func extension(all ext.Extensions, space, name string) ext.Extension {
	if found := all[space][name]; len(found) > 0 {
		return found[0]
	}
	return ext.Extension{}
}

// reference is a link with what it leads to.
type reference struct{ rel, kind, href string }

func atomLinks(all ext.Extensions) []reference {
	var links []reference
	for _, l := range all["atom"]["link"] {
		links = append(links, reference{l.Attrs["rel"], l.Attrs["type"], l.Attrs["href"]})
	}
	return links
}

// alternate chooses the address of the page among links: an alternate in HTML, else any alternate.
func alternate(links []reference) string {
	best := ""
	for _, l := range links {
		if l.rel != "" && l.rel != "alternate" && l.rel != "http://www.iana.org/assignments/relation/alternate" {
			continue
		}
		if l.kind == "" || l.kind == "text/html" || l.kind == "application/xhtml+xml" {
			return l.href
		}
		best = firstOf(best, l.href)
	}
	return best
}

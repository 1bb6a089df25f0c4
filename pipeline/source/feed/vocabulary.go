package feed

import (
	"strings"
	"sync"
)

// The names of elements are those of names.of: in lower case, with the usual prefix of their namespace, without one for those of RSS and, in
// Atom, of Atom.

// table reads lines of "name in gofeed, how it is read, names in feeds". A + before the first means that there may be several.
func table(lines string) map[string]field {
	forms := map[string]form{"plain": plain, "rich": rich, "exact": exact, "link": link, "guid": guid, "person": person, "category": category, "language": language}
	fields := map[string]field{}
	for line := range strings.Lines(lines) {
		words := strings.Fields(line)
		if len(words) < 3 {
			continue
		}
		out, many := strings.CutPrefix(words[0], "+")
		for _, name := range words[2:] {
			fields[name] = field{out: out, form: forms[words[1]], many: many}
		}
	}
	return fields
}

var rssFeedFields = sync.OnceValue(func() map[string]field {
	return table(`
	title                plain    title
	dc:title             plain    dc:title atom:title
	+link                link     link atom:link
	language             plain    language dc:language
	itunes:new-feed-url  exact    itunes:new-feed-url
`)
})

var atomFeedFields = sync.OnceValue(func() map[string]field {
	return table(`
	title                plain    title dc:title
	+link                link     link
	itunes:new-feed-url  exact    itunes:new-feed-url
	dc:language          plain    language dc:language
`)
})

var rssEntryFields = sync.OnceValue(func() map[string]field {
	return table(`
	title                plain    title
	dc:title             plain    dc:title atom:title
	media:title          plain    media:title itunes:title
	+link                link     link atom:link
	guid                 guid     guid id atom:id dc:identifier
	description          rich     description
	dc:description       rich     dc:description summary atom:summary abstract
	itunes:summary       rich     itunes:summary itunes:subtitle
	media:description    rich     media:description
	content:encoded      rich     content:encoded content atom:content fullitem body xhtml:body
	pubDate              exact    pubdate
	dc:date              exact    dc:date published issued created dcterms:issued dcterms:created atom:published atom:issued
	dcterms:modified     exact    dcterms:modified updated modified atom:updated atom:modified
	+author              person   author dc:author
	+dc:creator          person   dc:creator
	+itunes:author       person   itunes:author atom:author
	+category            category category dc:subject atom:category
	feedburner:origLink  exact    feedburner:origlink
	-                    language language dc:language
`)
})

var atomEntryFields = sync.OnceValue(func() map[string]field {
	return table(`
	title                plain    title
	media:title          plain    media:title dc:title itunes:title
	+link                link     link
	id                   exact    id guid
	summary              rich     summary description dc:description
	media:description    rich     media:description
	content              rich     content content:encoded xhtml:body
	published            exact    published issued created pubdate dc:date dcterms:issued dcterms:created
	updated              exact    updated modified dcterms:modified
	+author              person   author
	+dc:creator          person   dc:creator dc:author
	+category            category category dc:subject
	feedburner:origLink  exact    feedburner:origlink
	-                    language language dc:language
`)
})

func feedFields(atom bool) map[string]field {
	if atom {
		return atomFeedFields()
	}
	return rssFeedFields()
}

func entryFields(atom bool) map[string]field {
	if atom {
		return atomEntryFields()
	}
	return rssEntryFields()
}

// boxes are elements of a feed that have fields of their own, which are not the feed's: an image has a title. transparent are those of an entry whose fields
// are the entry's.
var (
	boxes       = map[string]bool{"image": true, "textinput": true, "cloud": true, "skiphours": true, "skipdays": true}
	transparent = map[string]bool{"media:group": true, "media:content": true}
)

// leaves are elements that have no other field in them. One that is still open when a field starts was not ended.
const leaves = " title link guid pubdate dc:date dc:creator dc:title dc:subject language id updated published issued modified created comments category" +
	" managingeditor webmaster lastbuilddate copyright generator docs ttl enclosure media:thumbnail atom:link "

// texts are elements that have HTML in them. HTML has titles, links and summaries too, but none of the others.
const (
	texts  = " description summary content content:encoded itunes:summary media:description "
	ofHTML = " title link summary content body abstract "
)

// closes says which of the open elements end when another one starts, for markup.Scanner: an entry ends the entry before it, and whatever was
// left open in the feed; a field ends a field that has no others in it.
func (r *reader) closes(open []string, start string) int {
	if r.root == "" || len(open) == 0 {
		return len(open)
	}
	name := r.names.of(start)
	if name == r.entryName() {
		for i, o := range open {
			if has(leaves, o) || has(texts, o) || has(" image textinput ", o) || strings.EqualFold(o, start) {
				return i
			}
		}
		return len(open)
	}
	_, known := entryFields(r.result.atom)[name]
	if !known {
		_, known = feedFields(r.result.atom)[name]
	}
	last := len(open) - 1
	if known && has(leaves, open[last]) {
		return last
	}
	for i := last; known && i > 0 && !has(ofHTML, name); i-- {
		if has(texts, open[i]) {
			return i
		}
	}
	return len(open)
}

func (r *reader) entryName() string {
	if r.result.atom {
		return "entry"
	}
	return "item"
}

func has(list, name string) bool { return strings.Contains(list, " "+strings.ToLower(name)+" ") }

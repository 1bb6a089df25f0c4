// Package seeds holds sample articles of our own writing, embedded in the program: what a brief is made of when no source
// is given, and what the program is measured on. Nothing goes in; a file system of articles comes out. Every company,
// person, office and figure in them is invented.
//
// They carry the defects of what people really paste and save: page junk, the teasers of other articles, titles after the
// body, bylines as the last line, headings without a stop, typing errors, two reports that contradict each other, and words
// that try to give orders to a model. They are plain text, Markdown, a web page and a mail, in Italian, English, French and
// German. By name, the first five are short and make the best reading: a newcomer meets them in the first brief.
//
// Beside them stands a list of feeds to start with, in Italian and English, as OPML 2.0: the publishers' own addresses.
package seeds

import (
	"embed"
	"io/fs"
)

//go:embed articles feeds.opml
var files embed.FS

// Articles returns the articles as a flat, read-only file system. Names begin with a number, which is their order.
func Articles() fs.FS {
	sub, err := fs.Sub(files, "articles")
	if err != nil {
		panic(err) // only for a name that fs.ValidPath refuses, and this one is a constant
	}
	return sub
}

// Feeds returns the list of feeds to start with: OPML 2.0 in UTF-8, one outline a category, each with the outlines of its
// feeds, all with title, language, category, and the addresses of the feed and of its site. Publishers move feeds: an address
// may have gone since.
func Feeds() []byte {
	list, err := files.ReadFile("feeds.opml")
	if err != nil {
		panic(err) // only for a name that was not embedded, and this one is a constant
	}
	return list
}

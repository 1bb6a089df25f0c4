// Package news holds the words that every stage speaks, as types: what comes in (documents), what is worked on
// (articles, sentences, chunks), what comes out (points, summaries, stories, the brief) and its receipt. It has no
// behaviour beyond small accessors and imports nothing but the standard library.
package news

import "time"

// Document is what a source gave, before any cleaning.
type Document struct {
	Source    string    // path of the file, "-" for standard input, or the address it was read from
	URL       string    // web address of the document, empty when it has none
	MediaType string    // text/plain, text/markdown, text/html or message/rfc822
	Bytes     []byte    // as read, in any charset
	Read      time.Time // when it was read
	Cut       bool      // there was more than the reading limit; Bytes is its beginning
	Notes     []string  // what reading had to do that a reader should know

	Topic string // of its source, in the user's words

	// Entry says that it is one of many, of a feed or a mailbox, and Whole that Bytes is the article alone, as a feed has it. What the feed
	// says of it counts where the document itself does not tell; of a whole one, its title counts in any case.
	Entry, Whole                       bool
	Title, Byline, Published, Language string
	Instead                            *Document // what the feed has of the text, read when no article is in the document; nil: nothing
}

// Article is a document after cleaning.
type Article struct {
	ID        string // SHA-256 of Text, in hexadecimal
	Title     string // empty when none was found; not part of Text
	Byline    string // who wrote it, empty when none was found; not part of Text
	Published string // ISO 8601 date (2026-11-24) or RFC 3339 time, empty when unknown
	Language  string // BCP 47 base language ("it"), "und" when it cannot be told
	Source    string // Document.Source
	URL       string // canonical address, empty when unknown
	Topic     string // Document.Topic

	// Text is the cleaned body: paragraphs and headings, each its own block, separated by one blank line.
	Text string
	// Sentences cover Text in order; what lies between two of them is white space. A heading is one sentence.
	Sentences []Sentence
	// Notes say what cleaning had to do that a reader should know ("read up to 10 MB", "decoded as windows-1252").
	Notes []string
}

// Sentence is the unit that is cited. Sentences of an article count from 1 in JSON, prompts and pages, from 0 in Go
// slices.
type Sentence struct {
	Start, End int  // byte offsets in Article.Text, End exclusive
	Block      int  // which block (paragraph or heading) it stands in, from 0
	Heading    bool // it is a heading, not a sentence of the running text
}

// SentenceText returns the text of the sentence with the given number, counted from 1, or "" when there is none.
func (a Article) SentenceText(number int) string {
	if number < 1 || number > len(a.Sentences) {
		return ""
	}
	s := a.Sentences[number-1]
	return a.Text[s.Start:s.End]
}

// Chunk is a run of whole sentences of one article that fits a token limit; a sentence over the limit is spread over
// several chunks. Chunks of a text follow each other without a gap.
type Chunk struct {
	Index      int // from 0 within its article
	Start, End int // byte offsets in the text that was split, End exclusive
	Tokens     int // tokens of exactly text[Start:End]
}

// Since says which entries of a feed, and which mails of a mailbox, count. The zero value: all.
type Since struct {
	After time.Time
	Files bool // it holds for the files of a folder too, by the time they were written
	// Arrived goes by when an entry was in its feed for the first time a run looked, whatever date it bears: entries that are published
	// late, or dated wrong, are new all the same. Otherwise its own date counts, where it has one.
	Arrived bool
}

// Source is where articles come from, as the user named it, and what the user says of it.
type Source struct {
	Address string // a file, a folder, "-" for standard input, or the web address of a page, a feed or a list of feeds

	Topic    string  // what its articles are about, in the user's words; "": not said
	Language string  // BCP 47, of articles that do not show their own; "": not said
	Weight   float64 // its share where feeds have more entries than there are stories; 0: 1
	Limit    int     // most articles of it in a run; 0: any number
	Since    string  // which of its entries count, as --since has it; "": as --since says
	Entries  *Since  // what Since comes to; nil: as for all sources
}

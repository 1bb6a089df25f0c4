package clean

import "strings"

// block is one paragraph, heading, list item or other line of a document that stands by itself.
type block struct {
	text    string
	key     string // key(text)
	heading bool   // markup says that it is one
	item    bool   // of a list, by markup or by a bullet
	linked  bool   // all of it is a link
	links   int    // percent of its letters that are links
	level   uint8  // of a heading by markup, 1 to 6
	after   mark   // what was dropped between it and the block before
	dropped int    // interface words between it and the block before
	words   int    // countWords(text)
}

// mark says what interface words stood before a block: they tell where an article ends even after they are gone.
type mark uint8

const (
	markSigned  mark = 1 << iota // a byline, a date or a copyright line
	markRelated                  // a heading such as "Read also"
	markPromo                    // a newsletter box, a share bar or other interface words
)

// draft is what the reader of a media type makes of a document, before it is known which of the blocks are the article's.
type draft struct {
	title     string
	byline    string
	published string
	url       string
	forwards  bool   // of a letter: its subject says that it was forwarded
	language  string // what the document declares, BCP 47
	blocks    []block
	notes     []string
	leads     string // where its page sends a browser on to
	told      string // the article as the JSON-LD of its page has it
	paid      bool   // its page says that it is for subscribers
	found     bool   // the blocks are what readability took for the article, not a whole page
}

func newBlock(text string) block {
	return block{text: text, key: key(text), words: countWords(text)}
}

// maxHeadingWords is the most words of a line that can be a heading. Sub-headings of newspapers run to about ten, titles
// to about twenty.
const (
	maxHeadingWords = 16
	maxTitleWords   = 28
	proseWords      = 24 // a line of this many words is running text even where its full stop is missing
)

// prose reports whether b is running text: it ends as a sentence does, or is too long for a title.
func (b block) prose() bool {
	if b.heading {
		return false
	}
	if endsSentence(b.text) && !(b.words <= maxTitleWords/2 && endsAsking(b.text)) {
		return b.words > 1
	}
	return b.words >= proseWords && (!titleCase(b.text) || b.words > 2*maxTitleWords) || b.words > 2 && turn(b.text) || b.item && b.words > 2 || strings.HasSuffix(b.text, ":") && b.words > 5
}

// turn reports whether a line is a question or an answer of an interview: "Q: …", "R. …".
func turn(s string) bool {
	for _, mark := range []string{"Q", "A", "D", "R", "P", "F", "Domanda", "Risposta", "Question", "Answer"} {
		if rest, ok := strings.CutPrefix(s, mark); ok && (strings.HasPrefix(rest, ": ") || strings.HasPrefix(rest, ". ")) {
			return true
		}
	}
	return false
}

// titleLike reports whether b could be a title or a heading: short, and without a full stop.
func (b block) titleLike() bool {
	return b.heading || b.words <= maxTitleWords && !b.item && !endsWithStop(b.text)
}

// endsWithStop reports whether s ends with a full stop, a colon or a semicolon. A question or exclamation mark ends titles
// too.
func endsWithStop(s string) bool {
	if endsSentence(s) {
		return !endsAsking(s)
	}
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, ";") || strings.HasSuffix(s, ",")
}

// endsAsking reports whether s ends with a question mark, an exclamation mark or an ellipsis.
func endsAsking(s string) bool {
	s = strings.TrimRight(s, closers+" ")
	for _, mark := range []string{"?", "!", "…", "...", "？", "！", "؟"} {
		if strings.HasSuffix(s, mark) {
			return true
		}
	}
	return false
}

// titleCase reports whether most of the longer words of s begin with a capital, as in English titles.
func titleCase(s string) bool {
	upper, long := 0, 0
	for word := range strings.FieldsSeq(s) {
		if len(word) < 5 {
			continue
		}
		long++
		if startsUpper(word) {
			upper++
		}
	}
	return long > 2 && upper*10 >= long*8
}

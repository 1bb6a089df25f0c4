package clean

import (
	"fmt"
	"strings"
)

// letterBlocks drops what newsletters have round their text: the words about the letter itself, its sponsors' labels, and
// all that follows once the letter has begun to speak of itself at its end, and the letter's name at its head, which is that
// of its sender.
func letterBlocks(blocks []block, sender string) []block {
	end := footerStart(blocks)
	var kept []block
	for i, b := range blocks[:end] {
		edge := i < headBlocks || i >= end-endBlocks
		switch {
		case len(kept) < 3 && isBrand(b, key(sender)):
		case isViewLine(b, edge), isFooter(b), isSponsor(b.key), edge && isPostal(b):
		default:
			kept = append(kept, b)
		}
	}
	return kept
}

// Sizes of what stands round the text of a newsletter, in words.
const (
	maxViewWords    = 25
	maxFooterWords  = 60
	maxCallWords    = 20
	maxAddressWords = 24
	maxDisclaimer   = 200 // of what lawyers put under the letters of a company
	maxAfterFooter  = 40  // running text after the footer has begun: more of it is a letter whose footer stands elsewhere
)

// How many blocks at either end of a letter may be about the letter, not of it.
const (
	headBlocks = 6
	endBlocks  = 12
)

// footerStart returns where the words of a letter about itself begin for good, len(blocks) when there are none: after them
// comes little running text.
func footerStart(blocks []block) int {
	after, start := 0, len(blocks)
	for i := len(blocks) - 1; i >= 0; i-- {
		b := blocks[i]
		switch {
		case isFooter(b):
			start = i
		case b.prose() && !isPostal(b):
			after += b.words
		}
		if after > maxAfterFooter {
			break
		}
	}
	return start
}

// isFooter reports whether a block is about the letter itself: why it came, how to stop it.
func isFooter(b block) bool {
	if b.words <= maxDisclaimer && disclaimers.prefix(b.key) {
		return true
	}
	if b.words > maxFooterWords || b.words > 25 && speech(b.text) {
		return false
	}
	return containsAny(b.key, footerWords) || b.words <= maxCallWords && (footerLines.prefix(b.key) || containsAny(b.key, footerCalls))
}

// isView reports whether a key may be that of a line that offers the letter as a page.
func isView(key string) bool { return containsAny(key, viewWords) }

// isViewLine reports whether a block offers the letter as a page. A sentence does only where it tells the reader what to
// do, and far from both ends of the letter only a few words do.
func isViewLine(b block, edge bool) bool {
	switch {
	case b.words > maxViewWords || !isView(b.key):
		return false
	case endsSentence(b.text):
		return edge && containsAny(b.key, viewCalls)
	}
	return edge || b.words <= 8
}

// isSponsor reports whether a key is that of a label over what a sponsor paid for.
func isSponsor(key string) bool {
	return strings.Count(key, " ") < 8 && (sponsorLines.has(key) || strings.Count(key, " ") < 6 && sponsorPrefixes.prefix(key))
}

// isPostal reports whether a line is a postal address: a street's word, and a code of four to six figures that is no year.
func isPostal(b block) bool {
	if b.words > maxAddressWords || len(b.text) > 300 {
		return false
	}
	street, code := false, false
	for w := range words(b.text) {
		street = street || streetWords.has(lower(w))
		year := len(w) == 4 && (w[:2] == "19" || w[:2] == "20")
		code = code || len(w) >= 4 && len(w) <= 6 && !year && strings.Trim(w, "0123456789") == ""
	}
	return street && code && strings.ContainsAny(b.text, ",|·-–") && !endsSentence(b.text)
}

// fewItems is the part of a letter's running text, in percent, that goes as other articles' teasers before the letter is
// taken for one of several items, all of which are its article.
const fewItems = 20

// letterArticle makes the draft of the blocks of a letter. A letter with one article and some teasers is trimmed as a page
// is; one with several items, each of which would pass for a teaser of the others, is kept whole with its headings.
func (d *draft) letterArticle(blocks []block, language string) error {
	if running(blocks) < fewWords && linkedHeadings(blocks) >= fewestListed {
		return fmt.Errorf("%w: the message lists other articles", ErrNoArticle)
	}
	for i := range blocks {
		if blocks[i].heading {
			blocks[i].links = 0 // the title of an item is a link to all of it
		}
	}
	trimmed := *d
	trimmed.notes = nil
	trimmed.blocks = append([]block(nil), blocks...)
	trim(&trimmed, language)
	whole := d.wholeLetter(blocks, language)
	d.take(trimmed, whole)
	if running(d.blocks) == 0 {
		return fmt.Errorf("%w: only %s of running text in the message", ErrNoArticle, plural(running(d.blocks), "word", "words"))
	}
	return nil
}

// linkedHeadings counts headings that are links to something else.
func linkedHeadings(blocks []block) int {
	n := 0
	for _, b := range blocks {
		if b.heading && b.linked {
			n++
		}
	}
	return n
}

// take takes the trimmed letter, or the whole one where trimming it lost too much of the text, or two headings.
func (d *draft) take(trimmed, whole draft) {
	before, title, url := d.notes, first(d.title, trimmed.title), d.url
	text := textWords(trimmed.blocks)*100 >= textWords(whole.blocks)*(100-fewItems)
	if text && headings(whole.blocks) <= headings(trimmed.blocks)+1 {
		*d = trimmed
	} else {
		*d = whole
	}
	d.notes = append(before, d.notes...)
	d.title, d.url = title, url // an address alone in a line is that of a link
	d.byline = whole.byline     // a name alone in a line may be anything in a newsletter
}

// textWords counts the words of all blocks but headings.
func textWords(blocks []block) int {
	n := 0
	for _, b := range blocks {
		if !b.heading {
			n += b.words
		}
	}
	return n
}

func headings(blocks []block) int {
	n := 0
	for _, b := range blocks {
		if b.heading {
			n++
		}
	}
	return n
}

// wholeLetter is the draft of a letter with all its running text and the headings over it. Its byline is that of a line that
// says so, "di Nome Cognome", if all such lines name the same.
func (d *draft) wholeLetter(blocks []block, language string) draft {
	w := *d
	w.notes, w.blocks = nil, nil
	s := sift(blocks, language)
	title := key(d.title)
	for _, b := range s.blocks[titleAt(s.blocks, title):] {
		switch {
		case b.key == title && b.words <= maxTitleWords:
			continue
		case b.prose():
			w.blocks = append(w.blocks, b)
			continue
		case !b.titleLike() && b.words < proseWords/2, !b.heading && b.words < 3:
			continue
		}
		b.heading = (b.heading || b.titleLike()) && b.words <= maxHeadingWords
		w.blocks = append(w.blocks, b)
	}
	w.blocks = headed(w.blocks)
	names := map[string]bool{}
	for _, c := range s.credits {
		if c.byline != "" {
			names[c.byline] = true
			w.byline = c.byline
		}
	}
	if len(names) > 1 { // each item has its own
		w.byline = d.byline
	}
	return w
}

// titleAt is where a title that is known stands among the first blocks, 0 when it does not: what is before it is the name of
// the letter, its number, a greeting.
func titleAt(blocks []block, title string) int {
	before := 0
	for i, b := range blocks {
		if b.key == title && b.words <= maxTitleWords {
			return i
		}
		if before += b.words; before > maxBefore {
			break
		}
	}
	return 0
}

// maxBrandWords is the most words of the name of a letter with its number and date.
const maxBrandWords = 12

// isBrand reports whether a block is the name of the letter that its sender has, or a part of it, or that name and its date.
func isBrand(b block, sender string) bool {
	if sender == "" || b.key == "" || b.prose() || b.words > maxBrandWords {
		return false
	}
	return sender == b.key || strings.HasPrefix(b.key, sender+" ") || b.words > 1 && strings.Contains(" "+sender+" ", " "+b.key+" ")
}

// headed drops headings that have no running text under them. Two in a row are a section and its first item.
func headed(blocks []block) []block {
	kept := blocks[:0]
	for i, b := range blocks {
		if b.heading {
			next := i + 1
			for next < len(blocks) && blocks[next].heading && next < i+3 {
				next++
			}
			if next == len(blocks) || blocks[next].heading {
				continue
			}
		}
		kept = append(kept, b)
	}
	return kept
}

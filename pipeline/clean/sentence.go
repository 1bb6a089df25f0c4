package clean

import (
	"strings"
	"unicode"

	"mattinale/pipeline/news"
)

// Sentences splits any text into sentences, in order. A line is a block, and so are the lines up to a blank one where they
// were broken by a program at a fixed width. Spans are byte offsets in text and hold all of it but
// white space. A short line without a full stop that has a block after it is a heading. language is a BCP 47 tag; for one
// that has no rules here, and for "" and "und", those of Italian and English are used together.
//
// Boundaries are those of Unicode Standard Annex 29, less the stops of abbreviations, initials and ordinals, and plus those
// that it lacks: after an ellipsis, and where the space after a full stop is missing.
func Sentences(text, language string) []news.Sentence {
	s := splitter{rules: rulesFor(language)}
	lines := splitLines(text)
	width := wrapWidth(lines)
	offset, block, open := 0, -1, false // open: the line before was not blank
	start, end := 0, 0                  // of the lines read but not yet split
	flush := func() {
		if end > start {
			s.split(text, start, end, block)
		}
		start = end
	}
	for i, l := range lines {
		next := min(offset+rawLength(text[offset:]), len(text))
		switch {
		case l.text == "":
			flush()
			open = false
		case open && joins(lines[i-1], l, width):
			end = next
		default:
			flush()
			block++
			open, start, end = true, offset, next
		}
		offset = min(next+1, len(text))
	}
	flush()
	markHeadings(text, s.spans)
	return s.spans
}

// rawLength returns the length of the first line of s.
func rawLength(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

// markHeadings marks the blocks of one sentence that read as headings and are not the last.
func markHeadings(text string, spans []news.Sentence) {
	for i := range spans {
		s := &spans[i]
		alone := (i == 0 || spans[i-1].Block < s.Block) && i+1 < len(spans) && spans[i+1].Block > s.Block
		if alone && s.End-s.Start < 200 {
			b := newBlock(text[s.Start:s.End])
			s.Heading = b.titleLike() && b.words <= maxHeadingWords && !endsSentence(b.text) && hasLetter(b.text)
		}
	}
}

// splitter collects sentences.
type splitter struct {
	rules  rules
	spans  []news.Sentence
	places []int // working memory
}

// split splits text[start:end], which is one block or a part of one.
func (s *splitter) split(text string, start, end, block int) {
	part := text[start:end]
	from := 0
	places, plain := plainStops(part, s.places[:0])
	s.places = places
	if !plain {
		places = candidates(part)
	}
	for _, p := range places {
		if p > from && s.rules.breaks(part, from, p) {
			s.add(text, start+from, start+p, block)
			from = p
		}
	}
	s.add(text, start+from, end, block)
}

// add adds the sentence text[start:end] without the white space around it.
func (s *splitter) add(text string, start, end, block int) {
	part := text[start:end]
	trimmed := strings.TrimLeftFunc(part, unicode.IsSpace)
	start += len(part) - len(trimmed)
	end = start + len(strings.TrimRightFunc(trimmed, unicode.IsSpace))
	if end > start {
		s.spans = append(s.spans, news.Sentence{Start: start, End: end, Block: block})
	}
}

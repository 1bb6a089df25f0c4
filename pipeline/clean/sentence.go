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
	lines, width := wrapOf(text)
	block, open := -1, false // open: the line before was not blank
	start, end := 0, 0       // of the lines read but not yet split
	flush := func() {
		if end > start {
			s.split(text, start, end, block)
		}
		start = end
	}
	before := ""
	for i, offset := 0, 0; offset <= len(text); i++ {
		next := offset + rawLength(text[offset:])
		raw := text[offset:next]
		switch {
		case blank(raw):
			flush()
			open = false
		case open && (lines != nil && joins(lines[i-1], lines[i], width) || lines == nil && goesOnRaw(before, raw)):
			end = next
		default:
			flush()
			block++
			open, start, end = true, offset, next
		}
		before, offset = raw, next+1
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

func blank(raw string) bool {
	for _, r := range raw {
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// wrapOf returns the lines of text and their wrapWidth. Where whole paragraphs stand in a line, which can be told at once,
// nothing was wrapped, and there are no lines.
func wrapOf(text string) (lines []line, width int) {
	long, filled := 0, 0
	for raw := range strings.SplitSeq(text, "\n") {
		n := widthUpTo(raw, maxWrap+1)
		if n > 0 {
			filled++
		}
		if n > maxWrap {
			long++
		}
	}
	if long*10 > filled {
		return nil, 0
	}
	lines = splitLines(text)
	return lines, wrapWidth(lines)
}

// widthUpTo returns the width of a line as splitLines has it, or most if it is wider.
func widthUpTo(raw string, most int) int {
	n, gap := 0, 0
	for _, r := range raw {
		if unicode.IsSpace(r) {
			gap = min(n, 1) // a run of white space is one space, none at the beginning
			continue
		}
		n += gap + 1
		gap = 0
		if n >= most {
			return most
		}
	}
	return n
}

// goesOnRaw is joins for two lines of text that was not wrapped. Only a line that begins with a small letter may go on with
// the one before, and few do.
func goesOnRaw(before, raw string) bool {
	return startsLower(raw) && joins(splitLines(before)[0], splitLines(raw)[0], 0)
}

// markHeadings marks the blocks of one sentence that read as headings and are not the last.
func markHeadings(text string, spans []news.Sentence) {
	for i := range spans {
		s := &spans[i]
		alone := (i == 0 || spans[i-1].Block < s.Block) && i+1 < len(spans) && spans[i+1].Block > s.Block
		if alone && s.End-s.Start < 200 && !endsSentence(text[s.Start:s.End]) {
			b := newBlock(text[s.Start:s.End])
			s.Heading = b.titleLike() && b.words <= maxHeadingWords && hasLetter(b.text)
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

package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

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
	rules rules
	spans []news.Sentence
}

// split splits text[start:end], which is one block or a part of one.
func (s *splitter) split(text string, start, end, block int) {
	part := text[start:end]
	from := 0
	for _, p := range candidates(part) {
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

// maxSolid is the longest run without a letter that is given to the segmenter whole, in bytes. Its rule SB8 looks from
// each character after a full stop to the next letter, which takes time quadratic in such a run.
const maxSolid = 256

// candidates returns where sentences of text may end, in ascending order: the boundaries of UAX 29 and the places after
// stops that it does not take for boundaries.
func candidates(text string) []int {
	var all []int
	more := extraCandidates(text)
	take := func(p int) {
		for len(more) > 0 && more[0] <= p {
			if more[0] < p {
				all = append(all, more[0])
			}
			more = more[1:]
		}
		all = append(all, p)
	}
	begin, solid := 0, 0
	segment := func(end int) {
		for it := sentences.FromString(text[begin:end]); it.Next(); {
			take(begin + it.End())
		}
		begin, solid = end, 0
	}
	for i, r := range text {
		if unicode.IsLetter(r) {
			solid = 0
		} else if solid += utf8.RuneLen(max(r, 0)); solid > maxSolid {
			segment(i)
		}
	}
	segment(len(text))
	return all
}

// extraCandidates returns the places after stops and what closes after them that UAX 29 has no boundary at: an ellipsis of
// one character, a stop with no space after it, a quotation that closes after a space, a note's number.
func extraCandidates(text string) []int {
	var places []int
	for i, r := range text {
		if !strings.ContainsRune(".!?…", r) {
			continue
		}
		p := skipClosing(text, i+utf8.RuneLen(r))
		if after, _ := utf8.DecodeRuneInString(text[p:]); strings.ContainsRune(stops, after) {
			continue // the run of stops goes on
		}
		if p < len(text) && (len(places) == 0 || places[len(places)-1] < p) {
			places = append(places, p)
		}
	}
	return places
}

// maxClosing is the most bytes of closing marks after a stop: three quotation marks and a note.
const maxClosing = 24

// skipClosing returns the place after the quotation marks, brackets and notes such as [12] that close after a stop at i.
func skipClosing(text string, i int) int {
	limit := min(len(text), i+maxClosing)
	for i < limit {
		r, size := utf8.DecodeRuneInString(text[i:])
		rest := strings.TrimLeft(text[i:limit], " \u00a0")
		switch {
		case strings.ContainsRune(closers+"«", r):
			i += size
		case r == '[':
			n := strings.IndexByte(text[i:limit], ']')
			if n < 0 || strings.Trim(text[i+1:i+n], "0123456789 abc") != "" {
				return i
			}
			i += n + 1
		case strings.HasPrefix(rest, "» ") || rest == "»":
			i += strings.Index(text[i:limit], "»") + len("»")
		default:
			return i
		}
	}
	return i
}

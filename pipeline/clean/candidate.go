package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

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
		rest := strings.TrimLeft(text[i:limit], " \u00a0\u202f")
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

package tokens

import (
	"unicode/utf8"
)

// Between counts text once and returns a function that gives the tokens of text[cuts[i]:cuts[j]] for i <= j, exactly what
// Count gives for that span, without counting it again. cuts ascend within 0 and len(text); they are not copied. The
// function is for one goroutine.
//
// The pieces of a span are those of the whole text but at its two ends: no rule of the encodings looks back, so that the
// pieces of a text that begins at a cut are those of the whole from the first place on where a piece of both begins; and
// cutting a text changes the pieces next to the cut only. So a few pieces around each cut are counted for the two sides
// of it, and all that lies between comes from running sums.
func (c *Counter) Between(text string, cuts []int) func(i, j int) int {
	plain := func(i, j int) int { return c.Count(text[cuts[i]:cuts[j]]) }
	b, ok := c.engine().(*bpe)
	if !ok {
		return plain
	}
	valid, at, ok := validCuts(text, cuts)
	if !ok {
		return plain
	}
	seams := b.seams(valid, at)
	counted := map[[2]int]int{} // spans that the seams do not tell
	return func(i, j int) int {
		from, to := &seams[i], &seams[j]
		if from.meet <= to.last {
			return from.head - from.before + to.through
		}
		n, ok := counted[[2]int{i, j}]
		if !ok {
			n = b.count(valid[at[i]:at[j]])
			counted[[2]int{i, j}] = n
		}
		return n
	}
}

// validCuts returns validUTF8(text) and where cuts lie in it, or false if one lies within a character.
func validCuts(text string, cuts []int) (valid string, moved []int, ok bool) {
	if utf8.ValidString(text) {
		for _, at := range cuts {
			if at < len(text) && !utf8.RuneStart(text[at]) {
				return "", nil, false
			}
		}
		return text, cuts, true
	}
	n := 0
	for i, r := range text {
		for len(moved) < len(cuts) && cuts[len(moved)] <= i {
			if cuts[len(moved)] < i {
				return "", nil, false
			}
			moved = append(moved, n)
		}
		n += utf8.RuneLen(r)
	}
	for len(moved) < len(cuts) && cuts[len(moved)] == len(text) {
		moved = append(moved, n)
	}
	return validUTF8(text), moved, len(moved) == len(cuts)
}

// seam is what is known of the pieces on both sides of a cut. "The pieces" are those of the whole text.
type seam struct {
	last    int // the start of a piece before the cut; those before it are the same with the text cut there; -1: not known
	through int // tokens of the pieces before last, and of the text from last to the cut
	meet    int // where the pieces of the text from the cut on meet the pieces, over its end if not soon
	head    int // tokens from the cut to meet
	before  int // tokens of the pieces before meet
}

// lookBack is how many pieces back a seam may begin. White space before a cut takes at most three pieces.
const lookBack = 8

// maxApart is how many pieces the text from a cut on may go without meeting those of the whole. Mostly it is one; three
// digits a piece in a long run of digits may never meet.
const maxApart = 16

// maxSeam is how many bytes on each side of a cut are counted for its seam. It keeps the time linear where many cuts part
// one piece; spans that begin or end there are counted when they are asked for.
const maxSeam = 1024

// trail is the last pieces that were gone through.
type trail struct {
	starts, sums [lookBack]int // where a piece begins, and the tokens before it
	n            int
}

func (t *trail) add(start, sum int) {
	t.starts[t.n%lookBack], t.sums[t.n%lookBack] = start, sum
	t.n++
}

// before returns the last piece that begins before a place, and the tokens before it.
func (t *trail) before(at int) (start, sum int, ok bool) {
	for n := t.n - 1; n >= 0 && n >= t.n-lookBack; n-- {
		if t.starts[n%lookBack] < at {
			return t.starts[n%lookBack], t.sums[n%lookBack], true
		}
	}
	return 0, 0, t.n <= lookBack // the beginning of the text
}

// seams goes through a text once and returns the seams of its cuts.
func (b *bpe) seams(text string, cuts []int) []seam {
	w := b.walk()
	defer w.end()
	seams := make([]seam, len(cuts))
	k := 0
	for k < len(cuts) && cuts[k] == 0 {
		k++ // the zero seam
	}
	var pieces trail
	n := 0
	for i := 0; i < len(text) && k < len(cuts); {
		j := b.pre.next(text, i)
		pieces.add(i, n)
		after := n + w.tokens(text, i, j)
		for ; k < len(cuts) && cuts[k] <= j; k++ {
			s := &seams[k]
			w.tail(s, text, cuts[k], &pieces)
			if cuts[k] == j && j-i > maxSeam {
				s.last, s.through = i, after // no need to count a long piece again
			}
			w.head(s, text, cuts[k], j, after)
		}
		i, n = j, after
	}
	return seams
}

// tail fills in what lies before the cut at at, which is in or after the last of pieces.
//
// A piece that ends before the cut, or before the white space before it, stays as it is when the text ends at the cut:
// only the rules for white space ask what follows, and those for words that look further ahead than one character do so
// for lower case, which would make the piece longer.
func (w *walk) tail(s *seam, text string, at int, pieces *trail) {
	solid := at
	for solid > 0 && at-solid <= maxSeam {
		r, size := utf8.DecodeLastRuneInString(text[:solid])
		if w.classes.of(r)&blank == 0 {
			break
		}
		solid -= size
	}
	start, sum, ok := pieces.before(solid)
	if !ok || at-start > maxSeam {
		s.last = -1
		return
	}
	s.last, s.through = start, sum+w.count(text[start:at])
}

// head fills in what lies after the cut at at, which is in or at the end of a piece that ends at end, up to which the
// pieces have sum tokens.
func (w *walk) head(s *seam, text string, at, end, sum int) {
	s.head, s.meet = 0, len(text)+1
	for range maxApart {
		switch {
		case at == end:
			s.meet, s.before = end, sum
			return
		case end-at > maxSeam || at-end > maxSeam:
			return
		case at < end:
			next := w.pre.next(text, at)
			s.head += w.tokens(text, at, next)
			at = next
		default:
			next := w.pre.next(text, end)
			sum += w.tokens(text, end, next)
			end = next
		}
	}
}

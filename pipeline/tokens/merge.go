package tokens

import (
	"math"
	"unicode/utf8"
)

// merger merges the bytes of a piece to tokens by byte pair encoding: again and again the two neighbours whose joined
// bytes are the token of lowest rank become one, the leftmost of equals first. It is working memory for one goroutine.
type merger struct {
	vocab *vocabulary

	// Parts are named by where they begin. next[i] is where the part after i begins, prev[i] where the one before.
	next, prev []int32
	pair       []uint32 // rank of part i joined with the next one
	heap       []uint64 // rank<<32 | where the left part begins; outdated entries are skipped when they come up
}

// shortPiece is the length in bytes up to which looking through all pairs for the lowest beats keeping a heap.
const shortPiece = 48

// window is how many bytes of a longer piece are merged at once, which bounds the working memory. Small windows are the
// fastest, as their heaps are low; the longest tokens have 128 bytes.
const window = 256

// count returns the number of tokens of s[i:j], a piece of two bytes or more that is no token itself.
func (m *merger) count(s string, i, j int) int {
	switch {
	case j-i <= shortPiece:
		return m.short(s, i, j)
	case j-i <= window:
		m.long(s[i:j])
		return m.parts(int32(j - i))
	default:
		return m.windows(s[i:j])
	}
}

// short merges in quadratic time, which is the fastest for a few bytes.
func (m *merger) short(s string, i, j int) int {
	var starts [shortPiece + 1]uint8
	var ranks [shortPiece + 1]uint32 // of the pair that begins at the part
	n := j - i
	for p := 0; p <= n; p++ {
		starts[p] = uint8(p)
		ranks[p] = noRank
		if p+2 <= n {
			ranks[p] = m.vocab.pair(s, i+p)
		}
	}
	parts := n
	joined := func(p int) uint32 { // rank of the pair at p once p has swallowed p+1
		if p+3 > parts {
			return noRank
		}
		return m.vocab.rank(s, i+int(starts[p]), i+int(starts[p+3]))
	}
	for {
		low, at := noRank, 0
		for p, r := range ranks[:parts] {
			if r < low {
				low, at = r, p
			}
		}
		if low == noRank {
			return parts
		}
		ranks[at] = joined(at)
		if at > 0 {
			ranks[at-1] = joined(at - 1)
		}
		copy(starts[at+1:], starts[at+2:parts+1])
		copy(ranks[at+1:], ranks[at+2:parts+1])
		parts--
	}
}

// long merges s in n log n steps; the parts are then in next.
func (m *merger) long(s string) {
	m.reset(s)
	for len(m.heap) > 0 {
		entry := m.pop()
		i := int32(entry & math.MaxUint32)
		if m.pair[i] != uint32(entry>>32) {
			continue // the pair is gone: merged away, or one of its parts has grown
		}
		gone := m.next[i]
		after := m.next[gone]
		m.pair[gone] = noRank
		m.next[i] = after
		if int(after) < len(s) {
			m.prev[after] = i
		}
		m.offer(s, i)
		if i > 0 {
			m.offer(s, m.prev[i])
		}
	}
}

func (m *merger) reset(s string) {
	n := len(s)
	m.next, m.prev, m.pair = grown(m.next, n), grown(m.prev, n), grown(m.pair, n)
	m.heap = m.heap[:0]
	for i := range n {
		m.next[i], m.prev[i], m.pair[i] = int32(i+1), int32(i-1), noRank
		if i+2 > n {
			continue
		}
		m.pair[i] = m.vocab.pair(s, i)
		if m.pair[i] != noRank {
			m.heap = append(m.heap, uint64(m.pair[i])<<32|uint64(i))
		}
	}
	for i := len(m.heap)/2 - 1; i >= 0; i-- {
		m.sink(i)
	}
}

// offer looks up the pair that begins at i anew.
func (m *merger) offer(s string, i int32) {
	m.pair[i] = noRank
	right := m.next[i]
	if int(right) >= len(s) {
		return
	}
	if r := m.vocab.rank(s, int(i), int(m.next[right])); r != noRank {
		m.pair[i] = r
		m.push(uint64(r)<<32 | uint64(i))
	}
}

// parts counts the parts that lie before end.
func (m *merger) parts(end int32) int {
	n := 0
	for i := int32(0); i < end; i = m.next[i] {
		n++
	}
	return n
}

// windows counts the tokens of a piece of any length.
func (m *merger) windows(s string) int {
	n, _ := m.fit(s, math.MaxInt)
	return n
}

// fit counts the tokens of a piece, merging a window of it at a time, until it has most. It returns their number and where
// they end, or the last of them that ends a character.
//
// Tokens t1 … tn are the encoding of their text if and only if each two neighbours are the encoding of theirs. Merges go
// strictly by rank and place, so those inside two neighbours come in the same order whether or not anything stands
// around them; the first merge in the whole that crossed an end of a token would, therefore, also be made in those two
// alone. So the encodings of two overlapping windows make one as soon as they have a token in common: each pair of
// neighbours stands in one or the other. And the first tokens of an encoding are the encoding of their own text.
func (m *merger) fit(s string, most int) (n, end int) {
	base, size := 0, min(window, len(s))
	m.long(s[:size])
	for stop := size; ; {
		if most-n <= stop {
			if at, ok := m.first(s[base:base+stop], most-n); ok {
				return most, base + at
			}
		}
		if base+stop == len(s) {
			return n + m.parts(int32(stop)), len(s)
		}
		start, length := m.join(int32(stop))
		before := m.parts(start)
		from := base + int(start)
		stop = min(size, len(s)-from)
		m.long(s[from : from+stop])
		if m.next[0] == length {
			n, base, size = n+before, from, window
			continue
		}
		// No token in common there: merge a longer window from the same place, if need be the whole.
		size = min(4*size, len(s)-base)
		stop = size
		m.long(s[base : base+size])
	}
}

// first returns where the first n parts of s end, or the last of them that ends a character, and false if there are fewer.
func (m *merger) first(s string, n int) (end int, ok bool) {
	for at := 0; n > 0; n-- {
		if at == len(s) {
			return 0, false
		}
		at = int(m.next[at])
		if at == len(s) || utf8.RuneStart(s[at]) {
			end = at
		}
	}
	return end, true
}

// join returns the start and the length of the part at which the next window is to begin: some way before the end of
// this one, as the end of the window may have changed the last parts.
func (m *merger) join(end int32) (start, length int32) {
	limit := end - end/8
	for i := int32(0); ; i = m.next[i] {
		if m.next[i] >= limit {
			return i, m.next[i] - i
		}
	}
}

func (m *merger) push(entry uint64) {
	m.heap = append(m.heap, entry)
	i := len(m.heap) - 1
	for i > 0 {
		up := (i - 1) / 2
		if m.heap[up] <= entry {
			break
		}
		m.heap[i] = m.heap[up]
		i = up
	}
	m.heap[i] = entry
}

func (m *merger) pop() uint64 {
	top, last := m.heap[0], len(m.heap)-1
	m.heap[0] = m.heap[last]
	m.heap = m.heap[:last]
	if last > 1 {
		m.sink(0)
	}
	return top
}

func (m *merger) sink(i int) {
	entry := m.heap[i]
	for {
		down := 2*i + 1
		if down >= len(m.heap) {
			break
		}
		if down+1 < len(m.heap) && m.heap[down+1] < m.heap[down] {
			down++
		}
		if m.heap[down] >= entry {
			break
		}
		m.heap[i] = m.heap[down]
		i = down
	}
	m.heap[i] = entry
}

// grown returns a slice of length n, on the memory of s where it has room. What is in it does not matter.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

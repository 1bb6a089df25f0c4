package check

import (
	"slices"
	"sync"
)

// index finds the words of a vocabulary by the beginning of something of theirs: of their stem, say. It is put in order when it is
// first asked, and not changed after.
type index struct {
	once    sync.Once
	entries []entry
}

// entry is a word: the first bytes of what it is found by, above its place in the vocabulary, so that numbers are all that is sorted.
type entry uint64

const (
	entryBytes = 5
	placeBits  = 64 - 8*entryBytes // for more words than the largest article has
)

func (e entry) word() int { return int(e & (1<<placeBits - 1)) }

// beginning returns the words of which something begins with the same entryBytes, or with all of a shorter beginning.
func (x *index) beginning(of string, words []known, something func(*lexeme) string) []entry {
	x.once.Do(func() {
		x.entries = make([]entry, len(words))
		for i, w := range words {
			x.entries[i] = entry(packed(something(w.lexeme))>>placeBits<<placeBits | uint64(i))
		}
		slices.Sort(x.entries)
	})
	if of == "" {
		return x.entries
	}
	low := entry(packed(of) >> placeBits << placeBits)
	past := low + 1<<(64-8*min(len(of), entryBytes)) // no text has a byte of only ones, so that there is such a number
	from, _ := slices.BinarySearch(x.entries, low)
	to, _ := slices.BinarySearch(x.entries[from:], past)
	return x.entries[from : from+to]
}

// packedBytes is how much of a text packed keeps.
const packedBytes = 8

// packed is the first bytes of a text as a number, noughts for what it lacks.
func packed(s string) uint64 {
	var key uint64
	for i := range packedBytes {
		key <<= 8
		if i < len(s) {
			key |= uint64(s[i])
		}
	}
	return key
}

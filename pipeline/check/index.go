package check

import (
	"cmp"
	"slices"
	"sync"
)

// index finds the words of a vocabulary by the beginning of something of theirs: of their stem, say. It is put in order when it is
// first asked, and not changed after.
type index struct {
	once sync.Once
	list []indexed
}

// indexed is a word by its first bytes, as a number of the same order.
type indexed struct {
	key  uint64
	word int32
}

// indexedBytes is how much of a beginning is compared. What is longer is for the caller to compare.
const indexedBytes = 8

// beginning returns the words of which something begins like this, in the order of what follows.
func (x *index) beginning(of string, words []known, something func(*lexeme) string) []indexed {
	x.once.Do(func() {
		x.list = make([]indexed, len(words))
		for i, w := range words {
			x.list[i] = indexed{packed(something(w.lexeme)), int32(i)}
		}
		slices.SortFunc(x.list, func(a, b indexed) int { return cmp.Compare(a.key, b.key) })
	})
	low := packed(of)
	from, _ := slices.BinarySearchFunc(x.list, low, byKey)
	if of == "" {
		return x.list
	}
	past := low + 1<<(8*(indexedBytes-min(len(of), indexedBytes))) // never 0: no text has a byte of only ones
	to, _ := slices.BinarySearchFunc(x.list[from:], past, byKey)
	return x.list[from : from+to]
}

func byKey(x indexed, key uint64) int { return cmp.Compare(x.key, key) }

// packed is the first bytes of a text as a number, noughts for what it lacks.
func packed(s string) uint64 {
	var key uint64
	for i := range indexedBytes {
		key <<= 8
		if i < len(s) {
			key |= uint64(s[i])
		}
	}
	return key
}

package tokens

import (
	"encoding/binary"
	"math/bits"
)

// noRank is the rank of what is no token.
const noRank = ^uint32(0)

// maxKey is the most bytes of a key: two words, less the byte that holds the length.
const maxKey = 15

// key is a string of 1 to maxKey bytes in two words, the length in the topmost byte. No key is zero.
type key struct{ lo, hi uint64 }

// hash mixes a key to 64 bits. The multiplication to 128 bits and its folding are those of wyhash (Wang Yi, 2019).
func (k key) hash() uint64 {
	hi, lo := bits.Mul64(k.lo^0xA0761D6478BD642F, k.hi^0xE7037ED1A0B428DB)
	return hi ^ lo
}

// keyOf returns s[i:j], 1 to maxKey bytes, as a key.
func keyOf(s string, i, j int) key {
	n := uint(j - i)
	var k key
	if i+16 <= len(s) {
		k.lo, k.hi = word64(s, i), word64(s, i+8)
	} else {
		k.lo, k.hi = lastWords(s[i:])
	}
	if n <= 8 {
		k.lo &= 1<<(8*n) - 1
		k.hi = 0
	} else {
		k.hi &= 1<<(8*(n-8)) - 1
	}
	k.hi |= uint64(n) << 56
	return k
}

// keyOfBytes is keyOf for a whole token, 1 to maxKey bytes.
func keyOfBytes(token []byte) key {
	var b [16]byte
	copy(b[:], token)
	b[15] = byte(len(token))
	return key{binary.LittleEndian.Uint64(b[:8]), binary.LittleEndian.Uint64(b[8:])}
}

// word64 is one load: the compiler joins the eight.
func word64(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// lastWords is word64 twice for the last bytes of a text, fewer than 16.
func lastWords(s string) (lo, hi uint64) {
	for i := len(s) - 1; i >= 8; i-- {
		hi = hi<<8 | uint64(s[i])
	}
	for i := min(len(s), 8) - 1; i >= 0; i-- {
		lo = lo<<8 | uint64(s[i])
	}
	return lo, hi
}

// vocabulary is an encoding's tokens and their ranks: an open-addressing table of those of at most maxKey bytes, which
// are nearly all, and a map of the others. Most of what a merger asks for is two bytes long, or no token: both are told
// from small tables that stay in a core's cache, as the large one does not.
type vocabulary struct {
	keys    []key // zero: a free slot
	ranks   []uint32
	long    map[string]uint32
	longest int               // bytes
	pairs   [1 << 16]uint32   // ranks of the tokens of two bytes, by the bytes
	seen    [seenWords]uint64 // a bit for each token of at most maxKey bytes, by its hash
}

// seenWords is a power of two, and makes ten bits or five for each token.
const seenWords = 1 << 14

// slot returns where probing for a hash begins (Lemire's fast range reduction, so that the size need not be a power of
// two).
func (v *vocabulary) slot(hash uint64) int {
	hi, _ := bits.Mul64(hash, uint64(len(v.keys)))
	return int(hi)
}

// rank returns the rank of s[i:j], noRank if it is no token.
func (v *vocabulary) rank(s string, i, j int) uint32 {
	if j-i > maxKey {
		if j-i > v.longest {
			return noRank
		}
		if r, ok := v.long[s[i:j]]; ok {
			return r
		}
		return noRank
	}
	return v.rankOf(keyOf(s, i, j))
}

// pair returns the rank of s[i:i+2], noRank if it is no token.
func (v *vocabulary) pair(s string, i int) uint32 {
	return v.pairs[uint(s[i])|uint(s[i+1])<<8]
}

// filter notes that a token with this hash is in the table.
func (v *vocabulary) filter(hash uint64) { v.seen[hash%seenWords] |= 1 << (hash / seenWords % 64) }

// absent reports whether no token with this hash is in the table; in one case of ten it does not know.
func (v *vocabulary) absent(hash uint64) bool {
	return v.seen[hash%seenWords]>>(hash/seenWords%64)&1 == 0
}

func (v *vocabulary) rankOf(k key) uint32 {
	hash := k.hash()
	if v.absent(hash) {
		return noRank
	}
	for at := v.slot(hash); ; at++ {
		if at == len(v.keys) {
			at = 0
		}
		switch v.keys[at] {
		case k:
			return v.ranks[at]
		case key{}:
			return noRank
		}
	}
}

package tokens

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/bits"

	"github.com/pkoukk/tiktoken-go-loader/assets"
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
// are nearly all, and a map of the others.
type vocabulary struct {
	keys    []key // zero: a free slot
	ranks   []uint32
	long    map[string]uint32
	longest int // bytes
}

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

func (v *vocabulary) rankOf(k key) uint32 {
	for at := v.slot(k.hash()); ; at++ {
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

func (v *vocabulary) add(token string, rank uint32) {
	v.longest = max(v.longest, len(token))
	if len(token) > maxKey {
		v.long[token] = rank
		return
	}
	k := keyOf(token, 0, len(token))
	at := v.slot(k.hash())
	for v.keys[at] != (key{}) {
		at++
		if at == len(v.keys) {
			at = 0
		}
	}
	v.keys[at], v.ranks[at] = k, rank
}

// bytesPerLine is below the mean length of a line in the loader's files, so that the table has room for every token
// and some 40 % of it stays free, which keeps searches for what is no token short.
const bytesPerLine = 10

// readVocabulary reads the loader's file of an encoding: on each line a token in Base64, a space, its rank. It reads
// by lines and not by the loader, whose map takes four times as long and as much memory.
func readVocabulary(encoding string) (*vocabulary, error) {
	f, err := assets.Assets.Open(encoding + ".tiktoken")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	size := info.Size() / bytesPerLine
	v := &vocabulary{keys: make([]key, size), ranks: make([]uint32, size), long: make(map[string]uint32)}
	if err := v.read(bufio.NewReaderSize(f, 64<<10)); err != nil {
		return nil, err
	}
	return v, nil
}

func (v *vocabulary) read(r *bufio.Reader) error {
	digits := base64Digits()
	var token []byte
	single := 0
	for n := 1; ; n++ {
		line, err := r.ReadSlice('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			break
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		rank, ok := uint32(0), false
		if token, rank, ok = parseLine(line, token[:0], digits); !ok {
			return fmt.Errorf("line %d is no token and rank", n)
		}
		if len(token) == 1 {
			single++
		}
		v.add(string(token), rank)
	}
	if single != 256 {
		return fmt.Errorf("%d tokens of one byte, not 256", single)
	}
	return nil
}

// parseLine decodes a line such as "IQ== 0\n" and appends the token to dst.
func parseLine(line, dst []byte, digits *[256]byte) (token []byte, rank uint32, ok bool) {
	var bits, have uint32
	i := 0
	for ; i < len(line) && line[i] != ' ' && line[i] != '='; i++ {
		d := digits[line[i]]
		if d > 63 {
			return dst, 0, false
		}
		bits, have = bits<<6|uint32(d), have+6
		if have >= 8 {
			have -= 8
			dst = append(dst, byte(bits>>have))
		}
	}
	for i < len(line) && line[i] == '=' {
		i++
	}
	if i == len(line) || line[i] != ' ' || len(dst) == 0 {
		return dst, 0, false
	}
	for i++; i < len(line) && '0' <= line[i] && line[i] <= '9'; i++ {
		rank, ok = rank*10+uint32(line[i]-'0'), true
	}
	return dst, rank, ok
}

// base64Digits maps the digits of standard Base64 to their values, every other byte to 255.
func base64Digits() *[256]byte {
	var digits [256]byte
	for i := range digits {
		digits[i] = 255
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		digits[c] = byte(i)
	}
	return &digits
}

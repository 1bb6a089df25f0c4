package tokens

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/pkoukk/tiktoken-go-loader/assets"
)

// bytesPerLine is below the mean length of a line in the loader's files, so that the table has room for every token
// and some 40 % of it stays free, which keeps searches short.
const bytesPerLine = 10

// readVocabulary reads the loader's file of an encoding: on each line a token in Base64, a space, its rank. It reads
// by blocks and makes keys of what it decodes: the loader, which makes a map of strings, takes ten times as long.
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
	v := &vocabulary{keys: make([]key, size), ranks: make([]uint32, size), long: make(map[string]uint32, size/64)}
	for i := range v.pairs {
		v.pairs[i] = noRank
	}
	if err := v.read(f); err != nil {
		return nil, err
	}
	return v, nil
}

// readBlock is how much of a file is read at once, in bytes: more than its longest line.
const readBlock = 32 << 10

func (v *vocabulary) read(r io.Reader) error {
	block := make([]byte, readBlock)
	p := lineParser{digits: base64Digits()}
	kept := 0 // bytes of a line that the last block began
	for {
		n, err := io.ReadFull(r, block[kept:])
		lines := block[:kept+n]
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
			return err
		}
		if err != nil && len(lines) > 0 && lines[len(lines)-1] != '\n' {
			lines = append(lines, '\n')
		}
		end := bytes.LastIndexByte(lines, '\n') + 1
		if err := v.addLines(lines[:end], &p); err != nil {
			return err
		}
		kept = copy(block, lines[end:])
		switch {
		case err != nil && p.single != 256:
			return fmt.Errorf("%d tokens of one byte, not 256", p.single)
		case err != nil:
			return nil
		case kept == len(block):
			return fmt.Errorf("a line of more than %d bytes", kept)
		}
	}
}

// addLines adds the tokens of whole lines.
func (v *vocabulary) addLines(lines []byte, p *lineParser) error {
	var b batch
	for i := 0; i < len(lines); {
		next, ok := p.parse(lines, i)
		if !ok {
			return fmt.Errorf("no token and rank: %.100q", lines[i:])
		}
		i = next
		v.longest = max(v.longest, len(p.token))
		switch {
		case len(p.token) > maxKey:
			v.long[string(p.token)] = p.rank
			continue
		case len(p.token) == 1:
			p.single++
		case len(p.token) == 2:
			v.pairs[uint(p.token[0])|uint(p.token[1])<<8] = p.rank
		}
		if b.take(keyOfBytes(p.token), p.rank) {
			v.add(&b)
		}
	}
	v.add(&b)
	return nil
}

// batch is tokens on their way into the table. Each has a place of its own in a memory larger than any cache: going there
// with one after the other waits for each, where looking at the places of many first waits for all of them at once.
type batch struct {
	keys   [64]key
	hashes [64]uint64
	ranks  [64]uint32
	n      int
}

// take adds a token and reports whether the batch is full.
func (b *batch) take(k key, rank uint32) bool {
	b.keys[b.n], b.hashes[b.n], b.ranks[b.n] = k, k.hash(), rank
	b.n++
	return b.n == len(b.keys)
}

// add empties a batch into the table.
func (v *vocabulary) add(b *batch) {
	for i, hash := range b.hashes[:b.n] {
		b.ranks[i] += uint32(v.keys[v.slot(hash)].hi >> 63) // nothing is added: lengths are small
	}
	for i, hash := range b.hashes[:b.n] {
		v.filter(hash)
		at := v.slot(hash)
		for v.keys[at].hi != 0 { // where the length is
			at++
			if at == len(v.keys) {
				at = 0
			}
		}
		v.keys[at], v.ranks[at] = b.keys[i], b.ranks[i]
	}
	b.n = 0
}

// lineParser holds what the last line parsed had.
type lineParser struct {
	digits *[256]byte
	token  []byte
	rank   uint32
	single int // lines with a token of one byte
}

// parse decodes the line at lines[i:], such as "IQ== 0\n", and returns where the next begins. lines ends with a line.
func (p *lineParser) parse(lines []byte, i int) (next int, ok bool) {
	p.token = p.token[:0]
	for ; i+4 <= len(lines); i += 4 {
		a, b, c, d := p.digits[lines[i]], p.digits[lines[i+1]], p.digits[lines[i+2]], p.digits[lines[i+3]]
		if (a|b|c|d)&notDigit != 0 {
			break
		}
		bits := uint32(a)<<18 | uint32(b)<<12 | uint32(c)<<6 | uint32(d)
		p.token = append(p.token, byte(bits>>16), byte(bits>>8), byte(bits))
	}
	i = p.last(lines, i)
	if i >= len(lines) || lines[i] != ' ' || len(p.token) == 0 {
		return i, false
	}
	p.rank = 0
	digits := i + 1
	for i = digits; lines[i] >= '0' && lines[i] <= '9'; i++ {
		p.rank = p.rank*10 + uint32(lines[i]-'0')
	}
	return i + 1, i > digits && lines[i] == '\n'
}

// last decodes the last digits of a token, fewer than four, and returns the place after what fills them up.
func (p *lineParser) last(lines []byte, i int) int {
	var bits, have uint32
	for ; p.digits[lines[i]]&notDigit == 0; i++ {
		bits, have = bits<<6|uint32(p.digits[lines[i]]), have+6
		if have >= 8 {
			have -= 8
			p.token = append(p.token, byte(bits>>have))
		}
	}
	for lines[i] == '=' {
		i++
	}
	return i
}

// notDigit is the bit that no value of a Base64 digit has.
const notDigit = 0x80

// base64Digits maps the digits of standard Base64 to their values, every other byte to notDigit.
func base64Digits() *[256]byte {
	var digits [256]byte
	for i := range digits {
		digits[i] = notDigit
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		digits[c] = byte(i)
	}
	return &digits
}

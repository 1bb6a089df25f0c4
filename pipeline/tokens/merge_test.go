package tokens

import (
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"testing"
)

// longPieces are pieces of several windows: of one character, periodic, and random over small and large alphabets.
func longPieces(random *rand.Rand) []string {
	var pieces []string
	for _, unit := range []string{"a", "ab", "abc", "ACGT", "ha", "z", "中", "the", "Abcdefghijk", "eea", "0", "=-", "aaaaaaab", "\u0301", "\U00012345"} {
		pieces = append(pieces, strings.Repeat(unit, (20_000+random.IntN(5000))/len(unit)))
	}
	for _, alphabet := range []string{"ab", "acgt", "et", "abcdefghijklmnopqrstuvwxyz", "eeaaiinnoorrttssll", "的一是不了人我在有他", "éàe"} {
		letters := []rune(alphabet)
		var b strings.Builder
		for b.Len() < 30_000 {
			for range 1 + random.IntN(2)*random.IntN(30) { // runs of one letter between others
				b.WriteRune(letters[random.IntN(len(letters))])
			}
		}
		pieces = append(pieces, b.String())
	}
	noise := make([]byte, 30_000)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	return append(pieces, base64.StdEncoding.EncodeToString(noise), string(noise))
}

func TestWindowsEqualWhole(t *testing.T) {
	for _, encoding := range []string{CL100K, O200K} {
		v, err := readVocabulary(encoding)
		if err != nil {
			t.Fatal(err)
		}
		m := &merger{vocab: v}
		for _, s := range longPieces(rand.New(rand.NewPCG(3, 4))) {
			m.long(s)
			want := m.parts(int32(len(s)))
			if got := m.windows(s); got != want {
				t.Errorf("%s: %d tokens by windows, %d at once, in %.40q…", encoding, got, want, s)
			}
		}
	}
}

func TestShortEqualsLong(t *testing.T) {
	v, err := readVocabulary(O200K)
	if err != nil {
		t.Fatal(err)
	}
	m := &merger{vocab: v}
	random := rand.New(rand.NewPCG(5, 6))
	for _, piece := range longPieces(random) {
		for n := 2; n <= shortPiece; n++ {
			at := random.IntN(len(piece) - n)
			s := piece[at : at+n]
			m.long(s)
			if got, want := m.short(piece, at, at+n), m.parts(int32(n)); got != want {
				t.Errorf("%d tokens in short, %d in long, in %q", got, want, s)
			}
		}
	}
}

func TestLongPiecesEqualTiktoken(t *testing.T) {
	p := pairOf(t, CL100K)
	for _, s := range longPieces(rand.New(rand.NewPCG(7, 8))) {
		p.compare(t, s[:9000])
	}
}

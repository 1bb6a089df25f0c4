package tokens

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// betweenIs compares each span between two cuts with its own count.
func betweenIs(t *testing.T, c *Counter, text string, cuts []int) {
	t.Helper()
	between := c.Between(text, cuts)
	for i := range cuts {
		for j := i; j < len(cuts); j++ {
			span := text[cuts[i]:cuts[j]]
			if got, want := between(i, j), c.Count(span); got != want {
				t.Errorf("%s: Between has %d tokens, Count %d, in %.100q, which is [%d:%d] of %.200q", c.Encoding(), got, want, span, cuts[i], cuts[j], text)
				return
			}
		}
	}
}

// someCuts returns up to n ascending places in text, its ends often among them, any byte.
func someCuts(random *rand.Rand, text string, n int) []int {
	var cuts []int
	for range n {
		cuts = append(cuts, min(max(random.IntN(len(text)+5)-2, 0), len(text)))
	}
	slices.Sort(cuts)
	return cuts
}

// characterCuts are the borders of all characters, as far as there are not too many.
func characterCuts(text string) []int {
	var cuts []int
	for i := range text {
		if cuts = append(cuts, i); len(cuts) == 30 {
			return cuts
		}
	}
	return append(cuts, len(text))
}

func TestBetweenHardTexts(t *testing.T) {
	for _, encoding := range []string{CL100K, O200K} {
		c, err := Load(encoding)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range hardTexts() {
			for _, s := range []string{text, "x" + text + " \n\t x", strings.Repeat(text, 3)} {
				s = s[:min(len(s), 100)]
				betweenIs(t, c, s, characterCuts(s))
			}
		}
	}
}

func TestBetweenRandomTexts(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for _, encoding := range []string{CL100K, O200K} {
		c, err := Load(encoding)
		if err != nil {
			t.Fatal(err)
		}
		for range 400 {
			text := randomText(random)
			betweenIs(t, c, text, characterCuts(text))
			betweenIs(t, c, text, someCuts(random, text, 9))
		}
	}
}

// TestOldEncodings holds what is left to tiktoken-go to the same.
func TestOldEncodings(t *testing.T) {
	c, err := Load(P50K)
	if err != nil {
		t.Fatal(err)
	}
	text := "Il treno, in ritardo di 12 minuti, arriva.  Perché? \xff 👩‍👧"
	betweenIs(t, c, text, characterCuts(text))
	for limit := range 40 {
		fitIs(t, c, text, limit)
	}
}

// fitIs checks that what Fit says fits nearly does, and that hardly more would.
func fitIs(t *testing.T, c *Counter, text string, limit int) {
	t.Helper()
	end, all := c.Fit(text, limit), c.Count(text)
	if end < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[end]) {
		t.Errorf("%s: Fit(%d) = %d cuts a character of %.200q", c.Encoding(), limit, end, text)
	}
	if n := c.Count(text[:end]); n > limit+3 {
		t.Errorf("%s: Fit(%d) = %d, which has %d tokens, of %.200q", c.Encoding(), limit, end, n, text)
	}
	if all <= limit && end < len(text) {
		t.Errorf("%s: Fit(%d) = %d, but all of %.200q fits", c.Encoding(), limit, end, text)
	}
	if more := min(len(text), end+128); end < len(text) && c.Count(text[:more]) < limit-3 {
		t.Errorf("%s: Fit(%d) = %d, but %d bytes fit, of %.200q", c.Encoding(), limit, end, more, text)
	}
}

func TestFit(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for _, encoding := range []string{CL100K, O200K} {
		c, err := Load(encoding)
		if err != nil {
			t.Fatal(err)
		}
		texts := hardTexts()
		for range 300 {
			texts = append(texts, randomText(random))
		}
		for _, piece := range longPieces(random) {
			texts = append(texts, piece[:5000])
		}
		for _, text := range texts {
			for _, limit := range []int{0, 1, 2, 3, 7, 30, 500} {
				fitIs(t, c, text, limit)
			}
		}
	}
}

func FuzzBetween(f *testing.F) {
	for _, text := range hardTexts() {
		f.Add(text, uint64(len(text)))
	}
	var counters []*Counter
	for _, encoding := range []string{CL100K, O200K} {
		c, err := Load(encoding)
		if err != nil {
			f.Fatal(err)
		}
		counters = append(counters, c)
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if len(text) > 1000 { // each span between two cuts is counted
			return
		}
		random := rand.New(rand.NewPCG(seed, 1))
		for _, c := range counters {
			fitIs(t, c, text, random.IntN(50))
			betweenIs(t, c, text, characterCuts(text))
			betweenIs(t, c, text, someCuts(random, text, 12))
		}
	})
}

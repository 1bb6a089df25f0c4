package tokens

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
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
	for _, encoding := range []string{CL100K, O200K, P50K} {
		c, err := Load(encoding)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range hardTexts() {
			for _, s := range []string{text, "x" + text, text + " \n\t x", strings.Repeat(text, 3)} {
				betweenIs(t, c, s[:min(len(s), 400)], characterCuts(s[:min(len(s), 400)]))
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
		for range 1000 {
			text := randomText(random)
			betweenIs(t, c, text, characterCuts(text))
			betweenIs(t, c, text, someCuts(random, text, 9))
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
			betweenIs(t, c, text, characterCuts(text))
			betweenIs(t, c, text, someCuts(random, text, 12))
		}
	})
}

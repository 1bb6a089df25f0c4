package clean

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"mattinale/pipeline/news"
	"mattinale/seeds"
)

// spansBy splits text as one block at the places where sentences may end.
func spansBy(text string, places []int, language string) []news.Sentence {
	s := splitter{rules: rulesFor(language)}
	from := 0
	for _, p := range places {
		if p > from && s.rules.breaks(text, from, p) {
			s.add(text, from, p, 0)
			from = p
		}
	}
	s.add(text, from, len(text), 0)
	return s.spans
}

// samePlaces checks that plain stops are split as the segmenter would have it, and that lines are as wide.
func samePlaces(t *testing.T, text string) (plain bool) {
	t.Helper()
	for _, l := range splitLines(text) {
		if n := widthUpTo(l.text, maxWrap+1); n != min(l.width, maxWrap+1) {
			t.Errorf("width %d, not %d, of %q", n, l.width, l.text)
		}
	}
	places, plain := plainStops(text, nil)
	if !plain {
		return false
	}
	for _, language := range []string{"", "it", "en", "de"} {
		got, want := spansBy(text, places, language), spansBy(text, candidates(text), language)
		if !slices.Equal(got, want) {
			t.Errorf("%q: sentences %v, by the segmenter %v, in %.300q", language, got, want, text)
		}
	}
	return true
}

func TestPlainStops(t *testing.T) {
	paragraphs := strings.Split(seeds.Varied(300_000, 2), "\n\n")
	plain := 0
	for _, p := range paragraphs {
		if samePlaces(t, p) {
			plain++
		}
	}
	if plain*10 < len(paragraphs)*8 {
		t.Errorf("only %d of %d paragraphs have plain stops: the segmenter has to go through the others", plain, len(paragraphs))
	}
}

// stopMixtures are what stands around stops.
var stopMixtures = strings.Fields(`Fine poi Il dott Sig S.p.A e.g U.S p.m art 5 1.200 VII ecc A b è È Così 中文 of The iPhone www.a.it [12] [ ( - — * _
	. ! ? … ... ?! .» » .« « .” .“ “ ” ." " .' ' ’ ) .) .[3] : , ; ., .… › ‘ ‹ } ] 。 ！ ؟`)

func TestPlainStopsRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	spaces := []string{" ", " ", " ", "", "", "\n", "  ", "\t", "\u00a0", "\u2028", "\u0085", "\r\n", "\u200b", "\u0301", "\xff", strings.Repeat("1", 300), strings.Repeat(" ", 30)}
	plain := 0
	for range 20_000 {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			b.WriteString(stopMixtures[random.IntN(len(stopMixtures))])
			b.WriteString(spaces[min(random.IntN(len(spaces)), random.IntN(len(spaces)))])
		}
		if samePlaces(t, b.String()) {
			plain++
		}
	}
	if plain < 1000 {
		t.Errorf("only %d of the texts have plain stops", plain)
	}
}

func FuzzPlainStops(f *testing.F) {
	f.Add("Fine. «Poi» disse? ”No”, rispose il sig. Rossi... Ecco.”) E poi")
	f.Fuzz(func(t *testing.T, text string) { samePlaces(t, text) })
}

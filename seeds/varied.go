package seeds

import (
	"io/fs"
	"math/rand/v2"
	"strings"
	"unicode"
)

// variedArticles are the seeds that Varied learns from, Italian and English in turn.
var variedArticles = [][]string{
	{"01-porto-trieste.txt", "02-cartiera-fabriano.txt", "03-fibra-stretto.txt", "04-opera-lecce.txt", "06-forum-batterie.txt", "07-inchiesta-acqua.txt"},
	{"10-kerrasay-ferry.txt", "11-duluth-snowblowers.txt"},
}

// Varied returns about size bytes of Italian and English text, article after article of some 3 KB each, the same for the
// same seed. It is for measuring: text said over and over is counted far faster than any real one, as all of its words are
// known. Words follow each other as in the seed articles (a Markov chain of order two, Shannon 1948), one in thirty is
// made up letter by letter after those of its language, and figures are drawn anew. That makes new words at about the rate
// of real text: 70,000 different ones in 20 MB.
func Varied(size int, seed uint64) string {
	random := rand.New(rand.NewPCG(seed, 1))
	var chains []*chain
	for _, names := range variedArticles {
		chains = append(chains, newChain(names))
	}
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		chains[n%len(chains)].article(&b, random)
	}
	return b.String()
}

// chain is what follows what in the articles of a language.
type chain struct {
	words   map[[2]string][]string // what follows two words; the first of a sentence follow two empty ones
	letters map[[2]rune][]rune     // what follows two letters; 0 before and after a word
}

func newChain(names []string) *chain {
	c := &chain{words: map[[2]string][]string{}, letters: map[[2]rune][]rune{}}
	for _, name := range names {
		data, err := fs.ReadFile(Articles(), name)
		if err != nil {
			panic(err) // only for a name that is not embedded, and these are constants
		}
		var last [2]string
		for _, w := range strings.Fields(string(data)) {
			c.words[last] = append(c.words[last], w)
			c.spell(w)
			if last = [2]string{last[1], w}; endsInStop(w) {
				last = [2]string{}
			}
		}
	}
	return c
}

func (c *chain) spell(word string) {
	var last [2]rune
	for _, r := range append([]rune(strings.ToLower(word)), 0) {
		if r != 0 && !unicode.IsLetter(r) {
			return
		}
		c.letters[last] = append(c.letters[last], r)
		last = [2]rune{last[1], r}
	}
}

func endsInStop(word string) bool { return strings.ContainsAny(word[len(word)-1:], ".!?") }

// article writes paragraphs of two to six sentences.
func (c *chain) article(b *strings.Builder, random *rand.Rand) {
	for end := b.Len() + 2000 + random.IntN(2000); b.Len() < end; b.WriteString("\n\n") {
		for n := 2 + random.IntN(5); n > 0; n-- {
			c.sentence(b, random)
			if n > 1 {
				b.WriteByte(' ')
			}
		}
	}
}

func (c *chain) sentence(b *strings.Builder, random *rand.Rand) {
	var last [2]string
	for n := range 60 {
		follow := c.words[last]
		if len(follow) == 0 {
			break
		}
		w := follow[random.IntN(len(follow))]
		if n > 0 {
			b.WriteByte(' ')
		}
		c.word(b, w, random)
		if endsInStop(w) {
			return
		}
		last = [2]string{last[1], w}
	}
	b.WriteByte('.')
}

// word writes w with new figures, or, one in thirty, a word that is made up in its place.
func (c *chain) word(b *strings.Builder, w string, random *rand.Rand) {
	if random.IntN(30) > 0 || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, r := range w {
			if '1' <= r && r <= '9' {
				r = rune('1' + random.IntN(9))
			}
			b.WriteRune(r)
		}
		return
	}
	var last [2]rune
	for range 14 {
		r := rune(0)
		if follow := c.letters[last]; len(follow) > 0 {
			r = follow[random.IntN(len(follow))]
		}
		if r == 0 {
			break
		}
		if last == [2]rune{} && unicode.IsUpper([]rune(w)[0]) {
			b.WriteRune(unicode.ToUpper(r))
		} else {
			b.WriteRune(r)
		}
		last = [2]rune{last[1], r}
	}
}

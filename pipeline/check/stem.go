package check

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/spanish"
)

// stemmers are Snowball's, by language (https://snowballstem.org/algorithms/).
var stemmers = map[string]func(*snowballstem.Env) bool{
	"it": italian.Stem, "en": english.Stem, "fr": french.Stem, "de": german.Stem, "es": spanish.Stem, "pt": portuguese.Stem,
}

// shortStem is how much of a word counts in a language without a stemmer, in bytes.
const shortStem = 6

// stem returns the stem of a folded word. The accents are gone, so it is not always Snowball's own, but always the same for
// the same word, which is all that counts here.
func stem(folded, lang string) string {
	f, ok := stemmers[lang]
	if !ok {
		if isASCII(folded) && len(folded) > shortStem {
			return folded[:shortStem]
		}
		return folded
	}
	env := snowballstem.NewEnv(folded)
	f(env)
	return env.Current()
}

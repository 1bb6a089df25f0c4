package clean

import (
	"math/bits"
	"sync"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

const (
	undetermined = "und" // BCP 47 for a language that cannot be told

	// languageSample is how many bytes of a text its language is told by: more say nothing new.
	languageSample = 32 << 10

	minLanguageWords = 3 // fewer words could be of any language: names, a title
)

// detectable are the languages that whatlanggo may answer with, and their BCP 47 tags. With all 84 of them short texts
// of the large languages come out as small ones.
var detectable = map[whatlanggo.Lang]string{
	whatlanggo.Ita: "it", whatlanggo.Eng: "en", whatlanggo.Fra: "fr", whatlanggo.Deu: "de", whatlanggo.Spa: "es",
	whatlanggo.Por: "pt", whatlanggo.Nld: "nl", whatlanggo.Ron: "ro", whatlanggo.Pol: "pl", whatlanggo.Swe: "sv",
	whatlanggo.Dan: "da", whatlanggo.Nob: "nb", whatlanggo.Fin: "fi", whatlanggo.Ces: "cs", whatlanggo.Hun: "hu",
	whatlanggo.Hrv: "hr", whatlanggo.Slv: "sl", whatlanggo.Tur: "tr", whatlanggo.Rus: "ru", whatlanggo.Ukr: "uk",
	whatlanggo.Bul: "bg", whatlanggo.Srp: "sr", whatlanggo.Ell: "el", whatlanggo.Arb: "ar", whatlanggo.Pes: "fa",
	whatlanggo.Heb: "he", whatlanggo.Cmn: "zh", whatlanggo.Jpn: "ja", whatlanggo.Kor: "ko", whatlanggo.Hin: "hi",
	whatlanggo.Vie: "vi", whatlanggo.Tha: "th",
}

// whitelist is detectable as whatlanggo takes it.
var whitelist = sync.OnceValue(func() map[whatlanggo.Lang]bool {
	list := make(map[whatlanggo.Lang]bool, len(detectable))
	for language := range detectable {
		list[language] = true
	}
	return list
})

// detectLanguage returns the BCP 47 base language of a text. Function words decide where they are clear, as they are in
// any paragraph of running text; trigrams decide the rest, among them all other scripts. Catalan is only told by function
// words: whatlanggo does not know it.
func detectLanguage(text string) string {
	text = sample(text)
	if language := byFunctionWords(text); language != "" {
		return language
	}
	if countWords(text) < minLanguageWords {
		return undetermined
	}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: whitelist()})
	tag, known := detectable[info.Lang]
	// Without any confidence two languages are level, and which one comes first is chance.
	if !known || info.Confidence <= 0 || len(text) < 200 && info.Confidence < 0.1 {
		return undetermined
	}
	return tag
}

// sample returns text, or pieces from its beginning, middle and end when it is long.
func sample(text string) string {
	if len(text) <= languageSample {
		return text
	}
	piece := languageSample / 3
	middle, last := runeStart(text, len(text)/2), runeStart(text, len(text)-piece)
	return text[:runeStart(text, piece)] + " " + text[middle:runeStart(text, middle+piece)] + " " + text[last:]
}

// runeStart returns the first position from i on where a character of text begins.
func runeStart(text string, i int) int {
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	return i
}

// byFunctionWords returns the language whose function words the text has most of, "" when there are few of them or two
// languages are near each other.
func byFunctionWords(text string) string {
	total := 0
	counts := make([]int, len(languages))
	var word []byte
	for i := 0; i < len(text); {
		if word, i = appendWord(word[:0], text, i); len(word) == 0 {
			break
		}
		total++
		for set := functionWordOf(word); set != 0; set &= set - 1 {
			counts[bits.TrailingZeros16(set)]++
		}
	}
	best, first, second := "", 0, 0
	for i, n := range counts {
		switch {
		case n > first:
			best, first, second = languages[i], n, first
		case n > second:
			second = n
		}
	}
	if first < 4 || first*6 < total || first*4 < second*5 {
		return ""
	}
	return best
}

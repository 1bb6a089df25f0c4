package clean

import (
	"math/bits"
	"strings"
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
// any paragraph of running text; trigrams decide the rest, and letters that one language alone has where several share a script.
// Catalan and Galician are only told by function words: whatlanggo does not know them. A short text about which function words
// and trigrams do not agree is und: a title is worth no guess.
func detectLanguage(text string) string {
	text = sample(text)
	votes := countFunctionWords(text)
	if language := votes.clear(); language != "" {
		return language
	}
	if countWords(text) < minLanguageWords {
		return undetermined
	}
	if language := byLetters(text); language != "" {
		return language
	}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: whitelist()})
	tag, known := detectable[info.Lang]
	short := len(text) < shortText
	if short {
		votes.farther(text)
	}
	// Without any confidence two languages are level, and which one comes first is chance.
	if !known || info.Confidence <= 0 || short && info.Confidence < leastConfidence {
		return undetermined
	}
	if short {
		return votes.agree(tag)
	}
	return tag
}

// shortText is how many bytes of text trigrams need, leastConfidence what whatlanggo must say of less, by trial on sentences and titles.
const (
	shortText       = 200
	leastConfidence = 0.1
)

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

// functionVotes are how many function words of each language a text has.
type functionVotes struct {
	total         int // words
	counts        map[string]int
	best          string // the language with most of them
	first, second int    // how many it has, and the next one
}

func countFunctionWords(text string) functionVotes {
	v := functionVotes{counts: make(map[string]int, len(languages))}
	var counts [16]int
	var word []byte
	for i := 0; i < len(text); {
		if word, i = appendWord(word[:0], text, i); len(word) == 0 {
			break
		}
		v.total++
		for set := functionWordOf(word); set != 0; set &= set - 1 {
			counts[bits.TrailingZeros16(set)]++
		}
	}
	for i, language := range languages {
		v.count(language, counts[i])
	}
	return v
}

func (v *functionVotes) count(language string, n int) {
	v.counts[language] = n
	switch {
	case n > v.first:
		v.best, v.first, v.second = language, n, v.first
	case n > v.second:
		v.second = n
	}
}

// farther counts the function words of the languages of fartherWords too.
func (v *functionVotes) farther(text string) {
	for _, language := range fartherLanguages {
		if language == "uk" && !strings.ContainsAny(text, ukrainianLetters) { // no sentence is without one
			continue
		}
		n := 0
		for w := range words(strings.ToLower(text)) {
			if fartherWords[language].has(w) {
				n++
			}
		}
		v.count(language, n)
	}
}

// clear returns the language whose function words the text has most of, "" when there are few of them or two languages are near
// each other.
func (v functionVotes) clear() string {
	if v.first < 4 || v.first*6 < v.total || v.first*4 < v.second*5 {
		return ""
	}
	return v.best
}

// agree returns the language that trigrams found in a short text when function words do not speak against it; the one that they speak
// for when two or more do and no other language has nearly as many; else und.
func (v functionVotes) agree(tag string) string {
	own, known := v.counts[tag]
	switch {
	case own == v.first && (own > 0 || !known):
		return tag
	case v.first >= 2 && v.first >= 2*v.second:
		return v.best
	}
	return undetermined
}

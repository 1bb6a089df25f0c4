package extract

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxWord is the most bytes of a word that count, maxStemmed how many different words of an article are stemmed:
	// with both, no text can make the stemmer slow.
	maxWord    = 64
	maxStemmed = 50_000
)

// vector is a sentence as weights of its terms, by rising term number, of length 1 (or empty).
type vector []weight

type weight struct {
	term  int32
	value float64
}

// dot returns the cosine of the angle between two vectors of length 1.
func (v vector) dot(w vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(v) && j < len(w); {
		switch {
		case v[i].term < w[j].term:
			i++
		case v[i].term > w[j].term:
			j++
		default:
			sum += v[i].value * w[j].value
			i, j = i+1, j+1
		}
	}
	return sum
}

// vectors gives one vector a sentence, empty for a heading, and that of the title.
func vectors(sentences []sentence, title, language string) ([]vector, vector) {
	size := 0
	for _, s := range sentences {
		size += len(s.text)
	}
	different := min(size/12, maxStemmed) // words; a short article has about as many
	v := vocabulary{language: languageOf(language), terms: make(map[string]int32, different), stems: make(map[string]int32, different)}
	all := make([]vector, len(sentences))
	for i, s := range sentences {
		if !s.heading {
			all[i] = v.counts(s.text)
		}
	}
	frequency := make([]float64, len(v.stems))
	said := 0.0
	for _, sentence := range all {
		said += float64(min(len(sentence), 1))
		for _, w := range sentence {
			frequency[w.term]++
		}
	}
	for _, sentence := range all {
		weigh(sentence, frequency, said)
	}
	heading := v.counts(title)
	weigh(heading, frequency, said)
	return all, heading
}

// weigh turns counts into TF-IDF of length 1, the frequency dampened as in BM25 with k1 = 1.2.
func weigh(v vector, frequency []float64, sentences float64) {
	square := 0.0
	for i, w := range v {
		in := 1.0 // a word of the title that the text does not have
		if int(w.term) < len(frequency) {
			in = max(frequency[w.term], 1)
		}
		idf := math.Log(1 + sentences/in)
		v[i].value = w.value * 2.2 / (w.value + 1.2) * idf
		square += v[i].value * v[i].value
	}
	for i := range v {
		v[i].value /= math.Sqrt(square)
	}
}

// vocabulary numbers the terms of one article.
type vocabulary struct {
	language language
	terms    map[string]int32 // by word as written, lower case; -1 for a stop word
	stems    map[string]int32
	word     []byte // reused
}

// counts returns how often each term stands in text.
func (v *vocabulary) counts(text string) vector {
	found := make(vector, 0, len(text)/6+1)
	add := func(term int32) {
		if term >= 0 {
			found = append(found, weight{term, 1})
		}
	}
	v.word = v.word[:0]
	var before rune // the ideogram before this one: texts without spaces are read in pairs of characters
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z': // most; the other cases ask the tables of Unicode
			if len(v.word) < maxWord {
				v.word = append(v.word, byte(r))
			}
			before = 0
		case dense(r):
			add(v.term(v.word, true))
			v.word = v.word[:0]
			if before != 0 {
				add(v.term(utf8.AppendRune(utf8.AppendRune(v.word[:0], before), r), false))
			}
			before = r
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mn, r) && len(v.word) > 0:
			if len(v.word) < maxWord {
				v.word = utf8.AppendRune(v.word, unicode.ToLower(r))
			}
			before = 0
		default:
			add(v.term(v.word, true))
			v.word, before = v.word[:0], 0
		}
	}
	add(v.term(v.word, true))
	slices.SortFunc(found, func(a, b weight) int { return int(a.term - b.term) })
	return merged(found)
}

// merged adds up neighbours of the same term.
func merged(v vector) vector {
	out := v[:0]
	for _, w := range v {
		if len(out) > 0 && out[len(out)-1].term == w.term {
			out[len(out)-1].value += w.value
			continue
		}
		out = append(out, w)
	}
	return out
}

// term returns the number of a word's stem, -1 for a word that tells nothing.
func (v *vocabulary) term(word []byte, stem bool) int32 {
	if len(word) == 0 {
		return -1
	}
	if term, known := v.terms[string(word)]; known {
		return term
	}
	written := string(word)
	term := int32(-1)
	if single := len(word) == 1 && !unicode.IsDigit(rune(word[0])); !single && !v.language.stops[written] {
		term = v.number(written, stem && len(v.terms) < maxStemmed)
	}
	v.terms[written] = term
	return term
}

func (v *vocabulary) number(word string, stem bool) int32 {
	if stem && v.language.stems != nil && strings.IndexFunc(word, unicode.IsDigit) < 0 {
		word = v.language.stems.of(word)
	}
	number, known := v.stems[word]
	if !known {
		number = int32(len(v.stems))
		v.stems[word] = number
	}
	return number
}

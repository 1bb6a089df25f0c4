package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// names are the words of an article, for looking up whether it has a name.
type names struct {
	*vocabulary
	concepts map[int]bool
	short    map[string]bool // words with a capital and a full stop: Minn., Mass.
	acronyms []acronym

	latin, other int // words in the Latin script and in others
}

func newNames(size int) *names {
	return &names{vocabulary: newVocabulary(size), concepts: map[int]bool{}, short: map[string]bool{}}
}

// read takes in one sentence. It returns the place of each of its tokens in the vocabulary, appended to places.
func (n *names) read(tokens []token, seen []sighting, places []int32) []int32 {
	for i, t := range tokens {
		if t.class != word {
			places = append(places, -1)
			continue
		}
		if t.upper {
			n.initials(tokens[i:])
			if t.caps {
				n.acronym(t.fold)
			}
			if len(t.fold) >= shortestCut && i+2 < len(tokens) && tokens[i+1].text == "." && !tokens[i+2].upper {
				n.short[t.fold] = true
			}
		}
		at, fresh := n.add(t.lexeme)
		places = append(places, at)
		if !fresh {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(t.fold); unicode.Is(unicode.Latin, r) {
			n.latin++
		} else {
			n.other++
		}
	}
	for _, s := range seen {
		for _, c := range s.concepts {
			n.concepts[c] = true
		}
	}
	return places
}

// demonym reports whether a word ends as adjectives of places do: -ino, -ese, -ano, -asco, -ain, -ois, -eno.
func demonym(folded string) bool {
	for _, ending := range []string{"ino", "ina", "ini", "ine", "ese", "esi", "ano", "ana", "ani", "ane", "asco", "asca", "ain", "aine", "ois", "oise", "eno", "ena"} {
		if strings.HasSuffix(folded, ending) {
			return true
		}
	}
	return false
}

const (
	shortestRoot   = 4
	longestAcronym = 6
	longestCut     = 4 // letters of an acronym that begins a longer name
	shortestCut    = 3 // letters of a name that is cut short
)

// endings are those of nationality, quality and number, in one spelling; the longer ones come first.
var endings = []string{"icals", "ical", "ians", "eans", "ian", "ean", "als", "ans", "ens", "ers", "al", "an", "es", "en", "is", "er", "ic", "s"}

// rootOf cuts the endings that languages put to a word, in one spelling: Calabria, Calabrian, calabresi; geofisica,
// geophysical.
func rootOf(skeleton string) string {
	r := strings.TrimRight(skeleton, "aeiou")
	for cut := true; cut; {
		cut = false
		for _, ending := range endings {
			if base, ok := strings.CutSuffix(r, ending); ok && len(base) >= shortestRoot {
				r, cut = strings.TrimRight(base, "aeiou"), true
				break
			}
		}
	}
	return r
}

// acronym is the letters of an acronym, and the initials of words from one with a capital on, which one could shorten: Corte penale
// internazionale, CPI.
type acronym struct {
	letters     [longestAcronym]byte
	least, most uint8 // how many of them, from the first, make an acronym
}

// acronym notes a word all in capitals.
func (n *names) acronym(folded string) {
	if len(folded) > longestAcronym || !isASCII(folded) {
		return
	}
	a := acronym{least: uint8(len(folded)), most: uint8(len(folded))}
	copy(a.letters[:], folded)
	n.acronyms = append(n.acronyms, a)
}

// initials notes those of a word with a capital and of those after it: of two when both have one, else of three or more.
func (n *names) initials(tokens []token) {
	a, capitals := acronym{least: 3}, true
	for _, t := range tokens {
		if t.class == mark && !t.is("'", "’", "-") || a.most == longestAcronym {
			break
		}
		if t.class != word || t.functional || t.fold[0] >= utf8.RuneSelf {
			continue
		}
		a.letters[a.most] = t.fold[0]
		capitals = capitals && t.upper
		if a.most++; a.most == 2 && capitals {
			a.least = 2
		}
	}
	if a.most >= a.least {
		n.acronyms = append(n.acronyms, a)
	}
}

// shortens reports whether letters are an acronym of the article.
func (n *names) shortens(letters string) bool {
	return slices.ContainsFunc(n.acronyms, func(a acronym) bool {
		return int(a.least) <= len(letters) && len(letters) <= int(a.most) && string(a.letters[:len(letters)]) == letters
	})
}

// anagram reports whether they are in another order: an acronym of another language often has the same letters (FMI, IMF).
func (n *names) anagram(letters string) bool {
	var want [longestAcronym]byte
	sorted := want[:copy(want[:], letters)]
	slices.Sort(sorted)
	return slices.ContainsFunc(n.acronyms, func(a acronym) bool {
		if int(a.least) > len(letters) || len(letters) > int(a.most) {
			return false
		}
		slices.Sort(a.letters[:len(letters)])
		return string(a.letters[:len(letters)]) == string(sorted)
	})
}

// has reports whether the article has a word of a text as a name, as it stands or as another language writes it.
func (n *names) has(t token, lang, own string) bool {
	f := t.fold
	if n.vocabulary.has(f) || n.plural(f) {
		return true
	}
	for cut := shortestCut; len(n.short) > 0 && cut < len(f) && cut <= longestAcronym; cut++ {
		if n.short[f[:cut]] {
			return true
		}
	}
	if (t.caps || t.upper && len(f) <= 5) && len(f) <= longestAcronym && isASCII(f) {
		if n.shortens(f) || t.caps && lang != own && n.anagram(f) {
			return true
		}
	}
	if len(f) >= shortestCut && len(f) <= longestCut && n.begins(f) {
		return true
	}
	if lang == own {
		return n.inflects(t.stem)
	}
	return len(t.root) >= shortestRoot && n.hasRoot(t.root)
}

// begins reports whether a name begins with these letters: Uil, of Uiltrasporti.
func (n *names) begins(letters string) bool {
	return slices.ContainsFunc(n.withFold(letters), func(e entry) bool {
		w := n.words[e.word()]
		return w.upper && len(w.fold) > len(letters)+shortestCut
	})
}

// inflects reports whether a word in lower case has a stem.
func (n *names) inflects(stem string) bool {
	return slices.ContainsFunc(n.withStem(stem), func(e entry) bool {
		w := n.words[e.word()]
		return w.lower && w.stem == stem
	})
}

// hasRoot reports whether a word has a root, or is of the people of a place that has it: vicentina.
func (n *names) hasRoot(root string) bool {
	return slices.ContainsFunc(n.withRoot(root), func(e entry) bool { return n.words[e.word()].root == root }) ||
		len(root) >= demonymRoot && slices.ContainsFunc(n.withRoot(root[:demonymRoot]), func(e entry) bool { return demonym(n.words[e.word()].fold) })
}

// demonymRoot is how much of a place's name the name of its people keeps in another language: Vicenza, vicentino.
const demonymRoot = 5

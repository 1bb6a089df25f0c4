package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// names are the words of an article, for looking up whether it has a name.
type names struct {
	words    map[string]bool // folded, any case
	lower    map[string]bool // folded, of those in lower case
	stems    map[string]bool // of the same
	roots    map[string]bool // what is left of a word without the endings that languages put to it
	concepts map[int]bool
	// beginnings are those of words that end as the names of people do in Italian and its neighbours: vicentina.
	beginnings map[string]bool
	begun      map[string]bool // the first letters of words with a capital: Uil of Uiltrasporti
	short      map[string]bool // words with a capital and a full stop: Minn., Mass.
	acronyms   map[string]bool // and initials of names: letters in order, and sorted after a colon

	latin, other int // words in the Latin script and in others
}

func newNames() names {
	return names{words: map[string]bool{}, lower: map[string]bool{}, stems: map[string]bool{}, roots: map[string]bool{}, beginnings: map[string]bool{}, begun: map[string]bool{}, concepts: map[int]bool{}, short: map[string]bool{}, acronyms: map[string]bool{}}
}

func (n *names) read(tokens []token, seen []sighting, lang string) {
	for i, t := range tokens {
		if t.class != word {
			continue
		}
		n.initials(tokens, i, lang)
		if t.caps {
			n.acronym(t.fold)
		}
		if t.upper && len(t.fold) >= shortestCut && i+2 < len(tokens) && tokens[i+1].text == "." && !tokens[i+2].upper {
			n.short[t.fold] = true
		}
		if n.lower[t.fold] || t.upper && n.words[t.fold] {
			continue
		}
		n.words[t.fold] = true
		for cut := shortestCut; t.upper && cut <= longestCut && cut+shortestCut < len(t.fold); cut++ {
			n.begun[t.fold[:cut]] = true
		}
		if r, _ := utf8.DecodeRuneInString(t.fold); unicode.Is(unicode.Latin, r) {
			n.latin++
		} else {
			n.other++
		}
		if !t.upper {
			n.lower[t.fold] = true
			n.stems[t.stem] = true
		}
		if r := t.root; len(r) >= shortestRoot {
			n.roots[r] = true
			if len(r) >= demonymRoot && demonym(t) {
				n.beginnings[r[:demonymRoot]] = true
			}
		}
	}
	for _, s := range seen {
		for _, c := range s.concepts {
			n.concepts[c] = true
		}
	}
}

// demonym reports whether a word ends as adjectives of places do: -ino, -ese, -ano, -asco, -ain, -ois, -eno.
func demonym(t token) bool {
	for _, ending := range []string{"ino", "ina", "ini", "ine", "ese", "esi", "ano", "ana", "ani", "ane", "asco", "asca", "ain", "aine", "ois", "oise", "eno", "ena"} {
		if strings.HasSuffix(t.fold, ending) {
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

func (n *names) acronym(letters string) {
	if len(letters) > longestAcronym || !isASCII(letters) {
		return
	}
	n.acronyms[letters] = true
	n.acronyms[sorted(letters)] = true
}

// sorted marks letters in any order: an acronym of another language often has the same ones (FMI, IMF).
func sorted(letters string) string {
	b := []byte(letters)
	slices.Sort(b)
	return ":" + string(b)
}

// initials notes what the words from a capitalised one could be shortened to: Corte penale internazionale, CPI.
func (n *names) initials(tokens []token, i int, lang string) {
	if !tokens[i].upper {
		return
	}
	letters := make([]byte, 0, longestAcronym)
	capitals := true
	for _, t := range tokens[i:] {
		if t.class == mark && !t.is("'", "’", "-") || len(letters) == longestAcronym {
			return
		}
		if t.class != word || t.functional || t.fold[0] >= utf8.RuneSelf {
			continue
		}
		letters = append(letters, t.fold[0])
		capitals = capitals && t.upper
		if len(letters) > 2 || capitals && len(letters) == 2 {
			n.acronym(string(letters))
		}
	}
}

// has reports whether the article has a word of a text as a name, as it stands or as another language writes it.
func (n *names) has(t token, lang, own string) bool {
	f := t.fold
	if n.words[f] || n.words[strings.TrimSuffix(f, "s")] || n.words[f+"s"] {
		return true
	}
	for cut := shortestCut; cut < len(f) && cut <= longestAcronym; cut++ {
		if n.short[f[:cut]] {
			return true
		}
	}
	if (t.caps || t.upper && len(f) <= 5) && len(f) <= longestAcronym && isASCII(f) && (n.acronyms[f] || t.caps && lang != own && n.acronyms[sorted(f)]) {
		return true
	}
	if len(f) >= shortestCut && len(f) <= longestCut && n.begun[f] { // Uil, of Uiltrasporti
		return true
	}
	if lang == own {
		return n.stems[t.stem]
	}
	r := t.root
	return len(r) >= shortestRoot && (n.roots[r] || n.beginnings[r[:min(len(r), demonymRoot)]] && len(r) >= demonymRoot)
}

// demonymRoot is how much of a place's name the name of its people keeps in another language: Vicenza, vicentino.
const demonymRoot = 5

package check

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// names are the words of an article, for looking up whether it has a name.
type names struct {
	*vocabulary
	concepts map[int]bool
	short    map[string]bool     // words with a capital and a full stop: Minn., Mass.
	acronyms map[uint64]struct{} // and initials of names, as packed has them

	latin, other int // words in the Latin script and in others
}

func newNames(size int) *names {
	return &names{vocabulary: newVocabulary(size), concepts: map[int]bool{}, short: map[string]bool{}, acronyms: map[uint64]struct{}{}}
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

func (n *names) acronym(letters string) {
	if len(letters) <= longestAcronym && isASCII(letters) {
		n.acronyms[packed(letters)] = struct{}{}
	}
}

// initials notes what a word with a capital, and those after it, could be shortened to: Corte penale internazionale, CPI.
func (n *names) initials(tokens []token) {
	var letters [longestAcronym]byte
	length, capitals := 0, true
	for _, t := range tokens {
		if t.class == mark && !t.is("'", "’", "-") || length == longestAcronym {
			return
		}
		if t.class != word || t.functional || t.fold[0] >= utf8.RuneSelf {
			continue
		}
		letters[length] = t.fold[0]
		length++
		capitals = capitals && t.upper
		if length > 2 || capitals && length == 2 {
			n.acronyms[packed(string(letters[:length]))] = struct{}{}
		}
	}
}

// anagram reports whether the letters of an acronym are there in any order: an acronym of another language often has the same ones
// (FMI, IMF).
func (n *names) anagram(letters string) bool {
	want := sorted(packed(letters))
	for a := range n.acronyms {
		if sorted(a) == want {
			return true
		}
	}
	return false
}

// sorted puts packed letters in order.
func sorted(letters uint64) [packedBytes]byte {
	var b [packedBytes]byte
	binary.BigEndian.PutUint64(b[:], letters)
	slices.Sort(b[:])
	return b
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
		if _, ok := n.acronyms[packed(f)]; ok || t.caps && lang != own && n.anagram(f) {
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

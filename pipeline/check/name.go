package check

import (
	"slices"
	"strings"

	"mattinale/pipeline/news"
)

// namesOf reports persons, places and organisations that the article does not have. A name is a word with a capital where
// none is due; at the beginning of a sentence, where one is due, only what is surely a name: a place of the gazetteer, a
// given name, a word that the same point has with a capital in another language. Against an article in another script than
// the Latin one nothing can be said.
func (s *Source) namesOf(t statement, all []statement, c *cited) []news.Finding {
	if s.names.other > s.names.latin {
		return nil
	}
	far := make([]bool, len(t.tokens)) // in the article, but not where it is cited
	unknown := make([]bool, len(t.tokens))
	place := make([]bool, len(t.tokens))
	for _, x := range t.sightings {
		missing := !s.sees(t, x) && !s.alsoIn(t, x, all)
		for i := x.from; i < x.to; i++ {
			place[i], unknown[i] = true, missing
			far[i] = !missing && s.citedElsewhere(t, x, c)
		}
	}
	for i := range t.tokens {
		if !place[i] && t.couldName(i) && s.isName(t, i, all) {
			unknown[i] = !s.names.has(t.tokens[i], t.lang, s.lang) && !s.translates(t, i)
			far[i] = !unknown[i] && s.nameElsewhere(t.tokens[i], t.lang, c)
		}
	}
	for _, m := range t.moments {
		for i := m.from; i < m.to; i++ {
			unknown[i], far[i] = false, false
		}
	}
	s.forgive(t, unknown, place, all)
	return append(t.runs(unknown, "this name is not in the article"), t.runs(far, elsewhere)...)
}

// subject is in how many sentences a name stands that the whole article is about: no sentence need be cited for it.
const subject = 4

// nameElsewhere reports whether a name that the article has stands only far from the sentences cited. The subject of the
// article, the title's names, and the rest of a name of which the sentences have a part are near everywhere.
func (s *Source) nameElsewhere(w token, lang string, c *cited) bool {
	if c == nil || c.has(wordFeature(w.lexeme)) || c.names().has(w, lang, s.lang) || s.titleNames.has(w, lang, s.lang) {
		return false
	}
	posts := s.postings.find(wordFeature(w.lexeme))
	if len(posts) == 0 || len(posts) >= subject {
		return false
	}
	for _, n := range posts {
		tokens := s.reading(int(n) + 1).tokens
		for i, t := range tokens {
			if t.fold != w.fold {
				continue
			}
			for j := max(0, i-3); j < min(len(tokens), i+4); j++ {
				if x := tokens[j]; j != i && x.upper && c.names().vocabulary.has(x.fold) && !x.functional {
					return false
				}
			}
		}
	}
	return true
}

// citedElsewhere is nameElsewhere of a place.
func (s *Source) citedElsewhere(t statement, x sighting, c *cited) bool {
	if c == nil || !t.tokens[x.from].upper || s.atHome(x) || t.tokens[x.from].functional {
		return false
	}
	count := 0
	for _, concept := range x.concepts {
		count += len(s.postings.find(conceptFeature(concept)))
		if c.has(conceptFeature(concept)) || c.names().concepts[concept] || s.titleNames.concepts[concept] {
			return false
		}
	}
	if count == 0 || count >= subject || s.postingsStart(x) {
		return false
	}
	for i := x.from; i < x.to; i++ {
		if t.tokens[i].class == word && c.names().has(t.tokens[i], t.lang, s.lang) {
			return false
		}
	}
	return true
}

// postingsStart reports whether a place is named in the article's first sentences, which say where it happens.
func (s *Source) postingsStart(x sighting) bool {
	for _, concept := range x.concepts {
		if posts := s.postings.find(conceptFeature(concept)); len(posts) > 0 && posts[0] < 2 {
			return true
		}
	}
	return false
}

// forgive lets pass a single word with a capital that may be no name: when the same point in another language has all the
// names of this one but not this word, the capital is the language's own (la Borsa, il Paese, the Board). A name that was put
// for another leaves that one missing. When it has the word as the article writes it, the name is only translated.
func (s *Source) forgive(t statement, unknown, place []bool, all []statement) {
	for i := range unknown {
		alone := unknown[i] && !place[i] && !(i > 0 && unknown[i-1]) && !(i+1 < len(unknown) && unknown[i+1])
		if !alone || t.tokens[i].caps && t.lang == s.lang {
			continue
		}
		for _, other := range all {
			if other.lang == t.lang || other.text == "" || other.foreign || other.titleCase {
				continue
			}
			as, ok := other.mentions(t.tokens[i])
			if ok && s.names.vocabulary.has(as.fold) || !ok && !s.misses(other, t) {
				unknown[i] = false
			}
		}
	}
}

// mentions returns the word of a text that is a given one, as another language writes it: Vulcani and Volcanoes share their
// consonants.
func (t statement) mentions(name token) (as token, ok bool) {
	if w, ok := t.word(name.fold); ok {
		return w, true
	}
	r := consonants(name.lexeme)
	if len(r) < 3 {
		return nothing, false
	}
	return t.name(r)
}

var vowels = strings.NewReplacer("a", "", "e", "", "i", "", "o", "", "u", "")

// consonants returns those of a word's root.
func consonants(l *lexeme) string { return vowels.Replace(l.root) }

// misses reports whether a text has a name that t lacks: a capital that is no beginning's, or a place.
func (s *Source) misses(other, t statement) bool {
	concepts := map[int]bool{}
	for _, x := range t.sightings {
		for _, c := range x.concepts {
			concepts[c] = true
		}
	}
	place := make([]bool, len(other.tokens))
	for _, x := range other.sightings {
		for i := x.from; i < x.to; i++ {
			place[i] = true
		}
		if !slices.ContainsFunc(x.concepts, func(c int) bool { return concepts[c] }) {
			return true
		}
	}
	for i, w := range other.tokens {
		name := !w.first || s.names.vocabulary.has(w.fold) && !s.names.small(w.fold)
		if _, ok := t.mentions(w); !ok && !place[i] && other.couldName(i) && name {
			return true
		}
	}
	return false
}

// translates reports whether a word is part of a name of common words, put into another language: Marine Geophysical
// Laboratory. Its beginning stands in the article, and a word beside it names a kind of institution.
func (s *Source) translates(t statement, i int) bool {
	k := t.tokens[i].skeleton
	if t.lang == s.lang || len(k) < 5 || len(s.postings.find(feature{kind: aBeginning, text: k[:5]})) == 0 {
		return false
	}
	for j := max(0, i-3); j < len(t.tokens) && j <= i+3; j++ {
		if j != i && t.tokens[j].upper && atlas().generics[t.tokens[j].fold] {
			return true
		}
	}
	return false
}

// runs makes a finding of each run of marked words.
func (t statement) runs(unknown []bool, reason string) []news.Finding {
	var out []news.Finding
	for i := 0; i < len(unknown); i++ {
		if !unknown[i] {
			continue
		}
		end := i + 1
		for j := end; j < len(unknown) && (unknown[j] || t.tokens[j].is("-", "'", "’", ".", "di", "de", "del", "della", "von", "van", "of")); j++ {
			if unknown[j] {
				end = j + 1
			}
		}
		out = append(out, t.finding(news.KindName, i, end, "%s", reason))
		i = end
	}
	return out
}

// alsoIn reports whether a text in the article's language names the same place, and may: the Sicilian actor is "l'attore
// siciliano" there.
func (s *Source) alsoIn(t statement, x sighting, all []statement) bool {
	if t.lang == s.lang {
		return false
	}
	for _, own := range all {
		if own.lang != s.lang {
			continue
		}
		for _, y := range own.sightings {
			if slices.ContainsFunc(y.concepts, func(c int) bool { return slices.Contains(x.concepts, c) }) && s.sees(own, y) {
				return true
			}
		}
	}
	return false
}

// homes are the countries that articles in a language are written in: a translator names them where the article need not.
var homes = map[string][]string{"it": {"italia"}, "en": {"united_states", "united_kingdom"}, "fr": {"francia"}, "de": {"germania", "austria"}, "es": {"spagna"}, "pt": {"portogallo", "brasile"}}

// atHome reports whether a place is the country of the article's language.
func (s *Source) atHome(x sighting) bool {
	for _, form := range homes[s.lang] {
		for _, c := range atlas().forms[form] {
			if slices.Contains(x.concepts, c) {
				return true
			}
		}
	}
	return false
}

// sees reports whether the article has a place or an institution that a text names, under any of its names; in a language whose names for them
// are not known here it may have any. Adjectives in
// lower case are held against it only for nations: other stems are other words too often.
func (s *Source) sees(t statement, x sighting) bool {
	if !s.tabled() || s.atHome(x) || slices.ContainsFunc(x.concepts, func(c int) bool { return s.names.concepts[c] }) {
		return true
	}
	first := t.tokens[x.from]
	if !first.upper && (x.to > x.from+1 || len(first.fold) < shortestAdjective || !slices.ContainsFunc(x.concepts, isNation)) {
		return true
	}
	if first.upper && atlas().generics[first.fold] && x.to == x.from+1 {
		return true
	}
	named := x.to == x.from+1
	for i := x.from; i < x.to; i++ {
		w := t.tokens[i]
		if w.class != word || w.functional || atlas().generics[w.fold] {
			continue
		}
		if named = true; !s.names.has(w, t.lang, s.lang) {
			return false
		}
	}
	return named // World Bank is made of words that name nothing, and a name
}

const shortestAdjective = 6

// couldName reports whether a word could name somebody or something at all.
func (t statement) couldName(i int) bool {
	w := t.tokens[i]
	afterApostrophe := w.glued && t.tokens[i-1].is("'", "’") && len(w.fold) < 3 // DON'T
	return w.nameable && !afterApostrophe
}

// isName reports whether a word with a capital is a name. In headlines with all words in capitals, and in German, a capital
// says nothing.
func (s *Source) isName(t statement, i int, all []statement) bool {
	w := t.tokens[i]
	if !w.first && !t.titleCase && t.lang != "de" {
		return true
	}
	if w.caps && len(w.text) <= longestAcronym && !t.shouting {
		return true
	}
	if givenNames.has(w.fold) && i+1 < len(t.tokens) && t.tokens[i+1].upper {
		return true
	}
	for _, other := range all {
		if other.lang != t.lang && !other.titleCase && other.lang != "de" && other.hasCapital(w.fold, w.first) {
			return true
		}
	}
	return false
}

// hasCapital reports whether a text has a word with a capital: where none is due, or at its beginning too when the word that
// it is compared with stands at one, and is no word of both languages.
func (t statement) hasCapital(folded string, first bool) bool {
	w, ok := t.word(folded)
	return ok && w.upper && (!w.first || first && len(folded) > 3)
}

// capitalised reports whether a text has a capital on most of its words, as English headlines do.
func (t statement) capitalised() bool {
	upper, all := 0, 0
	for _, w := range t.tokens {
		if w.class != word || w.first || len(w.fold) < 4 || w.functional {
			continue
		}
		all++
		if w.upper {
			upper++
		}
	}
	if !t.headline {
		return all >= 8 && upper*10 >= all*9
	}
	return all >= 2 && upper*10 >= all*7
}

// shouts reports whether a text is all in capitals.
func (t statement) shouts() bool {
	caps, all := 0, 0
	for _, w := range t.tokens {
		if w.class == word {
			all++
			if w.caps {
				caps++
			}
		}
	}
	return caps*2 > all
}

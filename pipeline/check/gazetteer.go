package check

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// gazetteer knows the names that one thing has in several languages. A concept is one thing, by a number of its own.
type gazetteer struct {
	forms    map[string][]int    // concepts by their whole folded form, words joined by _
	stems    map[string][]int    // concepts by the beginning of a word
	common   map[string]bool     // forms of one word that are written in lower case too
	seconds  map[string][]string // second words of forms of several words, by the first
	generics map[string]bool
	nations  map[int]bool                // the concepts that are countries
	abroad   map[string]func() gazetteer // forms that count in texts of one language only
}

// longestName is the most words of a form that are looked for.
const longestName = 5

// shortestStem and longestEnding bound what a form that ends in * takes; the forms of one language alone are longer, and take longer
// endings: mexikanischen.
const (
	shortestStem  = 3
	longestEnding = 4
	endingAbroad  = 6
)

var atlas = sync.OnceValue(func() gazetteer {
	g := newGazetteer()
	g.generics, g.nations, g.abroad = map[string]bool{}, map[int]bool{}, map[string]func() gazetteer{}
	for _, w := range strings.Fields(generics) {
		g.generics[w] = true
	}
	id := 0
	byCode := map[string]int{}
	for line := range strings.Lines(strings.TrimSpace(nations)) {
		fields := strings.Fields(line)
		id++
		byCode[fields[0]] = id
		g.nations[id] = true
		g.add(id, fields[1:])
	}
	for line := range strings.Lines(strings.TrimSpace(places)) {
		id++
		g.add(id, strings.Fields(line))
	}
	g.addAbroad(g.addCountries(byCode, id))
	return g
})

func newGazetteer() gazetteer {
	return gazetteer{forms: map[string][]int{}, stems: map[string][]int{}, common: map[string]bool{}, seconds: map[string][]string{}}
}

func (g gazetteer) add(id int, forms []string) {
	for _, f := range forms {
		if s, ok := strings.CutSuffix(f, "*"); ok {
			g.stems[s] = append(g.stems[s], id)
			continue
		}
		if s, ok := strings.CutSuffix(f, "="); ok {
			f, g.common[s] = s, true
		}
		g.forms[f] = append(g.forms[f], id)
		if first, rest, several := strings.Cut(f, "_"); several {
			second, _, _ := strings.Cut(rest, "_")
			g.seconds[first] = append(g.seconds[first], second)
		}
	}
}

// countries are the names of countries in the languages known here, in the order of spoken, from CLDR: a code and its names a line,
// as nations has them. They are kept as a file, since to ask golang.org/x/text for them takes longer than to check many articles.
//
//go:embed countries.txt
var countries string

// addCountries adds the names of countries; those that nations has keep their concept. id is the last concept's, before and after.
func (g gazetteer) addCountries(byCode map[string]int, id int) int {
	for line := range strings.Lines(countries) {
		fields := strings.Fields(line)
		known, ok := byCode[fields[0]]
		if !ok {
			id++
			known = id
			g.nations[id] = true
		}
		g.add(known, fields[1:])
	}
	return id
}

// sighting is a concept that a text names.
type sighting struct {
	from, to int // tokens, to exclusive
	concepts []int
}

// sightings appends to out what a text names that the gazetteer knows, the longest form first.
func (g gazetteer) sightings(out []sighting, tokens []token, lang string) []sighting {
	abroad := g.in(lang)
	for i := 0; i < len(tokens); i++ {
		if tokens[i].place == nil {
			continue
		}
		s := g.at(tokens, i, abroad)
		if s.concepts != nil {
			out = append(out, s)
			i = s.to - 1
		}
	}
	return out
}

// at returns what the tokens from i on name; abroad are the forms of their language alone.
func (g gazetteer) at(tokens []token, i int, abroad gazetteer) sighting {
	best := sighting{from: i, to: i + 1, concepts: tokens[i].place.concepts}
	form := ""
	for j, n := i+1, 1; j < len(tokens) && n < longestName; j++ {
		if tokens[j].class == mark {
			if !tokens[j].is("'", "’", ".", "-") {
				break
			}
			continue
		}
		if n++; n == 2 {
			if !slices.Contains(tokens[i].place.seconds, tokens[j].fold) {
				break
			}
			form = tokens[i].fold
		}
		form += "_" + tokens[j].fold
		if c := united(g.forms[form], abroad.forms[form]); c != nil {
			best.to, best.concepts = j+1, c
		}
	}
	return best
}

// place returns what is known of one word of a language, nil when nothing is.
func (g gazetteer) place(l *lexeme, lang string) *place {
	p := place{concepts: g.single(l, longestEnding), seconds: g.seconds[l.fold]}
	if abroad := g.in(lang); abroad.forms != nil {
		p.concepts = united(p.concepts, abroad.single(l, endingAbroad))
		p.seconds = append(p.seconds[:len(p.seconds):len(p.seconds)], abroad.seconds[l.fold]...)
	}
	if p.concepts == nil && p.seconds == nil {
		return nil
	}
	return &p
}

// united are the concepts of two lists.
func united(a, b []int) []int {
	switch {
	case b == nil:
		return a
	case a == nil:
		return b
	}
	return slices.Concat(a, b)
}

// single returns the concepts of one word. A name needs its capital, an adjective does not.
func (g gazetteer) single(t *lexeme, ending int) []int {
	c := g.forms[t.fold]
	if c != nil && (t.upper || g.common[t.fold]) {
		return c
	}
	return g.stem(t.fold, ending)
}

// stem returns the concepts of the longest stem of a folded word, with an ending of so many letters at most.
func (g gazetteer) stem(folded string, ending int) []int {
	for cut := len(folded); cut >= shortestStem && cut >= len(folded)-ending; cut-- {
		if c := g.stems[folded[:cut]]; c != nil {
			return c
		}
	}
	return nil
}

// isNation reports whether a concept is a country.
func isNation(concept int) bool { return atlas().nations[concept] }

package check

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// gazetteer knows the names that one thing has in several languages. A concept is one thing, by a number of its own.
type gazetteer struct {
	forms    map[string][]int    // concepts by their whole folded form, words joined by _
	stems    map[string][]int    // concepts by the beginning of a word
	common   map[string]bool     // forms of one word that are written in lower case too
	seconds  map[string][]string // second words of forms of several words, by the first
	generics map[string]bool
	nations  map[int]bool // the concepts that are countries
}

// longestName is the most words of a form that are looked for.
const longestName = 5

// shortestStem and longestEnding bound what a form that ends in * takes.
const (
	shortestStem  = 3
	longestEnding = 4
)

var atlas = sync.OnceValue(func() gazetteer {
	g := gazetteer{forms: map[string][]int{}, stems: map[string][]int{}, common: map[string]bool{}, seconds: map[string][]string{}, generics: map[string]bool{}, nations: map[int]bool{}}
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
	g.addRegions(byCode, id)
	return g
})

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

// addRegions adds the names of countries from CLDR, as they come with golang.org/x/text.
func (g gazetteer) addRegions(byCode map[string]int, id int) {
	var namers []display.Namer
	for _, l := range spoken {
		namers = append(namers, display.Regions(language.Make(l)))
	}
	for code := range 26 * 26 {
		iso := string([]byte{'A' + byte(code/26), 'A' + byte(code%26)})
		region, err := language.ParseRegion(iso)
		if err != nil || !region.IsCountry() || region.String() != iso {
			continue
		}
		known, ok := byCode[iso]
		if !ok {
			id++
			known = id
			g.nations[id] = true
		}
		for _, n := range namers {
			if form := joined(n.Name(region)); form != "" {
				g.add(known, []string{form})
			}
		}
	}
}

// joined returns a name as the tables write it, folded, without what stands in brackets.
func joined(name string) string {
	name, _, _ = strings.Cut(name, "(")
	var words []string
	for i := 0; i < len(name); {
		c, end := scan(name, i)
		if c == word {
			words = append(words, fold(lower(name[i:end])))
		}
		i = end
	}
	return strings.Join(words, "_")
}

// sighting is a concept that a text names.
type sighting struct {
	from, to int // tokens, to exclusive
	concepts []int
}

// sightings appends to out what a text names that the gazetteer knows, the longest form first.
func (g gazetteer) sightings(out []sighting, tokens []token) []sighting {
	for i := 0; i < len(tokens); i++ {
		if tokens[i].concepts == nil && tokens[i].seconds == nil {
			continue
		}
		s := g.at(tokens, i)
		if s.concepts != nil {
			out = append(out, s)
			i = s.to - 1
		}
	}
	return out
}

func (g gazetteer) at(tokens []token, i int) sighting {
	best := sighting{from: i, to: i + 1, concepts: tokens[i].concepts}
	form := ""
	for j, n := i+1, 1; j < len(tokens) && n < longestName; j++ {
		if tokens[j].class == mark {
			if !tokens[j].is("'", "’", ".", "-") {
				break
			}
			continue
		}
		if n++; n == 2 {
			if !slices.Contains(tokens[i].seconds, tokens[j].fold) {
				break
			}
			form = tokens[i].fold
		}
		form += "_" + tokens[j].fold
		if c := g.forms[form]; c != nil {
			best.to, best.concepts = j+1, c
		}
	}
	return best
}

// single returns the concepts of one word. A name needs its capital, an adjective does not.
func (g gazetteer) single(t *lexeme) []int {
	c := g.forms[t.fold]
	if c != nil && (t.upper || g.common[t.fold]) {
		return c
	}
	for cut := len(t.fold); cut >= shortestStem && cut >= len(t.fold)-longestEnding; cut-- {
		if c := g.stems[t.fold[:cut]]; c != nil {
			return c
		}
	}
	return nil
}

// isNation reports whether a concept is a country.
func isNation(concept int) bool { return atlas().nations[concept] }

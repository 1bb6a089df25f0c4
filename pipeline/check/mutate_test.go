package check

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"mattinale/pipeline/news"
)

// mutation is a faithful pair with one thing made wrong.
type mutation struct {
	kind  string // what was made wrong
	want  news.Kind
	texts news.Texts
}

// mutator makes one thing of a pair wrong, in one language or in both.
type mutator struct {
	r      *rand.Rand
	source *Source
}

func (m mutator) all(pair news.Texts) []mutation {
	var out []mutation
	for _, langs := range [][]string{{"it"}, {"en"}, {"it", "en"}} {
		out = append(out, m.numbers(pair, langs)...)
		out = append(out, m.dates(pair, langs)...)
		out = append(out, m.names(pair, langs)...)
	}
	for _, lang := range []string{"it", "en"} {
		out = append(out, m.languages(pair, lang)...)
		out = append(out, m.cuts(pair, lang)...)
	}
	return out
}

// with returns a pair with some texts replaced.
func with(pair news.Texts, texts news.Texts) news.Texts {
	out := news.Texts{}
	for l, t := range pair {
		out[l] = t
	}
	for l, t := range texts {
		out[l] = t
	}
	return out
}

// numbers changes one figure in digits, one in letters, one scale.
func (m mutator) numbers(pair news.Texts, langs []string) []mutation {
	changed := map[string]news.Texts{}
	for _, lang := range langs {
		tokens := tokenize(pair[lang])
		dated := newStatement(pair[lang], lang, false)
		for _, q := range dated.held() {
			t := tokens[q.from]
			kind, words := "", ""
			switch {
			case t.class == digits:
				kind, words = "number", m.digits(t.text)
				if q.percent {
					kind = "percent"
				}
			case q.worded && !q.fraction && q.to == q.from+1 && q.values[0] > 1:
				kind, words = "number word", map[string]string{"it": "trentanove", "en": "thirty-nine"}[lang]
			}
			if kind != "" && changed[kind][lang] == "" && !m.source.figures.bearsOut(newStatement(words, lang, false).quantities[0]) {
				put(changed, kind, lang, replaced(pair[lang], t.start, t.end, words))
			}
		}
		for _, t := range tokens {
			scale := map[string]string{"milioni": "miliardi", "million": "billion", "miliardi": "milioni", "billion": "million"}[t.lower]
			if scale != "" && changed["magnitude"][lang] == "" {
				put(changed, "magnitude", lang, replaced(pair[lang], t.start, t.end, scale))
			}
		}
	}
	return m.collect(pair, langs, changed, news.KindNumber)
}

// digits changes the first or second digit.
func (m mutator) digits(s string) string {
	b := []byte(s)
	i := 0
	if len(b) > 1 && b[1] >= '0' && b[1] <= '9' {
		i = m.r.IntN(2)
	}
	for old := b[i]; b[i] == old || b[i] == '0'; {
		b[i] = byte('1' + m.r.IntN(9))
	}
	return string(b)
}

func (m mutator) dates(pair news.Texts, langs []string) []mutation {
	months := map[string][]string{"it": strings.Fields("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
		"en": strings.Fields("January February March April May June July August September October November December")}
	weekdays := map[string][]string{"it": strings.Fields("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
		"en": strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")}
	shift := 1 + m.r.IntN(5)
	changed := map[string]news.Texts{}
	for _, lang := range langs {
		for _, t := range tokenize(pair[lang]) {
			kind, words := "", ""
			month := slices.IndexFunc(months[lang], func(s string) bool { return strings.EqualFold(s, t.text) && s != "May" && s != "March" })
			day := slices.IndexFunc(weekdays[lang], func(s string) bool { return strings.EqualFold(s, t.text) })
			switch {
			case month >= 0 && m.source.almanac.months[(month+shift)%12+1], day >= 0 && m.source.almanac.weekdays[(day+1+shift%5)%7+1]:
				continue // the article's own, elsewhere
			case month >= 0:
				kind, words = "month", months[lang][(month+shift)%12]
			case day >= 0:
				kind, words = "weekday", weekdays[lang][(day+1+shift%5)%7]
			case plainYear(t) > 1900:
				kind, words = "year", fmt.Sprint(plainYear(t)-2-shift)
				if m.source.figures.hasYear(plainYear(t) - 2 - shift) {
					kind = "" // the article's own, elsewhere
				}
			}
			if kind != "" && changed[kind][lang] == "" {
				put(changed, kind, lang, replaced(pair[lang], t.start, t.end, words))
			}
		}
	}
	return m.collect(pair, langs, changed, news.KindDate)
}

var otherNames = strings.Fields("Brambati Scognamiglio Kowalczyk Hutchinson Quagliarella Vandelli Rosmini Pellizzari Thornbury Caltagirone")
var otherPlaces = strings.Fields("Bogotà Marrakech Vladivostok Potenza Wellington Caserta Reykjavik Osaka Nairobi Winnipeg")

// names puts another person's or place's name for a word with a capital inside the sentence.
func (m mutator) names(pair news.Texts, langs []string) []mutation {
	changed := map[string]news.Texts{}
	n := m.r.IntN(10)
	target := ""
	for _, lang := range langs {
		for _, t := range tokenize(pair[lang]) {
			if t.class != word || !t.upper || len(t.fold) < 4 || atlas().generics[t.fold] || functional(t.lower, lang) || !m.source.names.words[t.fold] ||
				calendars()[lang].months[t.fold] > 0 || calendars()[lang].weekdays[t.fold] > 0 || target != "" && t.fold != target || t.first && target == "" {
				continue
			}
			target = t.fold
			put(changed, "name", lang, replaced(pair[lang], t.start, t.end, otherNames[n]))
			put(changed, "place", lang, replaced(pair[lang], t.start, t.end, otherPlaces[n]))
			break
		}
	}
	return m.collect(pair, langs, changed, news.KindName)
}

// languages swaps a text for the other language's, or goes on in it after a third of the words.
func (m mutator) languages(pair news.Texts, lang string) []mutation {
	other := map[string]string{"it": "en", "en": "it"}[lang]
	head, tail := strings.Fields(pair[lang]), strings.Fields(pair[other])
	mixed := strings.Join(append(slices.Clone(head[:len(head)/2]), tail[len(tail)/2:]...), " ")
	return []mutation{
		{"language", news.KindLanguage, with(pair, news.Texts{lang: pair[other]})},
		{"language mixed", news.KindLanguage, with(pair, news.Texts{lang: mixed})},
	}
}

// cuts breaks a text off: anywhere, and after a function word with a full stop put there.
func (m mutator) cuts(pair news.Texts, lang string) []mutation {
	words := strings.Fields(pair[lang])
	at := len(words)/3 + m.r.IntN(len(words)/2)
	out := []mutation{{"cut", news.KindCut, with(pair, news.Texts{lang: strings.TrimRight(strings.Join(words[:at], " "), ".!?")})}}
	ending := map[string][]string{"it": strings.Fields("di il della per con e che nel un alla"), "en": strings.Fields("the a of and in to their with for")}[lang]
	for i := len(words) / 2; i < len(words); i++ {
		if slices.Contains(ending, words[i]) {
			out = append(out, mutation{"cut, stopped", news.KindCut, with(pair, news.Texts{lang: strings.Join(words[:i+1], " ") + "."})})
			break
		}
	}
	return out
}

func put(m map[string]news.Texts, kind, lang, text string) {
	if m[kind] == nil {
		m[kind] = news.Texts{}
	}
	m[kind][lang] = text
}

func replaced(text string, start, end int, words string) string {
	return text[:start] + words + text[end:]
}

// collect keeps what could be changed in all of the languages.
func (m mutator) collect(pair news.Texts, langs []string, changed map[string]news.Texts, want news.Kind) []mutation {
	var out []mutation
	for kind, texts := range changed {
		if len(texts) == len(langs) {
			out = append(out, mutation{kind, want, with(pair, texts)})
		}
	}
	return out
}

// TestMutations wants nine of ten mutations of each kind found. A change of one side may be found as such.
func TestMutations(t *testing.T) {
	type tally struct{ found, all int }
	counts := map[string]*tally{}
	count := func(a news.Article, pairs []news.Texts) {
		s := NewSource(a)
		m := mutator{rand.New(rand.NewPCG(1, uint64(len(a.Text)))), s}
		for _, p := range pairs {
			for _, x := range m.all(p) {
				c := counts[x.kind]
				if c == nil {
					c = &tally{}
					counts[x.kind] = c
				}
				c.all++
				found := s.Check(news.Point{Text: x.texts, From: []news.Ref{{}}}, both)
				if slices.ContainsFunc(found, func(f news.Finding) bool { return f.Kind == x.want || f.Kind == news.KindParity }) {
					c.found++
					continue
				}
				t.Logf("%s: %s not found, only %v\n  %s\n  %s", a.Title, x.kind, found, x.texts["it"], x.texts["en"])
			}
		}
	}
	for _, l := range seeds(t) {
		var pairs []news.Texts
		for _, p := range l.Pairs {
			pairs = append(pairs, news.Texts{"it": p.Italian, "en": p.English})
		}
		count(l.article, pairs)
	}
	for _, u := range unlikes(t) {
		count(u.article(), u.Points)
	}
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		c := counts[kind]
		t.Logf("%s: %d of %d", kind, c.found, c.all)
		if c.found*10 < c.all*9 {
			t.Errorf("%s: %d of %d found, want nine of ten", kind, c.found, c.all)
		}
	}
}

package check

import (
	"slices"
	"strings"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"mattinale/pipeline/news"
)

// language reports a text, or a part of it, in another language than asked for, and whether it is the whole text. Function
// words decide: they are in every sentence and hardly ever another language's. Names and what may be a title in quotation
// marks do not count.
func (s *Source) language(t statement) (found []news.Finding, foreign bool) {
	own := languageBit(t.lang)
	if own == 0 {
		found = t.otherScript()
		return found, len(found) > 0
	}
	votes := s.ballots(t, own)
	mine, theirs, which := count(votes, likely(s.lang, t.lang))
	reads := ""
	switch {
	case theirs >= 2 && theirs > 2*mine:
		reads = spoken[which]
	case mine == 0:
		reads = s.guess(t, votes, which)
	}
	if reads != "" {
		return []news.Finding{t.about(news.KindLanguage, "this reads as %s", languageName(reads))}, true
	}
	if found = t.clauses(votes); len(found) == 0 {
		found = s.leftovers(t)
	}
	return found, false
}

// vote is what one word says of the language.
type vote struct {
	own    bool
	others uint8 // languages that have the word as a function word, bit i for spoken[i]
	looks  uint8 // languages that a word of content looks like, next to the text's own
}

func (s *Source) ballots(t statement, own uint8) []vote {
	out := make([]vote, len(t.tokens))
	quoted := s.titles(t)
	for i, w := range t.tokens {
		letter := len(w.text) == 1 && !t.elides(i) && !w.is("a", "e")
		if w.class != word || quoted[i] || w.upper && !w.first || t.insideName(i) || letter {
			continue
		}
		bits := w.functions
		out[i] = vote{own: bits&own != 0, others: bits &^ own}
		if bits == 0 && len(w.fold) >= 3 {
			out[i].looks = s.looks(w, t.lang)
		}
	}
	return out
}

// looks returns the languages that a word of content looks like: the article's, when it stands there in lower case, and what
// its ending says.
func (s *Source) looks(w token, lang string) uint8 {
	var bits uint8
	last := w.fold[len(w.fold)-1:]
	switch {
	case (lang == "en" || lang == "de") && strings.Contains("aio", last):
		bits |= languageBit("it") | languageBit("es") | languageBit("pt")
	case lang == "it" && !strings.Contains("aeioulnr", last):
		bits |= languageBit("en") | languageBit("de") | languageBit("fr")
		if last == "s" && (s.lang == "es" || s.lang == "pt") {
			bits |= languageBit(s.lang)
		}
	}
	if lang != s.lang && s.names.small(w.fold) {
		bits |= languageBit(s.lang)
	}
	return bits
}

// elides reports whether an apostrophe follows: l'acqua.
func (t statement) elides(i int) bool {
	return i+1 < len(t.tokens) && t.tokens[i+1].glued && t.tokens[i+1].is("'", "’")
}

// insideName reports whether a word stands between two capitals: Corriere della Sera, Rio de Janeiro.
func (t statement) insideName(i int) bool {
	return i > 0 && i+1 < len(t.tokens) && t.tokens[i-1].upper && t.tokens[i+1].upper
}

// How many words in quotation marks may be a title, left as it is. More are somebody's words, and to be translated: longer ones,
// and those that the article has.
const (
	longestTitle = 7
	shortTitle   = 4
)

// titles marks the tokens in quotation marks that may be a title. Where hardly anything else is there, none is.
func (s *Source) titles(t statement) []bool {
	out := make([]bool, len(t.tokens))
	outside := 0
	for _, w := range t.tokens {
		if w.class == word && (!w.upper || w.first) {
			outside++
		}
	}
	for _, q := range quotations(t.tokens) {
		if q.words > longestTitle || q.words > shortTitle && s.spokenWords(t.tokens[q.from:q.to]) {
			continue
		}
		for i := q.from; i < q.to; i++ {
			out[i] = true
		}
		outside -= q.words
	}
	if outside < 3 {
		clear(out)
	}
	return out
}

// quoted marks the tokens in quotation marks. Single ones are taken for apostrophes.
func (t statement) quoted() []bool {
	out := make([]bool, len(t.tokens))
	depth := 0
	straight := false
	for i, w := range t.tokens {
		switch w.text {
		case "«", "“", "„":
			depth++
		case "»", "”":
			depth = max(0, depth-1)
		case "\"":
			straight = !straight
		}
		out[i] = depth > 0 || straight
	}
	return out
}

// likely returns the places of spoken, that of the article's language first: what is not in the language asked for mostly stayed in that.
func likely(article, asked string) []int {
	var order []int
	if i := slices.Index(spoken, article); i >= 0 && article != asked {
		order = append(order, i)
	}
	for i := range spoken {
		if len(order) == 0 || order[0] != i {
			order = append(order, i)
		}
	}
	return order
}

// count returns the strongest other language, by its place in spoken, and the votes for the text's own and for that one.
// Words that both have do not count. Of languages that are level the first in order is taken.
func count(votes []vote, order []int) (mine, theirs, which int) {
	which = -1
	for _, l := range order {
		own, other := 0, 0
		for _, v := range votes {
			has := v.others&(1<<l) != 0
			switch {
			case has && !v.own:
				other++
			case v.own && !has:
				own++
			}
		}
		if which < 0 || other-own > theirs-mine {
			mine, theirs, which = own, other, l
		}
	}
	return mine, theirs, which
}

// clauses reports stretches without a word that only the text's language has, in which another language speaks: two function
// words that only it has, or one and two words that look like its own.
func (t statement) clauses(votes []vote) []news.Finding {
	var out []news.Finding
	for i := 0; i < len(votes); i++ {
		if votes[i].own || votes[i].others == 0 {
			continue
		}
		for l := range spoken {
			bit := uint8(1) << l
			if votes[i].others&bit == 0 {
				continue
			}
			if from, end := t.stretch(votes, i, bit); end > 0 {
				out = append(out, t.finding(news.KindLanguage, from, end, "this part reads as %s", languageName(spoken[l])))
				i = end - 1
				break
			}
		}
	}
	return out
}

// longestStretch is how many tokens before and after are looked at.
const longestStretch = 40

// stretch returns the words round token i that speak a language, nothing when there are too few: two different function
// words of more than a letter, or two words that look like its own.
func (t statement) stretch(votes []vote, i int, bit uint8) (from, end int) {
	speaks, looks := map[string]bool{}, 0
	from, end = i, i+1
	for j := i; j < min(len(votes), i+longestStretch); j++ {
		v := votes[j]
		if v.own && v.others&bit == 0 {
			break
		}
		switch {
		case v.others&bit != 0 && !v.own:
			end = j + 1
			if len(t.tokens[j].lower) > 1 {
				speaks[t.tokens[j].lower] = true
			}
		case v.looks&bit != 0:
			looks, end = looks+1, j+1
		}
	}
	for j := i - 1; j >= max(0, i-longestStretch) && !votes[j].own; j-- {
		if votes[j].looks&bit != 0 {
			looks, from = looks+1, j
		}
	}
	if len(speaks) >= 2 || len(speaks) == 1 && looks >= 2 {
		return from, end
	}
	return 0, 0
}

// guess decides a text without a function word that only its own language has, as headlines often are: by the article's own
// words in it, by how its words end. It returns "" when it cannot tell.
func (s *Source) guess(t statement, votes []vote, which int) string {
	plain, speaks, looks, copied := 0, 0, 0, 0
	for i, w := range t.tokens {
		if w.class != word || w.upper && !w.first || len(w.fold) < 4 {
			continue
		}
		plain++
		if t.lang != s.lang && s.names.small(w.fold) && w.functions == 0 {
			copied++
		}
		if votes[i].looks&(1<<which) != 0 {
			looks++
		}
		if votes[i].others&(1<<which) != 0 && !votes[i].own {
			speaks++
		}
	}
	switch {
	case plain < 3:
		return ""
	case copied >= 3 && copied*10 >= plain*6 && languageBit(s.lang) != 0:
		return s.lang
	case (looks+speaks)*10 >= plain*6 && looks >= 2:
		return spoken[which]
	}
	return ""
}

// longEnough is how many letters whatlanggo needs to be trusted, by its own account of its trigrams.
const longEnough = 60

// otherScript asks whatlanggo about a language whose function words are not known here, and believes it only when it is
// sure: its trigrams are unreliable on single sentences.
func (t statement) otherScript() []news.Finding {
	base, err := language.ParseBase(t.lang)
	if err != nil || len(t.text) < longEnough || len(t.text) > 100_000 {
		return nil
	}
	want := whatlanggo.CodeToLang(base.ISO3())
	if want < 0 {
		return nil
	}
	list := map[whatlanggo.Lang]bool{want: true}
	for _, l := range spoken {
		list[whatlanggo.CodeToLang(language.MustParseBase(l).ISO3())] = true
	}
	got := whatlanggo.DetectWithOptions(t.text, whatlanggo.Options{Whitelist: list})
	if got.Lang == want || got.Lang < 0 || got.Confidence < 0.9 {
		return nil
	}
	return []news.Finding{t.about(news.KindLanguage, "this reads as %s", languageName(got.Lang.Iso6391()))}
}

func languageName(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return "another language"
	}
	return display.English.Languages().Name(tag)
}

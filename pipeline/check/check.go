package check

import (
	"fmt"
	"strings"

	"mattinale/pipeline/news"
)

// statement is one text of a point or a headline, as the checks see it.
type statement struct {
	text       string
	lang       string
	tokens     []token
	moments    []moment
	quantities []quantity
	sightings  []sighting
	headline   bool
	foreign    bool // it is in another language, so that nothing finer can be said of it
	titleCase  bool // most words have a capital
	shouting   bool // most words are all capitals

	folded     map[string]token // words by how they are folded; one with a capital where none is due before others
	consonants map[string]token // words with a capital by their consonants
}

func newStatement(text, lang string, headline bool) statement {
	t := statement{text: text, lang: lang, headline: headline, tokens: tokenize(text)}
	t.moments = moments(t.tokens, lang)
	t.quantities = quantities(t.tokens, lang)
	t.sightings = atlas().sightings(t.tokens)
	t.titleCase, t.shouting = t.capitalised(), t.shouts()
	t.folded, t.consonants = map[string]token{}, map[string]token{}
	for _, w := range t.tokens {
		if w.class != word {
			continue
		}
		if old, ok := t.folded[w.fold]; !ok || w.upper && (!old.upper || !w.first) {
			t.folded[w.fold] = w
		}
		if w.upper {
			t.consonants[consonants(w.fold)] = w
		}
	}
	return t
}

// words returns the tokens [from,to) as they stand in the text, without characters that act on a terminal.
func (t statement) words(from, to int) string {
	if from >= to {
		return ""
	}
	return news.PrintableLine(t.text[t.tokens[from].start:t.tokens[to-1].end])
}

// finding makes a finding about the tokens [from,to).
func (t statement) finding(kind news.Kind, from, to int, reason string, args ...any) news.Finding {
	return news.Finding{Kind: kind, Lang: t.lang, Words: t.words(from, to), Reason: fmt.Sprintf(reason, args...)}
}

// about makes a finding about the whole text.
func (t statement) about(kind news.Kind, reason string, args ...any) news.Finding {
	return t.finding(kind, 0, len(t.tokens), reason, args...)
}

// Check returns what it objects to in a point that should have a text in each of langs, BCP 47 tags: in the order of langs,
// then what concerns several languages, then the point as a whole. Figures, dates and names are held against the whole
// article. A point in the source's own words (news.EngineExtract) is only asked for its evidence.
func (s *Source) Check(p news.Point, langs []string) []news.Finding {
	var out []news.Finding
	if p.Engine != news.EngineExtract {
		out = s.checkTexts(p.Text, langs, false)
	}
	if len(p.From) == 0 {
		out = append(out, unsupported(p.Text, langs, "the point rests on no sentence of the article"))
	}
	return out
}

// CheckHeadline does the same for a headline, which needs no end and may have its words in capitals. One that has nothing in
// common with the article, in any language, is a finding about evidence.
func (s *Source) CheckHeadline(h news.Texts, langs []string) []news.Finding {
	out := s.checkTexts(h, langs, true)
	if !s.touches(h) {
		out = append(out, unsupported(h, langs, "the headline has no word of the article"))
	}
	return out
}

// unsupported is the finding about a text that rests on nothing; its words are those of the first language there is.
func unsupported(texts news.Texts, langs []string, reason string) news.Finding {
	for _, lang := range langs {
		if text := strings.TrimSpace(texts[lang]); text != "" {
			return news.Finding{Kind: news.KindEvidence, Lang: lang, Words: news.PrintableLine(text), Reason: reason}
		}
	}
	f := news.Finding{Kind: news.KindEvidence, Reason: reason}
	if len(langs) > 0 {
		f.Lang = langs[0]
	}
	return f
}

func (s *Source) checkTexts(texts news.Texts, langs []string, headline bool) []news.Finding {
	var statements []statement
	for _, lang := range langs {
		statements = append(statements, newStatement(texts[lang], lang, headline))
	}
	languages := make([][]news.Finding, len(statements))
	for i := range statements {
		languages[i], statements[i].foreign = s.language(statements[i])
	}
	var out []news.Finding
	for i, t := range statements {
		if strings.TrimSpace(t.text) == "" {
			out = append(out, news.Finding{Kind: news.KindCut, Lang: t.lang, Reason: "there is no text in this language"})
			continue
		}
		out = append(out, languages[i]...)
		out = append(out, s.cut(t)...)
		if t.foreign {
			continue
		}
		out = append(out, s.numbers(t)...)
		out = append(out, s.dates(t)...)
		out = append(out, s.namesOf(t, statements)...)
	}
	return append(out, s.parity(statements, out)...)
}

// touches reports whether a headline shares anything with the article: a word, a name, a number.
func (s *Source) touches(h news.Texts) bool {
	for lang, text := range h {
		for _, u := range units(tokenize(text), lang, lang == s.lang) {
			for _, w := range u.ways {
				if w.strength >= medium && len(s.postings[w.feature]) > 0 {
					return true
				}
			}
		}
	}
	return false
}

package check

import (
	"fmt"
	"slices"
	"strings"

	"mattinale/pipeline/news"
)

// statement is one text of a point or a headline, as the checks see it.
type statement struct {
	*reading
	headline  bool
	foreign   bool // it is in another language, so that nothing finer can be said of it
	titleCase bool // most words have a capital
	shouting  bool // most words are all capitals
}

func newStatement(r *reading, headline bool) statement {
	t := statement{reading: r, headline: headline}
	t.titleCase, t.shouting = t.capitalised(), t.shouts()
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
// then what concerns several languages, then the point as a whole. Figures, dates, names and quotations are held against the
// sentences that the point cites, then against the whole article: what stands only elsewhere in it is a finding that says
// so. A point in the source's own words (news.EngineExtract) is only asked for its evidence.
func (s *Source) Check(p news.Point, langs []string) []news.Finding {
	var out []news.Finding
	if p.Engine != news.EngineExtract {
		out = s.checkTexts(p.Text, langs, false, s.cite(p.From))
	}
	if len(p.From) == 0 && s.couldRest(p.Text) {
		out = append(out, unsupported(p.Text, langs, "the point rests on no sentence of the article"))
	}
	return out
}

// CheckHeadline does the same for a headline, which needs no end and may have its words in capitals. One that has nothing in
// common with the article, in any language, is a finding about evidence.
func (s *Source) CheckHeadline(h news.Texts, langs []string) []news.Finding {
	out := s.checkTexts(h, langs, true, nil)
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

// CheckSentence holds one sentence in one language against the whole article, where nobody says which sentences it rests
// on.
func (s *Source) CheckSentence(text, lang string) []news.Finding {
	out := s.checkTexts(news.Texts{lang: text}, []string{lang}, false, nil)
	if s.rank(news.Texts{lang: text}, 0, len(s.text)) == nil && s.couldRest(news.Texts{lang: text}) {
		out = append(out, unsupported(news.Texts{lang: text}, []string{lang}, "it rests on no sentence of the article"))
	}
	return out
}

// couldRest reports whether it can be told of texts that they rest on nothing: of those in the article's own language, and of
// others that name or count something.
func (s *Source) couldRest(texts news.Texts) bool {
	if texts[s.lang] != "" || len(texts) == 0 {
		return true
	}
	for lang, text := range texts {
		if strings.TrimSpace(text) == "" || tells(s.read(text, lang)) {
			return true
		}
	}
	return false
}

// tells reports whether a text names something or counts something: without, nothing of it can be looked up in an article in another
// language.
func tells(r *reading) bool {
	return slices.ContainsFunc(units(r, false, false), func(u unit) bool { return u.telling })
}

// elsewhere is the reason of a finding about what the article says, but not where the point says that it does.
const elsewhere = "in the article, but not in the sentences cited"

// cited are the sentences that a point cites, and what they say.
type cited struct {
	source    *Source
	sentences []int // from 1
	nearby    []int // those, those about them and the article's first ones, in order: whom "she" is, of which month "the 16th", when it all was

	said, about *facts // figures and dates of sentences and of nearby, read when they are asked for
	called      *names // of nearby
}

// facts are what the cited sentences say.
func (c *cited) facts() *facts {
	if c.said == nil {
		c.said = c.source.of(c.sentences)
	}
	return c.said
}

// names are those of the nearby sentences.
func (c *cited) names() *names {
	if c.called == nil {
		c.called = c.source.namesIn(c.nearby)
	}
	return c.called
}

// around are what the nearby sentences say.
func (c *cited) around() *facts {
	if c.about == nil {
		c.about = c.source.of(c.nearby)
	}
	return c.about
}

// has reports whether a nearby sentence has a feature.
func (c *cited) has(f feature) bool {
	posts := c.source.postings.find(f)
	return len(posts) <= subject*8 && slices.ContainsFunc(posts, func(n int32) bool {
		_, found := slices.BinarySearch(c.nearby, int(n)+1)
		return found
	})
}

// How many sentences before and after those cited, and at the beginning, may say who or when is meant.
const (
	aroundBefore = 3
	aroundAfter  = 1
	lead         = 2 // sentences at the article's beginning
)

// cite returns what the cited sentences say, nil when a point cites none.
func (s *Source) cite(refs []news.Ref) *cited {
	c := cited{source: s}
	seen := map[int]bool{}
	for n := 1; n <= min(lead, len(s.sentences)); n++ {
		seen[n] = true
		c.nearby = append(c.nearby, n)
	}
	for _, r := range refs {
		if r.Sentence < 1 || r.Sentence > len(s.sentences) {
			continue
		}
		c.sentences = append(c.sentences, r.Sentence)
		for n := max(1, r.Sentence-aroundBefore); n <= min(len(s.sentences), r.Sentence+aroundAfter); n++ {
			if !seen[n] {
				seen[n] = true
				c.nearby = append(c.nearby, n)
			}
		}
	}
	if len(c.sentences) == 0 {
		return nil
	}
	slices.Sort(c.nearby)
	return &c
}

func (s *Source) checkTexts(texts news.Texts, langs []string, headline bool, c *cited) []news.Finding {
	var statements []statement
	for _, lang := range langs {
		statements = append(statements, newStatement(s.read(texts[lang], lang), headline))
	}
	languages := make([][]news.Finding, len(statements))
	for i := range statements {
		languages[i], statements[i].foreign = s.language(statements[i])
	}
	particulars := make([][]news.Finding, len(statements))
	for i, t := range statements {
		if !t.foreign && strings.TrimSpace(t.text) != "" {
			particulars[i] = slices.Concat(s.numbers(t, c), s.dates(t, c), s.namesOf(t, statements, c))
		}
	}
	own := s.ownElsewhere(statements, particulars)
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
		for _, f := range particulars[i] { // figures, dates, names
			if f.Reason != elsewhere || t.lang == s.lang || own == nil || own[f.Kind] {
				out = append(out, f)
			}
		}
		out = append(out, s.quotes(t, statements, c)...)
	}
	return append(out, s.parity(statements, out)...)
}

// ownElsewhere returns of which kinds the text in the article's language has findings that say so of the wrong sentences, nil when
// there is no such text. It is surer than a translation, which adds what its readers do not know: Italy's civil protection.
func (s *Source) ownElsewhere(all []statement, particulars [][]news.Finding) map[news.Kind]bool {
	for i, t := range all {
		if t.lang != s.lang || t.foreign || strings.TrimSpace(t.text) == "" {
			continue
		}
		kinds := map[news.Kind]bool{}
		for _, f := range particulars[i] {
			if f.Reason == elsewhere {
				kinds[f.Kind] = true
			}
		}
		return kinds
	}
	return nil
}

// touches reports whether a headline shares anything with the article: a word, a name, a number.
func (s *Source) touches(h news.Texts) bool {
	for lang, text := range h {
		for _, u := range units(s.read(text, lang), lang == s.lang, false) {
			for _, w := range u.ways {
				if w.strength >= medium && len(s.postings.find(w.feature)) > 0 {
					return true
				}
			}
		}
	}
	return false
}

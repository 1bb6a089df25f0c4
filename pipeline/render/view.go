package render

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"mattinale/pipeline/news"
)

// line makes a text fit to be shown: on one line and printable.
func line(s string) string { return news.PrintableLine(s) }

// story is a news.Story as a reader sees it.
type story struct {
	Number    int
	Anchor    string
	Status    label
	Headlines []text
	Note      label // about all its points, empty when there is nothing to say
	Points    []point
	Conflicts []conflict
	Articles  []article
}

// text is one text in one language.
type text struct {
	Lang   string // for the lang attribute, empty when unknown
	Column int    // as said.Column
	Spans  []span
}

// span is a part of a text; Marked where a finding objects to it.
type span struct {
	Text   string
	Marked bool
}

func (t text) String() string {
	var all strings.Builder
	for _, s := range t.Spans {
		all.WriteString(s.Text)
	}
	return all.String()
}

// point is a news.Point as a reader sees it.
type point struct {
	Texts     []text
	Extracted bool
	Evidence  []sentence
	Findings  []finding
}

// finding is a news.Finding as a reader sees it.
type finding struct {
	Kind   label
	Lang   string
	Words  string
	Reason string
}

// conflict is a news.Conflict as a reader sees it.
type conflict struct {
	About  string
	Claims []sentence
}

// sentence is a sentence of an article, cited or in its place.
type sentence struct {
	Label   string // its number, after the letter of its article when the story has several
	Anchor  string
	Lang    string
	Text    string
	Article string // title, in a conflict
	Heading bool
	Cited   bool
}

// article is a news.StoryArticle as a reader sees it.
type article struct {
	Letter    string // empty when the story has one article
	Anchor    string
	Lang      string
	Topic     string
	Title     string
	Byline    string
	Source    string
	URL       string // http or https, else empty
	Published label
	Language  label
	Sentences []sentence
}

// newContent prepares the line about a story in the table of contents. number counts from 1.
func (v voice) newContent(s news.Story, number int) story {
	return story{Number: number, Anchor: fmt.Sprintf("s%d", number), Headlines: v.texts(s.Headline, nil)}
}

// newStory prepares a story for its reader. number counts from 1.
func (v voice) newStory(s news.Story, number int) story {
	out := v.newContent(s, number)
	out.Status = v.status(s.Status)
	for i, a := range s.Articles {
		out.Articles = append(out.Articles, v.newArticle(a, out.Anchor, i, len(s.Articles) > 1))
	}
	extracted := 0
	for _, p := range s.Points {
		shown := point{Texts: v.texts(p.Text, p.Findings), Extracted: p.Engine == news.EngineExtract}
		for _, ref := range p.From {
			shown.Evidence = appendNew(shown.Evidence, cited(s.Articles, out.Articles, ref.Article, ref.Sentence))
		}
		for _, f := range p.Findings {
			shown.Findings = append(shown.Findings, v.newFinding(f))
		}
		if shown.Extracted {
			extracted++
		}
		out.Points = append(out.Points, shown)
	}
	switch {
	case len(s.Points) == 0:
		out.Note = v.say("Di questo articolo non è stato possibile fare un riassunto.", "Nothing could be made of this article.")
	case extracted == len(s.Points):
		out.Note = v.ownWords()
	}
	for _, c := range s.Conflicts {
		out.Conflicts = append(out.Conflicts, newConflict(c, s.Articles, out.Articles))
	}
	return out
}

func (v voice) ownWords() label {
	return v.say("Parole della fonte, non tradotte", "Source’s own words, not translated")
}

func (v voice) status(status string) label {
	switch status {
	case "new":
		return v.say("nuova", "new")
	case "updated":
		return v.say("aggiornata", "updated")
	case "seen":
		return v.say("già vista", "seen before")
	}
	return plain(line(status))
}

func (v voice) newArticle(a news.StoryArticle, anchor string, index int, several bool) article {
	out := article{
		Anchor: fmt.Sprintf("%sa%d", anchor, index+1), Lang: tag(a.Language), Title: line(a.Title), Byline: line(a.Byline),
		Source: place(a.Source), URL: address(a.URL), Language: v.language(a.Language), Topic: line(a.Topic),
	}
	if a.Published != "" {
		out.Published = v.day(a.Published, false)
	}
	if several {
		out.Letter = string(rune('A' + index%26))
	}
	for i, s := range a.Sentences {
		out.Sentences = append(out.Sentences, sentence{
			Label: out.Letter + fmt.Sprint(i+1), Anchor: fmt.Sprintf("%sn%d", out.Anchor, i+1), Lang: out.Lang, Text: line(s),
			Heading: slices.Contains(a.Headings, i+1),
		})
	}
	return out
}

// cited finds a sentence that is cited and notes so in its article; nil when there is none.
func cited(articles []news.StoryArticle, shown []article, id string, number int) *sentence {
	i := slices.IndexFunc(articles, func(a news.StoryArticle) bool { return a.ID == id })
	if i < 0 || number < 1 || number > len(shown[i].Sentences) {
		return nil
	}
	s := &shown[i].Sentences[number-1]
	s.Cited = true
	return s
}

func appendNew(list []sentence, s *sentence) []sentence {
	if s == nil || slices.ContainsFunc(list, func(other sentence) bool { return other.Anchor == s.Anchor }) {
		return list
	}
	return append(list, *s)
}

func newConflict(c news.Conflict, articles []news.StoryArticle, shown []article) conflict {
	out := conflict{About: line(c.About)}
	for _, claim := range c.Claims {
		shownClaim := sentence{Text: line(claim.Text)}
		if s := cited(articles, shown, claim.Article, claim.Sentence); s != nil {
			shownClaim.Label, shownClaim.Anchor, shownClaim.Lang = s.Label, s.Anchor, s.Lang
		}
		if i := slices.IndexFunc(articles, func(a news.StoryArticle) bool { return a.ID == claim.Article }); i >= 0 {
			shownClaim.Article = cmp.Or(shown[i].Title, shown[i].Source)
		}
		out.Claims = append(out.Claims, shownClaim)
	}
	return out
}

// texts puts the languages of one text in the brief's order, others after them.
func (v voice) texts(all news.Texts, findings []news.Finding) []text {
	order := slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		x, y := v.column(a), v.column(b)
		if (x < 0) != (y < 0) {
			return cmp.Compare(y, x)
		}
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
	})
	var out []text
	for _, language := range order {
		words := line(all[language])
		if words == "" {
			continue
		}
		out = append(out, text{tag(language), v.column(language), marked(words, language, findings)})
	}
	if len(out) < len(v.languages) { // it must be seen whichever language is chosen
		for i := range out {
			out[i].Column = -1
		}
	}
	return out
}

// marked parts a text at the words that findings object to.
func marked(words, language string, findings []news.Finding) []span {
	spans := []span{{Text: words}}
	for _, f := range findings {
		wanted := line(f.Words)
		if f.Lang != language || wanted == "" || wanted == words {
			continue
		}
		for i, s := range spans {
			before, after, found := strings.Cut(s.Text, wanted)
			if s.Marked || !found {
				continue
			}
			spans = slices.Replace(spans, i, i+1, span{before, false}, span{wanted, true}, span{after, false})
			break
		}
	}
	return slices.DeleteFunc(spans, func(s span) bool { return s.Text == "" })
}

func (v voice) newFinding(f news.Finding) finding {
	kinds := map[news.Kind][2]string{
		news.KindNumber:   {"cifra senza riscontro nella fonte", "figure the source does not bear out"},
		news.KindName:     {"nome senza riscontro nella fonte", "name the source does not bear out"},
		news.KindDate:     {"data senza riscontro nella fonte", "date the source does not bear out"},
		news.KindQuote:    {"parole che la fonte non riporta", "words the source does not quote"},
		news.KindLanguage: {"lingua sbagliata", "wrong language"},
		news.KindParity:   {"le due lingue non dicono lo stesso", "the languages do not say the same"},
		news.KindCut:      {"testo interrotto", "text that breaks off"},
		news.KindEvidence: {"affermazione senza riscontro nella fonte", "statement the source does not bear out"},
	}
	kind := plain(line(string(f.Kind)))
	if words, known := kinds[f.Kind]; known {
		kind = v.say(words[0], words[1])
	}
	return finding{Kind: kind, Lang: tag(f.Lang), Words: line(f.Words), Reason: line(f.Reason)}
}

// tag returns a language tag fit for a lang attribute, "" (unknown) for what is none.
func tag(language string) string {
	if language == "und" || len(language) > 35 || strings.Trim(language, "-") != language {
		return ""
	}
	for _, r := range language {
		if r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return ""
		}
	}
	return language
}

// place is where an article was read: its file, or the host of its address, which stands under its title whole.
func place(source string) string {
	if a := address(source); a != "" {
		if u, err := url.Parse(a); err == nil {
			return strings.TrimPrefix(u.Host, "www.")
		}
	}
	return line(source)
}

// address returns a link's address if it leads to the web, and "" otherwise.
func address(raw string) string {
	const closing = "<>\"'`\\ " // may end an attribute, or a link in angle brackets
	u, err := url.Parse(strings.TrimSpace(raw))
	switch {
	case err != nil, u.Host == "", u.User != nil, raw != line(raw), strings.ContainsAny(u.Host, closing):
		return ""
	case u.Scheme != "http" && u.Scheme != "https":
		return ""
	}
	// Go leaves some of them as they are in a query.
	return strings.NewReplacer("<", "%3C", ">", "%3E", `"`, "%22", "'", "%27", "`", "%60", `\`, "%5C", " ", "%20").Replace(u.String())
}

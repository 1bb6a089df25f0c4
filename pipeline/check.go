package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"mattinale/pipeline/check"
	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
)

// Claims is a summary by anyone, to be held against its article. Texts are in the languages it has, by BCP 47 tag.
type Claims struct {
	Headline news.Texts
	Points   []Claim
	plain    bool // it was plain text: the points are its sentences
}

// Claim is a point of Claims. Without From, the sentences it rests on are looked for.
type Claim struct {
	Text news.Texts
	From []int // sentences of the article, from 1
}

// PointFinding is a finding about a point, counted from 1; 0 is the headline.
type PointFinding struct {
	Point int `json:"point"`
	news.Finding
}

// ErrShape wraps what is wrong with a summary that cannot be checked.
var ErrShape = errors.New("the summary cannot be read")

// shape is what a summary in JSON looks like.
const shape = `{"headline":{"it":"…"},"points":[{"text":{"it":"…","en":"…"},"from":[3]}]}`

// OneArticle reads the article that the one source of in gives: source → clean. A source of none, or of several, is an error.
func OneArticle(ctx context.Context, in Input) (news.Article, error) {
	var found []news.Document
	name := in.Sources[0].Address
	for from := range in.given(ctx, time.Now(), time.Now, 2) {
		name = from.Name()
		for doc, err := range from.Documents {
			if err != nil {
				return news.Article{}, err
			}
			if found = append(found, doc); len(found) > 1 {
				return news.Article{}, fmt.Errorf("%s has several articles; name one", name)
			}
			from.Take()
		}
	}
	if len(found) == 0 {
		return news.Article{}, fmt.Errorf("%s: there is no article in it", name)
	}
	a, err := clean.Article(found[0])
	if err != nil {
		return a, fmt.Errorf("%s: %w", name, err)
	}
	return a, nil
}

// TextArticle is the article of a plain text.
func TextArticle(text string) (news.Article, error) {
	return clean.Article(news.Document{Bytes: []byte(text), MediaType: "text/plain"})
}

// ReadClaims reads a summary: JSON of the shape that summarize --json prints, with as much or as little of it as there is,
// or plain text, which is in the given language where its words do not tell. Its errors wrap ErrShape.
func ReadClaims(data []byte, lang string) (Claims, error) {
	text, _, err := clean.Decode(data, "text/plain")
	if err != nil {
		return Claims{}, fmt.Errorf("%w: %w", ErrShape, err)
	}
	text = strings.TrimSpace(strings.TrimPrefix(text, "\uFEFF"))
	if text == "" {
		return Claims{}, fmt.Errorf("%w: it is empty", ErrShape)
	}
	if text[0] == '{' || text[0] == '[' {
		return readJSON([]byte(text))
	}
	return plainClaims(text, check.Language(text, lang))
}

func readJSON(data []byte) (Claims, error) {
	var raw struct {
		Headline news.Texts `json:"headline"`
		Points   []struct {
			Text news.Texts      `json:"text"`
			From json.RawMessage `json:"from"`
		} `json:"points"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&raw); err != nil {
		return Claims{}, fmt.Errorf("%w: %w; it should be plain text, or like %s", ErrShape, plainError(err), shape)
	}
	if _, err := d.Token(); err != io.EOF {
		return Claims{}, fmt.Errorf("%w: there is more after its end", ErrShape)
	}
	c := Claims{Headline: raw.Headline}
	if err := tags(c.Headline); err != nil {
		return Claims{}, fmt.Errorf("%w: headline: %w", ErrShape, err)
	}
	for i, p := range raw.Points {
		from, err := sentenceNumbers(p.From)
		if err == nil && len(p.Text) == 0 {
			err = errors.New("it has no text")
		}
		if err = errors.Join(err, tags(p.Text)); err != nil {
			return Claims{}, fmt.Errorf("%w: point %d: %w; it should be like %s", ErrShape, i+1, err, shape)
		}
		c.Points = append(c.Points, Claim{Text: p.Text, From: from})
	}
	if len(c.Points) == 0 && len(c.Headline) == 0 {
		return Claims{}, fmt.Errorf("%w: it has no points; it should be plain text, or like %s", ErrShape, shape)
	}
	return c, nil
}

// plainError says in short what is wrong with JSON.
func plainError(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Errorf("%q is a %s", kind.Field, kind.Value)
	}
	return err
}

// tags refuses texts whose keys are no languages.
func tags(t news.Texts) error {
	for _, tag := range slices.Sorted(maps.Keys(t)) {
		if parsed, err := language.Parse(tag); err != nil || parsed == language.Und {
			return fmt.Errorf("%q is no language", tag)
		}
	}
	return nil
}

// sentenceNumbers reads the sentences cited: numbers, or references as brief.json has them.
func sentenceNumbers(raw json.RawMessage) ([]int, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	var numbers []int
	if json.Unmarshal(raw, &numbers) == nil {
		return numbers, nil
	}
	var refs []news.Ref
	if json.Unmarshal(raw, &refs) != nil {
		return nil, errors.New(`"from" is no list of sentence numbers`)
	}
	numbers = make([]int, len(refs))
	for i, r := range refs {
		numbers[i] = r.Sentence
	}
	return numbers, nil
}

// plainClaims takes the sentences of a text, each in the language it is in; a first line without an end, with text under it,
// is the headline.
func plainClaims(text, lang string) (Claims, error) {
	c := Claims{plain: true}
	lines := paragraphsOf(text)
	if len(lines) > 1 && utf8.RuneCountInString(lines[0]) <= longestHeadline && !stops(lines[0]) {
		c.Headline = news.Texts{check.Language(lines[0], lang): lines[0]}
		lines = lines[1:]
	}
	for _, line := range lines {
		for _, s := range clean.Sentences(line, lang) {
			sentence := line[s.Start:s.End]
			if hasLetters(sentence) {
				c.Points = append(c.Points, Claim{Text: news.Texts{check.Language(sentence, lang): sentence}})
			}
		}
	}
	if len(c.Points) == 0 {
		return c, fmt.Errorf("%w: there are no words in it", ErrShape)
	}
	return c, nil
}

// longestHeadline is how many characters the first line of a text has at most to be its headline.
const longestHeadline = 160

// paragraphsOf joins the lines of a text that belong together: those of a paragraph that was wrapped, but not items of a list.
func paragraphsOf(text string) []string {
	var out []string
	open := false // the last paragraph may go on
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		item := strings.TrimLeft(line, "-*•–· \t")
		switch {
		case line == "":
			open = false
		case item != line || !open || stops(out[len(out)-1]) && !startsSmall(line) || len(out[len(out)-1]) < shortLine && !startsSmall(line):
			out = append(out, item)
			open = true
		default:
			out[len(out)-1] += " " + line
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return !hasLetters(s) })
}

// shortLine is how short a line is that was not wrapped, in bytes.
const shortLine = 50

// startsSmall reports whether a line begins as one that goes on does.
func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r) || unicode.IsDigit(r)
}

func stops(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] ")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
}

func hasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// CheckClaims holds a summary against its article: the headline, then the points in their order. An error is a sentence cited
// that the article does not have, and wraps ErrShape.
func CheckClaims(a news.Article, c Claims) ([]PointFinding, error) {
	src := check.NewSource(a)
	var out []PointFinding
	add := func(point int, found []news.Finding) {
		for _, f := range found {
			out = append(out, PointFinding{Point: point, Finding: f})
		}
	}
	if len(c.Headline) > 0 {
		add(0, src.CheckHeadline(c.Headline, ordered(c.Headline)))
	}
	for i, claim := range c.Points {
		langs := ordered(claim.Text)
		if c.plain {
			add(i+1, src.CheckSentence(claim.Text[langs[0]], langs[0]))
			continue
		}
		p := news.Point{Text: claim.Text, Engine: news.EngineOpenAI}
		from := claim.From
		for _, n := range from {
			if n < 1 || n > len(a.Sentences) {
				return nil, fmt.Errorf("%w: point %d cites sentence %d, and the article has %d", ErrShape, i+1, n, len(a.Sentences))
			}
		}
		if len(from) == 0 {
			from = src.Evidence(claim.Text, 0, len(a.Text))
		}
		for _, n := range from {
			p.From = append(p.From, news.Ref{Article: a.ID, Sentence: n})
		}
		add(i+1, src.Check(p, langs))
	}
	return out, nil
}

// ordered are the languages of texts: Italian, English, then the others.
func ordered(t news.Texts) []string {
	langs := slices.Sorted(maps.Keys(t))
	slices.SortStableFunc(langs, func(a, b string) int { return place(a) - place(b) })
	return langs
}

func place(lang string) int {
	if i := slices.Index([]string{"it", "en"}, lang); i >= 0 {
		return i
	}
	return 2
}

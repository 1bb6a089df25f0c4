package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"mattinale/pipeline/news"
)

// JSON writes b in the format of brief.json. Lists are never null, and what could act on a terminal is escaped, so that
// the file can be looked at with any tool and still holds every character.
func JSON(w io.Writer, b news.Brief) error {
	if b.Languages == nil {
		b.Languages = []string{}
	}
	if b.Receipt.Sources == nil {
		b.Receipt.Sources = []news.SourceRow{}
	}
	frame, err := encoded(news.Brief{
		Schema: b.Schema, Date: b.Date, Began: b.Began, Generated: b.Generated, Languages: b.Languages, Stories: news.StoryList{}, Receipt: b.Receipt,
	}, "", "  ")
	if err != nil {
		return err
	}
	before, after, _ := bytes.Cut(frame, []byte("\n  \"stories\": []")) // no text has a line break in JSON
	if _, err := fmt.Fprintf(w, "%s\n  \"stories\": [", before); err != nil {
		return err
	}
	separator, end := "\n    ", ""
	for s, err := range stories(b) {
		if err != nil {
			return err
		}
		line, err := encoded(wholeStory(s), "    ", "  ")
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s%s", separator, bytes.TrimRight(line, "\n")); err != nil {
			return err
		}
		separator, end = ",\n    ", "\n  "
	}
	_, err = fmt.Fprintf(w, "%s]%s", end, after)
	return err
}

// JSONLine writes one article's summary on one line: what `summarize --json` prints.
func JSONLine(w io.Writer, a news.StoryArticle, s news.Summary) error {
	return ValueLine(w, struct {
		Article news.StoryArticle `json:"article"`
		news.Summary
	}{wholeArticle(a), wholeSummary(s)})
}

// ValueLine writes a value on one line as JSON, with what could act on a terminal escaped.
func ValueLine(w io.Writer, value any) error {
	line, err := encoded(value, "", "")
	if err != nil {
		return err
	}
	_, err = w.Write(line)
	return err
}

// encoded is a value in JSON and a line break, each further line of it behind a prefix.
func encoded(value any, prefix, indent string) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent(prefix, indent)
	if err := encoder.Encode(value); err != nil {
		return nil, fmt.Errorf("encoding JSON: %w", err)
	}
	return escaped(out.Bytes()), nil
}

// escaped writes characters that are not seen but do something as \u escapes. Outside of its strings JSON has none.
func escaped(in []byte) []byte {
	plain := bytes.IndexFunc(in, acts)
	if plain < 0 {
		return in
	}
	out := slices.Clip(in[:plain])
	for in = in[plain:]; len(in) > 0; {
		r, size := utf8.DecodeRune(in)
		switch {
		case !acts(r):
			out = append(out, in[:size]...)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		in = in[size:]
	}
	return out
}

// acts is news.Acts but for the line ends between JSON's values.
func acts(r rune) bool { return r != '\n' && news.Acts(r) }

// each returns f of each element, never nil.
func each[T any](list []T, f func(T) T) []T {
	out := slices.Grow([]T{}, len(list))
	for _, element := range list {
		out = append(out, f(element))
	}
	return out
}

func same[T any](value T) T { return value }

func wholeStory(s news.Story) news.Story {
	s.Summary = wholeSummary(s.Summary)
	s.Conflicts = each(s.Conflicts, func(c news.Conflict) news.Conflict {
		c.Claims = each(c.Claims, same)
		return c
	})
	s.Articles = each(s.Articles, wholeArticle)
	return s
}

func wholeSummary(s news.Summary) news.Summary {
	if s.Headline == nil {
		s.Headline = news.Texts{}
	}
	s.Points = each(s.Points, func(p news.Point) news.Point {
		if p.Text == nil {
			p.Text = news.Texts{}
		}
		p.From, p.Findings = each(p.From, same), each(p.Findings, same)
		return p
	})
	return s
}

func wholeArticle(a news.StoryArticle) news.StoryArticle {
	a.Sentences = each(a.Sentences, same)
	return a
}

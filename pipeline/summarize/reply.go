package summarize

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"mattinale/pipeline/news"
	"mattinale/prompts"
)

// sentencePattern is what a point looks like: one sentence, without a line break or a straight quotation mark, and with
// a mark at its end. A server that turns schemas into grammars (llama.cpp) then neither lets a small model end a string
// at a straight quotation mark in the middle of a sentence, nor leave the full stop off, nor copy a whole paragraph: a
// stop is followed by a digit, a capital or a closing mark, never by a space.
//
// The marks are those of the scripts that have one: a language without (noStop) gets no pattern.
const sentencePattern = `^([^"\n.!?]|[.][0-9A-Z.,)”»’]|[!?][)”»’])+[.!?。！？؟।]$`

// noStop are languages whose sentences end without a mark.
var noStop = map[string]bool{"th": true, "lo": true, "km": true, "my": true, "bo": true, "dz": true}

// summarySchema is the JSON Schema of the reply to summarize.tmpl. Objects are written by hand, since models write
// properties in the order in which the schema has them.
func summarySchema(languages []prompts.Language, points int) []byte {
	var b bytes.Buffer
	writePointsSchema(&b, languages, points)
	b.WriteString(`,"headline":`)
	writeTextsSchema(&b, languages, "")
	b.WriteString(`},"required":["points","headline"],"additionalProperties":false}`)
	return b.Bytes()
}

// repairSchema is the JSON Schema of the reply to repair.tmpl: a sentence for each key.
func repairSchema(failed []prompts.Failed) []byte {
	var b bytes.Buffer
	var keys []prompts.Language
	for _, f := range failed {
		keys = append(keys, prompts.Language{Key: f.Key})
	}
	writeTextsSchema(&b, keys, sentencePattern)
	return b.Bytes()
}

// writePointsSchema leaves the list of properties open.
func writePointsSchema(b *bytes.Buffer, languages []prompts.Language, points int) {
	fmt.Fprintf(b, `{"type":"object","properties":{"points":{"type":"array","minItems":%d,"maxItems":%d,"items":`, points, points)
	writeTextsSchema(b, languages, sentencePattern)
	b.WriteByte('}')
}

// choiceSchema is the JSON Schema of the reply to reduce.tmpl: n numbers from 1 to last.
func choiceSchema(languages []prompts.Language, n, last int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"type":"object","properties":{"keep":{"type":"array","minItems":%d,"maxItems":%d,`, n, n)
	fmt.Fprintf(&b, `"items":{"type":"integer","minimum":1,"maximum":%d}},"headline":`, last)
	writeTextsSchema(&b, languages, "")
	b.WriteString(`},"required":["keep","headline"],"additionalProperties":false}`)
	return b.Bytes()
}

func writeTextsSchema(b *bytes.Buffer, languages []prompts.Language, pattern string) {
	var keys, required []string
	for _, l := range languages {
		text := `{"type":"string"}`
		if pattern != "" && !noStop[l.Tag] {
			p, _ := json.Marshal(pattern) // strings always marshal
			text = fmt.Sprintf(`{"type":"string","pattern":%s}`, p)
		}
		key, _ := json.Marshal(l.Key)
		keys = append(keys, string(key)+":"+text)
		required = append(required, string(key))
	}
	fmt.Fprintf(b, `{"type":"object","properties":{%s},"required":[%s],"additionalProperties":false}`,
		strings.Join(keys, ","), strings.Join(required, ","))
}

// Schema is the JSON Schema of a summary with so many points, as Article asks for it.
func Schema(languages []prompts.Language, points int) []byte { return summarySchema(languages, points) }

// Parse reads a reply of that shape. Its points are of no part of the article yet.
func Parse(text string, languages []prompts.Language) (Draft, error) {
	s, err := parseSummary(text, languages)
	if err != nil {
		return Draft{}, err
	}
	d := Draft{Headline: s.headline}
	for _, t := range s.points {
		d.Points = append(d.Points, Point{Text: t})
	}
	return d, nil
}

type summary struct {
	points   []news.Texts
	headline news.Texts
}

// parseSummary reads a reply to summarize.tmpl. Every text must be there in every language; a point more or less than
// asked for is taken as it is.
func parseSummary(text string, languages []prompts.Language) (summary, error) {
	points, headline, err := parsePoints(text, languages)
	if err != nil {
		return summary{}, err
	}
	s := summary{points: points, headline: texts(headline, languages)}
	if err := whole(s.headline, languages); err != nil {
		return summary{}, fmt.Errorf("headline: %w", err)
	}
	return s, nil
}

// parsePoints reads the points of a reply, and its headline as it is.
func parsePoints(text string, languages []prompts.Language) (points []news.Texts, headline map[string]string, err error) {
	var raw struct {
		Points   []map[string]string `json:"points"`
		Headline map[string]string   `json:"headline"`
	}
	if err := json.Unmarshal([]byte(text), &raw); err != nil {
		return nil, nil, fmt.Errorf("the reply is not the JSON asked for: %w", err)
	}
	if len(raw.Points) == 0 {
		return nil, nil, errors.New("the reply has no points")
	}
	for i, p := range raw.Points {
		t := texts(p, languages)
		if err := whole(t, languages); err != nil {
			return nil, nil, fmt.Errorf("point %d: %w", i+1, err)
		}
		points = append(points, t)
	}
	return points, raw.Headline, nil
}

type choice struct {
	keep     []int
	headline news.Texts
}

// parseChoice reads a reply to reduce.tmpl. Numbers out of range are an error: the model has not understood.
func parseChoice(text string, languages []prompts.Language, last int) (choice, error) {
	var raw struct {
		Keep     []int             `json:"keep"`
		Headline map[string]string `json:"headline"`
	}
	if err := json.Unmarshal([]byte(text), &raw); err != nil {
		return choice{}, fmt.Errorf("the reply is not the JSON asked for: %w", err)
	}
	if len(raw.Keep) == 0 {
		return choice{}, errors.New("the reply keeps no point")
	}
	for _, number := range raw.Keep {
		if number < 1 || number > last {
			return choice{}, fmt.Errorf("the reply keeps point %d of %d", number, last)
		}
	}
	c := choice{keep: raw.Keep, headline: texts(raw.Headline, languages)}
	if err := whole(c.headline, languages); err != nil {
		return choice{}, fmt.Errorf("headline: %w", err)
	}
	return c, nil
}

func whole(t news.Texts, languages []prompts.Language) error {
	for _, l := range languages {
		if t[l.Tag] == "" {
			return fmt.Errorf("no text in %s", l.Key)
		}
	}
	return nil
}

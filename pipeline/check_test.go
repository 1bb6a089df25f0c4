package pipeline_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"mattinale/pipeline"
	"mattinale/pipeline/news"
)

func TestReadClaims(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "it is empty",
		" \n ":                      "it is empty",
		"…!?":                       "no words",
		"{":                         "unexpected EOF",
		"[]":                        "plain text, or like",
		`{"points":[]}`:             "no points",
		`{"points":[{"text":{}}]}`:  "no text",
		`{"points":[{"text":"x"}]}`: `"points.text" is a string`,
		`{"points":[{"text":{"it":"x"},"from":"a"}]}`:     "no list of sentence numbers",
		`{"points":[{"text":{"it":"x"}}]} {}`:             "more after its end",
		`{"headline":{"klingonese tongue":"x"}}`:          "no language",
		"\x00\x01\x02\x03\x04PNG\xff\xfe\x00\x07\x00\x00": "",
	} {
		_, err := pipeline.ReadClaims([]byte(text), "it")
		if !errors.Is(err, pipeline.ErrShape) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
	c, err := pipeline.ReadClaims([]byte("Riapre il ponte\n\nIl ponte è lungo\n80 metri. È stato rifatto.\n- The works cost a lot.\n"), "it")
	if err != nil || c.Headline["it"] != "Riapre il ponte" || len(c.Points) != 3 || c.Points[0].Text["it"] != "Il ponte è lungo 80 metri." || c.Points[2].Text["en"] == "" {
		t.Errorf("claims %+v, error %v", c, err)
	}
}

// FuzzClaims wants no crash, and nothing in the words of findings that acts on a terminal.
func FuzzClaims(f *testing.F) {
	f.Add("Il ponte di Varzi riapre lunedì dopo sei mesi.", "Il ponte costa 3 milioni. “The bridge” is open.")
	f.Add("Il ponte.", `{"headline":{"it":"A"},"points":[{"text":{"it":"Bram\u202ebati dice «no»","en":"x"},"from":[1]}]}`)
	f.Fuzz(func(t *testing.T, article, summary string) {
		if len(article)+len(summary) > 20_000 {
			return
		}
		a, err := pipeline.TextArticle(article)
		if err != nil {
			return
		}
		c, err := pipeline.ReadClaims([]byte(summary), a.Language)
		if err != nil {
			return
		}
		found, err := pipeline.CheckClaims(a, c)
		if err != nil && !errors.Is(err, pipeline.ErrShape) {
			t.Fatal(err)
		}
		for _, x := range found {
			if x.Words != news.PrintableLine(x.Words) || strings.ContainsFunc(x.Words, unicode.IsControl) || x.Point < 0 || x.Point > len(c.Points) {
				t.Fatalf("finding %+v", x)
			}
		}
	})
}

package render

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/news"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got; -update writes it anew):\n%s", path, diff)
	}
}

// bare is a brief with nothing in it.
func bare() news.Brief { return news.Brief{Schema: news.Schema, Date: "2026-11-24"} }

func TestGolden(t *testing.T) {
	english := sample()
	english.Languages = []string{"en"}
	french := sample()
	french.Languages = []string{"fr", "en", "it"}
	forms := map[string]func(io.Writer, news.Brief) error{"json": JSON, "md": Markdown, "html": HTML}
	for name, b := range map[string]news.Brief{"brief": sample(), "empty": bare(), "english": english, "french": french} {
		for form, render := range forms {
			if form == "json" && b.Languages != nil && name != "brief" {
				continue // differs in one line
			}
			t.Run(name+"."+form, func(t *testing.T) {
				var out bytes.Buffer
				if err := render(&out, b); err != nil {
					t.Fatal(err)
				}
				golden(t, name+"."+form, out.Bytes())
			})
		}
	}
}

func TestGoldenText(t *testing.T) {
	var out bytes.Buffer
	for _, s := range list(sample()) {
		if err := Text(&out, s.Articles[0], s.Summary, TextOptions{Languages: []string{"it", "en"}, Width: 72}); err != nil {
			t.Fatal(err)
		}
	}
	golden(t, "summaries.txt", out.Bytes())
}

func TestGoldenLines(t *testing.T) {
	var out bytes.Buffer
	for _, s := range list(sample()) {
		if err := JSONLine(&out, s.Articles[0], s.Summary); err != nil {
			t.Fatal(err)
		}
	}
	if err := JSONLine(&out, news.StoryArticle{}, news.Summary{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "summaries.jsonl", out.Bytes())
}

package pipeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mattinale/pipeline"
	"mattinale/pipeline/news"
	"mattinale/pipeline/source/sitetest"
)

// TestManyOfAKind has a feed of 3000 entries with one text: a hostile one must not make a receipt of megabytes.
func TestManyOfAKind(t *testing.T) {
	const entries = 3000
	name := filepath.Join(t.TempDir(), "feed.xml")
	text := strings.Join(sitetest.Number(1).Paragraphs, " ")
	item := "<item><title>Uno</title><description>" + text + "</description></item>"
	if err := os.WriteFile(name, []byte(`<rss version="2.0"><channel><title>x</title>`+strings.Repeat(item, entries)+"</channel></rss>"), 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := pipeline.Run(t.Context(), pipeline.Config{
		Input: pipeline.Input{Sources: []news.Source{{Address: name}}}, Languages: []string{"it"}, Points: 3, Counter: counter(t),
		WhyExtract: "a test", Now: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	a, rows := b.Receipt.Articles, 0
	last := ""
	for _, p := range b.Receipt.Problems {
		if p.Status == "skipped" {
			rows, last = rows+1, p.Article
		}
	}
	if a.Read != entries || a.Extracted != 1 || a.Skipped != entries-1 || rows != 101 || last != fmt.Sprintf("%d more articles of %s", entries-101, name) {
		t.Errorf("%+v, %d rows, the last %q", a, rows, last)
	}
}

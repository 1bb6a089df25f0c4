package pipeline_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mattinale/pipeline"
	"mattinale/pipeline/news"
)

// TestMailboxWithABounce has a newsletter and an automatic reply in one mailbox: the reply is passed over with a row, and is no failure.
func TestMailboxWithABounce(t *testing.T) {
	letter := "From a@example.org Tue Nov 24 06:00:00 2026\nFrom: La Lettera <a@example.org>\nSubject: Gru nuove\n\n" +
		"L'autorità portuale di Santerra ha comprato tre gru elettriche per il molo nord, al prezzo di 27 milioni di euro. " +
		"Arriveranno ad aprile e sostituiranno quelle del 1994, che saranno vendute a un porto del Mar Nero.\n\n"
	away := "From b@example.org Tue Nov 24 07:00:00 2026\nFrom: b@example.org\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nI am away until Monday.\n\n"
	box := filepath.Join(t.TempDir(), "posta.mbox")
	for name, text := range map[string]string{"both": letter + away, "the reply alone": away} {
		if err := os.WriteFile(box, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		cfg := pipeline.Config{Languages: []string{"it"}, Points: 2, Counter: counter(t), WhyExtract: "a test", Now: time.Now}
		cfg.Sources = []news.Source{{Address: box}}
		b, _ := pipeline.Run(t.Context(), cfg)
		row, count := b.Receipt.Sources[0], b.Receipt.Articles
		if count.Failed != 0 || count.Skipped != 1 || count.Read != count.Extracted+count.Skipped {
			t.Errorf("%s: %+v", name, count)
		}
		if want := map[bool]string{true: news.SourceOK, false: news.SourceFailed}[name == "both"]; row.Status != want {
			t.Errorf("%s: %+v, want %s", name, row, want)
		}
		if p := b.Receipt.Problems; len(p) == 0 || !strings.Contains(p[len(p)-1].Article+p[0].Article, "message") {
			t.Errorf("%s: no row for the reply: %+v", name, p)
		}
	}
}

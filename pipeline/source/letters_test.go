package source

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"mattinale/pipeline/news"
)

// TestMailThatComesLate has a mail that is delivered after the brief of the day and dated before it: it is new for the next brief, once.
func TestMailThatComesLate(t *testing.T) {
	box := filepath.Join(t.TempDir(), "posta.mbox")
	letter := func(subject, date string) string {
		return "From a@example.org Tue Nov 24 06:00:00 2026\nFrom: a@example.org\nSubject: " + subject + "\nDate: " + date + "\n\ntesto di " + subject + "\n\n"
	}
	text := letter("antica", "Mon, 2 Nov 2026 06:00:00 +0000") + letter("prima", "Tue, 24 Nov 2026 05:00:00 +0000")
	store := newShelf()
	read := func(since news.Since, began int) (got []string) {
		if err := os.WriteFile(box, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		opts := Options{Store: store, Since: since, Began: day(began, 6)}
		for given := range All(t.Context(), []news.Source{{Address: box}}, opts) {
			for doc, err := range given.Documents {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, doc.Source[len(box):])
				given.Take()
			}
		}
		return got
	}
	last := func(d int) news.Since { return news.Since{After: day(d, 6), Arrived: true} }
	if got := read(news.Since{}, 24); !slices.Equal(got, []string{": message 1", ": message 2"}) {
		t.Errorf("the first day: %v", got)
	}
	if got := read(news.Since{}, 24); len(got) != 2 {
		t.Errorf("again on the first day: %v", got)
	}
	text += letter("in ritardo", "Tue, 24 Nov 2026 05:58:00 +0000")
	for range 2 { // a brief that is made again is about the same
		if got := read(last(24), 25); !slices.Equal(got, []string{": message 3"}) {
			t.Errorf("the second day: %v", got)
		}
	}
	if got := read(last(25), 26); got != nil {
		t.Errorf("the third day: %v", got)
	}
}

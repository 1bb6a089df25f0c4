package seeds

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

const labelsFile = "../cmd/eval/testdata/labels.jsonl"

// label is what a careful reader says of one seed; the program is measured against it.
type label struct {
	Article   string   `json:"article"`
	Title     string   `json:"title"`     // empty when the seed has none
	Byline    string   `json:"byline"`    // empty when the seed has none
	Published string   `json:"published"` // YYYY-MM-DD, empty when the seed does not say
	Language  string   `json:"language"`
	Junk      []string `json:"junk"` // must not reach the cleaned text
	Body      []string `json:"body"` // beginnings of paragraphs that must
	Pairs     []pair   `json:"pairs"`
}

// pair is a sentence of a good summary in both languages, and the first 60 characters, or fewer for a shorter sentence, of
// each source sentence it rests on.
type pair struct {
	Italian  string   `json:"it"`
	English  string   `json:"en"`
	Evidence []string `json:"evidence"`
}

func labels(t *testing.T) []label {
	t.Helper()
	f, err := os.Open(labelsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := json.NewDecoder(f)
	d.DisallowUnknownFields()
	var out []label
	for d.More() {
		var l label
		if err := d.Decode(&l); err != nil {
			t.Fatalf("reading label %d: %v", len(out)+1, err)
		}
		out = append(out, l)
	}
	return out
}

func TestLabelsCoverSeeds(t *testing.T) {
	var got []string
	for _, l := range labels(t) {
		got = append(got, l.Article)
	}
	if diff := cmp.Diff(names(t), got); diff != "" {
		t.Errorf("labelled articles (-want +got):\n%s", diff)
	}
}

// TestLabelsStandInSeeds keeps the labels from rotting when an article is edited.
func TestLabelsStandInSeeds(t *testing.T) {
	for _, l := range labels(t) {
		t.Run(l.Article, func(t *testing.T) {
			text, err := decode(l.Article, read(t, l.Article))
			if err != nil {
				t.Fatal(err)
			}
			stands(t, text, "title", l.Title)
			stands(t, text, "byline", l.Byline)
			for _, s := range l.Junk {
				stands(t, text, "junk", s)
			}
			for _, s := range l.Body {
				standsOnce(t, text, "body", s)
			}
			for _, p := range l.Pairs {
				for _, s := range p.Evidence {
					standsOnce(t, text, "evidence", s)
				}
			}
		})
	}
}

func stands(t *testing.T, text, what, words string) {
	t.Helper()
	if !strings.Contains(text, words) {
		t.Errorf("%s is not in the seed: %q", what, words)
	}
}

// standsOnce also wants the words to name one place only.
func standsOnce(t *testing.T, text, what, words string) {
	t.Helper()
	if n := strings.Count(text, words); n != 1 || words == "" {
		t.Errorf("%s stands %d times in the seed, want once: %q", what, n, words)
	}
}

func TestLabelsAreWellFormed(t *testing.T) {
	for i, l := range labels(t) {
		t.Run(l.Article, func(t *testing.T) {
			wellFormed(t, l)
			if size := len(read(t, l.Article)); size >= 25_000 && len(l.Pairs) < 12 {
				t.Errorf("%d pairs for a long article, want at least 12", len(l.Pairs))
			}
			if i < 5 && (l.Title == "" || l.Byline == "") {
				t.Error("one of the first five has no title or no byline")
			}
		})
	}
}

func wellFormed(t *testing.T, l label) {
	t.Helper()
	if !slices.Contains([]string{"it", "en", "fr", "de"}, l.Language) {
		t.Errorf("language %q", l.Language)
	}
	if _, err := time.Parse(time.DateOnly, l.Published); err != nil && l.Published != "" {
		t.Errorf("published: %v", err)
	}
	if len(l.Junk) == 0 || len(l.Body) < 4 || len(l.Pairs) < 4 {
		t.Errorf("%d strings of junk, %d of body, %d pairs: want 1, 4, 4 or more", len(l.Junk), len(l.Body), len(l.Pairs))
	}
	for _, b := range l.Body {
		for _, j := range l.Junk {
			if strings.Contains(b, j) || strings.Contains(j, b) {
				t.Errorf("both junk and body: %q and %q", j, b)
			}
		}
	}
	for _, p := range l.Pairs {
		wellFormedPair(t, p)
	}
}

func wellFormedPair(t *testing.T, p pair) {
	t.Helper()
	for _, s := range []string{p.Italian, p.English} {
		if s != collapse(s) || !strings.HasSuffix(s, ".") {
			t.Errorf("not one finished line: %q", s)
		}
	}
	if p.Italian == p.English || len(p.Evidence) == 0 {
		t.Errorf("no twin or no evidence: %q", p.Italian)
	}
	for _, s := range p.Evidence {
		if s != collapse(s) || utf8.RuneCountInString(s) > 60 {
			t.Errorf("evidence is not one line of at most 60 characters: %q", s)
		}
	}
}

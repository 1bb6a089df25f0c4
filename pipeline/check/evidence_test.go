package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/news"
)

// TestEvidenceOnLabels wants a labelled sentence first in 97 of 100 points that have a text in the article's language, and
// in nine of ten that have only another.
func TestEvidenceOnLabels(t *testing.T) {
	type tally struct{ right, all int }
	var twin, other tally
	count := func(c *tally, s *Source, want []int, text news.Texts) {
		c.all++
		got := s.rank(text, 0, 1<<30)
		if len(got) > 0 && slices.Contains(want, got[0]) {
			c.right++
			return
		}
		t.Logf("sentences %v, want %v: %v", got, want, text)
	}
	for _, l := range seeds(t) {
		s := NewSource(l.article)
		for _, p := range l.Pairs {
			want := numbersOf(t, l.article, p.Evidence)
			text := news.Texts{"it": p.Italian, "en": p.English}
			if text[l.Language] != "" {
				count(&twin, s, want, text)
			}
			for lang := range text {
				if lang != l.Language {
					count(&other, s, want, news.Texts{lang: text[lang]})
				}
			}
		}
	}
	t.Logf("with a twin %d of %d, another language alone %d of %d", twin.right, twin.all, other.right, other.all)
	if twin.right*100 < twin.all*97 {
		t.Errorf("with a twin %d of %d are right, want 97%%", twin.right, twin.all)
	}
	if other.right*10 < other.all*9 {
		t.Errorf("another language alone: %d of %d are right, want 90%%", other.right, other.all)
	}
}

// TestEvidenceOfOthers holds points against articles they are not about. Two seeds tell of one event and are left out.
func TestEvidenceOfOthers(t *testing.T) {
	ls := seeds(t)
	rests, all := 0, 0
	for i, l := range ls {
		s := NewSource(l.article)
		for j, other := range ls {
			if i == j || strings.Contains(l.Article, "cesena") && strings.Contains(other.Article, "cesena") || l.Language != "it" {
				continue
			}
			for _, p := range other.Pairs {
				all++
				if s.Evidence(news.Texts{"it": p.Italian}, 0, 1<<30) != nil {
					rests++
				}
			}
		}
	}
	t.Logf("%d of %d rest on an article they are not about", rests, all)
	if rests*10 > all {
		t.Errorf("%d of %d points rest on an article they are not about, want at most a tenth", rests, all)
	}
}

func TestEvidence(t *testing.T) {
	a := article("it",
		"Il porto",
		"Il porto di Orvani resta chiuso fino al 3 dicembre. La mareggiata ha distrutto 41 barche e due banchine.",
		"I danni",
		"Il sindaco chiede lo stato di emergenza. «Servono sei milioni», ha detto Ada Ferri. In Giappone hanno già mandato aiuti.")
	if !a.Sentences[0].Heading || len(a.Sentences) != 7 {
		t.Fatalf("sentences %+v", a.Sentences)
	}
	end := len(a.Text)
	cut := strings.Index(a.Text, "I danni")
	tests := []struct {
		name       string
		text       news.Texts
		start, end int
		want       []int
	}{
		{"own words", news.Texts{"it": "Fino al 3 dicembre il porto è chiuso."}, 0, end, []int{2}},
		{"two sentences", news.Texts{"it": "Il porto è chiuso fino al 3 dicembre e 41 barche sono distrutte."}, 0, end, []int{2, 3}},
		{"another language", news.Texts{"en": "The storm destroyed 41 boats."}, 0, end, []int{3}},
		{"a name", news.Texts{"en": "Ada Ferri asked for money."}, 0, end, []int{6}},
		{"an exonym", news.Texts{"en": "Japanese help has arrived."}, 0, end, []int{7}},
		{"only the chunk", news.Texts{"it": "Il sindaco Ada Ferri chiede l'emergenza per il porto."}, 0, cut, nil},
		{"the other chunk", news.Texts{"it": "Il sindaco Ada Ferri chiede lo stato di emergenza."}, cut, end, []int{5, 6}},
		{"half of a sentence", news.Texts{"it": "Fino al 3 dicembre il porto è chiuso."}, 20, 40, []int{2}},
		{"nothing", news.Texts{"it": "Gli scoiattoli mangiano ghiande.", "en": "Squirrels eat acorns."}, 0, end, nil},
		{"no words", news.Texts{"it": "…"}, 0, end, nil},
		{"no text", nil, 0, end, nil},
		{"no range", news.Texts{"it": "Il porto è chiuso."}, end, 0, nil},
		{"a heading alone", news.Texts{"it": "I danni."}, cut, end, []int{4}},
	}
	s := NewSource(a)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, s.Evidence(tt.text, tt.start, tt.end)); diff != "" {
				t.Errorf("evidence (-want +got):\n%s", diff)
			}
		})
	}
}

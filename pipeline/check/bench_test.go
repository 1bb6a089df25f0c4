package check

import (
	"strings"
	"testing"

	"mattinale/pipeline/news"
)

// BenchmarkNewSource reads the first seed, about 2 KB, and the long one, about 27 KB.
func BenchmarkNewSource(b *testing.B) {
	ls := seeds(b)
	for _, i := range []int{0, 6} {
		b.Run(ls[i].Article, func(b *testing.B) {
			b.SetBytes(int64(len(ls[i].article.Text)))
			for b.Loop() {
				NewSource(ls[i].article)
			}
		})
	}
}

// BenchmarkCheck finds the evidence of a summary of six points in two languages and checks it.
func BenchmarkCheck(b *testing.B) {
	l := seeds(b)[0]
	s := NewSource(l.article)
	for b.Loop() {
		for _, p := range l.Pairs {
			text := news.Texts{"it": p.Italian, "en": p.English}
			point := news.Point{Text: text}
			for _, n := range s.Evidence(text, 0, len(l.article.Text)) {
				point.From = append(point.From, news.Ref{Sentence: n})
			}
			s.Check(point, []string{"it", "en"})
		}
		s.CheckHeadline(news.Texts{"it": l.Title, "en": "Trieste's freight trains to run at night"}, []string{"it", "en"})
	}
}

// BenchmarkLarge reads an article of 10 MB, which must take no more time a byte than a short one.
func BenchmarkLarge(b *testing.B) {
	l := seeds(b)[6]
	var blocks []string
	for range 10_000_000 / len(l.article.Text) {
		blocks = append(blocks, strings.Split(l.article.Text, "\n\n")...)
	}
	a := article("it", blocks...)
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		NewSource(a)
	}
}

// BenchmarkSummary is all of it for one article of 2 KB: reading it, the evidence of three points in two languages, the checks,
// the headline.
func BenchmarkSummary(b *testing.B) {
	l := seeds(b)[0]
	for b.Loop() {
		s := NewSource(l.article)
		for _, p := range l.Pairs[:3] {
			point := news.Point{Text: news.Texts{"it": p.Italian, "en": p.English}}
			for _, n := range s.Evidence(point.Text, 0, len(l.article.Text)) {
				point.From = append(point.From, news.Ref{Sentence: n})
			}
			s.Check(point, []string{"it", "en"})
		}
		s.CheckHeadline(news.Texts{"it": l.Title, "en": "Trieste's freight trains to run at night"}, []string{"it", "en"})
	}
}

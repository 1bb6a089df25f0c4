package check

import (
	"fmt"
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

// BenchmarkRerun is what a run does for one article whose reply is on disk: the article is read, three points in two languages get
// their figures restyled, their evidence and their checks, the headline is checked, and the languages are told apart.
func BenchmarkRerun(b *testing.B) {
	ls := seeds(b)
	long := ls[6]
	for len(long.article.Text) < 60_000 {
		long.article = article("it", append(strings.Split(long.article.Text, "\n\n"), strings.Split(ls[6].article.Text, "\n\n")...)...)
	}
	for _, l := range append(ls[:6:6], long) {
		b.Run(fmt.Sprintf("%s-%.1fKB", l.Article[:2], float64(len(l.article.Text))/1000), func(b *testing.B) {
			for b.Loop() {
				rerun(l)
			}
		})
	}
}

func rerun(l labelled) {
	langs := []string{"it", "en"}
	s := NewSource(l.article)
	for _, p := range l.Pairs[:3] {
		text := news.Texts{"it": p.Italian, "en": p.English}
		for lang, t := range text {
			Language(t, lang)
			text[lang] = s.Restyle(t, lang)
		}
		point := news.Point{Text: text, Engine: news.EngineOpenAI}
		for _, n := range s.Evidence(text, 0, len(l.article.Text)) {
			point.From = append(point.From, news.Ref{Sentence: n})
		}
		s.Check(point, langs)
		s.Best(text, 0, len(l.article.Text))
	}
	s.CheckHeadline(news.Texts{"it": l.Title, "en": l.Pairs[0].English}, langs)
}

package check

import (
	"slices"
	"testing"
	"unicode/utf8"

	"mattinale/pipeline/news"
)

func FuzzCheck(f *testing.F) {
	f.Add("it", ferry.Text, "2026-11-24", "L'Aurora porta 1.412 passeggeri.", "The Aurora carries 1,412 passengers at 6:30 pm.")
	f.Add("en", "He paid $3bn. In the 1950s, Dr. O’Brien said: “No.”", "", "Ha pagato 3 miliardi di", "two and a half million, twenty-first")
	f.Add("de", "Am 20. November, um 22.14 Uhr, zweitausendfünfhundert.", "x", "\u202e١٢٣ \x1b[0m «", "1.2.3.4 11/11/11 VII'")
	f.Add("", "\xff\u200b\u0301 日本語の文。", "0000-00-00", "'’'’", "half a a million hundred hundred")
	f.Fuzz(func(t *testing.T, lang, text, published, it, en string) {
		a := news.Article{Language: lang, Text: text, Title: it, Published: published}
		if text != "" {
			a = article(lang, text)
			a.Title, a.Published = it, published
		}
		s := NewSource(a)
		texts := news.Texts{"it": it, "en": en, lang: en, "xx": it}
		found := s.Evidence(texts, 0, len(text))
		if !slices.IsSorted(found) || len(found) > mostEvidence {
			t.Errorf("evidence %v", found)
		}
		for _, n := range found {
			if n < 1 || n > len(a.Sentences) {
				t.Errorf("there is no sentence %d", n)
			}
		}
		s.Evidence(texts, len(text)/2, len(text)/3)
		for _, f := range append(s.Check(news.Point{Text: texts}, []string{"it", "en", lang, "xx", "ja"}), s.CheckHeadline(texts, []string{"en", lang})...) {
			if f.Words != news.PrintableLine(f.Words) || !utf8.ValidString(f.Words) || f.Reason == "" {
				t.Errorf("finding %+q", f)
			}
		}
	})
}

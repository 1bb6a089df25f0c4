package check

import (
	"reflect"
	"strings"
	"sync"
	"testing"
)

// TestOpens reads texts as if every rule could begin with every word: what a lexeme says of it must hide nothing.
func TestOpens(t *testing.T) {
	texts := ruleTexts(t)
	for _, lang := range append([]string{""}, spoken...) {
		for _, text := range texts {
			r := newReading(text, lang)
			all := &reading{text: text, lang: lang, tokens: make([]token, len(r.tokens))}
			for i, tok := range r.tokens {
				l := *tok.lexeme
				l.opens = 0xff
				tok.lexeme = &l
				all.tokens[i] = tok
			}
			all.find()
			if !reflect.DeepEqual(all.moments, r.moments) {
				t.Errorf("%s: moments of %q: %v, want %v", lang, text, r.moments, all.moments)
			}
			if !reflect.DeepEqual(all.quantities, r.quantities) {
				t.Errorf("%s: quantities of %q: %v, want %v", lang, text, r.quantities, all.quantities)
			}
			want, got := newFacts(dateOf("2026-11-24")), newFacts(dateOf("2026-11-24"))
			want.read(all)
			got.read(r)
			if !reflect.DeepEqual(want, got) {
				t.Errorf("%s: facts of %q: %v, want %v", lang, text, got, want)
			}
		}
	}
}

// ruleTexts are the sentences of the seeds, and the words of the rules' tables, each between words that many rules ask for.
func ruleTexts(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, l := range seeds(t) {
		for i := range l.article.Sentences {
			out = append(out, l.article.SentenceText(i+1))
		}
	}
	words := []string{"ultrasessantenne", "quindicenni", "ottocentesca", "Achtzigerjahre", "centocinquantamila", "zweiundvierzig", "veintidós", "quarta", "ventitreesimo", "XIV"}
	for w := range ruleWords() {
		words = append(words, w)
	}
	for _, w := range words {
		out = append(out, "alle "+w+" e 12 "+w+" mezza", "the "+strings.ToUpper(w[:1])+w[1:]+" of 3 "+w+" million", w+" past "+w+" 2026")
	}
	return out
}

// TestLexicon has several goroutines read the seeds at once; each must see the words that stand there.
func TestLexicon(t *testing.T) {
	ls := seeds(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for _, l := range ls {
				for _, x := range tokenize(l.article.Text, l.Language) {
					if text := l.article.Text[x.start:x.end]; x.text != text || x.class == word && x.fold != fold(lower(text)) {
						t.Errorf("%q is said to be %q, %q", text, x.text, x.fold)
					}
				}
			}
		})
	}
	all.Wait()
}

// TestLexiconForgets fills a lexicon with more words than it keeps.
func TestLexiconForgets(t *testing.T) {
	l := &lexicon{}
	for i := range 3 * lexiconSize {
		text := "x" + strings.Repeat("a", i%7) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)) + string(rune('a'+i/17576))
		if x := l.lookUp(text, word); x.text != text {
			t.Fatalf("%q is said to be %q", text, x.text)
		}
	}
}

func TestIndex(t *testing.T) {
	v := newVocabulary(0)
	for _, w := range []string{"porto", "portare", "portarono", "por", "mare", "portale", "pòrto"} {
		v.add(newLexeme(w, 1, word, "it"))
	}
	for beginning, want := range map[string][]string{
		"po": {"por", "porto", "portare", "portarono", "portale"}, "porto": {"porto"}, "mare": {"mare"}, "z": nil,
		"portar": {"portare", "portarono", "portale"}, // more than is compared
	} {
		found := map[string]bool{}
		for _, e := range v.withFold(beginning) {
			found[v.words[e.word()].fold] = true
		}
		if len(found) != len(want) {
			t.Errorf("%s: %v, want %v", beginning, found, want)
		}
		for _, w := range want {
			if !found[w] {
				t.Errorf("%s: no %s", beginning, w)
			}
		}
	}
}

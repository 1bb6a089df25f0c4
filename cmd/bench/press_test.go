package main

import (
	"slices"
	"strings"
	"testing"
)

func TestPressIsDeterministic(t *testing.T) {
	first, err := corpus(1, 200_000)
	if err != nil {
		t.Fatal(err)
	}
	again, err := corpus(1, 200_000)
	if err != nil {
		t.Fatal(err)
	}
	other, err := corpus(2, 200_000)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(first, again) {
		t.Error("the same seed gave two corpora")
	}
	if slices.Equal(first, other) {
		t.Error("two seeds gave the same corpus")
	}
	if n := len(strings.Join(first, "")); n < 200_000 || n > 210_000 {
		t.Errorf("asked for 200,000 bytes, got %d", n)
	}
	if w := distinctWords(first); w < 4000 {
		t.Errorf("only %d different words", w)
	}
}

func TestArticlesTellFacts(t *testing.T) {
	p, err := newPress(3)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		a := p.article(italian, 3000)
		if len(a) < 2900 || len(a) > 4200 {
			t.Errorf("asked for 3,000 bytes, got %d", len(a))
		}
		found := factsIn(a)
		if len(found) < 4 {
			t.Fatalf("only %d facts in:\n%s", len(found), a)
		}
		for _, f := range found {
			if !strings.Contains(a, f.it) {
				t.Errorf("%q is not in the article", f.it)
			}
			if strings.Contains(f.en, "{") {
				t.Errorf("%q has an empty place", f.en)
			}
			if back := factsIn(f.en); len(back) != 1 || back[0] != f {
				t.Errorf("%q reads as %+v", f.en, back)
			}
		}
	}
}

func TestHardTextsAreDeterministic(t *testing.T) {
	if !slices.Equal(hardTexts(5, 1)[:60], hardTexts(5, 1)[:60]) {
		t.Error("the same seed gave two sets")
	}
}

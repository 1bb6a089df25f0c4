package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/llmtest"
	"mattinale/pipeline/summarize"
	"mattinale/prompts"
)

// TestReporterTellsTheArticle holds the fake endpoint to replies that the program takes and that stand in the article.
func TestReporterTellsTheArticle(t *testing.T) {
	p, err := newPress(9)
	if err != nil {
		t.Fatal(err)
	}
	article := p.article(italian, shortSize)
	languages := []prompts.Language{prompts.LanguageOf("it"), prompts.LanguageOf("en")}
	request := llmtest.Request{Messages: []llm.Message{{Role: llm.RoleUser, Content: article}}, SchemaName: "summary", Schema: summarize.Schema(languages, 3)}
	reply := reporter()(request)
	draft, err := summarize.Parse(reply.Text, languages)
	if err != nil {
		t.Fatal(err)
	}
	if len(draft.Points) != 3 {
		t.Errorf("%d points, not 3", len(draft.Points))
	}
	for _, point := range draft.Points {
		if !strings.Contains(article, point.Text["it"]) || point.Text["en"] == "" {
			t.Errorf("not of the article: %v", point.Text)
		}
	}

	request.SchemaName = "choice"
	var choice struct{ Keep []int }
	if err := json.Unmarshal([]byte(reporter()(request).Text), &choice); err != nil || len(choice.Keep) != 3 {
		t.Errorf("keeps %v: %v", choice.Keep, err)
	}

	request.Schema = nil
	for language, want := range map[string]string{"Italian": factsIn(article)[0].it, "English": factsIn(article)[0].en} {
		request.Messages[0].Content = "Summarise this in " + language + ": " + article
		if got := reporter()(request).Text; got != want {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
}

func TestReadPairs(t *testing.T) {
	if pairs, err := readPairs([]byte("1 2\n3 4\n"), 2); err != nil || pairs[1] != [2]int{3, 4} {
		t.Error(pairs, err)
	}
	for _, n := range []int{1, 3} {
		if _, err := readPairs([]byte("1 2\n3 4\n"), n); err == nil || !strings.Contains(err.Error(), strconv.Itoa(n)) {
			t.Errorf("%d texts: %v", n, err)
		}
	}
	if _, err := readPairs([]byte("x\n"), 1); err == nil {
		t.Error("no number was taken for one")
	}
}

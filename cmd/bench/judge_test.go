package main

import (
	"strings"
	"testing"
)

func TestJudge(t *testing.T) {
	const text = "One sentence stands here. Another one follows it. A third one ends it."
	words := func(s string) int { return len(strings.Fields(s)) }
	for _, c := range []struct {
		name   string
		chunks []string
		want   quality
	}{
		{"whole", []string{text}, quality{chunks: 1, least: 1}},
		{"between sentences", []string{"One sentence stands here. ", "Another one follows it. A third one ends it."}, quality{chunks: 2, least: 1, cuts: 1}},
		{"trimmed", []string{"One sentence stands here.", "Another one follows it.", "A third one ends it."}, quality{chunks: 3, least: 1, cuts: 2}},
		{"inside", []string{"One sentence", "stands here. Another one follows it. A third one ends it."}, quality{chunks: 2, least: 1, cuts: 1, inside: 1}},
		{"lost", []string{"One sentence stands here.", "A third one ends it."}, quality{chunks: 2, least: 1, cuts: 1, lost: len("Anotheronefollowsit.")}},
	} {
		var got quality
		got.add(text, c.chunks, words)
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	var long quality
	text2 := strings.Repeat("word ", splitLimit+1)
	long.add(text2, []string{text2}, words)
	if long.over != 1 || long.least != 2 {
		t.Errorf("%+v", long)
	}
}

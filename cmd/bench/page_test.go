package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPageIsWritten fails when docs/performance.md is not what its figures and the texts here make.
func TestPageIsWritten(t *testing.T) {
	const page = "../../docs/performance.md"
	all, err := readFigures(page)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != pageOf(all) {
		t.Error("docs/performance.md was edited, or the texts changed: go run ./cmd/bench -write docs/performance.md -render")
	}
}

func TestKeepReplacesOneSection(t *testing.T) {
	page := filepath.Join(t.TempDir(), "page.md")
	for _, r := range []result{
		{Name: "startup", Notes: []string{"second"}},
		{Name: "counting", Notes: []string{"old"}, Targets: []target{{"speed", "10", "9", false}}},
		{Name: "counting", Notes: []string{"first"}, Targets: []target{{"speed", "10", "11", true}}},
	} {
		if err := keep(page, r); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	first, second := strings.Index(text, "- first"), strings.Index(text, "- second")
	if first < 0 || second < first || strings.Contains(text, "- old") || strings.Contains(text, "not met") {
		t.Errorf("the page is\n%s", text)
	}
	if !strings.Contains(text, "| speed | 10 | 11 | met |") {
		t.Errorf("no target in\n%s", text)
	}
}

func TestCommand(t *testing.T) {
	if got := command(options{rounds: defaultRounds}, "model"); got != "go run ./cmd/bench -write docs/performance.md -only model" {
		t.Error(got)
	}
	if got := command(options{rounds: 3, full: true}, "scaling"); !strings.HasSuffix(got, "-only scaling -full -rounds 3") {
		t.Error(got)
	}
}

func TestChoose(t *testing.T) {
	if all, err := choose(nil); err != nil || len(all) != len(sections) {
		t.Error(all, err)
	}
	if some, err := choose([]string{"startup", "counting"}); err != nil || len(some) != 2 || some[0].name != "counting" {
		t.Error(some, err)
	}
	if _, err := choose([]string{"none"}); err == nil {
		t.Error("a section that is none was taken")
	}
}

package shelf

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mattinale/pipeline/news"
)

func story(i int) news.Story {
	return news.Story{
		ID: fmt.Sprint(i), Status: "new", Conflicts: []news.Conflict{{About: "x", Claims: []news.Claim{{Article: "a", Sentence: i, Text: "è \xff"}}}},
		Summary: news.Summary{
			Headline: news.Texts{"it": fmt.Sprint("titolo ", i), "en": ""},
			Points: []news.Point{{
				Text: news.Texts{"it": "una frase"}, From: []news.Ref{{Article: "a", Sentence: 1}}, Engine: news.EngineOpenAI,
				Findings: []news.Finding{{Kind: news.KindDate, Lang: "it", Words: "ieri", Reason: "no"}},
			}},
		},
		Articles: []news.StoryArticle{{ID: "a", Sentences: []string{strings.Repeat("parola ", 10), "e \x00 fine"}, Headings: []int{1}, Tokens: 7}},
	}
}

func TestShelf(t *testing.T) {
	for name, memory := range map[string]int{"in memory": 0, "most on disk": 200, "all but one on disk": 1} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := New(Options{Memory: memory, Dir: dir})
			for i := range 40 {
				if err := s.Add(story(i)); err != nil {
					t.Fatal(err)
				}
			}
			if onDisk := s.file != nil; onDisk != (memory > 0) {
				t.Errorf("on disk: %v", onDisk)
			}
			for range 2 { // it can be read again, also after it was left half way
				for range s.All() {
					break
				}
				i := 0
				for got, err := range s.All() {
					if err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(story(i), got, cmpopts.EquateEmpty()); diff != "" {
						t.Fatal(diff)
					}
					i++
				}
				if i != 40 || s.Len() != 40 {
					t.Errorf("%d stories, Len %d", i, s.Len())
				}
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Errorf("%v is left", left)
			}
		})
	}
}

// TestNoFolder has nowhere to make a file: all is kept in memory.
func TestNoFolder(t *testing.T) {
	s := New(Options{Memory: 1, Dir: t.TempDir() + "/missing"})
	for i := range 20 {
		if err := s.Add(story(i)); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for got, err := range s.All() {
		if err != nil || got.ID != story(n).ID {
			t.Fatalf("story %d: %s, %v", n, got.ID, err)
		}
		n++
	}
	if err := s.Close(); n != 20 || s.Len() != 20 || err != nil {
		t.Errorf("%d stories, Len %d, %v", n, s.Len(), err)
	}
}

func TestCutFile(t *testing.T) {
	s := New(Options{Memory: 1, Dir: t.TempDir()})
	defer s.Close()
	for i := range 3 {
		if err := s.Add(story(i)); err != nil {
			t.Fatal(err)
		}
	}
	for range s.All() { // it is written out by then
	}
	if err := s.file.Truncate(500); err != nil {
		t.Fatal(err)
	}
	n, failed := 0, error(nil)
	for _, err := range s.All() {
		if n, failed = n+1, err; err != nil {
			break
		}
	}
	if failed == nil {
		t.Errorf("%d stories, and no error", n)
	}
}

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
)

// TestImportedWhole: a list that is over the bound is refused, not cut.
func TestImportedWhole(t *testing.T) {
	list := []byte(`<opml version="2.0"><body><outline text="a" xmlUrl="https://example.org/feed.xml"/></body></opml>`)
	for extra, feeds := range map[int]int{0: 1, 1: 0} {
		path := filepath.Join(t.TempDir(), "list.opml")
		body := append(bytes.Repeat([]byte(" "), source.DefaultMaxBytes+extra-len(list)), list...)
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
		got, _, err := imported(path, news.Source{})
		if len(got) != feeds || (err != nil) != (feeds == 0) {
			t.Errorf("%d bytes: %d feeds, %v", len(body), len(got), err)
		}
	}
}

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestScoreFeeds holds that a feed with fewer entries than the oracle has is named, and that headers in comments are heeded.
func TestScoreFeeds(t *testing.T) {
	dir := t.TempDir()
	for name, body := range map[string]string{
		"a/whole.xml":     "<rss><channel><item><title>Uno &amp; due</title><link>https://e.org/1</link></item></channel></rss>",
		"a/fewer.xml":     "<rss><channel><item><title>Uno</title></item></channel></rss>",
		"a/cdf/left.xml":  "<channel/>",
		"b/http_head.xml": "<!--\nHeader: Content-type: text/xml; charset=iso-8859-7\n--><rss><channel><item><title>\xe1</title></item></channel></rss>",
		"b/page.xml":      "<html></html>",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	counts := filepath.Join(t.TempDir(), "counts.json")
	said := `{"by":"another","feeds":{"a/whole.xml":[{"title":"Uno &amp; <b>due</b>","link":"https://e.org/1"}],"a/fewer.xml":[{"title":"Uno"},{"title":"Due"}],"b/http_head.xml":[{"title":"α"}]}}`
	if err := os.WriteFile(counts, []byte(said), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := scoreFeeds(&out, dir, counts); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{
		"held against another", "a 2 2 1 3 2 2", "b 2 1 2 1 1 1", "all 4 3 3 4 3 3",
		"fewer entries than the oracle: 1 a/fewer.xml: 1 of 2", "not read: 1 b/page.xml: no feed: a page in HTML", "another title or link: 0",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

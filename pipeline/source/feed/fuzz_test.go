package feed

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParse holds what must be true of whatever is read: no fault of the program's own, entries with an ID, addresses of the web only, titles of one line.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{rssSample, atomSample, rdfSample, jsonSample,
		"<rss><channel><item><title>a<b>c</item><item><description><![CDATA[x</description></item>",
		`<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss><item><title>&a;&c;&eacute;&#146;</title></item></rss>`,
		"<feed><entry><content type=xhtml><div><svg:a x=1/>&lt;b</div></content><link href=//a/b></entry>",
		"\xff\xfe<\x00r\x00s\x00s\x00>\x00", `{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"title":2},{"id":"a"`,
	} {
		f.Add([]byte(seed), "", "https://example.org/feed")
	}
	f.Add([]byte(rssSample), "text/xml; charset=iso-8859-1", "")
	f.Fuzz(func(t *testing.T, body []byte, contentType, address string) {
		Is(body)
		feed, err := Parse(body, contentType, address)
		if errors.Is(err, errFault) {
			t.Fatal(err)
		}
		if err != nil && !errors.Is(err, ErrNoFeed) {
			t.Fatalf("an error of another kind: %v", err)
		}
		links := []string{feed.Site, feed.Moved}
		for _, e := range feed.Entries {
			if e.ID == "" {
				t.Errorf("no ID: %+v", e)
			}
			if !utf8.ValidString(e.Content + e.Summary + e.Title + e.ID) {
				t.Errorf("not UTF-8: %+q", e)
			}
			if strings.ContainsAny(e.Title+e.Byline+e.Date+e.ID+e.Language, "\n\x1b") {
				t.Errorf("not one line: %q", e)
			}
			links = append(links, e.Link, e.Base)
		}
		for _, l := range links {
			if u, err := url.Parse(l); l != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
				t.Errorf("link %q", l)
			}
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"Tue, 24 Nov 2026 10:00:00 +0100", "2026-W48-2T10:00Z", "mar 24 mar 26 ore 10.30 a.m. (CET)", "20261124T100000Z"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if at := parseDate(s); !at.IsZero() && (at.Year() < 1800 || at.Year() > 2199) {
			t.Errorf("%q is read as %v", s, at)
		}
	})
}

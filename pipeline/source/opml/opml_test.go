package opml

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want []Outline
		note string
	}{
		"folders": {`<?xml version="1.0"?><opml version="2.0"><head><title>T</title></head><body>
			<outline text="Notizie"><outline text="Italia">
				<outline type="rss" text="Il Corriere di Montesordo" xmlUrl="https://montesordo.example/feed.xml" htmlUrl="https://montesordo.example/" language="it"/>
			</outline><outline title="Herald" text="x" xmlUrl="https://kerrasay.example/atom.xml"/></outline>
			<outline text="Banda &amp; coro" xmlUrl="https://banda.example/rdf"/></body></opml>`,
			[]Outline{
				{"Il Corriere di Montesordo", "https://montesordo.example/feed.xml", "https://montesordo.example/", "it", []string{"Notizie", "Italia"}},
				{"Herald", "https://kerrasay.example/atom.xml", "", "", []string{"Notizie"}},
				{"Banda & coro", "https://banda.example/rdf", "", "", nil},
			}, ""},
		"categories": {`<opml><body><outline text="A" xmlUrl="https://e.org/a" category="/news/italy,sport"/></body></opml>`,
			[]Outline{{"A", "https://e.org/a", "", "", []string{"news", "italy", "sport"}}}, ""},
		"folders before categories": {`<opml><outline text="F"><outline text="A" xmlUrl="https://e.org/a" category="x"/></outline></opml>`,
			[]Outline{{"A", "https://e.org/a", "", "", []string{"F"}}}, ""},
		"spellings": {`<OPML><Outline TEXT="A" XMLURL="https://e.org/a"/><outline text="B" type="rss" url="https://e.org/b"/><outline text="C" type="link" url="https://e.org/c"/></OPML>`,
			[]Outline{{"A", "https://e.org/a", "", "", nil}, {"B", "https://e.org/b", "", "", nil}}, ""},
		"schemes": {`<opml><outline xmlUrl="feed://e.org/a"/><outline xmlUrl="feed:https://e.org/b"/><outline xmlUrl="javascript:x"/><outline xmlUrl="e.org"/></opml>`,
			[]Outline{{"", "http://e.org/a", "", "", nil}, {"", "https://e.org/b", "", "", nil}}, "2 feeds have no address"},
		"repeated": {`<opml><outline text="A" xmlUrl="https://e.org/a"/><outline text="B" xmlUrl="https://e.org/a"/></opml>`,
			[]Outline{{"A", "https://e.org/a", "", "", nil}}, "1 feeds stand in it more than once"},
		"bare &": {`<opml><outline text="B&B" xmlUrl="https://e.org/?a=1&b=2"/></opml>`, []Outline{{"B&B", "https://e.org/?a=1&b=2", "", "", nil}}, "not well-formed"},
		"not ended": {`<opml><outline text="A" xmlUrl="https://e.org/a"><outline text="B" xmlUrl="https://e.org/b"></opml>`,
			[]Outline{{"A", "https://e.org/a", "", "", nil}, {"B", "https://e.org/b", "", "", nil}}, "not well-formed"},
		"cut off":                 {`<opml><outline text="A" xmlUrl="https://e.org/a"/><outline text="B" xmlUrl="https://e.o`, []Outline{{"A", "https://e.org/a", "", "", nil}}, "breaks off after 1 feeds"},
		"windows-1252":            {"<?xml version='1.0' encoding='utf-8'?><opml><outline text='Citt\xe0' xmlUrl='https://e.org/a'/></opml>", []Outline{{"Città", "https://e.org/a", "", "", nil}}, "declares utf-8"},
		"outlines without a list": {`<outline text="A" xmlUrl="https://e.org/a"/>`, []Outline{{"A", "https://e.org/a", "", "", nil}}, ""},
		"nothing in it":           {`<opml version="2.0"><head/><body/></opml>`, nil, ""},
	} {
		got, notes, err := Parse([]byte(c.body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if d := diff.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		if all := strings.Join(notes, "; "); !strings.Contains(all, c.note) || c.note == "" && all != "" {
			t.Errorf("%s: notes %q, want %q", name, notes, c.note)
		}
	}
}

func TestNoOPML(t *testing.T) {
	for _, body := range []string{"", "text", "<rss><channel/></rss>", "<html><body>x</body></html>", "\x1f\x8bxx"} {
		if _, _, err := Parse([]byte(body)); !errors.Is(err, ErrNoOPML) {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func TestMostOutlines(t *testing.T) {
	var b strings.Builder
	b.WriteString("<opml>")
	for n := range MaxOutlines + 10 {
		fmt.Fprintf(&b, `<outline xmlUrl="https://e.org/%d"/>`, n)
	}
	got, notes, err := Parse([]byte(b.String()))
	if err != nil || len(got) != MaxOutlines || len(notes) != 1 || !strings.Contains(notes[0], "more than 10000 feeds") {
		t.Errorf("%d outlines, %q, %v", len(got), notes, err)
	}
}

// outlines draws lists with each address once.
func outlines() *rapid.Generator[[]Outline] {
	word := rapid.StringMatching(`[a-zA-Zàèü&<>"'0-9]{1,8}( [a-z]{1,5})?`)
	address := rapid.StringMatching(`https?://[a-z]{1,5}\.example/[a-z0-9]{1,6}(\?a=1&b=[a-z])?`)
	return rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) Outline {
		o := Outline{Title: word.Draw(t, "title"), Feed: address.Draw(t, "feed")}
		if rapid.Bool().Draw(t, "site") {
			o.Site, o.Language = address.Draw(t, "site"), "it"
		}
		if topics := rapid.SliceOfN(word, 0, 3).Draw(t, "topics"); len(topics) > 0 {
			o.Topics = topics
		}
		return o
	}), 0, 20, func(o Outline) string { return o.Feed })
}

// TestRoundTrip holds that what is written is read again, that it is well-formed, and that writing it once more changes nothing.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := outlines().Draw(t, "outlines")
		var b, again bytes.Buffer
		if err := Write(&b, "Fonti & fonti", want); err != nil {
			t.Fatal(err)
		}
		var any struct {
			Version string `xml:"version,attr"`
			Title   string `xml:"head>title"`
		}
		if err := xml.Unmarshal(b.Bytes(), &any); err != nil || any.Version != "2.0" || any.Title != "Fonti & fonti" {
			t.Fatalf("%+v, %v\n%s", any, err, b.String())
		}
		got, notes, err := Parse(b.Bytes())
		if err != nil || len(notes) > 0 {
			t.Fatalf("%v, %v\n%s", notes, err, b.String())
		}
		if err := Write(&again, "Fonti & fonti", got); err != nil || again.String() != b.String() {
			t.Fatalf("written again: %v\n%s", err, diff.Diff(b.String(), again.String()))
		}
		byFeed := func(a, b Outline) int { return cmp.Compare(a.Feed, b.Feed) }
		slices.SortFunc(got, byFeed)
		slices.SortFunc(want, byFeed)
		if d := diff.Diff(want, got); d != "" && len(got)+len(want) > 0 {
			t.Fatalf("(-want +got):\n%s\n%s", d, b.String())
		}
	})
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteFails(t *testing.T) {
	if err := Write(broken{}, "T", []Outline{{Feed: "https://e.org/"}}); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<opml version="2.0"><body><outline text="N"><outline text="A" xmlUrl="https://e.org/a" category="/b,c"/></outline></body></opml>`))
	f.Add([]byte(`<opml><outline xmlUrl=feed://e.org><outline url='feed:https://e.org/b`))
	f.Fuzz(func(t *testing.T, body []byte) {
		got, _, err := Parse(body)
		if err != nil && !errors.Is(err, ErrNoOPML) {
			t.Fatal(err)
		}
		for _, o := range got {
			if !strings.HasPrefix(o.Feed, "http") || strings.ContainsAny(o.Title+strings.Join(o.Topics, ""), "\n\x1b") {
				t.Errorf("%+v", o)
			}
		}
		var b bytes.Buffer
		if err := Write(&b, "T", got); err != nil {
			t.Fatal(err)
		}
		if again, _, err := Parse(b.Bytes()); err != nil || len(again) != len(got) {
			t.Errorf("%d outlines, read again %d, %v", len(got), len(again), err)
		}
	})
}

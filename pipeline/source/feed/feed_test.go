package feed

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

// TestKinds reads a feed of each kind, all of it.
func TestKinds(t *testing.T) {
	for body, want := range map[string]Feed{
		rssSample: {
			Kind: "RSS 2.0", Title: "Il Corriere di Montesordo", Site: "https://montesordo.example/", Language: "it-IT",
			Entries: []Entry{{
				ID: "montesordo-1", Title: "Il ponte “nuovo” riapre: più treni", Link: "https://montesordo.example/2026/ponte",
				Published: at("2026-11-24T10:00:00+01:00"), Byline: "Anna Rossi, Bruno Neri",
				Content: `<p>Riapre domani il ponte. <a href="/mappa">La mappa</a></p>`, Summary: "Riapre <b>domani</b>.",
				Base: "https://montesordo.example/", Language: "it-IT", Categories: []string{"Trasporti", "Cronaca"},
			}, {
				ID: "https://montesordo.example/2026/ivrea", Title: "AT&T compra la R&D di Ivrea", Link: "https://montesordo.example/2026/ivrea",
				Date: "24 brumaio 2026", Byline: "La redazione", Summary: "Testo semplice, 3 &lt; 4.", Base: "https://montesordo.example/", Language: "it-IT",
			}},
		},
		atomSample: {
			Kind: "Atom 1.0", Title: "Kerrasay Herald", Site: "https://kerrasay.example/", Language: "en",
			Entries: []Entry{{
				ID: "tag:kerrasay.example,2026:1", Title: "Ferry sails again", Link: "https://kerrasay.example/news/ferry",
				Published: at("2026-11-24T09:00:00Z"), Updated: at("2026-11-24T10:30:00Z"), Byline: "Ewan Brodie",
				Content: "<div><p>It sailed at <b>nine</b>.<br>5 &lt; 6</p></div>", Summary: "It sailed &amp; came back.",
				Base: "https://kerrasay.example/news/ferry/", Language: "en", Categories: []string{"Transport"},
			}, {
				ID: "https://kerrasay.example/2", Title: "How to use the <table> element", Link: "https://kerrasay.example/2", Updated: at("2026-11-23T00:00:00Z"),
				Byline: "The Herald", Content: "<p>Plain text.</p>\n<p>A second paragraph.</p>", Base: "https://kerrasay.example/news/", Language: "gd",
			}},
		},
		rdfSample: {
			Kind: "RSS 1.0", Title: "La banda", Site: "https://banda.example/",
			Entries: []Entry{
				{ID: "https://banda.example/1", Title: "Il concerto", Link: "https://banda.example/1", Published: at("2026-11-24T10:00:00+01:00"), Base: "https://banda.example/"},
				{ID: "https://banda.example/2", Title: "La prova", Link: "https://banda.example/2", Base: "https://banda.example/"},
			},
		},
		jsonSample: {
			Kind: "JSON Feed 1.1", Title: "Appunti", Site: "https://appunti.example/", Language: "it",
			Entries: []Entry{
				{ID: "1", Title: "Uno & due", Link: "https://appunti.example/uno", Published: at("2026-11-24T10:00:00+01:00"), Byline: "Carla Verdi", Content: "<p>Testo</p>",
					Base: "https://appunti.example/", Language: "it", Categories: []string{"a", "b"}},
				{ID: "2", Updated: at("2026-11-24T00:00:00Z"), Byline: "Dario Bruni", Content: "Solo testo, 1 &lt; 2", Base: "https://appunti.example/", Language: "it"},
			},
		},
	} {
		got, err := Parse([]byte(body), "", "")
		if err != nil {
			t.Errorf("%s: %v", want.Kind, err)
		}
		if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.Kind, diff)
		}
		if !Is([]byte(body)[:len(body)/2]) {
			t.Errorf("%s is not known by its first half", want.Kind)
		}
	}
}

// outline is what a test of faults looks at: "title|link" of each entry.
func outline(f Feed) string {
	var lines []string
	for _, e := range f.Entries {
		lines = append(lines, e.Title+"|"+e.Link)
	}
	return strings.Join(lines, " ")
}

func TestFaults(t *testing.T) {
	const (
		head = `<rss version="2.0"><channel><title>T</title>`
		tail = `</channel></rss>`
		two  = "A|https://e.org/a B|https://e.org/b"
	)
	item := func(name string) string {
		return fmt.Sprintf("<item><title>%s</title><link>https://e.org/%s</link></item>", strings.ToUpper(name), name)
	}
	for name, c := range map[string]struct{ body, want, note string }{
		"well-formed":                     {head + item("a") + item("b") + tail, two, ""},
		"junk before":                     {"<br />\n<b>Warning</b>: f() in x.php\n<?xml version='1.0'?>" + head + item("a") + item("b") + tail, two, ""},
		"junk after":                      {head + item("a") + item("b") + tail + "<script>x</script><!-- 0.2 s -->", two, ""},
		"blank lines before":              {"\n\n  <?xml version='1.0'?>" + head + item("a") + item("b") + tail, two, ""},
		"ended too early":                 {head + item("a") + tail + item("b"), two, ""},
		"cut off":                         {head + item("a") + item("b") + "<item><title>C", two + " |", "breaks off after 3 entries"},
		"cut off in an address":           {head + item("a") + item("b") + "<item><title>C</title><link>https://e.org/trunc", two + " C|", "breaks off after 3 entries"},
		"cut off in CDATA":                {head + item("a") + item("b") + "<item><description><![CDATA[x", two + " |", "breaks off after 3 entries"},
		"item not ended":                  {head + "<item><title>A</title><link>https://e.org/a</link>" + item("b") + tail, two, "not well-formed"},
		"title not ended":                 {head + "<item><title>A<link>https://e.org/a</link></item>" + item("b") + tail, two, "not well-formed"},
		"title ended by the item":         {head + "<item><link>https://e.org/a</link><title>A</item>" + item("b") + tail, two, "not well-formed"},
		"title of the feed not ended":     {"<rss><channel><title>T" + item("a") + item("b") + tail, two, "not well-formed"},
		"description not ended":           {head + "<item><title>A</title><link>https://e.org/a</link><description><p>x" + item("b") + tail, two, "not well-formed"},
		"description and date":            {head + "<item><title>A</title><link>https://e.org/a</link><description><p>x<pubDate>y</pubDate></item>" + item("b") + tail, two, "not well-formed"},
		"CDATA not ended":                 {head + "<item><title>A</title><link>https://e.org/a</link><description><![CDATA[x</description></item>" + item("b") + tail, two, "not well-formed"},
		"tags crossed":                    {head + "<item><title>A</title><description><b><i>x</b></i></description><link>https://e.org/a</link></item>" + item("b") + tail, two, "not well-formed"},
		"enclosure not ended":             {head + "<item><enclosure url='https://e.org/a.mp3'><title>A</title><link>https://e.org/a</link></item>" + item("b") + tail, two, "not well-formed"},
		"image not ended":                 {head + "<image><title>I</title>" + item("a") + item("b") + tail, two, "not well-formed"},
		"title of an image":               {head + "<item><image><title>I</title></image><title>A</title><link>https://e.org/a</link></item>" + item("b") + tail, two, ""},
		"HTML not escaped":                {head + "<item><description><title>x</title><p>y</description><title>A</title><link>https://e.org/a</link></item>" + item("b") + tail, two, "not well-formed"},
		"upper case":                      {"<RSS><CHANNEL><ITEM><TITLE>A</TITLE><LINK>https://e.org/a</LINK></ITEM>" + item("b") + "</CHANNEL></RSS>", two, ""},
		"no channel":                      {"<rss>" + item("a") + item("b") + "</rss>", two, ""},
		"no rss":                          {"<channel>" + item("a") + item("b") + "</channel>", two, ""},
		"items in a list":                 {head + "<items>" + item("a") + item("b") + "</items>" + tail, two, ""},
		"a namespace of its own":          {`<rss xmlns="http://e.org/ns"><channel>` + item("a") + item("b") + tail, two, ""},
		"prefixes without declarations":   {head + "<item><dc:title>A</dc:title><atom:link href='https://e.org/a'/></item>" + item("b") + tail, two, ""},
		"other prefixes":                  {`<rss xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:x="http://e.org/x"><item><x:title>X</x:title><d:title>A</d:title><link>https://e.org/a</link></item>` + item("b") + "</rss>", two, ""},
		"Atom with a prefix":              {`<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>A</a:title><a:link href="https://e.org/a"/></a:entry><a:entry><a:title>B</a:title><a:link href="https://e.org/b"/></a:entry></a:feed>`, two, ""},
		"entry not ended":                 {`<feed><entry><title>A</title><link href="https://e.org/a"><entry><title>B<link href="https://e.org/b"/></feed>`, two, "not well-formed"},
		"several alternates":              {`<feed><entry><title>A</title><link rel="self" href="https://e.org/s"/><link rel="alternate" type="application/pdf" href="https://e.org/p"/><link type="text/html" href="https://e.org/a"/></entry></feed>`, "A|https://e.org/a", ""},
		"words of RSS in Atom":            {`<feed><entry><title>A</title><guid>https://e.org/a</guid></entry><entry><title>B</title><link>https://e.org/b</link></entry></feed>`, two, ""},
		"words of Atom in RSS":            {head + "<item><title>A</title><link href='https://e.org/a'/></item><item><title>B</title><link/><id>b</id><atom:link rel='alternate' href='https://e.org/b'/></item>" + tail, two, ""},
		"bare & in an address":            {head + "<item><title>A</title><link>https://e.org/?a=1&b=2&copy=3</link></item>" + tail, "A|https://e.org/?a=1&b=2&copy=3", "not well-formed"},
		"address in two lines":            {head + "<item><title>A</title><link>\n https://e.org/\n a\n</link></item>" + tail, "A|https://e.org/%20a", ""},
		"address relative to the site":    {"<rss><channel><link>https://e.org/x/</link><item><title>A</title><link>/a</link></item><item><title>B</title><link>b</link></item>" + tail, "A|https://e.org/a B|https://e.org/x/b", ""},
		"address relative to xml:base":    {`<rss xml:base="https://e.org/x/"><channel xml:base="y/"><item xml:base="z/"><title>A</title><link>a</link></item>` + tail, "A|https://e.org/x/y/z/a", ""},
		"address without a scheme":        {head + "<item><title>A</title><link>www.e.org/a</link></item><item><title>B</title><link>//e.org/b</link></item>" + tail, "A|https://www.e.org/a B|https://e.org/b", ""},
		"address of a program":            {head + "<item><title>A</title><link>javascript:alert(1)</link></item><item><title>B</title><guid>urn:b</guid></item>" + tail, "A| B|", ""},
		"GUID that is no address":         {head + `<item><title>A</title><guid isPermaLink="false">https://e.org/a</guid></item>` + tail, "A|", ""},
		"several addresses":               {head + `<link>https://t.e/1</link><link>https://t.e/2</link><item><title>A</title><link>https://e.org/a</link><link>https://e.org/z</link></item>` + tail, "A|https://e.org/a", ""},
		"address behind a counter":        {head + `<item><title>A</title><link>https://count.example/1</link><feedburner:origLink>https://e.org/a</feedburner:origLink></item>` + tail, "A|https://e.org/a", ""},
		"title with markup":               {head + `<item><title>&lt;b&gt;A&lt;/b&gt; &amp;amp; <![CDATA[<i>B</i>]]> perch&amp;eacute; <em>C</em></title></item>` + tail, "A & B perché C|", ""},
		"title with a program":            {head + `<item><title>A&lt;script&gt;if (x &lt; 1) y("&lt;/b&gt;")&lt;/SCRIPT&gt; &lt;!-- z --&gt; B</title></item>` + tail, "A B|", ""},
		"title that is code":              {head + `<item><title>List&lt;String&gt; &amp; 1 &lt; 2</title></item>` + tail, "List<String> & 1 < 2|", ""},
		"title of a medium":               {head + `<item><media:group><media:title>A</media:title></media:group><enclosure url="https://e.org/a.mp3"/></item>` + tail, "A|", ""},
		"title in base64":                 {`<feed><entry><title type="application/octet-stream" mode="base64">Q2l0dMOg</title></entry></feed>`, "Città|", ""},
		"nothing but a text":              {head + `<item><description>x</description></item>` + tail, "|", ""},
		"no entries":                      {head + tail, "", ""},
		"an entry alone":                  {`<entry xmlns="http://www.w3.org/2005/Atom"><title>A</title><link href="https://e.org/a"/></entry>`, "A|https://e.org/a", ""},
		"JSON cut off":                    {`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"A","url":"https://e.org/a"},{"id":"2","ti`, "A|https://e.org/a", "breaks off after 1 entry"},
		"JSON with fields of other types": {`{"version":"https://jsonfeed.org/version/1","title":3,"items":[{"id":1,"title":"A","url":"https://e.org/a","tags":"x"},{"title":["B"],"url":"https://e.org/b"}]}`, "A|https://e.org/a |https://e.org/b", "2 entries with fields of another type"},
		"JSON with more than items":       {`{"items":[{"title":"A"}],"version":"https://jsonfeed.org/version/1","x":{"items":[]}}`, "A|", ""},
	} {
		f, err := Parse([]byte(c.body), "", "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := outline(f); got != c.want {
			t.Errorf("%s: %s\n  want %s", name, got, c.want)
		}
		if notes := strings.Join(f.Notes, "; "); !strings.Contains(notes, c.note) || c.note == "" && notes != "" {
			t.Errorf("%s: notes %q, want %q", name, notes, c.note)
		}
	}
}

func TestNoFeed(t *testing.T) {
	for name, c := range map[string]struct{ body, why string }{
		"empty":        {"", "empty"},
		"blank":        {" \n\t", "empty"},
		"page":         {"<!DOCTYPE html><html><head><title>x</title></head><body><item>y</item></body></html>", "a page in HTML"},
		"text":         {"Just some words & more.", "no XML"},
		"gzip":         {"\x1f\x8b\x08xxxxxxxxxxxx", "gzip"},
		"other XML":    {"<urlset><url/></urlset>", "<urlset> is no feed"},
		"OPML":         {"<opml><body><outline xmlUrl='https://e.org/'/></body></opml>", "<opml> is no feed"},
		"JSON":         {`{"a":1}`, "no JSON Feed"},
		"JSON, broken": {`{"a`, "no JSON Feed"},
	} {
		_, err := Parse([]byte(c.body), "", "")
		if !errors.Is(err, ErrNoFeed) || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v, want one that says %q", name, err, c.why)
		}
		if Is([]byte(c.body)) {
			t.Errorf("%s is taken for a feed", name)
		}
	}
}

func TestMoved(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"redirect": {`<?xml version="1.0"?><redirect><newLocation>https://e.org/new.xml</newLocation></redirect>`, "https://e.org/new.xml"},
		"itunes":   {`<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><itunes:new-feed-url>/new.xml</itunes:new-feed-url></channel></rss>`, "https://old.example/new.xml"},
		"program":  {`<rss><channel><itunes:new-feed-url>file:///etc/passwd</itunes:new-feed-url></channel></rss>`, ""},
		"not":      {rssSample, ""},
	} {
		f, err := Parse([]byte(c.body), "", "https://old.example/feed.xml")
		if err != nil || f.Moved != c.want {
			t.Errorf("%s: moved to %q, %v, want %q", name, f.Moved, err, c.want)
		}
	}
}

// TestDates holds which date goes where, and that one that cannot be read is shown as it is.
func TestDates(t *testing.T) {
	for name, c := range map[string]struct{ fields, published, updated, date string }{
		"both":                {"<pubDate>24 Nov 2026</pubDate><atom:updated>2026-11-25</atom:updated>", "2026-11-24", "2026-11-25", ""},
		"Dublin Core":         {"<dc:date>2026-11-24</dc:date><dcterms:modified>2026-11-25</dcterms:modified>", "2026-11-24", "2026-11-25", ""},
		"empty before":        {"<pubDate></pubDate><dc:date>2026-11-24</dc:date>", "2026-11-24", "0001-01-01", ""},
		"unreadable":          {"<pubDate>ieri\n sera</pubDate>", "0001-01-01", "0001-01-01", "ieri sera"},
		"unreadable, updated": {"<pubDate>ieri</pubDate><atom:updated>2026-11-25</atom:updated>", "0001-01-01", "2026-11-25", "ieri"},
		"none":                {"", "0001-01-01", "0001-01-01", ""},
	} {
		f, err := Parse([]byte("<rss><channel><item><title>A</title>"+c.fields+"</item></channel></rss>"), "", "")
		if err != nil || len(f.Entries) != 1 {
			t.Fatal(name, err)
		}
		e := f.Entries[0]
		if e.Published.Format(time.DateOnly) != c.published || e.Updated.Format(time.DateOnly) != c.updated || e.Date != c.date {
			t.Errorf("%s: %v, %v, %q", name, e.Published, e.Updated, e.Date)
		}
	}
}

// TestTexts holds what becomes HTML, and how.
func TestTexts(t *testing.T) {
	rss := func(s string) string { return "<rss><channel><item><title>A</title>" + s + "</item></channel></rss>" }
	atom := func(s string) string { return "<feed><entry><title>A</title>" + s + "</entry></feed>" }
	for name, c := range map[string]struct{ body, content, summary string }{
		"escaped":             {rss("<description>&lt;p&gt;x &amp;amp; y&lt;/p&gt;</description>"), "", "<p>x &amp; y</p>"},
		"escaped twice":       {rss("<description>&amp;lt;p&amp;gt;x &amp;amp;amp; y&amp;lt;/p&amp;gt;</description>"), "", "<p>x &amp; y</p>"},
		"twice, in CDATA":     {rss("<description><![CDATA[&lt;p&gt;x&lt;/p&gt;]]></description>"), "", "<p>x</p>"},
		"tags as a subject":   {rss("<description><![CDATA[&lt;p&gt; and &lt;/p&gt; are tags.]]></description>"), "", "&lt;p&gt; and &lt;/p&gt; are tags."},
		"CDATA":               {rss("<description><![CDATA[<p>x</p>]]></description>"), "", "<p>x</p>"},
		"CDATA in pieces":     {rss("<description><![CDATA[<p>x]]]]><![CDATA[></p>]]></description>"), "", "<p>x]]></p>"},
		"not escaped":         {rss("<description><P class='y'>x<br/>5 &lt; 6</P></description>"), "", `<p class="y">x<br>5 &lt; 6</p>`},
		"escaped in elements": {rss("<description><div>&lt;b&gt;x&lt;/b&gt;</div></description>"), "", "<div><b>x</b></div>"},
		"plain":               {rss("<description>x &lt; y &amp; z\n\nw</description>"), "", "<p>x &lt; y &amp; z</p>\n<p>w</p>"},
		"both":                {rss("<description>s</description><content:encoded>&lt;p&gt;c&lt;/p&gt;</content:encoded>"), "<p>c</p>", "s"},
		"in pieces":           {rss("<description>s</description><content:encoded><![CDATA[c]]></content:encoded><description>t</description>"), "c", "s"},
		"Atom, text":          {atom("<content type='text'>x &lt; y</content>"), "x &lt; y", ""},
		"Atom, text as HTML":  {atom("<content type='text'>&lt;p&gt;x&lt;/p&gt;</content>"), "<p>x</p>", ""},
		"Atom, HTML":          {atom("<content type='html'>AT&amp;amp;T &lt;i&gt;x</content>"), "AT&amp;T <i>x", ""},
		"Atom, XHTML":         {atom("<summary type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'>x<h:br/></h:div></summary>"), "", "<div>x<br></div>"},
		"Atom, base64":        {atom("<content type='application/octet-stream'>PHA+eDwvcD4=</content>"), "<p>x</p>", ""},
		"Atom, a picture":     {atom("<content type='image/png'>iVBORw0KGgo=</content>"), "", ""},
		"JSON, text":          {`{"version":"https://jsonfeed.org/version/1","items":[{"content_text":"<p> & x","summary":"s"}]}`, "&lt;p&gt; &amp; x", "s"},
	} {
		f, err := Parse([]byte(c.body), "", "")
		if err != nil || len(f.Entries) != 1 {
			t.Fatal(name, err)
		}
		if e := f.Entries[0]; e.Content != c.content || e.Summary != c.summary {
			t.Errorf("%s: content %q, summary %q", name, e.Content, e.Summary)
		}
	}
}

// TestTitlesEscapedAgain has titles in which a reference is left when HTML's are undone.
func TestTitlesEscapedAgain(t *testing.T) {
	for title, want := range map[string]string{
		"L&amp;#8217;accordo":         "L’accordo",
		"L&amp;amp;#8217;accordo":     "L’accordo",
		"C&amp;# per tutti":           "C&# per tutti",
		"x&amp;amp;#27;[31mrosso":     "x[31mrosso",
		"AT&amp;amp;T compra &amp; c": "AT&T compra & c",
	} {
		f, err := Parse([]byte("<rss><channel><item><title>"+title+"</title><guid>1</guid></item></channel></rss>"), "", "")
		if err != nil || len(f.Entries) != 1 || f.Entries[0].Title != want {
			t.Errorf("%s: %+v, %v, want %q", title, f.Entries, err, want)
		}
	}
}

func TestIs(t *testing.T) {
	for head, want := range map[string]bool{
		"<rss version='2.0'>": true, "\uFEFF\n<!-- x --><?xml version='1.0'?><!DOCTYPE rss><rss": false, "<feed xmlns='http://www.w3.org/2005/Atom'>": true,
		"<rdf:RDF xmlns:rdf='x' xmlns='http://purl.org/rss/1.0/'>": true, "<rdf:RDF xmlns:rdf='x'><foaf:Person>": false, "<feed xmlns='http://example.org/cattle'>": false,
		"<br/><b>Notice</b>: x <?xml version='1.0'?><rss>": true, "How to write <rss version='2.0'>": false, "<html><body><rss>": false, "# Titolo\n\nTesto": false,
		"\xff\xfe<\x00r\x00s\x00s\x00>\x00": true, "\x00\x00\x00<\x00\x00\x00r\x00\x00\x00s\x00\x00\x00s\x00\x00\x00>": true, `{"version": "https://jsonfeed.org/version/1.1"`: true, `{"items": []}`: false,
		"": false, "<": false,
	} {
		if got := Is([]byte(head)); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}

func TestJSONNamesInOtherLetters(t *testing.T) {
	const body = `{"version":"https://jsonfeed.org/version/1","title":"A","Title":"B","items":[{"title":"C","Title":"D","tags":3}]}`
	for range 50 { // the order of a map differs
		f, err := Parse([]byte(body), "", "")
		if err != nil || f.Title != "A" || f.Entries[0].Title != "C" {
			t.Fatalf("%+v, %v", f, err)
		}
	}
}

package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source/sitetest"
	"mattinale/pipeline/source/web"
)

// told is what All gives, short enough for a table: a line a source, and under it one a document.
func told(t *testing.T, sources []news.Source, opts Options, named ...string) []string {
	t.Helper()
	client := web.New(web.Options{Named: named, Timeout: 5 * time.Second})
	defer client.Close()
	opts.Web, opts.Now, opts.Began = client, time.Now, time.Now()
	var lines []string
	for given := range All(t.Context(), sources, opts) {
		at := len(lines)
		lines = append(lines, "")
		for doc, err := range given.Documents {
			lines = append(lines, describe(doc, err))
			if err == nil {
				given.Take()
			}
		}
		lines[at] = strings.Join(append([]string{given.Name()}, given.Notes()...), " | ")
	}
	return lines
}

func describe(doc news.Document, err error) string {
	line := "  " + doc.Source
	switch {
	case err != nil:
		return line + ": " + strings.TrimPrefix(err.Error(), doc.Source+": ")
	case doc.Whole:
		line += " whole"
	case doc.Entry:
		line += " page"
	}
	if doc.Topic != "" {
		line += " [" + doc.Topic + "]"
	}
	return strings.Join(append([]string{line}, doc.Notes...), " | ")
}

// without takes the address of a site out of lines.
func without(lines []string, sites ...*sitetest.Site) []string {
	for i := range lines {
		for n, s := range sites {
			lines[i] = strings.ReplaceAll(lines[i], s.URL, "site"+strings.Repeat("'", n))
		}
	}
	return lines
}

// newSite has a feed of three articles, one of them whole, and a front page that names it.
func newSite(t *testing.T) *sitetest.Site {
	site := sitetest.New(t)
	var all []sitetest.Article
	for i, date := range []string{"Mon, 23 Nov 2026 08:00:00 +0100", "Tue, 24 Nov 2026 08:00:00 +0100", "Sun, 22 Nov 2026 08:00:00 +0100"} {
		a := sitetest.Number(i)
		a.Date = date
		if i < 2 {
			a = a.At("/articoli/" + string(rune('a'+i)))
			site.Page(a.Path, a)
		}
		all = append(all, a)
	}
	site.Feed("/feed", "La Gazzetta di prova", all...)
	site.Text("/", "text/html", `<!doctype html><html><head><title>La Gazzetta</title><link rel="alternate" type="application/rss+xml" title="Commenti" href="/comments/feed">
<link rel="alternate" type="application/rss+xml" href="/feed"></head><body><p>Le notizie</p></body></html>`)
	return site
}

var threeOfFeed = []string{"  site/articoli/b page", "  site/articoli/a page", "  site/feed whole"}

func TestAll(t *testing.T) {
	site, trap := newSite(t), sitetest.New(t)
	for i, path := range []string{"/lontano", "/altro"} { // entries whose pages are elsewhere, or not there
		a := sitetest.Number(7 + i).At(path)
		if i == 0 {
			a.Path = "/../esca"
		}
		site.Feed("/feed"+path, "Un feed", a)
	}
	site.Text("/feed/trappola", "application/rss+xml", `<rss version="2.0"><channel><title>x</title><item><title>Un titolo</title><link>`+trap.URL+
		`/segreto</link><description>Poche parole.</description></item><item><title>Altro</title><link>file:///etc/passwd</link></item></channel></rss>`)
	site.Text("/antico/", "text/html", `<html><head><meta property="og:type" content="website"><link rel="alternate" type="application/rss+xml" href="/articoli/a"></head><body><p>Le notizie</p></body></html>`)
	site.Text("/vecchio/", "text/html", `<html><head><meta property="og:type" content="website"><link rel="alternate" type="application/rss+xml" href="feed"></head><body><p>Le notizie</p></body></html>`)
	site.Text("/feed/altrove", "application/rss+xml", `<rss version="2.0"><channel><title>x</title><item><title>Altro</title><link>/altro</link><description>`+
		strings.Repeat("parola ", 130)+`.</description></item></channel></rss>`)
	site.List("/elenco.opml", "Cronaca", site.URL+"/feed", trap.URL+"/feed")
	dir := t.TempDir()
	list := filepath.Join(dir, "elenco.opml")
	saved := filepath.Join(dir, "salvato.xml")
	if err := os.WriteFile(list, []byte(sitetest.List("Economia", site.URL+"/feed", "http://169.254.169.254/latest")), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(saved, []byte(`<rss version="2.0"><channel><title>x</title><item><title>Uno</title><description>`+
		strings.Repeat("parola ", 130)+`.</description></item></channel></rss>`), 0o600); err != nil {
		t.Fatal(err)
	}
	long := filepath.Join(dir, "lungo.opml")
	if err := os.WriteFile(long, []byte(`<opml version="2.0"><body><outline xmlUrl="`+site.URL+`/feed"/>`+strings.Repeat(" ", 1000)+`<outline xmlUrl="`+
		trap.URL+`"/></body></opml>`), 0o600); err != nil {
		t.Fatal(err)
	}
	named := []string{site.URL}
	for name, tt := range map[string]struct {
		sources []news.Source
		opts    Options
		named   []string
		want    []string
	}{
		"a feed, the newest first": {sources: []news.Source{{Address: site.URL + "/feed", Topic: "Città"}}, named: named,
			want: []string{"site/feed", "  site/articoli/b page [Città]", "  site/articoli/a page [Città]", "  site/feed whole [Città]"}},
		"a page": {sources: []news.Source{{Address: site.URL + "/articoli/a"}}, named: named,
			want: []string{"site/articoli/a", "  site/articoli/a"}},
		"a front page": {sources: []news.Source{{Address: site.URL}}, named: named,
			want: append([]string{"site | a front page: its feed site/feed is read"}, threeOfFeed...)},
		"a front page whose feed is gone": {sources: []news.Source{{Address: site.URL + "/vecchio/"}}, named: named,
			want: []string{"site/vecchio/ | a front page, whose feed site/vecchio/feed was not read: there is nothing at this address (404)", "  site/vecchio/"}},
		"a front page whose feed is a page": {sources: []news.Source{{Address: site.URL + "/antico/"}}, named: named,
			want: []string{"site/antico/ | a front page, whose feed site/articoli/a was not read: it is none", "  site/antico/"}},
		"a list on this machine": {sources: []news.Source{{Address: list}},
			want: []string{"site/feed", "  site/articoli/b page [Economia]", "  site/articoli/a page [Economia]", "  site/feed whole [Economia]",
				"http://169.254.169.254/latest", "  http://169.254.169.254/latest: 169.254.169.254 is on a private network, and nothing of yours names it (--allow-host does)"}},
		"a list on the web names nobody": {sources: []news.Source{{Address: site.URL + "/elenco.opml"}}, named: named,
			want: []string{"site/feed", "  site/articoli/b page [Cronaca]", "  site/articoli/a page [Cronaca]", "  site/feed whole [Cronaca]",
				"site'/feed", "  site'/feed: 127.0.0.1 is on a private network, and nothing of yours names it (--allow-host does)"}},
		"a feed that leads into the private network": {sources: []news.Source{{Address: site.URL + "/feed/trappola"}}, named: named,
			want: []string{"site/feed/trappola", "  site'/segreto: 127.0.0.1 is on a private network, and nothing of yours names it (--allow-host does)",
				"  site/feed/trappola: left out: the entry has no text and no address"}},
		"an address for readers of feeds": {sources: []news.Source{{Address: "feed:" + site.URL + "/feed"}}, named: []string{Asked("feed:" + site.URL)},
			want: append([]string{"feed:site/feed"}, threeOfFeed...)},
		"a feed in a file": {sources: []news.Source{{Address: saved}},
			want: []string{saved, "  " + saved + " whole"}},
		"a feed in a file that is too long": {sources: []news.Source{{Address: saved}}, opts: Options{MaxBytes: 500},
			want: []string{saved + " | only the first 500 bytes of " + saved + " were read | breaks off after 1 entry", "  " + saved + " whole"}},
		"a list that is too long": {sources: []news.Source{{Address: long, Limit: 1}}, opts: Options{MaxBytes: 1000},
			want: []string{"site/feed | lungo.opml: breaks off after 1 feeds | only the first 1000 bytes of lungo.opml were read | 2 more over its limit of 1",
				"  site/articoli/b page"}},
		"nothing is named": {sources: []news.Source{{Address: site.URL + "/feed"}},
			want: []string{"site/feed", "  site/feed: 127.0.0.1 is on a private network, and nothing of yours names it (--allow-host does)"}},
		"a limit": {sources: []news.Source{{Address: site.URL + "/feed", Limit: 1}}, named: named,
			want: []string{"site/feed | 2 more over its limit of 1", "  site/articoli/b page"}},
		"too many": {sources: []news.Source{{Address: site.URL + "/feed"}}, opts: Options{Most: 2}, named: named,
			want: []string{"site/feed", "  site/articoli/b page", "  site/articoli/a page", "  site/feed: left out: others have their share of the stories"}},
		"the same page twice": {sources: []news.Source{{Address: site.URL + "/feed", Limit: 1}, {Address: site.URL + "/feed", Limit: 1}}, named: named,
			want: []string{"site/feed | 2 more over its limit of 1", "  site/articoli/b page",
				"site/feed | 1 more over its limit of 1", "  site/articoli/b: left out: the same address is in site/feed", "  site/articoli/a page"}},
		"a page that is not there, whole in another feed": {sources: []news.Source{{Address: site.URL + "/feed/altro"}, {Address: site.URL + "/feed/altrove"}}, named: named,
			want: []string{"site/feed/altro", "  site/altro: there is nothing at this address (404)", "site/feed/altrove", "  site/altro whole"}},
		"since a day": {sources: []news.Source{{Address: site.URL + "/feed"}}, named: named,
			opts: Options{Since: news.Since{After: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}},
			want: []string{"site/feed | new: 1 of its 3 entries", "  site/articoli/b page"}},
		"a feed's own day": {named: named, sources: []news.Source{{Address: site.URL + "/feed", Entries: &news.Since{After: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)}}},
			want: []string{"site/feed | nothing new (entries: 3)"}},
		"a page that is not there": {sources: []news.Source{{Address: site.URL + "/feed/altro"}}, named: named,
			want: []string{"site/feed/altro", "  site/altro: there is nothing at this address (404)"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, without(told(t, tt.sources, tt.opts, tt.named...), site, trap)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if asked := trap.Asked(); len(asked) > 0 {
		t.Errorf("the private address was asked: %v", asked)
	}
}

func TestOffline(t *testing.T) {
	site := newSite(t)
	store := newShelf()
	read := func(offline bool) []string {
		client := web.New(web.Options{Named: []string{site.URL}, Store: store, Offline: offline})
		defer client.Close()
		var lines []string
		for given := range All(t.Context(), []news.Source{{Address: site.URL + "/feed"}}, Options{Web: client, Store: store, Now: time.Now}) {
			for doc, err := range given.Documents {
				lines = append(lines, describe(doc, err))
			}
		}
		return lines
	}
	first := read(false)
	site.Close()
	if diff := cmp.Diff(first, read(true)); diff != "" || len(first) != 3 {
		t.Errorf("%d documents: %s", len(first), diff)
	}
}

// Nobody's password is shown, a stranger's in a page or a feed neither.
func TestPasswordsOfStrangers(t *testing.T) {
	site := sitetest.New(t)
	secret := strings.Replace(site.URL, "://", "://me:hunter2@", 1)
	site.Text("/", "text/html", `<html><head><link rel="alternate" type="application/rss+xml" href="`+secret+`/feed"></head><body></body></html>`)
	site.Text("/feed", "application/rss+xml", `<rss version="2.0"><channel><title>x</title><item><title>Uno</title><link>`+secret+`/a</link></item><item><title>Due</title><link>`+
		secret+`/b</link><description>`+strings.Repeat("parola ", 130)+`.</description></item></channel></rss>`)
	client := web.New(web.Options{Named: []string{site.URL}})
	defer client.Close()
	documents := 0
	for given := range All(t.Context(), []news.Source{{Address: site.URL}}, Options{Web: client}) {
		for doc, err := range given.Documents {
			documents++
			if shown := fmt.Sprint(doc.Source, doc.URL, doc.Notes, err); strings.Contains(shown, "hunter2") {
				t.Error(shown)
			}
		}
		if shown := fmt.Sprint(given.Name(), given.Notes()); strings.Contains(shown, "hunter2") || !strings.Contains(shown, "a front page") {
			t.Error(shown)
		}
	}
	if documents != 2 {
		t.Errorf("%d documents", documents)
	}
}

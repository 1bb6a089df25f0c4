package clean_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
)

// TestMeta reads what pages say of their article in the ways that sites have for it.
func TestMeta(t *testing.T) {
	const at = "https://foglio.example/cronaca/2026/ponte.html"
	for _, c := range []struct {
		name, head, body                string
		title, byline, published, where string
	}{
		{name: "JSON-LD with references", head: `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
{"@type":"WebPage","name":"Il Foglio"},{"@type":["NewsArticle"],"headline":"Il ponte riapre","author":[{"@id":"#p1"},{"@id":"#p2"}],"datePublished":"2026-11-24T07:00:00+01:00","publisher":{"@type":"Organization","name":"Il Foglio"}},
{"@type":"Person","@id":"#p1","name":"Carla Bossi"},{"@type":"Person","@id":"#p2","name":"Ugo Neri"}]}</script>`,
			title: "Il ponte riapre", byline: "Carla Bossi, Ugo Neri", published: "2026-11-24T07:00:00+01:00", where: at},
		{name: "JSON-LD as the main thing of a page", head: `<script type="application/ld+json">[{"@type":"WebPage","mainEntity":{"@type":"Article","name":"Il ponte riapre","author":"di Carla Bossi","datePublished":"2026-11-24"}}]</script>`,
			title: "Il ponte riapre", byline: "Carla Bossi", published: "2026-11-24", where: at},
		{name: "author that is an address", head: `<meta property="og:title" content="Il ponte riapre | Il Foglio"><meta property="og:site_name" content="Il Foglio"><meta property="article:author" content="https://social.example/foglio"><meta name="parsely-author" content="Carla Bossi"><meta property="article:modified_time" content="2026-11-25T09:00:00Z">`,
			title: "Il ponte riapre", byline: "Carla Bossi", where: at},
		{name: "Dublin Core", head: `<meta name="DC.creator" content="Carla Bossi"><meta name="DC.date.issued" content="2026-11-24"><title>Il ponte riapre ai camion da lunedì - Il Foglio</title>`,
			title: "Il ponte riapre ai camion da lunedì", byline: "Carla Bossi", published: "2026-11-24", where: at},
		{name: "Sailthru and byl", head: `<meta name="sailthru.date" content="2026-11-24 07:00:00"><meta name="byl" content="By Carla Bossi"><meta property="og:title" content="Il ponte riapre">`,
			title: "Il ponte riapre", byline: "Carla Bossi", published: "2026-11-24", where: at},
		{name: "microdata", body: `<h1>Il ponte riapre</h1><div itemprop="author" itemscope><span itemprop="name">Carla Bossi</span>, cronista</div><span itemprop="datePublished" content="2026-11-24">ieri</span>`,
			title: "Il ponte riapre", byline: "Carla Bossi", published: "2026-11-24", where: at},
		{name: "time in the article before others", body: `<aside><time datetime="2020-01-01">1 gennaio</time></aside><article><h1>Il ponte riapre</h1><a rel="author" href="/x">Carla Bossi</a><time datetime="2026-11-24">24 novembre</time></article>`,
			title: "Il ponte riapre", byline: "Carla Bossi", published: "2026-11-24", where: at},
		{name: "date in words it", body: `<h1>Il ponte riapre</h1><span class="date">Martedì 24 novembre 2026</span>`, title: "Il ponte riapre", published: "2026-11-24", where: at},
		{name: "date in words en", body: `<h1>Il ponte riapre</h1><span class="post-date">Nov. 24, 2026</span>`, title: "Il ponte riapre", published: "2026-11-24", where: at},
		{name: "date in words de", body: `<h1>Il ponte riapre</h1><span class="datum">24. November 2026, 7.00 Uhr</span>`, title: "Il ponte riapre", published: "2026-11-24", where: at},
		{name: "date in words es", body: `<h1>Il ponte riapre</h1><span class="fecha">24 de noviembre de 2026</span>`, title: "Il ponte riapre", published: "2026-11-24", where: at},
		{name: "date in words fr", body: `<h1>Il ponte riapre</h1><time>Publié le 24 novembre 2026</time>`, title: "Il ponte riapre", published: "2026-11-24", where: at},
		{name: "date in words pt", body: `<h1>Il ponte riapre</h1><span class="data">24 de novembro de 2026</span>`, title: "Il ponte riapre", published: "2026-11-24", where: at},
		{name: "site's name in the first heading", head: `<title>Il ponte riapre ai camion - Il Foglio dei Monti</title>`, body: `<h1>Il Foglio dei Monti</h1><h2>Il ponte riapre ai camion</h2>`,
			title: "Il ponte riapre ai camion", where: at},
		{name: "canonical before OpenGraph", head: `<link rel="canonical" href="/cronaca/ponte"><meta property="og:url" content="https://foglio.example/amp/ponte">`, body: "<h1>Il ponte riapre</h1>",
			title: "Il ponte riapre", where: "https://foglio.example/cronaca/ponte"},
		{name: "canonical that is the home", head: `<link rel="canonical" href="https://foglio.example/"><meta property="og:url" content="https://altro.example/">`, body: "<h1>Il ponte riapre</h1>",
			title: "Il ponte riapre", where: at},
		{name: "canonical that is no web address", head: `<link rel="canonical" href="javascript:alert(1)">`, body: "<h1>Il ponte riapre</h1>", title: "Il ponte riapre", where: at},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := "<html lang=it><head>" + c.head + "</head><body>" + c.body + "<div><p>" + strings.ReplaceAll(body, "\n\n", "</p><p>") + "</p></div></body></html>"
			a, err := clean.Article(news.Document{MediaType: "text/html", Bytes: []byte(page), URL: at})
			if err != nil {
				t.Fatal(err)
			}
			want, got := []string{c.title, c.byline, c.published, c.where}, []string{a.Title, a.Byline, a.Published, a.URL}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("title, byline, date, address (-want +got):\n%s", diff)
			}
		})
	}
}

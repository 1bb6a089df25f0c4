package sitetest

import (
	"fmt"
	"html"
	"strings"
)

// Article is one of the site.
type Article struct {
	Path       string // of its page; "": it has none
	Title      string
	Date       string // as the feed writes it; "": none
	Paragraphs []string
}

// subjects and the rest make articles that differ from each other in every sentence.
var (
	subjects = []string{"il ponte sul canale", "la biblioteca di quartiere", "il mercato del pesce", "la linea del tram", "il vivaio comunale", "la scuola media", "il museo della seta"}
	bodies   = []string{"La giunta", "Il comitato dei residenti", "L'assessora ai lavori pubblici", "Il consorzio", "La cooperativa", "L'ufficio tecnico", "Il consiglio"}
	acts     = []string{"ha approvato il progetto per", "ha chiesto più fondi per", "ha presentato il piano che riguarda", "ha rinviato i lavori per", "ha aperto il cantiere per", "discute da mesi di"}
	reasons  = []string{"dopo due anni di attesa", "con il voto contrario di tre consiglieri", "in vista della stagione estiva", "nonostante i ritardi dell'appalto", "grazie a un contributo della regione"}
)

// Number makes article n: seven sentences in four paragraphs, 150 words, with figures that no other one has.
func Number(n int) Article {
	a := Article{Title: fmt.Sprintf("Lavori al lotto %d: %s cambia volto", n+11, subjects[n%len(subjects)])}
	for p := range 4 {
		var sentences []string
		for s := range 2 {
			k := n*8 + p*2 + s
			sentences = append(sentences, fmt.Sprintf("%s %s %s, %s: la spesa prevista è di %d mila euro e i lavori del lotto %d dureranno %d settimane.",
				bodies[k%len(bodies)], acts[k%len(acts)], subjects[(k/2)%len(subjects)], reasons[k%len(reasons)], 120+k, n+11, 5+k%40))
		}
		a.Paragraphs = append(a.Paragraphs, strings.Join(sentences, " "))
	}
	return a
}

// At is the article with a page.
func (a Article) At(path string) Article {
	a.Path = path
	return a
}

func (a Article) body() string { return "<p>" + strings.Join(a.Paragraphs, "</p>\n<p>") + "</p>" }

// page is the article among what stands on a newspaper's page.
func (a Article) page() string {
	title := html.EscapeString(a.Title)
	return fmt.Sprintf(`<!doctype html><html lang="it"><head><meta charset="utf-8"><title>%s | La Gazzetta di prova</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="La Gazzetta di prova"></head><body>
<header><nav><a href="/">Home</a> <a href="/cronaca">Cronaca</a> <a href="/sport">Sport</a></nav></header>
<main><article><h1>%s</h1>
%s
</article></main><footer><p>Tutti i diritti riservati</p></footer></body></html>
`, title, title, a.body())
}

// item is the article in an RSS feed.
func (a Article) item(site string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<item><title>%s</title>", html.EscapeString(a.Title))
	text := a.body()
	if a.Path != "" {
		text = a.Paragraphs[0][:40] + "…"
		fmt.Fprintf(&b, "<link>%s%s</link>", site, a.Path)
	}
	if a.Date != "" {
		fmt.Fprintf(&b, "<pubDate>%s</pubDate>", a.Date)
	}
	fmt.Fprintf(&b, "<description>%s</description></item>\n", html.EscapeString(text))
	return b.String()
}

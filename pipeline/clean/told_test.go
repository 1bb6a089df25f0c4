package clean

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"mattinale/pipeline/news"
)

// TestArticleInJSONLD has pages that a script draws, whose JSON-LD has the article.
func TestArticleInJSONLD(t *testing.T) {
	paragraphs := []string{
		"La giunta di Borgo San Lino ha approvato ieri il piano per il nuovo ponte, che costerà 4,2 milioni di euro e sarà pronto fra due anni.",
		"«È un'opera attesa da vent'anni», ha detto la sindaca Lucia Marchi. Il vecchio ponte sarà demolito a settembre, dopo la fiera.",
		"I commercianti temono un calo delle vendite: nel 2021 un cantiere simile costò il 15 per cento degli incassi a chi lavora lungo il canale.",
	}
	lines := strings.Join(paragraphs, "\n\n")
	for name, tt := range map[string]struct {
		articleBody, more, body string
		want                    string
	}{
		"lines":                 {lines, "", "<div id=root></div>", lines},
		"one line":              {strings.Join(paragraphs, " "), "", "<div id=root></div>", strings.Join(paragraphs, " ")},
		"markup":                {"<p>" + strings.Join(paragraphs, "</p><p>") + "</p>", "", "<div id=root></div>", lines},
		"wants scripts":         {lines, "", "<noscript>Abilita JavaScript nel tuo browser.</noscript>", lines},
		"for subscribers":       {lines, `,"isAccessibleForFree":false`, "<div id=root></div>", ""},
		"says: for subscribers": {lines, "", "<p>Abbonati per continuare a leggere.</p>", ""},
		"a summary":             {"La giunta ha approvato il piano per il ponte.", "", "<div id=root></div>", ""},
		"text of its own":       {"Tutt'altro. " + lines, "", "<article><p>" + strings.Join(paragraphs, "</p><p>") + "</p></article>", lines},
	} {
		value, err := json.Marshal(tt.articleBody)
		if err != nil {
			t.Fatal(err)
		}
		page := `<html lang="it"><head><title>Nuovo ponte</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Nuovo ponte","author":{"name":"Anna Verdi"},"articleBody":` +
			string(value) + tt.more + `}</script></head><body>` + tt.body + `</body></html>`
		a, err := Article(news.Document{MediaType: "text/html", Bytes: []byte(page)})
		switch {
		case tt.want == "" && !errors.Is(err, ErrNoArticle):
			t.Errorf("%s: error %v, article %q", name, err, a.Text)
		case tt.want != "" && (err != nil || a.Text != tt.want || a.Title != "Nuovo ponte" || a.Byline != "Anna Verdi"):
			t.Errorf("%s: error %v, title %q, byline %q, article\n%s", name, err, a.Title, a.Byline, a.Text)
		}
	}
}

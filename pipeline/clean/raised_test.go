package clean

import (
	"strings"
	"testing"

	"mattinale/pipeline/news"
)

// TestRaised holds that raised figures join no number, and that marks of notes are gone.
func TestRaised(t *testing.T) {
	rest := " <p>" + strings.Repeat("La giunta di Borgo San Lino ha approvato ieri il piano per il nuovo ponte sul canale. ", 4) + "</p>"
	for markup, want := range map[string]string{
		"Il ghiaccio sparirà entro il 2050<sup>2</sup> a queste quote.":                         "Il ghiaccio sparirà entro il 2050² a queste quote.",
		"Lo dice il rapporto del 2019.<sup><a href='#n1'>1</a></sup>":                           "Lo dice il rapporto del 2019.",
		"Lo dice il rapporto del 2019<a href='#n12'><sup>12</sup></a> della Provincia.":         "Lo dice il rapporto del 2019 della Provincia.",
		"Lo dice il rapporto del 2019.<sup>[3]</sup>":                                           "Lo dice il rapporto del 2019.",
		"Il terreno misura 400 m<sup>2</sup> e costa 10<sup>5</sup> euro, con 10<sup>-3</sup>.": "Il terreno misura 400 m² e costa 10⁵ euro, con 10⁻³.",
		"Nel XIX<sup>e</sup> secolo era il 1<sup>er</sup> ponte della valle.":                   "Nel XIXe secolo era il 1er ponte della valle.",
		"Produce CO<sub>2</sub> in quantità, dice il rapporto.":                                 "Produce CO2 in quantità, dice il rapporto.",
	} {
		for _, whole := range []bool{true, false} {
			page := "<article><h1>Il ponte</h1><p>" + markup + "</p>" + rest + "</article>"
			a, err := Article(news.Document{MediaType: "text/html", Bytes: []byte(page), Whole: whole, Title: "Il ponte"})
			if got, _, _ := strings.Cut(a.Text, "\n"); err != nil || got != want {
				t.Errorf("%s, whole %v: %q, want %q: %v", markup, whole, got, want, err)
			}
		}
	}
}

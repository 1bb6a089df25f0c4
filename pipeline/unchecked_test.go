package pipeline_test

import (
	"testing"
	"testing/fstest"

	"mattinale/pipeline"
	"mattinale/pipeline/llm/llmtest"
	"mattinale/pipeline/news"
)

// dutch is an article in a language whose number words, months and places no check knows.
const dutch = `Brug bij Kampen maanden dicht

De brug over de IJssel bij Kampen gaat op 24 november drieëntwintig dagen dicht voor werkzaamheden, zegt wethouder Wietske Hoekstra.

De werkzaamheden kosten 3,5 miljoen euro en worden betaald door de provincie en door de gemeente Kampen.

Een bedrijf uit Duitsland heeft de opdracht gekregen, omdat het de goedkoopste was van de vier die een aanbod hadden gedaan.
`

// TestUncheckedIsNoted says what could not be checked, and finds nothing wrong with it.
func TestUncheckedIsNoted(t *testing.T) {
	for _, c := range []struct {
		name, article, note string
	}{
		{"Dutch", dutch, "its number words, dates and place names are not checked: no tables for Dutch"},
		{"Italian", bridge, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			cfg, _ := config(t, fstest.MapFS{"a.txt": {Data: []byte(c.article)}}, llmtest.Options{Context: 8192, Reply: func(llmtest.Request) llmtest.Reply {
				if c.note == "" {
					return told(right, clean1, clean2)
				}
				return told([2]string{"Il ponte di Kampen chiude dal 24 novembre per 23 giorni, dice Wietske Hoekstra.", "The bridge at Kampen closes on 24 November for 23 days, says Wietske Hoekstra."},
					[2]string{"I lavori costano 3,5 milioni di euro.", "The works cost 3.5 million euros."},
					[2]string{"L'incarico è andato a un'impresa della Germania, la migliore di quattro, a Kampen.", "A firm from Germany, the best of four, got the job in Kampen."})
			}})
			b, err := pipeline.Run(t.Context(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			note := ""
			for _, p := range b.Receipt.Problems {
				if p.Status == "note" {
					note = p.Reason
				}
			}
			if note != c.note {
				t.Errorf("note %q", note)
			}
			if want := (news.PointCount{Written: 3, Clean: 3}); b.Receipt.Points != want {
				t.Errorf("points %+v: %v", b.Receipt.Points, b.Receipt.Problems)
			}
		})
	}
}

package check

import (
	"strings"
	"testing"

	"mattinale/pipeline/news"
)

func TestCut(t *testing.T) {
	s := NewSource(ferry)
	tests := []struct {
		lang, text string
		want       string // part of the reason, empty when whole
	}{
		{"it", "L'Aurora porta le auto.", ""},
		{"it", "L'Aurora porta le auto", "no end"},
		{"it", "L'Aurora porta le auto,", "middle"},
		{"it", "L'Aurora porta:", "middle"},
		{"it", "L'Aurora porta le auto e…", "trails off"},
		{"it", "L'Aurora porta le auto...", "trails off"},
		{"it", "L'Aurora porta le auto (e i passeggeri.", "bracket"},
		{"it", "L'Aurora porta le auto e i passeggeri).", ""},
		{"it", "La presidente ha detto: «Abbiamo aspettato.", "quotation"},
		{"it", "La presidente ha detto: \"Abbiamo aspettato.", "quotation"},
		{"it", "La presidente ha detto: «Abbiamo aspettato».", ""},
		{"it", "La presidente ha detto: “Abbiamo aspettato.”", ""},
		{"it", "L'Aurora porta le auto e il.", "last"},
		{"it", "L'Aurora collega Ancona con.", "last"},
		{"it", "L'Aurora è una nave dell'.", "last"},
		{"it", "Lo ha detto il dott.", "last"},
		{"it", "L'Aurora gioca in serie A.", ""},
		{"it", "Ne resta una.", ""},
		{"it", "Dai sei anni in su.", ""},
		{"it", "L'Aurora costa 86,5 milioni.", ""},
		{"it", "", "no text"},
		{"it", " \u200b ", "no words"},
		{"it", "…", "no words"},
		{"en", "The Aurora carries cars and the.", "last"},
		{"en", "The Aurora links Ancona with.", "last"},
		{"en", "It is the ferry they asked for.", ""},
		{"en", "It is a ship to look at.", ""},
		{"en", "The talks broke off.", ""},
		{"en", "It was built in the U.S.", ""},
		{"en", "The company is Aurora Lines Inc.", ""},
		{"en", "Will it sail?", ""},
		{"fr", "Le ferry part avec les.", "last"},
		{"de", "Die Fähre fährt ab.", ""},
		{"de", "Die Reederei sagt: „Wir haben gewartet.“", ""},
		{"de", "Die Fähre fährt mit der Aurora und.", "last"},
		{"ja", "アウロラ号は出港した。", ""},
		{"ar", "غادرت العبارة الميناء؟", ""},
		{"ar", "غادرت العبارة الميناء", "no end"},
		{"hi", "जहाज़ चला गया।", ""},
	}
	for _, tt := range tests {
		t.Run(tt.lang+" "+tt.text, func(t *testing.T) {
			got := ""
			for _, f := range s.Check(news.Point{Text: news.Texts{tt.lang: tt.text}, From: everything(s)}, []string{tt.lang}) {
				if f.Kind == news.KindCut {
					got += f.Reason
				}
			}
			if !strings.Contains(got, tt.want) || tt.want == "" && got != "" {
				t.Errorf("reason %q, want %q", got, tt.want)
			}
		})
	}
}

// TestEllipsis lets a point trail off where the article does.
func TestEllipsis(t *testing.T) {
	s := NewSource(article("it", "Il sindaco ha risposto: «Vedremo…». Poi è uscito."))
	if found := s.Check(news.Point{Text: news.Texts{"it": "Il sindaco è uscito…"}, From: everything(s)}, []string{"it"}); found != nil {
		t.Errorf("findings %v", found)
	}
}

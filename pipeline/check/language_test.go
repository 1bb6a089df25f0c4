package check

import (
	"testing"

	"mattinale/pipeline/news"
)

func TestLanguage(t *testing.T) {
	catch(t, NewSource(ferry), []caught{
		{"as asked", news.Texts{"it": "Il traghetto Aurora porta auto e passeggeri.", "en": "The ferry Aurora carries cars and passengers."}, nil},
		{"whole text", news.Texts{"it": "The ferry Aurora carries cars and passengers."}, []string{"language it: The ferry Aurora carries cars and passengers."}},
		{"whole text, the other way", news.Texts{"en": "Il traghetto Aurora porta auto e passeggeri."}, []string{"language en: Il traghetto Aurora porta auto e passeggeri."}},
		{"French", news.Texts{"it": "Le traversier Aurora transporte les voitures et les passagers."}, []string{"language it: Le traversier Aurora transporte les voitures et les passagers."}},
		{"German", news.Texts{"en": "Die Fähre Aurora nimmt die Autos und die Fahrgäste mit."}, []string{"language en: Die Fähre Aurora nimmt die Autos und die Fahrgäste mit."}},
		{"drifts", news.Texts{"en": "The ferry Aurora has linked Ancona and Split since yesterday, in nove ore e mezza di viaggio."},
			[]string{"language en: nove ore e mezza di viaggio"}},
		{"drifts, the other way", news.Texts{"it": "Da ieri il nuovo traghetto collega le due sponde with cars and passengers on board."},
			[]string{"language it: with cars and passengers on board"}},
		{"a word left", news.Texts{"en": "The Aurora carries passeggeri and cars."}, []string{"language en: passeggeri"}},
		{"no function word", news.Texts{"en": "Traghetto porta passeggeri, costato milioni."}, []string{"language en: Traghetto porta passeggeri, costato milioni."}},
		{"names and quoted titles", news.Texts{"en": "The Corriere della Sera calls it “il traghetto che non c'era”."}, []string{"name en: Corriere della Sera"}},
		{"loan words", news.Texts{"it": "Il check-in dell'Aurora è online, con un welcome drink.", "en": "The Aurora has a piano, a pizza oven and a studio."}, nil},
		{"a language unknown here", news.Texts{"nl": "De veerboot Aurora vaart sinds gisteren tussen Ancona en Split, met auto's en passagiers aan boord."}, nil},
		{"a script unknown here", news.Texts{"ja": "Il traghetto Aurora collega da ieri Ancona e Spalato in nove ore e mezza, con le auto a bordo."},
			[]string{"language ja: Il traghetto Aurora collega da ieri Ancona e Spalato in nove ore e mezza, con le auto a bordo."}},
	})
}

// TestHeadlineLeftInPortuguese finds a headline that stayed in the article's language, and lets its translation pass.
func TestHeadlineLeftInPortuguese(t *testing.T) {
	s := NewSource(article("pt", "A Câmara Municipal de Lisboa aprovou a proibição da circulação de automóveis anteriores a 2011 no centro histórico."))
	for headline, want := range map[string]int{"Lisboa proibirá veículos anteriores a 2011 do centro": 1, "Lisbona vieta il centro alle auto anteriori al 2011": 0} {
		if got := s.CheckHeadline(news.Texts{"it": headline}, []string{"it"}); len(got) != want {
			t.Errorf("%s: %v", headline, got)
		}
	}
}

package check

import (
	"testing"

	"mattinale/pipeline/news"
)

func TestRestyle(t *testing.T) {
	s := NewSource(article("it", "Ogni drone pesa 1.850 chili, costa 8,9 milioni e porta 2.340 sensori. L’errore è di 1,250 secondi. Parte alle 18.30."))
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Each drone weighs 1.850 kilograms.", "Each drone weighs 1,850 kilograms."},
		{"en", "It costs 8,9 million.", "It costs 8.9 million."},
		{"it", "Ha 2,340 sensori.", "Ha 2.340 sensori."},
		{"en", "The error is 1.250 seconds.", "The error is 1.250 seconds."},
		{"it", "Parte alle 18.30.", "Parte alle 18.30."},
		{"en", "It cost 1.200,5 euros and 1,200.5 dollars.", "It cost 1,200.5 euros and 1,200.5 dollars."},
		{"ja", "1.850", "1.850"},
	} {
		if got := s.Restyle(c.text, c.lang); got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestBounds(t *testing.T) {
	catch(t, NewSource(article("it", "Ha pagato 3,9 milioni, poco più di un terzo della prima richiesta. Sono arrivate oltre 400 persone e meno di 400 auto.")), []caught{
		{"the same", news.Texts{"it": "Ha pagato poco più di un terzo della richiesta.", "en": "It paid a little more than a third of what was asked."}, nil},
		{"turned round", news.Texts{"it": "Ha pagato poco più di un terzo della richiesta.", "en": "It paid less than a third of what was asked."}, []string{"number en: a third"}},
		{"said both ways", news.Texts{"it": "Sono arrivate meno di 400 auto.", "en": "Fewer than 400 cars came."}, nil},
	})
}

func TestMoney(t *testing.T) {
	catch(t, NewSource(article("en", "The ferry is £14.6m over budget. The yard asked for 3 million euros more, and 197 pounds of steel.")), []caught{
		{"pounds", news.Texts{"it": "Il traghetto costa 14,6 milioni di sterline in più.", "en": "The ferry is £14.6m over budget."}, nil},
		{"another currency", news.Texts{"it": "Il traghetto costa 14,6 milioni di euro in più.", "en": "The ferry is $14.6m over budget."}, []string{"number it: 14,6 milioni", "number en: 14.6m"}},
		{"without one", news.Texts{"it": "Il traghetto costa 14,6 milioni in più.", "en": "The ferry is 14.6 million over budget."}, nil},
	})
}

package check

import (
	"testing"

	"mattinale/pipeline/news"
)

func TestParity(t *testing.T) {
	a := article("it",
		"La giunta di Orvani non ha approvato il piano da 12,3 milioni. Il 3 dicembre si voterà di nuovo; i contrari erano 18, i favorevoli 16.",
		"Il cantiere durerà due anni, dal 2027. La sindaca ha 54 anni e guida la città dal 2021.")
	a.Published = "2026-11-24"
	catch(t, NewSource(a), []caught{
		{"the same", news.Texts{"it": "Il cantiere durerà due anni, dal 2027.", "en": "The works will last 24 months, from 2027."}, nil},
		{"other figures of the article", news.Texts{"it": "I contrari erano 18.", "en": "There were 16 against."}, []string{"parity it: 18", "parity en: 16"}},
		{"one leaves a figure out", news.Texts{"it": "I contrari erano 18 e i favorevoli 16.", "en": "There were 18 against."}, []string{"parity it: 16"}},
		{"other year of the article", news.Texts{"it": "Guida la città dal 2021.", "en": "She has led the city since 2027."}, []string{"parity it: 2021", "parity en: 2027"}},
		{"one leaves a date out", news.Texts{"it": "Il 3 dicembre si vota.", "en": "There will be a vote."}, []string{"parity it: 3 dicembre"}},
		{"denied on one side", news.Texts{"it": "La giunta non ha approvato il piano.", "en": "The council has approved the plan."}, []string{"parity it: non"}},
		{"denied in another way", news.Texts{"it": "La giunta non ha approvato il piano.", "en": "The council has rejected the plan."}, nil},
		{"a small number in words", news.Texts{"it": "Durerà due anni.", "en": "It will last long."}, nil},
		{"said once only", news.Texts{"it": "I contrari erano 77.", "en": "There were 18 against."}, []string{"number it: 77", "parity en: 18"}},
	})
}

package check

import (
	"strings"
	"testing"

	"mattinale/pipeline/news"
)

// TestSensesAreWellFormed wants a column a language.
func TestSensesAreWellFormed(t *testing.T) {
	for line := range strings.Lines(sensesFile) {
		if n := len(strings.Fields(line)); n != len(spoken) {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

// TestLikeliest finds the sentence of a translation that names and counts nothing, and none for one about something else.
func TestLikeliest(t *testing.T) {
	s := NewSource(article("de",
		"Das Krankenhaus bleibt offen, teilte die Klinik mit.",
		"Der Fahrgastverband hält die Preise für zu hoch und will klagen.",
		"Schulen und Kindergärten bleiben geschlossen."))
	for _, c := range []struct {
		text news.Texts
		want int
	}{
		{news.Texts{"it": "Le scuole e gli asili restano chiusi.", "en": "Schools and kindergartens stay closed."}, 3},
		{news.Texts{"en": "The passengers' association finds the prices too high."}, 2},
		{news.Texts{"it": "L'orchestra ha suonato per il teatro.", "en": "The orchestra played for the theatre."}, 0},
	} {
		if got := s.Best(c.text, 0, 1<<30); got != c.want {
			t.Errorf("%v rests on %d, want %d", c.text, got, c.want)
		}
	}
}

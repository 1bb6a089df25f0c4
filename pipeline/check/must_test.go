package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMusts(t *testing.T) {
	for _, c := range []struct {
		text, lang, to string
		want           []string
	}{
		{"Il 13 novembre 2026, alle 3.20, Sauro Gentilini ha speso 3,9 milioni di euro.", "it", "en", []string{"13 November 2026", "3:20 am", "3.9 million", "Sauro Gentilini"}},
		{"Venerdì i treni sono stati 1.412, il 18,5% in più.", "it", "en", []string{"Friday", "1,412", "18.5%"}},
		{"The ferry, £14.6m over budget, sails on Thursday at 7.30pm with 98 people.", "en", "it", []string{"giovedì", "19.30", "14,6 milioni", "98"}},
		{"Il ponte resta chiuso.", "it", "en", nil},
	} {
		if diff := cmp.Diff(c.want, Musts(c.text, c.lang, c.to)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
	}
}

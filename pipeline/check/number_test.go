package check

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mattinale/pipeline/news"
)

// TestQuantities reads the first meaning of each number of a text.
func TestQuantities(t *testing.T) {
	tests := []struct {
		lang, text string
		want       []float64
	}{
		{"it", "1.200,5 tonnellate", []float64{1200.5}},
		{"en", "1,200.5 tonnes", []float64{1200.5}},
		{"it", "1.200 tonnellate e 2,75 metri", []float64{1200, 2.75}},
		{"en", "1,200 tonnes and 2.75 metres", []float64{1200, 2.75}},
		{"fr", "1 050 tonnes", []float64{1050}},
		{"fr", "1\u202f050,5 tonnes", []float64{1050.5}},
		{"de", "3,1 Mio. Euro", []float64{3.1e6}},
		{"it", "2 milioni e mezzo", []float64{2.5e6}},
		{"en", "two and a half million", []float64{2.5e6}},
		{"it", "due milioni e trecentomila", []float64{2.3e6}},
		{"it", "2 milioni e 300mila euro", []float64{2.3e6}},
		{"en", "€3bn and £14.6m and $5k", []float64{3e9, 14.6e6, 5000}},
		{"en", "a 60-million-euro store and a 3-mile road", []float64{1, 60e6, 1, 3}},
		{"it", "240mila euro, 3 mld, 12 mln", []float64{240_000, 3e9, 12e6}},
		{"it", "mezzo milione", []float64{500_000}},
		{"en", "half a billion", []float64{5e8}},
		{"es", "tres mil millones", []float64{3e9}},
		{"de", "eine Billion", []float64{1e12}},
		{"it", "dodicimilasettecento e centocinquantamila", []float64{12_700, 150_000}},
		{"it", "ventuno, trentotto, centotto, centottanta, ventitré", []float64{21, 38, 108, 180, 23}},
		{"en", "thirty-seven, two hundred and six, a hundred, nineteen thousand", []float64{37, 206, 100, 19_000}},
		{"fr", "quatre-vingt-dix, soixante et onze, deux cents", []float64{90, 71, 200}},
		{"de", "siebenundzwanzig, zweihundert, tausendfünf", []float64{27, 200, 1005}},
		{"es", "veintidós, treinta y cinco, quinientos", []float64{22, 35, 500}},
		{"pt", "trinta e cinco, duas", []float64{35, 2}},
		{"it", "due e tre", []float64{2, 3}},
		{"it", "un uomo e una donna", []float64{1, 1}},
		{"it", "il 12 per cento di cento", []float64{12, 100}},
		{"it", "la settimana e la terza volta", []float64{3}},
		{"en", "the third, the twentieth, the twenty-first, 3rd", []float64{3, 20, 21, 3}},
		{"it", "due terzi e nove decimi", []float64{2. / 3, 0.9}},
		{"en", "two-thirds", []float64{2. / 3}},
		{"it", "il III trimestre", []float64{3, 0.25}},
		{"en", "the 1950s and the 1700s", []float64{1950, 1700}},
		{"it", "gli anni Cinquanta e il Settecento", []float64{1950, 1700}},
		{"it", "gli anni '80", []float64{1980}},
		{"de", "die Achtzigerjahre", []float64{1980}},
		{"it", "un anno e mezzo", []float64{1.5}},
		{"it", "3 ore e 40", []float64{3 + 40./60}},
		{"it", "quindicenni e 71enni", []float64{15, 71}},
		{"it", "34 centesimi", []float64{34}},
		{"it", "la centesima volta", []float64{100}},
		{"en", "MIX, CIVIC and DC", nil},
		{"it", "٣٤ gradi", []float64{34}},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []float64
			for _, q := range appendQuantities(nil, tokenize(tt.text, tt.lang), tt.lang) {
				got = append(got, q.values[0])
			}
			if diff := cmp.Diff(tt.want, got, cmpopts.EquateApprox(1e-9, 0)); diff != "" {
				t.Errorf("numbers (-want +got):\n%s", diff)
			}
		})
	}
}

var budget = article("it",
	"Il Comune di Orvani ha approvato il bilancio: 286.400 euro di avanzo su 12,3 milioni, il 2,3% in più. Nel 2024 erano 9,1.",
	"La mensa costerà 4,80 euro a pasto per ventiquattro mesi. Un terzo delle famiglie, 1.412 su 4.236, non paga. Il nuovo acquedotto perde il 35% dell'acqua.",
	"Hanno votato sì in diciotto, no in undici. Il palazzo, del XVIII secolo, è largo 62 m. La crescita va dal 40 al 45%.")

func TestNumbers(t *testing.T) {
	catch(t, NewSource(budget), []caught{
		{"as it stands", news.Texts{"it": "L'avanzo è di 286.400 euro.", "en": "The surplus is 286,400 euros."}, nil},
		{"rounded", news.Texts{"it": "L'avanzo è di 286mila euro, circa 290mila.", "en": "The surplus is €286,000, more than 280,000."}, nil},
		{"rounded to one digit", news.Texts{"en": "The surplus is about 300,000 euros."}, []string{"number en: 300,000"}},
		{"another figure", news.Texts{"it": "L'avanzo è di 268.400 euro.", "en": "The surplus is 268,400 euros."}, []string{"number it: 268.400", "number en: 268,400"}},
		{"another scale", news.Texts{"it": "Il bilancio è di 12,3 miliardi.", "en": "The budget is 12.3 billion."}, []string{"number it: 12,3 miliardi", "number en: 12.3 billion"}},
		{"scale left to the neighbour", news.Texts{"it": "Si è passati da 9,1 a 12,3 milioni.", "en": "It went from 9.1 million to 12.3."}, nil},
		{"separators of the other language", news.Texts{"en": "The surplus is 286.400 euros."}, nil},
		{"in words", news.Texts{"it": "Diciotto i sì, 11 i no.", "en": "Eighteen voted yes, eleven no."}, nil},
		{"other words", news.Texts{"it": "Diciassette i sì.", "en": "Seventeen voted yes."}, []string{"number it: Diciassette", "number en: Seventeen"}},
		{"percent of a figure that is none", news.Texts{"en": "The surplus is 18%."}, []string{"number en: 18%"}},
		{"percent said beside one", news.Texts{"en": "Growth is 40% to 45 per cent."}, nil},
		{"a fraction near a percentage", news.Texts{"it": "Più di un terzo dell'acqua va perso.", "en": "Over a third of the water is lost."}, nil},
		{"a fraction that is not", news.Texts{"en": "Two thirds of the water is lost."}, []string{"number en: Two thirds"}},
		{"two years and 24 months", news.Texts{"it": "Varrà per due anni.", "en": "It will last two years."}, nil},
		{"five years and 24 months", news.Texts{"en": "It will last five years."}, []string{"number en: five"}},
		{"a century", news.Texts{"it": "Il palazzo è del Settecento.", "en": "The palace dates from the 18th century."}, nil},
		{"another century", news.Texts{"it": "Il palazzo è del Seicento.", "en": "The palace dates from the 17th century."}, []string{"number it: Seicento", "number en: 17th"}},
		{"articles are no numbers", news.Texts{"it": "Un palazzo e una mensa.", "en": "One palace and a canteen."}, nil},
		{"pointing back", news.Texts{"it": "I due voti pesano.", "en": "The two votes weigh."}, nil},
		{"decimal", news.Texts{"it": "Un pasto costerà 4,80 euro.", "en": "A meal will cost 4.80 euros."}, nil},
		{"another decimal", news.Texts{"it": "Un pasto costerà 4,30 euro.", "en": "A meal will cost 4.30 euros."}, []string{"number it: 4,30", "number en: 4.30"}},
	})
}

func TestRounded(t *testing.T) {
	tests := []struct {
		v    float64
		want bool
	}{{286_400, true}, {286_000, true}, {290_000, true}, {280_000, true}, {300_000, false}, {287_000, false}, {270_000, false}, {286_390, false}, {286_500, false}}
	for _, tt := range tests {
		f := figures{values: []float64{286_400}}
		if got := f.bearsOut(quantity{values: []float64{tt.v}}); got != tt.want {
			t.Errorf("286400 bears out %v: %v, want %v", tt.v, got, tt.want)
		}
	}
	if got := lastPlace(math.Inf(1)); got != 0 {
		t.Errorf("last place of infinity is %v", got)
	}
}

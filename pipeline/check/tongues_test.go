package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestQuantitiesAbroad reads the numbers of French, German, Spanish and Portuguese. A century is a length of time too.
func TestQuantitiesAbroad(t *testing.T) {
	tests := []struct {
		lang, text string
		want       []float64
	}{
		{"fr", "vingt-trois, dix-sept, quatre-vingt-dix-sept, quatre-vingt-un, soixante-dix-huit", []float64{23, 17, 97, 81, 78}},
		{"fr", "quatre cent quatre-vingt-douze passagers", []float64{492}},
		{"fr", "cent soixante et onze, deux cent mille, mille neuf cents", []float64{171, 200_000, 1900}},
		{"fr", "deux mille vingt-six, dix-huit mille, un million deux cent mille", []float64{2026, 18_000, 1.2e6}},
		{"fr", "1,4 milliard, deux billions, un demi-million, 2 millions et demi", []float64{1.4e9, 2e12, 1, 500_000, 2.5e6}},
		{"fr", "1\u2009200, 1\u00a0250 emplois, 1\u202f050", []float64{1200, 1250, 1050}},
		{"fr", "le 2e étage, la 3ème fois, trois quarts, deux tiers", []float64{2, 3, 0.75, 2. / 3}},
		{"fr", "le XIXe siècle", []float64{19, 100}},
		{"fr", "cinquante-cinq ans, nonante-deux, le vingt-deuxième", []float64{55, 92, 22}},
		{"de", "dreiundzwanzig, siebenhundert, einundachtzig, neunzehnhundert", []float64{23, 700, 81, 1900}},
		{"de", "viereinhalb Jahre, anderthalb Millionen, zweieinhalb Milliarden", []float64{4.5, 1.5e6, 2.5e9}},
		{"de", "dreißigtausend, zweihundertfünfzigtausend, zweitausendsechsundzwanzig", []float64{30_000, 250_000, 2026}},
		{"de", "1.200, 1'200, 38'500'000 Franken, 3,5 Mrd. Euro, 85 Mio.", []float64{1200, 1200, 38.5e6, 3.5e9, 85e6}},
		{"de", "zwei Drittel, drei Viertel, im 19. Jahrhundert", []float64{2. / 3, 0.75, 19, 100}},
		{"de", "die dritte, am dreiundzwanzigsten, vierzehnte", []float64{3, 23, 14}},
		{"de", "eine Million, fünf Millionen, zwei Billionen", []float64{1e6, 5e6, 2e12}},
		{"es", "veintitrés, veintiún, treinta y un mil, quinientos, novecientas", []float64{23, 21, 31_000, 500, 900}},
		{"es", "nueve mil seiscientas, ciento veintiséis, mil doscientos", []float64{9600, 126, 1200}},
		{"es", "4,2 billones, 12.000 millones, mil millones, un millón y medio", []float64{4.2e12, 12e9, 1e9, 1.5e6}},
		{"es", "dos tercios, tres cuartos, el siglo XXI, el tercer piso, la 2.ª fase", []float64{2. / 3, 0.75, 100, 21, 3, 2}},
		{"es", "setecientos mil habitantes", []float64{700_000}},
		{"pt", "vinte e três, cento e vinte e três, trezentos, quinhentas", []float64{23, 123, 300, 500}},
		{"pt", "quatro mil e quinhentos, mil e duzentas, vinte e três mil, dois mil e vinte e seis", []float64{4500, 1200, 23_000, 2026}},
		{"pt", "3,5 bilhões, 2 mil milhões, dois biliões, um trilhão, meio milhão", []float64{3.5e9, 2e9, 2e12, 1e12, 500_000}},
		{"pt", "três quartos, dois terços, o século XIX, a 2.ª fase, o 3.º lugar", []float64{0.75, 2. / 3, 100, 19, 2, 3}},
		{"pt", "dezesseis, dezasseis, vinte e oito por cento", []float64{16, 16, 28}},
		{"pt", "um milhão e meio, duas milhões", []float64{1.5e6, 2e6}},
	}
	for _, tt := range tests {
		t.Run(tt.lang+" "+tt.text, func(t *testing.T) {
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

// TestMeasuresAbroad knows per cent and the currencies of the four languages.
func TestMeasuresAbroad(t *testing.T) {
	tests := []struct {
		lang, text, currency string
		percent              bool
	}{
		{"fr", "17,5 %", "", true}, {"fr", "dix-sept pour cent", "", true}, {"de", "4,2 Prozent", "", true}, {"de", "17 v. H.", "", false},
		{"es", "el veintiséis por ciento", "", true}, {"pt", "trinta e oito por cento", "", true},
		{"fr", "1,8 million de francs suisses", "francs", false}, {"de", "38'500 Franken", "francs", false}, {"es", "dos mil francos", "francs", false},
		{"es", "4,2 billones de pesos", "pesos", false}, {"es", "quinientos dólares", "dollars", false}, {"de", "300 US-Dollar", "dollars", false},
		{"pt", "3,5 bilhões de reais", "reais", false}, {"pt", "R$ 3,5 bilhões", "reais", false}, {"pt", "US$ 40 milhões", "dollars", false},
		{"fr", "cent livres sterling", "pounds", false}, {"de", "fünfhundert Euro", "euros", false}, {"es", "300 libras esterlinas", "pounds", false},
		{"fr", "62 millions d’euros", "euros", false}, {"de", "80 Rubel", "roubles", false},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			qs := appendQuantities(nil, tokenize(tt.text, tt.lang), tt.lang)
			if len(qs) == 0 {
				t.Fatal("no quantity")
			}
			if qs[0].percent != tt.percent || qs[0].currency != tt.currency {
				t.Errorf("per cent %v, currency %q", qs[0].percent, qs[0].currency)
			}
		})
	}
}

// TestMomentsAbroad reads the dates and times of the four languages.
func TestMomentsAbroad(t *testing.T) {
	type m struct{ Day, Month, Year, Weekday, Clock int }
	at := func(h, minutes int) m { return m{Clock: h*60 + minutes + 1} }
	tests := []struct {
		lang, text string
		want       []m
	}{
		{"fr", "le lundi 24 novembre 2026, fin février, du 3 au 4 août", []m{{Weekday: 1}, {Day: 24, Month: 11, Year: 2026}, {Month: 2}, {Day: 3, Month: 8}, {Day: 4, Month: 8}}},
		{"fr", "du 17 octobre au 10 janvier, le 1er mars, le 5 déc. 2024", []m{{Day: 17, Month: 10}, {Day: 10, Month: 1}, {Day: 1, Month: 3}, {Day: 5, Month: 12, Year: 2024}}},
		{"fr", "à 14 h 30, à 22h40, à huit heures et demie, à midi", []m{at(14, 30), at(22, 40), at(8, 30), at(12, 0)}},
		{"de", "Ende November, am 24. November, vom 3. bis 5. März 2027", []m{{Month: 11}, {Day: 24, Month: 11}, {Day: 3, Month: 3, Year: 2027}, {Day: 5, Month: 3, Year: 2027}}},
		{"de", "am Montagabend, am Sonntag, dem 1. Mai", []m{{Weekday: 1}, {Weekday: 7}, {Day: 1, Month: 5}}},
		{"de", "um 14:30 Uhr, um 9.34 Uhr, um 14 Uhr 30, um halb neun, um Viertel nach acht", []m{at(14, 30), at(9, 34), at(14, 30), at(8, 30), at(8, 15)}},
		{"de", "am 24.11. und am 24.11.2026", []m{{Day: 24, Month: 11}, {Day: 24, Month: 11, Year: 2026}}},
		{"es", "el 24 de noviembre de 2026, finales de marzo, el lunes 3 de mayo", []m{{Day: 24, Month: 11, Year: 2026}, {Month: 3}, {Weekday: 1}, {Day: 3, Month: 5}}},
		{"es", "a las 14.30, a las 8:30, a las ocho y media", []m{at(14, 30), at(8, 30), at(8, 30)}},
		{"pt", "na segunda-feira, 24 de novembro de 2026, na sexta, à terça-feira", []m{{Weekday: 1}, {Day: 24, Month: 11, Year: 2026}, {Weekday: 5}, {Weekday: 2}}},
		{"pt", "a 1 de março, em 1.º de abril, um marco da cidade, na segunda reunião", []m{{Day: 1, Month: 3}, {Day: 1, Month: 4}}},
		{"pt", "às 14h20, às 14:20, às oito e meia", []m{at(14, 20), at(14, 20), at(8, 30)}},
		{"es", "el martes y trece", []m{{Weekday: 2}}},
	}
	for _, tt := range tests {
		t.Run(tt.lang+" "+tt.text, func(t *testing.T) {
			var got []m
			for _, x := range appendMoments(nil, tokenize(tt.text, tt.lang), tt.lang) {
				got = append(got, m{x.day, x.month, x.year, x.weekday, x.clock})
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("moments (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRelativeDays counts the days of the four languages from an article's date, a Tuesday.
func TestRelativeDays(t *testing.T) {
	tests := []struct {
		lang, text string
		days       []int // of November 2026
	}{
		{"fr", "Il est arrivé hier et repart demain.", []int{23, 25}},
		{"fr", "Il est parti avant-hier.", []int{22}},
		{"fr", "Il arrive aujourd’hui.", []int{24}},
		{"de", "Er kam gestern und reist übermorgen ab.", []int{23, 26}},
		{"de", "Er kommt morgen.", []int{25}},
		{"de", "Er kam am Morgen.", nil},
		{"es", "Llegó anteayer y se va mañana.", []int{22, 25}},
		{"es", "Llegó por la mañana.", nil},
		{"pt", "Chegou anteontem e parte amanhã.", []int{22, 25}},
		{"pt", "Chegou ontem, não hoje.", []int{23, 24}},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			a := newAlmanac(dateOf("2026-11-24"))
			a.read(newReading(tt.text, tt.lang))
			var got []int
			for day, there := range a.days[11] {
				if there {
					got = append(got, day)
				}
			}
			if diff := cmp.Diff(tt.days, got); diff != "" {
				t.Errorf("days (-want +got):\n%s", diff)
			}
		})
	}
}

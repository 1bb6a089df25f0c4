package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/news"
)

func TestMoments(t *testing.T) {
	type m struct{ Day, Month, Year, Weekday, Clock int }
	tests := []struct {
		lang, text string
		want       []m
	}{
		{"it", "21 e 22 gennaio 2026", []m{{21, 1, 2026, 0, 0}, {22, 1, 2026, 0, 0}}},
		{"en", "January 21–22, 2026", []m{{21, 1, 2026, 0, 0}, {22, 1, 2026, 0, 0}}},
		{"it", "fra sabato 16 e domenica 17 gennaio", []m{{0, 0, 0, 6, 0}, {0, 0, 0, 7, 0}, {16, 1, 0, 0, 0}, {17, 1, 0, 0, 0}}},
		{"it", "dal 1º marzo, dal primo aprile, il due giugno", []m{{1, 3, 0, 0, 0}, {1, 4, 0, 0, 0}, {2, 6, 0, 0, 0}}},
		{"en", "on 3 May, on May 3rd, Nov. 2 and the 4th of July", []m{{3, 5, 0, 0, 0}, {3, 5, 0, 0, 0}, {2, 11, 0, 0, 0}, {4, 7, 0, 0, 0}}},
		{"de", "am Freitag, dem 20. November", []m{{0, 0, 0, 5, 0}, {20, 11, 0, 0, 0}}},
		{"fr", "le 15 décembre et le 1er mai", []m{{15, 12, 0, 0, 0}, {1, 5, 0, 0, 0}}},
		{"es", "el 3 de mayo de 2024", []m{{3, 5, 2024, 0, 0}}},
		{"it", "20/11/2026 e 20.11.2026", []m{{20, 11, 2026, 0, 0}, {20, 11, 2026, 0, 0}}},
		{"en", "11/24/2026 and 2026-11-24", []m{{24, 11, 2026, 0, 0}, {24, 11, 2026, 0, 0}}},
		{"en", "in March, they march, you may, in May", []m{{0, 3, 0, 0, 0}, {0, 5, 0, 0, 0}}},
		{"it", "nel 2025 e nel dicembre del 2016", []m{{0, 0, 2025, 0, 0}, {0, 12, 2016, 0, 0}}},
		{"it", "2000 euro e $1999", nil},
		{"it", "alle 18.30 e fra le 22.30 e le 5.15", []m{{0, 0, 0, 0, 18*60 + 31}, {0, 0, 0, 0, 22*60 + 31}, {0, 0, 0, 0, 5*60 + 16}}},
		{"en", "at 6:30 pm, by 5 p.m., at 12 am", []m{{0, 0, 0, 0, 18*60 + 31}, {0, 0, 0, 0, 17*60 + 1}, {0, 0, 0, 0, 1}}},
		{"fr", "à 17h42 et à 6 h 40", []m{{0, 0, 0, 0, 17*60 + 43}, {0, 0, 0, 0, 6*60 + 41}}},
		{"de", "um 22.14 Uhr", []m{{0, 0, 0, 0, 22*60 + 15}}},
		{"it", "costa 18.30 euro", nil},
		{"en", "on Sunday the sun shone", []m{{0, 0, 0, 7, 0}}},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
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

func TestDates(t *testing.T) {
	a := article("it",
		"Il processo comincia giovedì 3 dicembre alle 9.30 e durerà fino al 16 aprile. Ieri i giudici hanno fissato le udienze, due a settimana.",
		"I fatti risalgono all'agosto del 2019: la notte fra sabato 10 e domenica 11 un incendio distrusse il magazzino. Il ricorso va presentato entro le 17.",
		"L'anno scorso il tribunale aveva respinto la richiesta.")
	a.Published = "2026-11-24T08:00:00+01:00" // a Tuesday
	catch(t, NewSource(a), []caught{
		{"as it stands", news.Texts{"it": "Il processo comincia il 3 dicembre alle 9.30.", "en": "The trial begins on December 3 at 9:30 am."}, nil},
		{"with the year", news.Texts{"it": "Comincia il 3 dicembre 2026.", "en": "It begins on 3 December 2026."}, nil},
		{"another day", news.Texts{"it": "Comincia il 5 dicembre.", "en": "It begins on 5 December."}, []string{"date it: 5 dicembre", "date en: 5 December"}},
		{"another month", news.Texts{"it": "Comincia il 3 novembre.", "en": "It begins in October."}, []string{"date it: 3 novembre", "date en: October"}},
		{"another year", news.Texts{"it": "I fatti sono del 2017.", "en": "It happened in 2017."}, []string{"date it: 2017", "date en: 2017"}},
		{"another weekday", news.Texts{"it": "Comincia mercoledì.", "en": "It begins on Wednesday."}, []string{"date it: mercoledì", "date en: Wednesday"}},
		{"another time", news.Texts{"it": "Comincia alle 8.30.", "en": "It begins at 8:30."}, []string{"date it: 8.30", "date en: 8:30"}},
		{"the wrong half of the day", news.Texts{"en": "It begins at 9:30 pm."}, []string{"date en: 9:30 pm"}},
		{"a full hour", news.Texts{"it": "Il termine scade alle 17.", "en": "The deadline is 5 pm."}, nil},
		{"yesterday", news.Texts{"it": "Le udienze sono state fissate lunedì 23 novembre.", "en": "The hearings were set on Monday, November 23."}, nil},
		{"a bare day after its month", news.Texts{"it": "L'incendio è dell'11 agosto 2019.", "en": "The fire was on the night of 10 August 2019."}, nil},
		{"last year", news.Texts{"it": "Nel 2025 la richiesta fu respinta.", "en": "In 2025 the request was turned down."}, nil},
		{"relative days pass", news.Texts{"it": "Domani si vedrà.", "en": "Tomorrow will tell."}, nil},
	})
}

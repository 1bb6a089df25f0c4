package check

import (
	"strings"
	"sync"
)

// Lengths in seconds.
const (
	minute = 60.0
	hour   = 60 * minute
	day    = 24 * hour
	week   = 7 * day
	year   = 365.25 * day
	month  = year / 12
)

// unitWords name the units of time, folded.
var unitWords = []struct {
	seconds float64
	words   string
}{
	{1, "secondi seconds secondes segundos sekunden sekunde"},
	{minute, "minuto minuti minute minutes minuten minutos"},
	{hour, "ora ore hour hours heure heures stunde stunden hora horas"},
	{day, "giorno giorni giornata giornate day days jour jours journee tag tage tagen dia dias"},
	{week, "settimana settimane week weeks semaine semaines woche wochen semana semanas"},
	{month, "mese mesi month months mois monat monate monaten mes meses"},
	{year, "anno anni year years an ans annee annees jahr jahre jahren jahrige jahriger jahrigen jahriges jahrig ano anos"},
}

// spanWords are lengths of time in one word.
var spanWords = map[string]float64{
	"biennio": 2 * year, "triennio": 3 * year, "quadriennio": 4 * year, "quinquennio": 5 * year, "decennio": 10 * year, "decade": 10 * year,
	"ventennio": 20 * year, "trentennio": 30 * year, "secolo": 100 * year, "century": 100 * year, "siecle": 100 * year, "jahrhundert": 100 * year,
	"quartal": 3 * month, "quartals": 3 * month, "cuatrimestre": 4 * month, "quinquenio": 5 * year, "bienio": 2 * year, "trienio": 3 * year, "decenio": 10 * year, "dekade": 10 * year,
	"jahrhunderts": 100 * year,
	"siglo":        100 * year, "seculo": 100 * year, "jahrzehnt": 10 * year, "decennie": 10 * year, "decada": 10 * year, "millennio": 1000 * year, "millennium": 1000 * year,
	"semestre": 6 * month, "trimestre": 3 * month, "bimestre": 2 * month, "fortnight": 2 * week,
	"annuo": year, "annual": year, "mensile": month, "monthly": month, "settimanale": week, "weekly": week,
}

// impliedWords are numbers that are said without a number word. They are read as bearing out a number, never as one to be
// borne out: they are too often loose talk.
var impliedWords = sync.OnceValue(func() map[string][]float64 {
	return map[string][]float64{
		"both": {2}, "entrambi": {2}, "entrambe": {2}, "ambedue": {2}, "twice": {2}, "double": {2}, "doppio": {2}, "doppia": {2}, "doubled": {2}, "doubles": {2},
		"raddoppia": {2}, "raddoppiato": {2}, "raddoppiata": {2}, "raddoppiati": {2}, "raddoppiare": {2}, "raddoppiera": {2}, "coppia": {2}, "pair": {2}, "couple": {2},
		"deux": {2}, "gemelli": {2}, "twins": {2}, "triple": {3}, "triplo": {3}, "tripla": {3}, "triplicato": {3}, "tripled": {3}, "trio": {3}, "quadruplo": {4}, "quadrupled": {4},
		"quintuplicare": {5}, "quintuplicato": {5}, "quintuplo": {5}, "half": {0.5, 2, 50}, "halves": {0.5, 2}, "halved": {0.5, 2}, "meta": {0.5, 2, 50}, "mezzo": {0.5}, "mezza": {0.5}, "dimezzato": {0.5, 2, 50},
		"dimezzata": {0.5, 2, 50}, "dimezzare": {0.5, 2, 50}, "moitie": {0.5, 2, 50}, "halfte": {0.5, 2, 50}, "mitad": {0.5, 2, 50}, "metade": {0.5, 2, 50}, "demi": {0.5},
		"quarto": {4, 0.25, 15, 25}, "quarta": {4}, "quarter": {4, 0.25, 15, 3, 25}, "quarters": {0.25, 15, 3}, "quarti": {4, 0.25}, "quart": {4, 0.25, 15, 25}, "viertel": {4, 0.25, 15, 25},
		"dozen": {12}, "dozens": {12}, "dozzina": {12}, "decina": {10}, "decine": {10}, "quindicina": {15}, "ventina": {20}, "trentina": {30}, "quarantina": {40},
		"cinquantina": {50}, "sessantina": {60}, "settantina": {70}, "ottantina": {80}, "novantina": {90}, "centinaia": {100}, "hundreds": {100}, "migliaia": {1000}, "thousands": {1000},
		"dizaine": {10}, "quinzaine": {15}, "vingtaine": {20}, "trentaine": {30}, "centaine": {100}, "dutzend": {12}, "docena": {12},
		"duzia": {12}, "dezena": {10}, "decena": {10}, "quincena": {15}, "veintena": {20}, "treintena": {30}, "centena": {100}, "centenar": {100}, "hundertschaft": {100},
		"deuxieme": {2}, "premiere": {1}, "premier": {1}, "erste": {1}, "ersten": {1}, "erster": {1}, "erstes": {1}, "zweite": {2}, "zweiten": {2}, "zweiter": {2}, "zweites": {2},
		"primero": {1}, "primera": {1}, "segundo": {2}, "segunda": {2}, "primeiro": {1}, "primeira": {1}, "beide": {2}, "beiden": {2}, "ambos": {2}, "ambas": {2}, "pareja": {2}, "ehepaar": {2},
		"doppelt": {2}, "doppelte": {2}, "verdoppelt": {2}, "verdoppeln": {2}, "verdoppelte": {2}, "verdreifacht": {3}, "verdreifachen": {3}, "vervierfacht": {4}, "halbiert": {0.5, 2, 50}, "halbieren": {0.5, 2, 50},
		"doublee": {2}, "doubler": {2}, "triplee": {3}, "tripler": {3}, "quadruplee": {4}, "duplicado": {2}, "duplicar": {2}, "duplica": {2}, "duplicou": {2}, "doble": {2}, "doblar": {2}, "dobro": {2},
		"triplicar": {3}, "triplicou": {3}, "cuadruplicar": {4}, "metades": {0.5, 2}, "halbe": {0.5}, "halben": {0.5}, "demie": {0.5}, "meia": {0.5}, "meio": {0.5},
		"cuarto": {4, 0.25, 15, 25}, "cuarta": {4}, "jumeaux": {2}, "zwillinge": {2}, "gemelos": {2}, "gemeos": {2},
		"twenties": {20, 1920}, "thirties": {30, 1930}, "forties": {40, 1940}, "fifties": {50, 1950}, "sixties": {60, 1960}, "seventies": {70, 1970},
		"eighties": {80, 1980}, "nineties": {90, 1990}, "primo": {1}, "prima": {1}, "first": {1}, "secondo": {2}, "seconda": {2}, "second": {2}, "ciascuno": {1}, "single": {1}, "solo": {1},
	}
})

// timeUnits maps the names of units of time to their seconds.
var timeUnits = sync.OnceValue(func() map[string]float64 {
	out := map[string]float64{}
	for _, u := range unitWords {
		for _, w := range strings.Fields(u.words) {
			out[w] = u.seconds
		}
	}
	return out
})

// implied reads "both", "a dozen", "a decade", "un mese".
func (r numberReader) implied(i int) (quantity, bool) {
	t := r.tokens[i]
	if seconds, ok := spanWords[t.fold]; ok {
		n := 1.0
		if r.peek(i-1).is("mezzo", "half") || r.peek(i-1).lower == "a" && r.peek(i-2).lower == "half" {
			n = 0.5
		}
		return quantity{to: i + 1, values: []float64{n * seconds / year}, unit: year, loose: true}, true
	}
	values, ok := impliedWords()[t.fold]
	if ok {
		q := quantity{to: i + 1, values: append([]float64(nil), values...), loose: true}
		return q, true
	}
	return quantity{}, false
}

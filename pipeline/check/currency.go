package check

// currencies name those of the news by sign and word, folded. "Pounds" are weights too, and left out.
var currencies = map[string]string{
	"€": "euros", "euro": "euros", "euros": "euros", "eur": "euros", "$": "dollars", "dollari": "dollars", "dollaro": "dollars", "dollar": "dollars", "dollars": "dollars", "usd": "dollars",
	"£": "pounds", "sterlina": "pounds", "sterline": "pounds", "sterling": "pounds", "gbp": "pounds", "yen": "yen", "¥": "yen", "franchi": "francs", "francs": "francs", "chf": "francs",
	"franken": "francs", "franco": "francs", "francos": "francs", "dolar": "dollars", "dolares": "dollars", "esterlina": "pounds", "esterlinas": "pounds", "reais": "reais",
	"pesos": "pesos", "rubel": "roubles", "rublos": "roubles", "yenes": "yen", "ienes": "yen", "kronen": "crowns", "couronnes": "crowns", "coronas": "crowns", "coroas": "crowns", "corone": "crowns",
	"crowns": "crowns", "yuanes": "yuan", "rouble": "roubles", "yuan": "yuan", "renminbi": "yuan", "rubli": "roubles", "roubles": "roubles", "rubles": "roubles",
}

// beforeCurrency are what may stand between a sum and its currency: 3 miliardi di euro, 2 millions d’euros, 300 US-Dollar, livres sterling.
var beforeCurrency = set("di of d de ' ’ us - libras livres lire")

// money reads the currency before or after a quantity: €3bn, 3 miliardi di euro, $1.4m, 500 euro, R$ 3,5 bilhões.
func (r numberReader) money(q *quantity) {
	if q.from > 0 {
		q.currency = currencies[r.tokens[q.from-1].text]
		if q.currency == "dollars" && r.tokens[q.from-1].glued && r.peek(q.from-2).text == "R" {
			q.currency = "reais"
		}
	}
	for i := q.to; q.currency == "" && i < q.to+3; i++ {
		t := r.peek(i)
		if q.currency = currencies[t.fold]; q.currency == "" && !beforeCurrency.has(t.lower) {
			return
		}
	}
}

// otherMoney returns the currency in which the article has the amount of a quantity, where it has it in others only.
func (f *figures) otherMoney(q quantity) string {
	other := ""
	for _, m := range f.amounts {
		same := false
		for _, v := range q.values {
			same = same || near([]float64{m.value}, v, 1e-9) || rounded([]float64{m.value}, v)
		}
		if !same {
			continue
		}
		if m.currency == q.currency {
			return ""
		}
		other = m.currency
	}
	return other
}

// amount is a sum of money as said.
type amount struct {
	value    float64
	currency string
}

package check

import (
	"slices"
	"strings"
	"testing"
)

// peoples are what the people of a country and their things are called, in the order of spoken.
var peoples = map[string]string{
	"italia":              "italiano Italian italiennes italienischen italianas italianas",
	"francia":             "francese French françaises französischen francesas francesas",
	"germania":            "tedeschi German allemandes Deutschlands alemanes alemães",
	"spagna":              "spagnolo Spanish espagnoles spanischen españolas espanholas",
	"portogallo":          "portoghese Portuguese portugaises portugiesischen portuguesas portuguesas",
	"regno_unito":         "britannico British britanniques britischen británicos britânicos",
	"stati_uniti":         "statunitense American américaines amerikanischen estadounidenses americanos",
	"svizzera":            "svizzeri Swiss suisses schweizerischen suizos suíços",
	"austria":             "austriaco Austrian autrichiennes österreichischen austriacos austríacos",
	"polonia":             "polacca Polish polonaises polnischen polacas polacos",
	"russia":              "russo Russian russes russischen rusos russos",
	"ucraina":             "ucraina Ukrainian ukrainiennes ukrainischen ucranianos ucranianos",
	"ungheria":            "ungherese Hungarian hongroises ungarischen húngaros húngaros",
	"grecia":              "greci Greek grecques griechischen griegos gregos",
	"turchia":             "turchi Turkish turques türkischen turcos turcos",
	"svezia":              "svedese Swedish suédoises schwedischen suecos suecos",
	"norvegia":            "norvegese Norwegian norvégiennes norwegischen noruegos noruegueses",
	"danimarca":           "danese Danish danoises dänischen daneses dinamarqueses",
	"belgio":              "belga Belgian belges belgischen belgas belgas",
	"paesi_bassi":         "olandese Dutch néerlandaises niederländischen holandeses holandeses",
	"irlanda":             "irlandese Irish irlandaises irischen irlandeses irlandeses",
	"cechia":              "cechi Czech tchèques tschechischen checos checos",
	"romania":             "romeni Romanian roumaines rumänischen rumanos romenos",
	"israele":             "israeliani Israeli israéliennes israelischen israelíes israelitas",
	"iran":                "iraniani Iranian iraniennes iranischen iraníes iranianos",
	"egitto":              "egiziani Egyptian égyptiennes ägyptischen egipcios egípcios",
	"marocco":             "marocchini Moroccan marocaines marokkanischen marroquíes marroquinos",
	"algeria":             "algerini Algerian algériennes algerischen argelinos argelinos",
	"cina":                "cinesi Chinese chinoises chinesischen chinos chineses",
	"giappone":            "giapponesi Japanese japonaises japanischen japoneses japoneses",
	"india":               "indiani Indian indiennes indischen India indianos",
	"brasile":             "brasiliani Brazilian brésiliennes brasilianischen brasileños brasileiros",
	"argentina":           "argentini Argentine argentines argentinischen argentinos argentinos",
	"messico":             "messicani Mexican mexicaines mexikanischen mexicanos mexicanos",
	"colombia":            "colombiani Colombian colombiennes kolumbianischen colombianos colombianos",
	"canada":              "canadesi Canadian canadiennes kanadischen canadienses canadenses",
	"sudafrica":           "sudafricani South_Africa sud-africaines südafrikanischen sudafricanos sul-africanos",
	"corea_del_sud":       "sudcoreani South_Koreans sud-coréennes südkoreanischen surcoreanos sul-coreanos",
	"australia":           "australiani Australian australiennes australischen australianos australianos",
	"nuova_zelanda":       "neozelandesi New_Zealand néo-zélandaises neuseeländischen neozelandeses neozelandeses",
	"londra":              "Londra London Londres London Londres Londres",
	"magonza":             "Magonza Mainz Mayence Mainz Maguncia Mogúncia",
	"monaco_di_baviera":   "Monaco_di_Baviera Munich Munich München Múnich Munique",
	"ginevra":             "Ginevra Geneva Genève Genf Ginebra Genebra",
	"anversa":             "Anversa Antwerp Anvers Antwerpen Amberes Antuérpia",
	"siviglia":            "Siviglia Seville Séville Sevilla Sevilla Sevilha",
	"milano":              "Milano Milan Milan Mailand Milán Milão",
	"varsavia":            "Varsavia Warsaw Varsovie Warschau Varsovia Varsóvia",
	"pechino":             "Pechino Beijing Pékin Peking Pekín Pequim",
	"nuova_york":          "New_York New_York New_York New_York Nueva_York Nova_Iorque",
	"mediterraneo":        "Mediterraneo Mediterranean Méditerranée Mittelmeer Mediterráneo Mediterrâneo",
	"danubio":             "Danubio Danube Danube Donau Danubio Danúbio",
	"onu":                 "Onu UN ONU Vereinten_Nationen ONU Nações_Unidas",
	"commissione_europea": "Commissione_europea European_Commission Commission_européenne EU-Kommission Comisión_Europea Comissão_Europeia",
	"banca_mondiale":      "Banca_mondiale World_Bank Banque_mondiale Weltbank Banco_Mundial Banco_Mundial",
	"oms":                 "Oms WHO OMS Weltgesundheitsorganisation OMS OMS",
}

// TestPeoples finds one concept under the names of all languages.
func TestPeoples(t *testing.T) {
	for key, names := range peoples {
		want := slices.Concat(atlas().forms[key], atlas().stem(key, longestEnding))
		if len(want) == 0 {
			t.Errorf("%s names nothing", key)
			continue
		}
		for i, name := range strings.Fields(names) {
			lang := spoken[i]
			text := strings.ReplaceAll(name, "_", " ")
			r := newReading(text, lang)
			found := slices.ContainsFunc(r.sightings, func(x sighting) bool { return slices.Contains(x.concepts, want[0]) })
			if !found {
				t.Errorf("%s, %s: %s is not it", key, lang, text)
			}
		}
	}
}

// TestAbroadIsScoped keeps a form of one language out of the others.
func TestAbroadIsScoped(t *testing.T) {
	for lang, want := range map[string]bool{"fr": true, "it": false, "en": false} {
		if got := len(newReading("La Corse", lang).sightings) > 0; got != want {
			t.Errorf("Corse in %s is a place: %v", lang, got)
		}
	}
}

// TestAbroadIsWellFormed wants six columns, and an Italian name first that names one thing.
func TestAbroadIsWellFormed(t *testing.T) {
	for line := range strings.Lines(strings.TrimSpace(abroad)) {
		columns := strings.Fields(line)
		if len(columns) != 6 {
			t.Errorf("%d columns: %s", len(columns), line)
			continue
		}
		for _, c := range columns[2:] {
			for _, form := range strings.Split(c, ",") {
				if form != "-" && form != fold(lower(form)) {
					t.Errorf("%s is not folded", form)
				}
			}
		}
	}
}

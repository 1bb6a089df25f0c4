package check

import (
	"testing"

	"mattinale/pipeline/news"
)

var mission = article("it",
	"BRUXELLES – La Commissione europea e la NATO hanno incontrato a Vienna il ministro degli Esteri giapponese, Kenji Morisato. «Un passo avanti», ha detto la portavoce Annelie Vosskamp.",
	"Il Fondo monetario internazionale, rappresentato da Guido Levi Ferrante, chiede prudenza agli Stati Uniti e alla Cina. A Trieste il comitato Notti Chiare protesta; il Tar della Calabria deciderà entro Natale.",
	"L'Organizzazione mondiale della sanità tace. Il laboratorio di geofisica marina di Capo Peloro no. Lo dice Zelenskij.")

func TestNames(t *testing.T) {
	catch(t, NewSource(mission), []caught{
		{"as they stand", news.Texts{"it": "Kenji Morisato ha incontrato la NATO a Vienna.", "en": "Kenji Morisato met NATO in Vienna."}, nil},
		{"exonyms", news.Texts{"it": "Bruxelles e Tokyo si parlano.", "en": "Brussels and Japan talk to the US and Beijing."}, nil},
		{"nationalities", news.Texts{"it": "Il ministro nipponico è a Vienna.", "en": "The Japanese minister is in the Austrian capital."}, nil},
		{"acronyms", news.Texts{"it": "L'Fmi e l'Oms frenano.", "en": "The IMF, the WHO and the EU hold back."}, nil},
		{"Nato in small letters", news.Texts{"it": "La Nato frena.", "en": "Nato holds back."}, nil},
		{"surname and possessive", news.Texts{"it": "Per Levi Ferrante serve prudenza.", "en": "Ferrante's call and Morisato's reply."}, nil},
		{"titles and offices", news.Texts{"it": "Il Ministro degli Esteri ne parla con il Presidente.", "en": "The Foreign Minister speaks with President and Prime Minister."}, nil},
		{"institution put into words", news.Texts{"en": "The Marine Geophysical Laboratory says no."}, nil},
		{"ending of another language", news.Texts{"en": "The Calabrian court will decide."}, nil},
		{"another spelling", news.Texts{"en": "Zelenskyy says so."}, nil},
		{"another person", news.Texts{"it": "Lo ha detto Kenji Tanabe.", "en": "Kenji Tanabe said so."}, []string{"name it: Tanabe", "name en: Tanabe"}},
		{"another person on one side", news.Texts{"it": "Lo ha detto Morisato.", "en": "It was said by Tanabe."}, []string{"name en: Tanabe"}},
		{"another place", news.Texts{"it": "L'incontro si è tenuto a Lisbona.", "en": "The meeting was held in Lisbon."}, []string{"name it: Lisbona", "name en: Lisbon"}},
		{"another nation", news.Texts{"it": "Il ministro coreano è a Vienna.", "en": "The Korean minister is in Vienna."}, []string{"name it: coreano", "name en: Korean"}},
		{"another organisation", news.Texts{"it": "Ne ha parlato con la Banca Mondiale e con l'OSCE.", "en": "It spoke with the OSCE."}, []string{"name it: Banca Mondiale", "name it: OSCE", "name en: OSCE"}},
		{"at the beginning, in both languages", news.Texts{"it": "Brambati ha parlato a Vienna.", "en": "Brambati spoke in Vienna."}, []string{"name it: Brambati", "name en: Brambati"}},
		{"first name at the beginning", news.Texts{"it": "Luca Morisato ha parlato."}, []string{"name it: Luca"}},
		{"place at the beginning", news.Texts{"en": "Lisbon hosted the talks."}, []string{"name en: Lisbon"}},
		{"common word at the beginning", news.Texts{"it": "Servirà prudenza a Vienna.", "en": "Caution is needed in Vienna."}, nil},
		{"a capital of the language's own", news.Texts{"it": "Il Paese chiede prudenza a Vienna.", "en": "The country asks Vienna for caution."}, nil},
		{"German nouns", news.Texts{"de": "Der Minister spricht in Wien über die Zukunft."}, nil},
		{"German, another place", news.Texts{"de": "Der Minister spricht in Paris."}, []string{"name de: Paris"}},
		{"run of two", news.Texts{"en": "It was said by Trevor Hutchinson of Vienna."}, []string{"name en: Trevor Hutchinson"}},
	})
}

package clean_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
)

// letter is what a message of testdata/mail must give. The messages are of our own writing, built as those of real programs are.
type letter struct {
	title, byline, published, lang, url string
	first, last                         string   // sentences
	headings                            []string // all of them
	with, without                       []string
	note                                string
}

const (
	bridgeFirst = "Il ponte sul Tidone riapre domani alle sei, con quattro giorni di anticipo sul programma."
	bridgeLast  = "La Provincia controllerà i giunti ogni mese: la volta scorsa nessuno se n'era accorto per un anno."
	gateFirst   = "Portsea harbour will close its north gate for ten days from Saturday, the board said."
	gateLast    = "Fishing boats may use the south gate, which is open from an hour before high water until an hour after it."
	busFirst    = "Le conseil municipal de Brest a voté lundi soir l'achat de douze autobus électriques, pour un montant de 6,4 millions d'euros."
	busLast     = "Elle demande que le dépôt soit d'abord agrandi : il n'a aujourd'hui que huit bornes de recharge."
	trainFirst  = "Der Nachtzug von Graz nach Rom fährt ab Dezember wieder jede Nacht, teilte die Bahn am Montag mit."
	trainLast   = "Fahrräder müssen vorher angemeldet werden, und Hunde reisen nur im Sitzwagen mit."
	vigoFirst   = "El puerto de Vigo reabrirá el muelle de Bouzas el 1 de diciembre, dos meses después del incendio que destruyó tres almacenes."
	vigoLast    = "Los estibadores piden que la torre de bomberos, hoy vacía por la noche, tenga turnos de veinticuatro horas."
	paperFirst  = "La cartiera di Fabriano assumerà quaranta persone entro marzo, quasi tutte per il reparto delle carte filtranti."
	river       = "Il fiume è cresciuto di due metri nella notte di domenica e si è portato via la passerella di legno, dice la Provincia."
	riverLast   = "La Provincia stavolta vuole la pietra, il paese vuole fare in tempo per Pasqua."
	piana       = "Cronache di Piana"
	at8         = "2026-11-24T08:00:00+01:00"
)

var letters = map[string]letter{
	"01-newsletter-tabelle": {title: "Il riso che arriva tardi", byline: "Livia Sordi", published: "2026-11-24T06:00:00+01:00", lang: "it", url: "https://newsletter.example/n/77",
		first:    "Nelle risaie fra Vercelli e Novara quest'anno l'acqua è arrivata con tre settimane di ritardo, e la trebbiatura è finita solo ieri.",
		last:     "Le riserie comprano già all'estero, e chi coltiva teme di perdere i contratti di primavera.",
		headings: []string{"Seminare all'asciutto"},
		without:  []string{"Tre settimane di ritardo, e un terzo", "browser", "Ricevi questa", "Disiscriviti", "preferenze", "via dei Mulini", "diritti riservati", "Facebook", "Instagram", "Logo"}},
	"02-newsletter-cinque-notizie": {title: "Cinque notizie di martedì", byline: "Il Bollettino", published: "2026-11-24T07:30:00+01:00", lang: "it", url: "https://newsletter.example/n/2",
		first: paperFirst, last: "I commercianti della zona si dividono: 62 favorevoli e 48 contrari.",
		headings: []string{"Fabriano, la cartiera assume", "Trieste, il molo riapre a metà", "Lecce, il teatro trova i soldi", "Aosta, la funivia resta ferma", "Sassari, il mercato cambia giorno"},
		without:  []string{"BOLLETTINO", "Buongiorno", "Leggi tutto", "Versione web", "inviata a", "Annulla", "piazza del Mercato"}},
	"03-newsletter-sponsor": {title: "The Tuesday Ledger: ferries, snow and a late plant", byline: "Ann Okafor, The Tuesday Ledger", published: "2026-11-24T05:58:00Z", lang: "en",
		url: "https://ledger.example/n/9?u=1&id=2", first: "The ferry to Kerrasay sailed again on Monday, nine weeks after its engine room flooded.", last: "Managers blame a late grid connection; the grid operator says the form arrived in October.",
		headings: []string{"Ferries return to Kerrasay", "A town counts its snowblowers", "Battery plant delays hiring"},
		without:  []string{"Mattresses", "mattresses", "Order yours", "Unsubscribe", "Long Lane", "View this", "receiving this"}},
	"04-text-newsletter": {title: "Harbour Letter #88: pilots, cranes, anchovies", byline: "Harbour Letter", published: "2026-11-23T18:04:11-05:00", lang: "en", url: "https://harbour.example/88",
		first:    "The pilots of Portsea asked the harbour board on Friday for a second boat, after their only one spent eleven days in dry dock.",
		last:     "Skippers blame warm water; the institute in Cork will publish its own figures next week.",
		headings: []string{"Pilots ask for a second boat", "Cranes go quiet at night", "Anchovies, late and small"},
		without:  []string{"HARBOUR LETTER", "https", "lighthouse", "---", "===", "Unsubscribe", "Portsea 10442"}},
	"05-lettre-francaise": {title: "Brest — douze autobus électriques", byline: "La Lettre du matin", published: "2026-11-24T06:15:00+01:00", lang: "fr", url: "https://lettre.example/v/3",
		first: busFirst, last: busLast, without: []string{"visualisez", "abonné", "désabonner", "rue du Port"}},
	"06-deutscher-brief": {title: "Der Nachtzug fährt wieder", byline: "Gleis Neun", published: "2026-11-24T05:30:00+01:00", lang: "de", url: "https://gleis.example/12",
		first: trainFirst, last: trainLast, without: []string{"angezeigt", "Anzeige", "Müsli", "erhalten diese", "abbestellen", "Bahnhofstraße", "Impressum"}},
	"07-boletin": {title: "El puerto de Vigo reabre el muelle de Bouzas", byline: "El Muelle", published: "2026-11-24T06:00:00+01:00", lang: "es", url: "https://muelle.example/v/41",
		first: vigoFirst, last: vigoLast, without: []string{"navegador", "Recibes", "baja", "calle del Faro"}},
	"08-boletim": {title: "Aveiro planta 1.200 árvores", byline: "Maré Alta", published: "2026-11-24T07:00:00Z", lang: "pt", url: "https://mare.example/7",
		first: "A Câmara de Aveiro vai plantar 1.200 árvores nas margens da ria até março, anunciou ontem o vereador do Ambiente.",
		last:  "Uma reunião está marcada para quinta-feira no mercado do peixe.", without: []string{"navegador", "Recebeu", "Cancelar", "rua da Ria"}},
	"09-inoltro-gmail": {title: "Il ponte sul Tidone riapre", byline: "Provincia in breve", published: "2026-11-23", lang: "it",
		first: bridgeFirst, last: bridgeLast, without: []string{"Guarda qui", "Paolo", "Forwarded"}, note: "it was forwarded by Paolo Righi"},
	"10-inoltro-outlook": {title: "Il ponte sul Tidone riapre", byline: "Ufficio stampa Provincia", published: "2026-11-23", lang: "it",
		first: bridgeFirst, last: bridgeLast, without: []string{"Per la pagina", "Oggetto", "Inviato"}, note: "it was forwarded by Righi, Paolo"},
	"11-weiterleitung": {title: "Der Nachtzug fährt wieder", byline: "Gleis Neun", published: "2026-11-23", lang: "de",
		first: trainFirst, last: trainLast, without: []string{"Zur Info", "Nachricht", "Betreff"}, note: "it was forwarded by Jutta Brandl"},
	"12-forward-apple": {title: "North gate to close", byline: "Harbour Board", published: "2026-11-23T16:20:00Z", lang: "en",
		first: gateFirst, last: gateLast, without: []string{"Begin forwarded", "Subject"}, note: "it was forwarded by Meg Doyle"},
	"13-transfert-thunderbird": {title: "Douze autobus électriques", byline: "Ville de Brest", published: "2026-11-23T19:00:00+01:00", lang: "fr",
		first: busFirst, last: busLast, without: []string{"À lire", "Objet", "transféré"}, note: "it was forwarded by Yann Le Goff"},
	"14-inoltro-allegato": {title: "Riapre il ponte sul Tidone, in anticipo", byline: "Ufficio stampa Provincia", published: "2026-11-23T18:05:00+01:00", lang: "it",
		first: bridgeFirst, last: bridgeLast, without: []string{"In allegato"}, note: "it was forwarded by Paolo Righi"},
	"15-inoltrato-due-volte": {title: "El puerto de Vigo reabre el muelle de Bouzas", byline: "El Muelle", published: "2026-11-23", lang: "es",
		first: vigoFirst, last: vigoLast, without: []string{"Te lo paso", "Para ti", "Rui"}, note: "it was forwarded by Nora Vidal"},
	"29-substack": {title: "A bridge the dogs would not cross", byline: "Livia Sordi from Terra Ferma", published: "2026-11-24T06:00:00+01:00", lang: "en",
		first: "The river Tidone rose by two metres on Sunday night and took the wooden footbridge with it, the province said.",
		last:  "The province wants stone this time, and the village wants it by Easter.", headings: []string{"What the shepherd knew"},
		without: []string{"READ IN APP", "Share", "Forwarded", "reader-supported", "Upgrade", "free subscriber", "Restack", "Market Street", "Unsubscribe"}},
	"30-a-capo-doppi": {title: "Il fiume e i cani", byline: "Carla Bossi", published: "2026-11-24T06:00:00+01:00", lang: "it", first: river, last: riverLast,
		without: []string{"Ciao", "A domani", "ricevere"}},
	"31-sezioni": {title: "Le notizie del giorno", byline: "La Redazione", published: "2026-11-24T06:00:00+01:00", lang: "it", url: "https://x.example/v", first: river, last: riverLast,
		headings: []string{"ECONOMIA", "La cartiera assume", "Il molo riapre", "CULTURA", "Il teatro trova i soldi"},
		without:  []string{"Continua", "olio", "SPONSORIZZATO", "Visualizza", "Hai ricevuto"}},
	"32-citato-in-una-risposta": {title: "domanda", byline: "Tizio", published: "2026-11-23", lang: "it", first: river, last: riverLast,
		without: []string{"va bene", "ha scritto"}, note: "it is quoted in an answer"},
	"33-risposta-outlook": {title: "una cosa", byline: "Carla Bossi", published: "2026-11-24T06:00:00+01:00", lang: "it", first: river, last: riverLast,
		without: []string{"messaggio vecchio", "Oggetto", "Tel."}},
	"34-inoltro-sotto-la-firma": {title: "Il ponte sul Tidone riapre", byline: "Provincia in breve", published: "2026-11-23", lang: "it",
		first: bridgeFirst, last: bridgeLast, without: []string{"Guarda", "Tel."}, note: "it was forwarded by Paolo Righi"},
	"35-ha-scritto": {title: "Il ponte, visto da vicino", byline: piana, published: at8, lang: "it",
		first: "Appena saputa la notizia, il 23 novembre 2026 il sindaco ha scritto:", last: bridgeLast},
	"36-sotto-due-righe": {title: "Il ponte sul Tidone riapre", byline: "Carla Bossi", published: "2026-11-24T11:00:00+01:00", lang: "it",
		first: "Ho parlato con il capocantiere e le cose stanno diversamente da come le racconta il comunicato della Provincia.",
		last:  "Domani alle sei apre davvero, ma solo una corsia: l'altra aspetta i guardrail.", without: []string{"wrote", "Nov 23"}},
	"37-titoli-che-sono-link": {title: "Le notizie del giorno", byline: "La Redazione", published: "2026-11-24T06:00:00+01:00", lang: "it", url: "https://x.example/v",
		first: river, last: riverLast, headings: []string{"La piena porta via la passerella", "I cani lo sapevano già", "Quanto costa un ponte di pietra"},
		without: []string{"Leggi", "archivio", "Un altro titolo", "E un altro"}},
	"38-testo-numerato": {title: "Tre notizie", byline: "Posta di Piana", published: "2026-11-24T06:00:00+01:00", lang: "it", first: river, last: riverLast,
		headings: []string{"1. LA PIENA PORTA VIA LA PASSERELLA", "2. I CANI LO SAPEVANO GIÀ", "3. QUANTO COSTA UN PONTE DI PIETRA"},
		without:  []string{"POSTA DI PIANA", "https", "[1]", "cancellarti"}},
	"39-parla-di-iscrizioni": {title: "Il nuoto torna a Piana", byline: piana, published: at8, lang: "it", url: "https://piana.example/n/8",
		first: "La versione web dell'orario della piscina è pronta, e da lunedì si può prenotare.", last: "Il corso comincia il 12 gennaio.",
		headings: []string{"Milano, via libera al piano 2026"}, with: []string{"annullare l'iscrizione al corso", "quello di Milano, dove"}, without: []string{"browser", "Disiscriviti", "60044"}},
	"40-digest": {title: "Digest di Ponti, Volume 4, Numero 12", published: at8, lang: "it", first: bridgeFirst, last: bridgeLast, headings: []string{"Il Tidone riapre", "I giunti del Tidone"},
		without: []string{"Send Ponti", "Today's", "Message:", "Ufficio strade", "wrote:", "scrubbed", "listinfo", "End of"}},
	"41-clausola": {title: "Il Tidone riapre", byline: "Carla Bossi", published: at8, lang: "it", first: bridgeFirst, last: bridgeLast, without: []string{"destinatari", "intended", "privilegiate"}},
	"16-risposta": {title: "Il ponte sul Tidone riapre", byline: "Carla Bossi", published: "2026-11-24T11:00:00+01:00", lang: "it",
		first:   "Ho parlato con il capocantiere e le cose stanno diversamente da come le racconta il comunicato della Provincia.",
		last:    "Domani alle sei apre davvero, ma solo una corsia: l'altra aspetta i guardrail.",
		without: []string{"ha scritto", "Tel.", "con quattro giorni di anticipo"}},
	"17-flowed": {title: "North gate", byline: "Meg Doyle", published: "2026-11-24T08:00:00Z", lang: "en", first: gateFirst,
		last: "From here on the text is stuffed with a space.", without: []string{"Meg Doyle"}},
	"18-qp-rotto": {title: "Lo sconto del 20% = che non c'era", byline: piana, published: at8, lang: "it",
		first: "Il mercato coperto di Piana ha scoperto che lo sconto promesso dal fornitore di energia valeva solo di notte, quando è chiuso.",
		last:  "La risposta — ammesso che arrivi — è attesa per Natale."},
	"19-base64-sporco":       {title: "Il mercato di Piana", byline: piana, published: at8, lang: "it", first: bridgeFirst, last: bridgeLast, without: []string{"lettori"}},
	"20-charset-sbagliato":   {title: "Il mercato di Piana", byline: piana, published: at8, lang: "it", first: bridgeFirst, last: strings.ReplaceAll(bridgeLast, "'", "’"), note: "decoded as windows-1252"},
	"21-testata-rotta":       {title: "Piazza Saffi, il mercato è fermo per la neve =?rotto", byline: "Cronaca di Forlì", published: at8, lang: "it", first: "La neve ha fermato il mercato di piazza Saffi, per la prima volta da undici anni.", last: "Si recupera domenica, se il ghiaccio lo permette."},
	"22-senza-boundary":      {title: "Il ponte", byline: piana, published: at8, lang: "it", first: bridgeFirst, last: bridgeLast, without: []string{"preambolo", "epilogo", "iVBOR"}},
	"23-mai-chiuso":          {title: "Il ponte", byline: piana, published: at8, lang: "it", first: bridgeFirst, last: bridgeLast, without: []string{"solo testo"}},
	"24-winmail":             {title: "Il ponte", byline: "Ufficio stampa Provincia", published: at8, lang: "it", first: bridgeFirst, last: bridgeLast, note: "an attachment in Outlook's own form (winmail.dat) was not read"},
	"25-lista-senza-data":    {title: "[acque] Il pozzo di Gropparello torna potabile", byline: "Ines Falco", published: "2026-11-23T22:41:03+01:00", lang: "it", url: "https://lists.example/acque/", first: "Il pozzo di Gropparello torna potabile dopo tre anni di divieti, ha deciso l'azienda sanitaria.", last: "Resta chiusa la fontana della piazza, che ha tubi di piombo."},
	"26-pezzi-di-html":       {title: "North gate to close", byline: "Meg Doyle", published: "2026-11-24T08:00:00Z", lang: "en", first: gateFirst, last: gateLast},
	"27-firmato":             {title: "Il ponte", byline: "Ufficio stampa Provincia", published: at8, lang: "it", first: bridgeFirst, last: bridgeLast, without: []string{"PGP", "SHA256", "iHUE"}},
	"28-titoli-in-grassetto": {title: "La settimana in quattro fatti", byline: "La Settimana", published: "2026-11-21T09:00:00+01:00", lang: "it", first: paperFirst, last: "La società che gestisce l'impianto parla di due settimane di lavori e rimborsa gli abbonati.", headings: []string{"Fabriano, la cartiera assume", "Trieste, il molo riapre a metà", "Lecce, il teatro trova i soldi", "Aosta, la funivia resta ferma"}, without: []string{"da non perdere", "inoltrato", "Telegram"}},
}

func message(t *testing.T, name string) news.Document {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "mail", name+".eml"))
	if err != nil {
		t.Fatal(err)
	}
	return news.Document{Source: name, MediaType: "message/rfc822", Bytes: b}
}

func TestLetters(t *testing.T) {
	for name, want := range letters {
		t.Run(name, func(t *testing.T) {
			a, err := clean.Article(message(t, name))
			if err != nil {
				t.Fatal(err)
			}
			if err := whole(a); err != nil {
				t.Error(err)
			}
			var sentences, headings []string
			for i, s := range a.Sentences {
				if s.Heading {
					headings = append(headings, a.SentenceText(i+1))
				} else {
					sentences = append(sentences, a.SentenceText(i+1))
				}
			}
			got := letter{title: a.Title, byline: a.Byline, published: a.Published, lang: a.Language, url: a.URL, headings: headings,
				first: sentences[0], last: sentences[len(sentences)-1], with: want.with, without: want.without, note: want.note}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(letter{})); diff != "" {
				t.Error(diff)
			}
			for _, part := range want.with {
				if !strings.Contains(a.Text, part) {
					t.Errorf("%q is not in the text:\n%s", part, a.Text)
				}
			}
			for _, junk := range want.without {
				if strings.Contains(a.Text, junk) {
					t.Errorf("%q is in the text:\n%s", junk, a.Text)
				}
			}
			if want.note == "" && strings.Contains(strings.Join(a.Notes, "\n"), "decoded") {
				t.Errorf("notes %q", a.Notes)
			}
			if want.note != "" && !slices.Contains(a.Notes, want.note) {
				t.Errorf("notes %q have no %q", a.Notes, want.note)
			}
		})
	}
}

func TestNoLetter(t *testing.T) {
	for name, want := range map[string]string{
		"e1-cifrato-pgp": "the message is encrypted", "e2-cifrato-smime": "the message is encrypted", "e3-cifrato-nel-testo": "the message is encrypted",
		"e4-rimbalzo": "it is a report that a message was not delivered", "e5-rimbalzo-semplice": "it is a report that a message was not delivered",
		"e6-assente": "it is an automatic reply", "e7-assente-campo": "it is an automatic reply", "e8-invito": "it is a calendar invitation",
		"e9-ricevuta": "it is a receipt that a message was read", "e10-vuoto": "the message has no text", "e11-solo-link": "the message lists other articles",
	} {
		a, err := clean.Article(message(t, name))
		if !errors.Is(err, clean.ErrNoArticle) || !strings.HasSuffix(err.Error(), ": "+want) {
			t.Errorf("%s: error %v, want %q; article %q", name, err, want, a.Text)
		}
	}
}

// TestEveryMessageIsHeldAgainst fails when a message of testdata/mail is in no table.
func TestEveryMessageIsHeldAgainst(t *testing.T) {
	files, err := filepath.Glob("testdata/mail/*.eml")
	if err != nil || len(files) < 35 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".eml")
		if _, ok := letters[name]; !ok && !strings.HasPrefix(name, "e") {
			t.Errorf("%s is in no table", name)
		}
	}
}

// TestMailHeads holds fields of heads, one or two at a time, against what they must give.
func TestMailHeads(t *testing.T) {
	text := "\n\n" + strings.ReplaceAll(body, "\n", "\r\n")
	for _, c := range []struct{ name, head, title, byline, published, url string }{
		{name: "only an address", head: "From: posta@example.org\nSubject: Il ponte", title: "Il ponte"},
		{name: "name as a comment", head: "From: posta@example.org (Carla Bossi)\nSubject: Il ponte", title: "Il ponte", byline: "Carla Bossi"},
		{name: "no mark round the address", head: "From: \"Carla \\\"la Rossa\\\" Bossi\" <c@example.org>\nSubject: R: Re[2]: FW: Il ponte", title: "Il ponte", byline: "Carla \"la Rossa\" Bossi"},
		{name: "sender in place of from", head: "Sender: Carla Bossi <c@example.org>\nSubject: Il ponte", title: "Il ponte", byline: "Carla Bossi"},
		{name: "two figures for the year", head: "From: a@b.c\nDate: 24 Nov 26 07:00 +0100\nSubject: x", title: "x", published: "2026-11-24T07:00:00+01:00"},
		{name: "no zone", head: "From: a@b.c\nDate: Tue, 24 Nov 2026 07:00:00\nSubject: x", title: "x", published: "2026-11-24"},
		{name: "comments", head: "From: a@b.c\nDate: Tue, 24 Nov 2026 07:00:00 (mattina (presto)) +0100 (CET)\nSubject: x", title: "x", published: "2026-11-24T07:00:00+01:00"},
		{name: "Italian", head: "From: a@b.c\nDate: mar, 24 nov 2026 07:00:00 +0100\nSubject: x", title: "x", published: "2026-11-24T07:00:00+01:00"},
		{name: "German", head: "From: a@b.c\nDate: Di, 24 Dez 2026 07:00:00 GMT\nSubject: x", title: "x", published: "2026-12-24T07:00:00Z"},
		{name: "asctime", head: "From: a@b.c\nDate: Tue Nov 24 07:00:00 2026\nSubject: x", title: "x", published: "2026-11-24"},
		{name: "ISO", head: "From: a@b.c\nDate: 2026-11-24T07:00:00Z\nSubject: x", title: "x", published: "2026-11-24T07:00:00Z"},
		{name: "long ago", head: "From: a@b.c\nDate: Thu, 1 Jan 1900 00:00:00 +0000\nReceived: by x;\n Tue, 24 Nov 2026 07:00:00 +0100\nSubject: x", title: "x", published: "2026-11-24T07:00:00+01:00"},
		{name: "nonsense", head: "From: a@b.c\nDate: domani\nSubject: x", title: "x"},
		{name: "addresses", head: "From: a@b.c\nSubject: x\nArchived-At: <javascript:alert(1)>\nList-Archive: <https://a.example/b c>, <https://a.example/?u=1&v=%20>", title: "x", url: "https://a.example/?u=1&v=%20"},
		{name: "space before the colon", head: "From : Carla Bossi <c@example.org>\nSubject : Il ponte", title: "Il ponte", byline: "Carla Bossi"},
		{name: "envelope first", head: "From a Tue Nov 24 07:00:00 2026\nSubject: Il ponte\nFrom: a@b.c", title: "Il ponte"},
		{name: "encoded words run together", head: "From: a@b.c\nSubject: =?UTF-8?q?Il_?==?utf-8?b?cG9udGU=?= riapre", title: "Il ponte riapre"},
		{name: "Japanese", head: "From: a@b.c\nSubject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", title: "日本"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := clean.Article(news.Document{MediaType: "message/rfc822", Bytes: []byte(c.head + text)})
			if err != nil {
				t.Fatal(err)
			}
			got := []string{a.Title, a.Byline, a.Published, a.URL}
			if diff := cmp.Diff([]string{c.title, c.byline, c.published, c.url}, got); diff != "" {
				t.Errorf("title, byline, date, address (-want +got):\n%s", diff)
			}
		})
	}
}

// TestHostileLetters holds what a message can be made to cost.
func TestHostileLetters(t *testing.T) {
	head := "From: a@example.org\nSubject: x\n"
	page := "Content-Type: text/html\n\n<html><body>"
	const size = 512 << 10
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	nested := head
	for i := range 200 {
		nested += "Content-Type: multipart/mixed; boundary=b" + strings.Repeat("x", i) + "\n\n--b" + strings.Repeat("x", i) + "\n"
	}
	for name, text := range map[string]string{
		"fields":            fill("X-Field: value\n") + head + "\ntesto\n",
		"one field":         head + "X-Long: " + fill("a ") + "\n\ntesto\n",
		"folds":             head + "X-Long: a\n" + fill(" b\n") + "\ntesto\n",
		"encoded words":     "Subject: " + fill("=?utf-8?Q?a?= ") + "\nFrom: a\n\ntesto\n",
		"parts":             head + "Content-Type: multipart/mixed; boundary=b\n\n" + fill("--b\n\ntesto\n"),
		"nested parts":      nested,
		"comments":          head + "Date: " + fill("(") + "\n\ntesto\n",
		"buttons":           head + page + fill(`<a style="background:red;padding:1px">Leggi</a>`),
		"links to view":     head + page + fill(`<a href="https://a.example/">View in browser</a>`),
		"sponsors":          head + page + fill(`<p>Sponsored</p>`),
		"headings":          head + page + fill(`<div><b>Una riga</b><br>x</div>`),
		"nested divs":       head + page + fill(`<div>`),
		"forwarded heads":   head + "\n" + fill("From: a@b\nSubject: c\n\n"),
		"forwarded marks":   head + "\n" + fill("---------- Forwarded message ---------\n"),
		"quotation marks":   head + "\n" + fill("> "),
		"brackets":          head + "\n" + fill("("),
		"flowed":            head + "Content-Type: text/plain; format=flowed\n\n" + fill("a \n"),
		"base64":            head + "Content-Transfer-Encoding: base64\n\n" + fill("QUFB====\n"),
		"quoted-printable":  head + "Content-Transfer-Encoding: quoted-printable\n\n" + fill("= \t"),
		"letters in letter": head + strings.Repeat("Content-Type: message/rfc822\n\n"+head, 1000) + "\ntesto\n",
	} {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			a, err := clean.Article(news.Document{MediaType: "message/rfc822", Bytes: []byte(text)})
			if took := time.Since(begun); took > 20*time.Second { // each takes less than one; quadratic time shows all the same
				t.Errorf("took %v", took)
			}
			if err == nil && whole(a) != nil {
				t.Error(whole(a))
			}
		})
	}
}

func FuzzMail(f *testing.F) {
	files, err := filepath.Glob("testdata/mail/*.eml")
	if err != nil || len(files) == 0 {
		f.Fatal("no messages", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if len(b) < 20_000 {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 20_000 {
			return
		}
		a, err := clean.Article(news.Document{MediaType: "message/rfc822", Bytes: b})
		if err != nil {
			return
		}
		if err := whole(a); err != nil {
			t.Fatal(err)
		}
	})
}

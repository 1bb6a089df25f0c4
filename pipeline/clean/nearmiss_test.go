package clean_test

import (
	"strings"
	"testing"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
)

// TestNearMisses has articles about the very things that pages without an article say, or with such things beside them.
func TestNearMisses(t *testing.T) {
	const banner = "<div class=cookie-banner role=dialog><h2>We value your privacy</h2><p>We and our 812 partners use cookies to measure audiences. Accept all cookies or manage your choices.</p></div>"
	const cut = "the page shows only its beginning: the rest is for subscribers"
	ponte := []string{
		"Il Comune di Vernazza ha riaperto il ponte dopo sei mesi di lavori, costati due milioni di euro e finiti con tre settimane di anticipo.",
		"I residenti chiedono un semaforo all’incrocio con la strada provinciale, dove ogni giorno passano quattrocento camion diretti al porto.",
		"La sindaca ha promesso una risposta entro Natale. Intanto il mercato del venerdì torna sul lungofiume, come prima dei lavori.",
	}
	for _, c := range []struct {
		name, title, before, after string
		text                       []string
		note                       string
	}{
		{name: "about cookies it", title: "Cookie, il Garante cambia le regole", text: []string{
			"Il Garante per la privacy ha pubblicato ieri le nuove linee guida sui cookie, che entreranno in vigore a gennaio per tutti i siti italiani.",
			"«Prima di continuare, i siti devono dire con chiarezza a chi vanno i dati», ha detto la presidente. Noi e i nostri partner, la formula di molti avvisi, non basterà più.",
			"Chi rifiuta non potrà più essere escluso dalle pagine, e il pulsante per rifiutare dovrà avere lo stesso colore di quello per accettare."}},
		{name: "about cookies en", title: "We value your privacy, say the banners. Do they?", text: []string{
			"Regulators in four countries have begun to fine sites whose banners make it harder to refuse cookies than to accept them, a report says.",
			"The phrase “we and our partners” stood on nine of ten sites that the authors looked at in spring, often above a button in a bright colour.",
			"One publisher removed its banner altogether and lost three per cent of its income, much less than its managers had feared."}},
		{name: "about consent fr", title: "Avant de continuer : la fin des bandeaux ?", text: []string{
			"La Commission européenne veut supprimer les bandeaux de consentement qui s’affichent à l’ouverture de presque tous les sites du continent.",
			"Nous et nos partenaires utilisons des cookies : la phrase est devenue familière, et peu de lecteurs la lisent encore jusqu’au bout.",
			"Les éditeurs craignent de perdre une part de leurs recettes, et demandent que le navigateur transmette le choix une fois pour toutes."}},
		{name: "about paywalls en", title: "Subscribe to read: how paywalls came to stay", text: []string{
			"Ten years ago most newspapers gave their work away. Today two in three ask readers to pay, and the share grows every year, a survey shows.",
			"“Already a subscriber?” is now the most common question on the web, the authors write, ahead of the one about cookies.",
			"Readers who come back often are most willing to pay, and local papers gain more of them than national ones."}},
		{name: "about paywalls it", title: "Abbonati per continuare: i giornali e il muro", text: []string{
			"Due giornali su tre chiedono di pagare per leggere, dice un’indagine su quaranta testate europee presentata ieri a Bologna.",
			"«Abbonati per continuare a leggere» compare in media dopo il secondo paragrafo, e chi torna spesso è più disposto a pagare.",
			"Le testate locali guadagnano più lettori di quelle nazionali, ma perdono chi legge un articolo al mese e non di più."}},
		{name: "about a 404 it", title: "Pagina non trovata, storia di un errore", text: []string{
			"Il numero 404 compare ogni giorno su milioni di schermi, e quasi nessuno sa da dove venga. La leggenda della stanza 404 del Cern è falsa.",
			"I primi server del Web usavano numeri di tre cifre presi dai protocolli più vecchi: il 4 dice che ha sbagliato chi chiede, il resto è un conto.",
			"Oggi molti siti ne fanno uno scherzo, con gatti e astronauti, ma per i motori di ricerca una pagina che manca resta una pagina che manca.",
			"Un museo di Torino raccoglie da ieri le più belle in una mostra, con duecento esempi da trenta paesi e un catalogo di cento pagine."}},
		{name: "about a 404 en", title: "Page not found: where dead links go", text: []string{
			"A quarter of all pages that were on the web ten years ago are gone, and the links to them lead nowhere, a study of a million addresses says.",
			"The page you are looking for is not there any more: that line greets readers of court rulings and of encyclopedias alike.",
			"Libraries try to keep copies, but they reach only a part of it, and much of what local governments published has been lost for good.",
			"The authors suggest that public bodies should be bound by law to keep their addresses for at least thirty years."}},
		{name: "about robots de", title: "Ich bin kein Roboter: Das Ende der Bilderrätsel", text: []string{
			"Ampeln, Zebrastreifen, Hydranten: Wer im Netz etwas kaufen will, muss oft erst Bilder anklicken. Damit soll bald Schluss sein.",
			"Programme lösen die Rätsel inzwischen schneller als Menschen, wie Forscher aus Zürich zeigen. Sie brauchten im Schnitt eine halbe Sekunde.",
			"„Bestätigen Sie, dass Sie ein Mensch sind“ wird dann niemand mehr lesen, hoffen die Anbieter, und setzen auf unsichtbare Verfahren."}},
		{name: "about javascript en", title: "Enable JavaScript? A month without it", text: []string{
			"For a month our reporter switched scripts off in her browser. Half of the sites she uses every day greeted her with an empty page.",
			"“You need to enable JavaScript to run this app” was the text she read most in those weeks, more than any headline.",
			"News sites did better than banks: nine of ten showed their articles, and they loaded in a third of the usual time."}},
		{name: "about logins es", title: "Iniciar sesión con la huella", text: []string{
			"Los bancos españoles dejarán de pedir contraseñas a partir de marzo, y sus clientes entrarán con la huella o con la cara, anunció ayer la patronal.",
			"«¿Has olvidado tu contraseña?» es la página más visitada de muchos de ellos, por delante incluso de la que muestra el saldo de la cuenta.",
			"Los sindicatos piden que las oficinas sigan atendiendo a quien no tiene un teléfono reciente, sobre todo en los pueblos."}},
		{name: "about security checks pt", title: "Verificação de segurança nos aeroportos muda em janeiro", text: []string{
			"Os passageiros deixam de tirar os líquidos da mala a partir de janeiro em sete aeroportos, onde foram instaladas máquinas novas.",
			"A associação dos aeroportos diz que as filas ficam um terço mais curtas, e que o limite de cem mililitros acaba até ao verão.",
			"Os sindicatos lembram que faltam pessoas para as operar, e pedem que se contrate antes das férias da Páscoa."}},
		{name: "beside a consent banner", title: "Il ponte riapre", before: banner, text: ponte},
		{name: "over a consent banner", title: "Il ponte riapre", after: banner, text: ponte},
		{name: "news in brief beside a banner", title: "Il ponte riapre", before: banner, text: []string{strings.Join(ponte[:2], " ")}},
		{name: "with a word to browsers without scripts", title: "Il ponte riapre", before: "<noscript>Please enable JavaScript.</noscript>", text: ponte[:2]},
		{name: "with a login in its head", title: "Il ponte riapre", before: "<form><input type=text><input type=password><a href=x>Password dimenticata?</a></form>", text: ponte},
		{name: "with an invitation to subscribers in its head", title: "Il ponte riapre", before: "<header><a href=/a>Abbonati</a><a href=/b>Sei già abbonato? Accedi</a></header>", text: ponte[:2]},
		{name: "free, as JSON-LD says", title: "The bridge", before: strings.ReplaceAll(strings.ReplaceAll(paidLD, `"False"`, `"True"`), "false", "true"), text: ponte[:2]},
		{name: "cut for subscribers", title: "Il ponte riapre", text: ponte, note: cut,
			after: "<div class=paywall><h3>Abbonati per continuare a leggere</h3><p>Sei già abbonato? Accedi</p></div>"},
		{name: "sold, but shown whole", title: "The bridge", before: paidLD, text: append(ponte, ponte[0]+" Così dice la relazione.", ponte[1]+" Così dicono i comitati.", ponte[2]+" Così dice lei.")},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := webPage(c.title, c.before+"<article><h1>"+c.title+"</h1><p>"+strings.Join(c.text, "</p><p>")+"</p></article>"+c.after)
			a, err := clean.Article(news.Document{MediaType: "text/html", Bytes: []byte(page)})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := oneLine(a.Text), strings.Join(c.text, " "); got != want {
				t.Errorf("text:\n%s\nwant:\n%s", got, want)
			}
			if notes := strings.Join(a.Notes, "\n"); strings.Contains(notes, cut) != (c.note != "") {
				t.Errorf("notes %q, want %q", notes, c.note)
			}
		})
	}
}

package clean_test

import (
	"errors"
	"strings"
	"testing"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
)

// webPage is a page with a title and what stands in its body.
func webPage(title, body string) string {
	return "<html><head><title>" + title + "</title></head><body><header><nav><a href='/'>Home</a> <a href='/login'>Log in</a></nav></header>" +
		body + "<footer><a href='/privacy'>Privacy</a> Already a subscriber?</footer></body></html>"
}

// Kinds of pages without an article, by the words of the error.
const (
	consent     = "the page asks for consent to cookies and shows no article"
	subscribers = "only subscribers can read it"
	javascript  = "the page wants a browser with JavaScript"
	robots      = "a check against robots"
	gone        = "the page is not there any more"
	login       = "the page asks for a login"
	listing     = "the page lists other articles"
)

const paidLD = `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"The bridge","isAccessibleForFree":"False","hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".rest"}}]}</script>`

func paragraph(s string) string { return "<p>" + s + "</p>" }

func TestPagesWithoutArticle(t *testing.T) {
	teaser := map[string]string{
		"it": "Il consiglio comunale di Vernazza ha deciso ieri sera di riaprire il ponte vecchio ai camion, dopo sei mesi di lavori e molte proteste dei residenti.",
		"en": "The town council of Vernazza decided last night to open the old bridge to lorries again, after six months of work and many protests by residents.",
		"fr": "Le conseil municipal de Vernazza a décidé hier soir de rouvrir le vieux pont aux camions, après six mois de travaux et de nombreuses protestations.",
		"de": "Der Gemeinderat von Vernazza hat gestern Abend beschlossen, die alte Brücke nach sechs Monaten Bauzeit wieder für Lastwagen zu öffnen.",
		"es": "El ayuntamiento de Vernazza decidió anoche reabrir el puente viejo a los camiones, tras seis meses de obras y muchas protestas de los vecinos.",
		"pt": "A câmara de Vernazza decidiu ontem à noite reabrir a ponte velha aos camiões, depois de seis meses de obras e muitos protestos dos moradores.",
	}
	for _, c := range []struct{ name, title, body, want string }{
		{"consent it", "Prima di continuare", "<h1>Prima di continuare su Il Foglio</h1><p>Noi e i nostri 842 partner archiviamo informazioni su un dispositivo, come i cookie, e trattiamo dati personali per annunci e misurazioni.</p><button>Accetta tutto</button>", consent},
		{"consent en", "The Daily Ferry", "<div role=dialog><h2>We value your privacy</h2><p>We and our 1,023 partners store and access information on a device, such as unique IDs in cookies, to process personal data. You may accept or manage your choices.</p></div>", consent},
		{"consent fr", "Le Bac", "<h1>Avant de continuer</h1><p>Nous et nos partenaires utilisons des cookies pour mesurer l’audience et personnaliser la publicité. Vous pouvez accepter ou refuser ces finalités.</p>", consent},
		{"consent de", "Die Fähre", "<h1>Bevor Sie fortfahren</h1><p>Wir und unsere Partner verarbeiten personenbezogene Daten mit Hilfe von Cookies, um Inhalte zu messen. Sie können Ihre Auswahl jederzeit ändern.</p>", consent},
		{"consent es", "El Transbordador", "<h2>Valoramos tu privacidad</h2><p>Nosotros y nuestros socios almacenamos información en un dispositivo, como las cookies, y tratamos datos personales con estos fines.</p>", consent},
		{"consent pt", "A Balsa", "<h2>Valorizamos a sua privacidade</h2><p>Nós e os nossos parceiros armazenamos informações num dispositivo, como cookies, e tratamos dados pessoais para estes fins.</p>", consent},
		{"consent or subscription de", "Die Fähre", "<h2>Mit Werbung weiterlesen</h2><p>Besuchen Sie uns wie immer mit Werbung und üblichem Tracking. Ihre Auswahl können Sie jederzeit ändern.</p><button>Akzeptieren und weiter</button><h2>Ohne Werbung lesen</h2><p>Mit dem Pur-Abo lesen Sie für 3,90 Euro im Monat alle Seiten ohne Werbetracking und fast ohne Werbung.</p><p>Wir und bis zu 241 Drittanbieter speichern Informationen auf Ihrem Gerät und lesen sie dort, um personenbezogene Daten zu verarbeiten, Anzeigen auszuwählen und ihre Wirkung zu messen.</p>", consent},
		{"consent or subscription es", "El Transbordador", "<h2>Valoramos su privacidad</h2><p>Nosotros y nuestros 842 socios guardamos información en un dispositivo o accedemos a ella, por ejemplo con cookies, y tratamos datos personales. Con su permiso podemos usar su posición exacta y reconocer su aparato. Puede aceptar y seguir, o suscribirse por dos euros al mes y leer sin publicidad.</p>", consent},
		{"consent or subscription it", "Il Traghetto", "<h2>Informativa</h2><p>Noi e fino a 640 partner conserviamo informazioni su un dispositivo o vi accediamo, per esempio con i cookie, e trattiamo dati personali. Puoi accettare e continuare gratis, oppure abbonarti per 1,99 euro al mese e leggere senza pubblicità.</p>", consent},
		{"paywall it", "Il ponte riapre", "<article><h1>Il ponte riapre</h1>" + paragraph(teaser["it"]) + "<div class=paywall><h3>Abbonati per continuare a leggere</h3><p>Sei già abbonato? Accedi</p></div></article>", subscribers},
		{"paywall en", "The bridge opens", "<article><h1>The bridge opens</h1>" + paragraph(teaser["en"]) + "<div class=gate><h3>Subscribe to read the full story</h3><p>Already a subscriber? Sign in</p></div></article>", subscribers},
		{"paywall fr", "Le pont rouvre", "<article><h1>Le pont rouvre</h1>" + paragraph(teaser["fr"]) + "<div><h3>Cet article est réservé aux abonnés</h3><p>Déjà abonné ? Se connecter</p></div></article>", subscribers},
		{"paywall de", "Die Brücke öffnet", "<article><h1>Die Brücke öffnet</h1>" + paragraph(teaser["de"]) + "<div><h3>Jetzt abonnieren und weiterlesen</h3><p>Sie haben bereits ein Abo? Hier anmelden</p></div></article>", subscribers},
		{"paywall es", "El puente reabre", "<article><h1>El puente reabre</h1>" + paragraph(teaser["es"]) + "<div><h3>Suscríbete para seguir leyendo</h3><p>¿Ya eres suscriptor? Inicia sesión</p></div></article>", subscribers},
		{"paywall pt", "A ponte reabre", "<article><h1>A ponte reabre</h1>" + paragraph(teaser["pt"]) + "<div><h3>Assine para continuar lendo</h3><p>Já é assinante? Entre</p></div></article>", subscribers},
		{"paywall told by JSON-LD alone", "The bridge", paidLD + "<article><h1>The bridge</h1>" + paragraph(teaser["en"]) + "</article>", subscribers},
		{"login it", "Accedi", "<h1>Accedi</h1><form><p>Inserisci le tue credenziali per entrare.</p><input type=email><input type=password><a href=x>Password dimenticata?</a></form>", login},
		{"login en", "Sign in", "<h1>Sign in</h1><form><input type=email><input type=password><a href=x>Forgot your password?</a></form><p>Please sign in to continue to your account.</p>", login},
		{"login de", "Anmelden", "<h1>Anmelden</h1><form><input type=password></form><p>Bitte melden Sie sich an, um fortzufahren. Passwort vergessen?</p>", login},
		{"login es", "Iniciar sesión", "<h1>Iniciar sesión</h1><form><input type=password></form><p>Inicia sesión para continuar. ¿Has olvidado tu contraseña?</p>", login},
		{"script it", "Il Foglio", "<noscript>Per usare questo sito abilita JavaScript nel tuo browser.</noscript><div id=root></div>", javascript},
		{"script en", "The Daily Ferry", "<noscript><p>You need to enable JavaScript to run this app.</p></noscript><div id=root></div>", javascript},
		{"script fr", "Le Bac", "<p>Ce site nécessite JavaScript pour fonctionner. Veuillez activer JavaScript dans votre navigateur.</p>", javascript},
		{"script de", "Die Fähre", "<p>Bitte aktivieren Sie JavaScript in Ihrem Browser, um diese Seite zu sehen.</p>", javascript},
		{"script es", "El Transbordador", "<noscript>Esta aplicación requiere JavaScript para funcionar.</noscript><div id=app></div>", javascript},
		{"script pt", "A Balsa", "<noscript>Por favor, ative o JavaScript no seu navegador.</noscript><div id=app></div>", javascript},
		{"robots en", "Just a moment...", "<h1>ferry.example</h1><h2>Checking your browser before accessing ferry.example</h2><p>This process is automatic. Your browser will redirect to your requested content shortly. Please allow up to 5 seconds.</p>", robots},
		{"robots denied", "Access Denied", "<h1>Access Denied</h1><p>You don't have permission to access this page on this server. Reference #18.5f4 and so on.</p>", robots},
		{"robots it", "Un attimo…", "<h1>Verifica di sicurezza</h1><p>Conferma di non essere un robot per proseguire sul sito.</p>", robots},
		{"robots fr", "Un instant…", "<h1>Un instant…</h1><p>Vérifiez que vous êtes humain en effectuant l’action ci-dessous.</p>", robots},
		{"robots de", "Nur einen Moment…", "<h1>Nur einen Moment</h1><p>Bestätigen Sie, dass Sie ein Mensch sind. Das kann einige Sekunden dauern.</p>", robots},
		{"robots es", "Un momento…", "<h1>Un momento</h1><p>Verifica que eres humano completando la acción que aparece a continuación.</p>", robots},
		{"robots pt", "Um momento…", "<h1>Um momento</h1><p>Confirme que você é humano completando a ação abaixo.</p>", robots},
		{"gone it", "Pagina non trovata - Il Foglio", "<h1>Pagina non trovata</h1><p>La pagina che cerchi non esiste più o è stata spostata. Prova con la ricerca, o torna alla pagina iniziale del giornale.</p>", gone},
		{"gone en", "404 - Page not found", "<h1>Page not found</h1><p>Sorry, the page you are looking for has moved or never existed. You can use the search above or go back to the front page.</p>", gone},
		{"gone fr", "Page introuvable", "<h1>Page introuvable</h1><p>La page que vous recherchez n’existe pas ou a été déplacée. Revenez à la page d’accueil.</p>", gone},
		{"gone de", "Seite nicht gefunden", "<h1>Seite nicht gefunden</h1><p>Die gesuchte Seite gibt es leider nicht mehr. Vielleicht hilft Ihnen die Suche weiter.</p>", gone},
		{"gone es", "Página no encontrada", "<h1>Error 404</h1><p>La página que buscas no existe o ha cambiado de dirección. Vuelve a la portada del periódico.</p>", gone},
		{"gone pt", "Página não encontrada", "<h1>Página não encontrada</h1><p>A página que você procura não existe ou mudou de endereço. Volte à página inicial.</p>", gone},
		{"list it", "Cronaca", "<main><h1>Cronaca</h1>" + strings.Repeat("<div><h2><a href=/a>Il ponte di Vernazza riapre ai camion</a></h2><p>Il Comune ha finito i lavori prima del previsto, e la strada è libera da lunedì mattina.</p></div>", 7) + "</main>", listing},
		{"list en", "World news", "<main><h1>World news</h1>" + strings.Repeat("<div><a href=/a><h3>The bridge opens to lorries again</h3></a><p>The town has finished the work early, and the road is free from Monday morning on.</p></div>", 7) + "</main>", listing},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := clean.Article(news.Document{MediaType: "text/html", Bytes: []byte(webPage(c.title, c.body))})
			if !errors.Is(err, clean.ErrNoArticle) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q; article %q", err, c.want, a.Text)
			}
		})
	}
}

// TestConsentOverArticle has pages that show their article under a layer about cookies that is in no element a program can know.
func TestConsentOverArticle(t *testing.T) {
	for _, c := range []struct{ name, layer, article string }{
		{"de", "<h2>Mit Werbung weiterlesen</h2><p>Mit Werbung weiterlesen: wie immer, mit Cookies und Tracking. Mit dem Pur-Abo geht es ohne, für 3,90 Euro im Monat.</p><p>Wir und bis zu 241 Drittanbieter speichern Informationen auf Ihrem Gerät und verarbeiten personenbezogene Daten.</p>",
			"Der Gemeinderat von Vernazza hat gestern Abend beschlossen, die alte Brücke nach sechs Monaten Bauzeit wieder für Lastwagen zu öffnen. Die Anwohner fordern eine Ampel an der Kreuzung, durch die täglich vierhundert Wagen zum Hafen fahren. Die Bürgermeisterin will bis Weihnachten antworten, und der Markt kehrt schon am Freitag ans Ufer zurück."},
		{"es", "<h2>Valoramos su privacidad</h2><p>Nosotros y nuestros 842 socios guardamos información en un dispositivo, por ejemplo con cookies. Con su permiso podemos usar su posición exacta.</p>",
			"El ayuntamiento de Vernazza decidió anoche reabrir el puente viejo a los camiones, tras seis meses de obras y muchas protestas de los vecinos. Los comerciantes piden ahora un semáforo en el cruce, por el que pasan cuatrocientos camiones al día."},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := webPage("El puente", "<div>"+c.layer+"</div><article><h1>El puente</h1>"+paragraph(c.article)+"</article>")
			a, err := clean.Article(news.Document{MediaType: "text/html", Bytes: []byte(page)})
			if err != nil || a.Text != c.article {
				t.Errorf("error %v, article %q", err, a.Text)
			}
		})
	}
}

// TestData has texts in JSON, which are no articles, and texts that only begin like it.
func TestData(t *testing.T) {
	for text, article := range map[string]bool{
		`{"articles":[{"title":"Il ponte","body":"Il ponte riapre domani alle sei, con quattro giorni di anticipo sul programma."}]}`: false,
		" [\n \"Il ponte riapre domani alle sei, con quattro giorni di anticipo.\" ]\n":                                               false,
		"[Aggiornato] Il ponte riapre domani alle sei, con quattro giorni di anticipo sul programma.":                                 true,
		"{\"Il ponte\"} riapre domani alle sei, con quattro giorni di anticipo sul programma.":                                        true,
	} {
		a, err := clean.Article(news.Document{MediaType: "text/plain", Bytes: []byte(text)})
		if article != (err == nil) || !article && (!errors.Is(err, clean.ErrNoArticle) || !strings.Contains(err.Error(), "JSON")) {
			t.Errorf("%s: error %v, article %q", text, err, a.Text)
		}
	}
}

// TestBlankPages has pages without a word to read, and what is said of them.
func TestBlankPages(t *testing.T) {
	for page, want := range map[string]string{
		`<html><head><meta http-equiv="refresh" content="0; url=/b"><title>x</title></head><body></body></html>`:                               "the page only leads on to https://e.example/b",
		`<html><head><META HTTP-EQUIV=Refresh CONTENT="5;URL='https://f.example/c'"><script>go()</script></head><body><a href=/c>c</a></body>`: "the page only leads on to https://f.example/c",
		`<html><head><meta http-equiv="refresh" content="300"><title>x</title></head><body><img src=a></body></html>`:                          "only 0 words of running text on the page",
		`<html><head><title>x</title></head><body><div id=__next></div><script>draw()</script></body></html>`:                                  "which its scripts may draw in a browser",
		`<html><head><title>x</title></head><body><img src=a.jpg></body></html>`:                                                               "only 0 words of running text on the page",
	} {
		_, err := clean.Article(news.Document{MediaType: "text/html", URL: "https://e.example/a", Bytes: []byte(page)})
		if !errors.Is(err, clean.ErrNoArticle) || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", page, err, want)
		}
	}
}

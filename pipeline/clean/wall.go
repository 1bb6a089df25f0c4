package clean

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// wall is a kind of page that has no article, or only the beginning of one: how it is told to the user, and the words it is
// known by, as key has them. Titles are looked for at the beginning of the page's title or of a heading, texts anywhere on the
// page.
type wall struct {
	reason string
	titles []string
	texts  prefixTable
}

// Words of running text of its own from which a page is an article whatever else it says: where its title says what it is, and
// where only its text does. News in brief has some thirty words.
const (
	ownUnderTitle = 60
	ownUnderText  = 30
)

// A page for subscribers shows its first paragraph, or a few words of two. One that shows more is an article that is cut; from
// maxTeaser words on no page is without an article.
const (
	maxTeaser   = 150
	fewTeased   = 60
	subscribers = "only subscribers can read it"
)

// walls are the kinds of pages without an article, in the order in which they are looked for.
var walls = sync.OnceValue(func() []wall {
	return []wall{
		{"a check against robots", lineList(`just a moment; attention required; access denied; access to this page has been denied; pardon our interruption; are you a robot; are you human; checking your browser; security check; verify you are human; human verification; robot check; ddos protection; 403 forbidden; too many requests; un attimo; ci siamo quasi; accesso negato; controllo di sicurezza; verifica di sicurezza; un instant; accès refusé; vérification de sécurité; einen moment; nur einen moment; zugriff verweigert; sicherheitsprüfung; sicherheitsüberprüfung; un momento; acceso denegado; verificación de seguridad; um momento; acesso negado; verificação de segurança`),
			prefixLines(`checking your browser before; verify you are human; verifying you are human; verify that you are not a robot; confirm you are not a robot; i m not a robot; unusual traffic from your; cloudflare ray id; you have been blocked; enable javascript and cookies to continue; enable cookies and javascript to continue; complete the captcha; solve the captcha; stiamo verificando il tuo browser; verifica di essere umano; verifica che sei umano; conferma di non essere un robot; non sono un robot; traffico insolito; completa il captcha; vérifiez que vous êtes humain; vérifier que vous êtes humain; vous n êtes pas un robot; vérification de votre navigateur; trafic inhabituel; bestätigen sie dass sie ein mensch sind; dass sie kein roboter sind; ich bin kein roboter; ihr browser wird überprüft; ungewöhnlichen datenverkehr; comprobando tu navegador; comprobando su navegador; verifica que eres humano; que no eres un robot; no soy un robot; tráfico inusual; verificando seu navegador; verifique que é humano; confirme que você é humano; que você não é um robô; não sou um robô; tráfego incomum`)},
		{"the page is not there any more", lineList(`pagina non trovata; la pagina non esiste; questa pagina non esiste; articolo non trovato; contenuto non trovato; errore 404; 404; error 404; page not found; article not found; not found; page cannot be found; this page doesn t exist; this page does not exist; this page isn t available; page introuvable; cette page n existe; erreur 404; contenu introuvable; article introuvable; seite nicht gefunden; artikel nicht gefunden; diese seite existiert nicht; die seite wurde nicht gefunden; fehler 404; página no encontrada; página não encontrada; pagina no encontrada; no se encuentra la página; no hemos encontrado la página; conteúdo não encontrado; erro 404; oops; ops; ups; hoppla; oups`),
			prefixLines(`la pagina che cerchi non; la pagina che stai cercando non; la pagina richiesta non; la pagina cercata non; the page you are looking for; the page you re looking for; the page you requested; the page you were looking for; this article is no longer available; this page is no longer available; this content is no longer available; l articolo non è più disponibile; questo contenuto non è più disponibile; la page que vous recherchez; la page que vous cherchez; la page demandée; cet article n est plus disponible; ce contenu n est plus disponible; die gesuchte seite; die gewünschte seite; die angeforderte seite; dieser artikel ist nicht mehr verfügbar; dieser inhalt ist nicht mehr verfügbar; la página que buscas; la página que busca; la página que estás buscando; la página solicitada; este artículo ya no está disponible; este contenido ya no está disponible; a página que você procura; a página que você está procurando; a página que procura; a página solicitada; este artigo já não está disponível; este conteúdo não está mais disponível`)},
		{"the page wants a browser with JavaScript", lineList(`javascript is required; javascript required; javascript disabled; javascript richiesto; javascript requis; javascript erforderlich; javascript necesario; javascript necessário; loading; caricamento`),
			prefixLines(`enable javascript; turn on javascript; activate javascript; requires javascript; javascript is required; javascript is disabled; javascript is not enabled; javascript to run this app; without javascript; abilita javascript; abilitare javascript; attiva javascript; attivare javascript; richiede javascript; javascript è disabilitato; javascript disabilitato; activer javascript; activez javascript; nécessite javascript; javascript est désactivé; javascript aktivieren; aktivieren sie javascript; aktiviere javascript; benötigt javascript; javascript ist deaktiviert; habilita javascript; habilite javascript; activa javascript; active javascript; activar javascript; requiere javascript; javascript está desactivado; ative o javascript; ativar o javascript; habilite o javascript; requer javascript; javascript está desativado`)},
		{subscribers, nil, paywall},
		{"the page asks for a login", lineList(`log in; login; sign in; accedi; accesso; area riservata; connexion; se connecter; connectez vous; identifiez vous; anmelden; anmeldung; einloggen; iniciar sesión; inicia sesión; acceder; iniciar sessão; entrar; faça login`),
			prefixLines(`log in to continue; sign in to continue; please log in; please sign in; you must be logged in; you need to log in; forgot your password; forgot password; accedi per continuare; effettua il login; effettua l accesso; password dimenticata; hai dimenticato la password; connectez vous pour; mot de passe oublié; bitte melden sie sich an; bitte loggen sie sich ein; melden sie sich an um; passwort vergessen; inicia sesión para; inicie sesión para; olvidaste tu contraseña; has olvidado tu contraseña; contraseña olvidada; faça login para; inicie sessão para; entre para continuar; esqueceu a senha; esqueci minha senha; esqueceu se da palavra passe`)},
		{"the page asks for consent to cookies and shows no article", lineList(`prima di continuare; before you continue; we value your privacy; your privacy; we care about your privacy; your choices regarding cookies; la tua privacy; rispettiamo la tua privacy; il rispetto della tua privacy; diamo valore alla tua privacy; teniamo alla tua privacy; consenso ai cookie; avant de continuer; avant d accéder; nous respectons votre vie privée; le respect de votre vie privée; votre vie privée; bevor sie fortfahren; bevor sie zu; bevor du fortfährst; wir schätzen ihre privatsphäre; ihre privatsphäre; datenschutz ist uns wichtig; privatsphäre einstellungen; antes de continuar; valoramos tu privacidad; valoramos su privacidad; tu privacidad; su privacidad; valorizamos a sua privacidade; valorizamos sua privacidade; a sua privacidade; sua privacidade; cookie consent; cookies; mit werbung weiterlesen; weiterlesen mit werbung; weiter mit werbung`),
			prefixLines(`we and our partners; we and our # partners; accept all cookies; noi e i nostri partner; noi e i nostri # partner; noi e fino a # partner; noi e terze parti; accetta tutti i cookie; nous et nos partenaires; nous et nos # partenaires; accepter tous les cookies; wir und unsere partner; wir und unsere # partner; wir und bis zu # drittanbieter; wir und bis zu # partner; mit dem pur abo; zum pur abo; mit werbung weiterlesen; weiterlesen mit werbung; alle cookies akzeptieren; nosotros y nuestros socios; nosotros y nuestros # socios; aceptar todas las cookies; nós e os nossos parceiros; nós e nossos parceiros; nós e nossos # parceiros; nós e os nossos # parceiros; aceitar todos os cookies`)},
	}
})

// paywall are the words of the invitation that stands where an article is cut.
var paywall = prefixLines(`subscribe to continue; subscribe to read; subscribe to keep reading; subscribe to unlock; subscribe now to continue; to continue reading; to read the full story; to read the full article; to read the rest; this article is for subscribers; this article is only for subscribers; this article is exclusive to subscribers; this content is for subscribers; this story is for subscribers; for subscribers only; subscriber only; subscribers only; already a subscriber; you have reached your limit of; you have reached your article limit; you ve reached your limit; to view the full story; unlock this article
		abbonati per continuare; abbonati per leggere; per continuare a leggere; per leggere tutto l articolo; per leggere l articolo completo; continua a leggere con; riservato agli abbonati; riservato ai nostri abbonati; solo per abbonati; sei già abbonato; sei già un abbonato; hai già un abbonamento; hai raggiunto il limite; questo articolo è per gli abbonati; contenuto per gli abbonati; questo contenuto è riservato
		abonnez vous pour lire; abonnez vous pour continuer; pour lire la suite; pour continuer la lecture; il vous reste # % ; réservé aux abonnés; réservé à nos abonnés; déjà abonné; la suite est réservée
		abonnieren um weiterzulesen; jetzt abonnieren und weiterlesen; um weiterzulesen; um diesen artikel zu lesen; weiterlesen mit; nur für abonnenten; exklusiv für abonnenten; bereits abonnent; sie sind bereits abonnent; sie haben bereits ein abo; lesen sie diesen artikel mit; zugang zu allen artikeln
		suscríbete para seguir leyendo; suscríbete para leer; suscríbete para continuar; para seguir leyendo; para continuar leyendo; solo para suscriptores; sólo para suscriptores; exclusivo para suscriptores; contenido exclusivo para suscriptores; ya eres suscriptor; si ya eres suscriptor; ya soy suscriptor
		assine para continuar; assine para ler; para continuar lendo; para continuar a ler; exclusivo para assinantes; conteúdo exclusivo para assinantes; só para assinantes; já é assinante; já é assinante; se já é assinante`)

// Bounds of what is read of a page to find such words.
const (
	maxPage  = 16 << 10 // bytes
	maxShort = 14       // words of a line that may have them anywhere; a longer one has them at its beginning
)

// surroundings are what a page shows before anything is taken out of it, as far as it tells an article from a page without one.
type surroundings struct {
	texts    []string   // of its lines
	lines    []pageLine // the same, made when they are first asked for
	size     int        // bytes of texts
	line     strings.Builder
	h1       []string // keys
	password bool     // it asks for one
	walled   bool     // an element calls itself a paywall
}

// surroundingsOf reads a page before it is pruned. Menus and footers are left out: they invite to subscribe and to log in
// everywhere.
func surroundingsOf(root *html.Node) *surroundings {
	s := &surroundings{}
	s.walk(root, false)
	s.end()
	return s
}

func (s *surroundings) walk(n *html.Node, header bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			if s.size+s.line.Len() < maxPage {
				s.line.WriteString(c.Data[:runeStart(c.Data, min(len(c.Data), maxPage))])
			}
		case c.Type == html.ElementNode:
			s.element(c, header)
		}
	}
}

// end makes a line of what was read.
func (s *surroundings) end() {
	text := s.line.String()
	s.line.Reset()
	if strings.TrimSpace(text) == "" {
		return
	}
	if strings.Contains(text, "<") { // of noscript, which the parser leaves as it is
		text = stripTags(text)
	}
	s.size += len(text)
	s.texts = append(s.texts, text)
}

func (s *surroundings) element(n *html.Node, header bool) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Svg, atom.Nav, atom.Footer, atom.Head, atom.Select:
		return
	case atom.A, atom.Button:
		if header {
			return
		}
	case atom.Header:
		header = true
	case atom.H1:
		if len(s.h1) < maxHeadings {
			s.h1 = append(s.h1, furnitureKey(key(headingText(n))))
		}
	case atom.Input:
		s.password = s.password || strings.EqualFold(attr(n, "type"), "password")
	}
	s.walled = s.walled || names(attr(n, "class"), paywallNames) || names(attr(n, "id"), paywallNames)
	ends := breaks[n.DataAtom] || n.DataAtom == atom.Noscript
	if ends {
		s.end()
	}
	s.walk(n, header)
	if ends {
		s.end()
	}
}

// paywallNames are in the class or id of the invitation to subscribe.
var paywallNames = []string{"paywall", "metered", "subscriber"}

// has reports whether one of the phrases is on the page, not in the article's title.
func (s *surroundings) has(phrases prefixTable, title string) bool {
	for _, text := range s.texts[len(s.lines):] {
		s.lines = append(s.lines, newPageLine(oneLine(text)))
	}
	return slices.ContainsFunc(s.lines, func(l pageLine) bool { return l.key != title && l.says(phrases) })
}

// pageLine is the beginning of a line of a page.
type pageLine struct {
	key   string // "#" for numbers, a figure of several parts for one
	words int
	said  bool // somebody says it
}

func newPageLine(text string) pageLine {
	k := strings.ReplaceAll(furnitureKey(key(text[:runeStart(text, min(len(text), maxLabel))])), "# #", "#") // 1,023
	return pageLine{key: k, words: strings.Count(k, " ") + 1, said: speech(text)}
}

// says reports whether a line has one of the phrases as a line of such a page has it: at its beginning, or in a few words; and
// not as somebody's words.
func (l pageLine) says(phrases prefixTable) bool {
	if l.said {
		return false
	}
	rest := l.key
	for n := 0; n < 2 || l.words <= maxShort; n++ {
		if phrases.prefix(rest) {
			return true
		}
		var more bool
		if _, rest, more = strings.Cut(rest, " "); !more {
			return false
		}
	}
	return false
}

// refuse reports why a page has no article, nil when it has one. Words of the kinds of pages without one tell only where there
// is little else to read: articles are written about all of them.
func (d *draft) refuse(s *surroundings) error {
	own, paragraphs := d.own()
	title := newPageLine(d.title).key
	if own >= maxTeaser {
		if (d.paid || s.walled) && s.has(paywall, title) {
			d.notes = append(d.notes, "the page shows only its beginning: the rest is for subscribers")
		}
		return nil
	}
	for _, w := range walls() {
		limit := 0
		switch {
		case w.reason == subscribers:
			if refused, err := d.teased(s, title, own, paragraphs); refused || err != nil {
				return err
			}
			continue
		case begins(title, w.titles) || slices.ContainsFunc(s.h1, func(h string) bool { return begins(h, w.titles) }):
			limit = ownUnderText
			if s.has(w.texts, "") {
				limit = ownUnderTitle
			}
		case s.has(w.texts, title):
			limit = ownUnderText
		}
		if own < limit {
			return fmt.Errorf("%w: %s", ErrNoArticle, w.reason)
		}
	}
	if s.password && own < ownUnderText {
		return fmt.Errorf("%w: the page asks for a login", ErrNoArticle)
	}
	return nil
}

// teased reports whether a page with little text is a beginning for subscribers, and refuses it when it is too little.
func (d *draft) teased(s *surroundings, title string, own, paragraphs int) (bool, error) {
	wall := s.has(paywall, title)
	switch {
	case !wall && !d.paid:
		return false, nil
	case paragraphs < 2 || own < fewTeased:
		return true, fmt.Errorf("%w: %s", ErrNoArticle, subscribers)
	case wall:
		d.notes = append(d.notes, "the page shows only its beginning: the rest is for subscribers")
	}
	return true, nil
}

// own counts the words and paragraphs of running text that do not themselves ask for something that such pages ask for.
func (d *draft) own() (words, paragraphs int) {
	for _, b := range d.blocks {
		if words >= maxTeaser {
			break
		}
		if !b.prose() {
			continue
		}
		if asksFor(b.text) || isPromo(b.text, b.key) {
			continue
		}
		words += b.words
		paragraphs++
	}
	return words, paragraphs
}

// asksFor reports whether a paragraph has the words of any kind of wall.
func asksFor(text string) bool {
	l := newPageLine(text)
	return slices.ContainsFunc(walls(), func(w wall) bool { return l.says(w.texts) })
}

// begins reports whether a heading is one of some titles, with a few words after it at most.
func begins(heading string, titles []string) bool {
	for _, t := range titles {
		if rest, ok := strings.CutPrefix(heading, t); ok && (rest == "" || rest[0] == ' ') && strings.Count(rest, " ") <= 3 {
			return true
		}
	}
	return false
}

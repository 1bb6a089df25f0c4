package clean

import "strings"

// kind is what a line is when it is not the article's.
type kind uint8

const (
	kindText     kind = iota
	kindUI            // a button, a menu item, a counter, a label
	kindRelated       // a heading over other articles, or a link to one with such a heading in front
	kindComments      // the heading over readers' comments
	kindRights        // a copyright line
	kindPromo         // a newsletter box, a cookie notice, a paywall
)

// The lists below hold interface words that sites in general use, in the languages named in functionWords. A line is
// compared by its words alone, in lower case, with "#" for a number.
var (
	uiLines = lineTable(`
		search form; back to gallery; copy this link; get short url; see full gallery; sharing is caring; # shares; email me; see all newsletters; thanks for signing up; load comments; read later
		skip to main content; skip to content; skip to navigation; skip navigation; skip links; jump to content; back to top
		vai al contenuto; vai al contenuto principale; salta al contenuto; salta al contenuto principale; passa al contenuto; torna su
		passa al contenuto principale; torna all inizio; menu; menù; menu principale; main menu; navigation; navigazione; search; cerca; ricerca; chiudi; close; apri; open
		home; homepage; home page; log in; login; log out; logout; sign in; sign up; register; accedi; registrati; esci; il mio account; my account; account; profilo
		resta aggiornato; rimani aggiornato; resta informato; stay informed; stay updated; stay up to date; subscribe; subscribe now; abbonati; abbonati ora; abbonamenti; sostienici; dona; dona ora; donate; support us; become a member
		iscriviti; iscriviti ora; iscriviti alla newsletter; newsletter; newsletters; sign up for our newsletter; get our newsletter
		share; share this; share this article; share article; shares; # shares; condividi; condividi l articolo; condividi questo articolo; condivisioni; # condivisioni
		facebook; twitter; x; x twitter; whatsapp; telegram; linkedin; pinterest; instagram; youtube; tiktok; reddit; messenger; threads; bluesky; mastodon; flipboard; rss; e mail; email; mail
		copy link; copia link; copia il link; copied; link copiato; copy; print; stampa; stampa articolo; print this page; save; salva; save article; salva articolo; bookmark; listen; ascolta; ascolta l articolo; ascolta l articolo # min; ascolta # min; listen # min; ascolta questo articolo; listen to this article; play; pausa; pause; stop; mute; audio; video; watch; guarda; guarda il video; live; diretta
		advertisement; advertising; ad; ads; adv; pubblicità; annuncio; annunci; publicité; anzeige; werbung; publicidad; publicidade; sponsored; sponsorizzato; contenuto sponsorizzato; sponsored content; promoted; advertorial
		read more; more; leggi; leggi tutto; leggi di più; continua; continua a leggere; continua la lettura; mostra altro; mostra di più; show more; show less; view more; see more; see all; vedi tutti; vedi tutto; vedi altro; load more; carica altri; more info; scopri di più; learn more; find out more; details; dettagli
		story continues below; article continues below; continue reading; continue reading the main story; story continues below advertisement; article continues after ad; l articolo continua dopo la pubblicità; l articolo prosegue dopo la pubblicità; l articolo continua sotto
		loading; caricamento; caricamento in corso; please wait; attendere prego; next; previous; prev; avanti; indietro; successivo; precedente; next article; previous article; articolo successivo; articolo precedente; prossimo articolo; page #; pagina #; # of #; # di #
		accept; accetta; accept all; accetta tutti; accetta tutto; accetta e continua; accetto; rifiuta; rifiuta tutti; rifiuta tutto; reject; reject all; decline; i agree; agree; ok; got it; ho capito; cookie settings; impostazioni cookie; preferenze cookie; cookie preferences; manage cookies; gestisci i cookie; gestisci preferenze; gestisci opzioni; manage options; manage preferences; personalizza; customise; customize; continua senza accettare; continue without accepting
		cookie policy; cookies; privacy; privacy policy; informativa privacy; informativa sulla privacy; terms; terms of use; terms of service; terms and conditions; termini e condizioni; condizioni d uso; note legali; legal; disclaimer; contact; contact us; contatti; contattaci; chi siamo; about; about us; pubblicità su questo sito; advertise; advertise with us; careers; lavora con noi; help; aiuto; faq; sitemap; mappa del sito; site map; accessibility; accessibilità; feedback; segnala un errore; segnala errore; report a problem; report an error; gerenza; redazione contatti; archivio; archive
		follow; follow us; seguici; segui; seguici su; follow us on; follow topic; following; segui l argomento; iscriviti al canale
		comment; # comments; # comment; # commenti; # commento; commenta; comments off; reply; rispondi; report; segnala; like; mi piace; likes; # likes; upvote; vote; permalink
		tag; tags; argomenti; temi; topics; topic; categorie; categoria; categories; category; etichette; keywords; filed under; published in; autore; author; autori; authors; about the author; sull autore; data
		foto; photo; photos; gallery; galleria; fotogallery; photogallery; immagini; slideshow; fullscreen; schermo intero; expand; ingrandisci; image; immagine; caption; didascalia; image source; image caption; image credit; credits; crediti; credit; getty images; getty; shutterstock; reproduction; fonte immagine
		today; yesterday; oggi; ieri; breaking; breaking news; ultima ora; ultim ora; exclusive; esclusiva; premium; solo per abbonati; riservato agli abbonati; contenuto riservato agli abbonati; for subscribers; subscriber only; free; gratis; new; updated; aggiornato; # min; # min read; # minutes read; # minute read; # mins read; # minuti di lettura; # minuto di lettura; # min di lettura; lettura # min; lettura # minuti; tempo di lettura # minuti; tempo di lettura # minuto; tempo di lettura # min; reading time # minutes; reading time # min; estimated reading time # minutes; read time # min; # min readmin
		# ora fa; # ore fa; # minuti fa; # giorni fa; # giorno fa; # settimane fa; # mesi fa; # anni fa; # hours ago; # hour ago; # minutes ago; # mins ago; # days ago; # day ago; # weeks ago; # months ago; # years ago; un ora fa; an hour ago; just now; adesso; poco fa; # h ago; # m ago; # d ago; # views; # visualizzazioni; # letture; views
		select language; seleziona lingua; lingua; language; italiano; english; français; deutsch; español; português; eng; ita
		scarica l app; download the app; get the app; app store; google play; apri nell app; open in app; notifiche; notifications; attiva le notifiche; turn on notifications; allow; not now; non ora; no thanks; no grazie; enable javascript; dark mode; font size; a a; aa; text size; dimensione testo
		indirizzo email; la tua email; inserisci la tua email; enter your email; your email; your email address; email address; nome; name; cognome; password; invia; submit; send; conferma; confirm; annulla; cancel; delete; edit; modifica
		torna alla home; torna indietro; back; go back; back to home; top; su; all; tutti; tutte; tutto
		aller au contenu; aller au contenu principal; rechercher; fermer; partager; partager l article; se connecter; s abonner; abonnez vous; s inscrire; inscription; lire la suite; voir plus; accueil; commenter; imprimer; tout accepter; tout refuser; continuer sans accepter; mentions légales; temps de lecture # min; lecture # min; réservé aux abonnés; article réservé aux abonnés; suivez nous; il y a # heures; il y a # minutes; il y a # jours; publicités
		zum inhalt; zum inhalt springen; zum hauptinhalt springen; suche; suchen; schließen; teilen; artikel teilen; akzeptieren und weiter; mit werbung weiterlesen; ohne werbung lesen; zum pur abo; anmelden; registrieren; abonnieren; mehr lesen; weiterlesen; mehr; startseite; drucken; alle akzeptieren; ablehnen; impressum; datenschutz; agb; merken; kommentieren; vor # stunden; vor # minuten; lesezeit # min; lesezeit # minuten; folgen
		ir al contenido; saltar al contenido; ir al contenido principal; buscar; cerrar; compartir; iniciar sesión; suscríbete; suscribirse; regístrate; leer más; ver más; inicio; imprimir; aceptar; aceptar todo; rechazar; rechazar todo; aviso legal; comentar; seguir; hace # horas; hace # minutos; lectura # min; menú
		ir para o conteúdo; pular para o conteúdo; fechar; compartilhar; partilhar; entrar; assine; assine já; cadastre se; leia mais; ver mais; início; aceitar; aceitar todos; rejeitar; comentário; há # horas; publicidade; curtir`)

	uiPrefixes = prefixLines(`
		condividi su; condividi via; condividi con; condividi tramite; share on; share via; share with; share to; share this with; tweet this; click to email; click to print; opens in new window; image copyright; image caption; follow us on; follow us; seguici su; seguici anche su; partager sur; partager par; teilen auf; compartir en; compartilhar no; compartilhar em; click to share; fai clic per condividere; clicca per condividere
		foto di; photo by; photo credit; foto credit; photograph by; image credit; image source; fonte foto; crediti foto; credit foto; immagine di repertorio; picture by
		skip to; vai al contenuto; salta al; tempo di lettura; reading time; estimated reading time; temps de lecture; lesezeit; tiempo de lectura; tempo de leitura
		tag; tags; argomenti trattati; more on; filed under; posted in; pubblicato in; categoria; categorie; mots clés; schlagworte; etiquetas
		this entry was posted; this post was published; dieser eintrag wurde; der beitrag wurde am; dieser beitrag wurde am; veröffentlicht in; veröffentlicht unter; questo articolo è stato pubblicato; questa voce è stata pubblicata; cet article a été publié; cette entrée a été publiée; esta entrada fue publicada; esta entrada ha sido publicada; este artigo foi publicado; bookmark the permalink
		you are here; ti trovi in; sei in; enable javascript; please enable javascript; your browser does not support; il tuo browser non supporta; javascript is disabled
		salva nei preferiti; add to favorites; add to favourites; aggiungi ai preferiti; save for later; leggi più tardi; add us on google; aggiungi ai tuoi preferiti; scegli come fonte`)

	relatedLines = lineTable(`
		leggi anche; leggi pure; leggete anche; da leggere; per approfondire; per saperne di più; approfondisci; approfondimenti; approfondimento; articoli correlati; articolo correlato; notizie correlate; contenuti correlati; correlati; altri articoli; altri contenuti; altre notizie; altre storie; ultime notizie; le ultime notizie; ultimi articoli; le ultime; le più lette; i più letti; più letti; più lette; i più visti; i più condivisi; i più commentati; in evidenza; primo piano; in primo piano; da non perdere; potrebbe interessarti; potrebbe interessarti anche; ti potrebbe interessare; ti potrebbe interessare anche; ti potrebbero interessare; potrebbero interessarti; potrebbero interessarti anche; potrebbe piacerti anche; ti potrebbe piacere; dello stesso autore; altro dallo stesso autore; altri articoli di questo autore; articoli recenti; articoli simili; articoli consigliati; consigliati; consigliati per te; raccomandati per te; suggeriti; scelti per te; altro da leggere; altre da leggere; altro in; vedi anche; guarda anche; scopri anche; sullo stesso tema; sullo stesso argomento; dossier; notizie dal mondo; dalla home; dalla homepage; top news; oggi in edicola; il meglio della settimana; i nostri video; video consigliati; video del giorno; le notizie del giorno
		read also; also read; read next; read this next; up next; what to read next; see also; related; related articles; related article; related stories; related story; related content; related news; related topics; related links; related posts; more on this story; more stories; more news; more from this section; more like this; more to read; more to explore; more coverage; most read; most popular; most viewed; most shared; trending; trending now; popular; popular now; popular stories; top stories; latest; latest news; latest stories; latest articles; recent posts; recent articles; recommended; recommended for you; recommended stories; recommended reading; you may also like; you might also like; you may also be interested in; you might be interested in; don t miss; editor s picks; editors picks; our picks; must read; must reads; featured; elsewhere; elsewhere on the web; around the web; from around the web; from the web; in other news; further reading; also on; today s top stories; in case you missed it
		ähnliche beiträge; vorheriger beitrag; nächster beitrag; beitragsnavigation; neueste beiträge; previous post; next post; post navigation; articolo precedente; articolo successivo; navigazione articoli; article précédent; article suivant; navigation de l article; entrada anterior; entrada siguiente; navegación de entradas; post anterior; próximo post; navegação de post
		weitere informationen; zum weiterlesen; schon gelesen; mehr dazu; das könnte dich auch interessieren; das thema könnte dich auch interessieren; passend dazu; weiterführende links; mehr zu diesem thema; mehr aus dem ressort
		don t miss; see more; lee más; sigue leyendo; más sobre este tema; más en esta sección; te puede gustar; você também pode gostar; você pode gostar; você pode gostar também; mais sobre o tema; más historias; en savoir plus; pour aller plus loin; à voir aussi; sur le même thème; nos suggestions
		à lire aussi; lire aussi; à lire également; lire également; sur le même sujet; sur le même thème; articles liés; les plus lus; à découvrir; voir aussi; vous aimerez aussi; dans la même rubrique; nos derniers articles; à la une
		lesen sie auch; mehr zum thema; auch interessant; das könnte sie auch interessieren; das könnte ihnen auch gefallen; meistgelesen; meistgelesene artikel; ähnliche artikel; verwandte artikel; verwandte themen; weitere artikel; weitere themen; aktuelle nachrichten; neueste artikel; zum thema
		lea también; lee también; leer también; te puede interesar; también te puede interesar; te recomendamos; noticias relacionadas; artículos relacionados; más noticias; lo más leído; lo más visto; últimas noticias; más información; ver también; relacionados
		leia também; veja também; saiba mais; notícias relacionadas; artigos relacionados; mais lidas; mais lidos; últimas notícias; mais notícias; pode gostar também; recomendados; relacionadas`)

	relatedPrefixes = prefixLines(`
		auch lesen; lesen sie hier; lies auch; lesen sie dazu; mehr dazu; siehe auch; czytaj też; czytaj także; zobacz też; zobacz także; dowiedz się więcej; puedes ver; mira también; sigue leyendo; see more; click here to read; clique aqui; leggi qui; leggi l articolo; regarder aussi; à voir
		leggi anche; leggi pure; leggete anche; read also; also read; read more; see also; related; read next; up next; potrebbe interessarti; ti potrebbe interessare; potrebbe interessarti anche; per approfondire; guarda anche; vedi anche; approfondisci; altro da; altri articoli di; altre notizie su; more from; more by; more about; you may also like; don t miss; must read; à lire aussi; lire aussi; à lire; voir aussi; lesen sie auch; mehr zum thema; auch interessant; lea también; lee también; te puede interesar; leia também; veja também; saiba mais; leggi tutti gli articoli di; tutti gli articoli di; all articles by; view all posts by`)

	commentLines = lineTable(`
		write a comment; leave a comment cancel reply; leave a reply cancel reply; cancel reply; schreibe einen kommentar; schreiben sie einen kommentar; kommentar verfassen; aktuelle kommentare; einen kommentar schreiben; laissez un commentaire; écrire un commentaire; deja una respuesta; dejar una respuesta; escribe un comentario; deixe uma resposta; deixe um comentário cancelar resposta; lascia una risposta; rispondi annulla risposta
		commenti; i commenti; comments; lascia un commento; leave a comment; leave a reply; post a comment; add a comment; join the conversation; join the discussion; partecipa alla discussione; commenta la notizia; commenta l articolo; i commenti dei lettori; readers comments; reader comments; view comments; show comments; vedi i commenti; mostra i commenti; conversation; # commenti dei lettori; scrivi un commento; commentaires; les commentaires; # commentaires; laisser un commentaire; kommentare; # kommentare; kommentar schreiben; diskussion; comentarios; # comentarios; deja un comentario; dejar un comentario; comentários; # comentários; deixe um comentário`)

	commentPrefixes = prefixLines(`
		your email address will not be published; il tuo indirizzo email non sarà pubblicato; l indirizzo email non verrà pubblicato; votre adresse e mail ne sera pas publiée; deine e mail adresse wird nicht veröffentlicht; ihre e mail adresse wird nicht veröffentlicht; tu dirección de correo electrónico no será publicada; su dirección de correo electrónico no será publicada; o seu endereço de email não será publicado; o seu endereço de e mail não será publicado; this site uses akismet; questo sito usa akismet; questo sito utilizza akismet; ce site utilise akismet; diese website verwendet akismet; este sitio usa akismet; este site utiliza o akismet; pingback; trackback
		# responses to; # response to; # replies to; # thoughts on; # thought on; # comments on; # comments feed for comments; feed for comments; top rated comments; permalink # comments; # risposte a; # commenti a; # commenti su; # pensieri su; # réflexions sur; # gedanken zu; # comentarios en; # comentários em`)

	rightsPrefixes = prefixLines(`
		riproduzione riservata; tutti i diritti riservati; all rights reserved; copyright; tous droits réservés; alle rechte vorbehalten; todos los derechos reservados; reproducción prohibida; todos os direitos reservados; reproduction interdite; p iva; partita iva; c f e p iva; licenza creative commons; testata giornalistica registrata; registrazione al tribunale; reg trib; direttore responsabile; iscrizione al roc; contenuto protetto da copyright`)
)

// maxFurnitureWords is the most words of a line that is looked up in the lists.
const maxFurnitureWords = 24

// classify says what a line is, by the line and its key alone.
func classify(s, key string) kind {
	if !hasLetter(s) {
		return kindUI
	}
	if len(s) > 2000 {
		return kindText
	}
	if count := strings.Count(key, " ") + 1; count <= maxFurnitureWords {
		if k := furniture(s, furnitureKey(key), count); k != kindText {
			return k
		}
	}
	if isPromo(s, key) {
		return kindPromo
	}
	return kindText
}

// furniture says what a line of count words is by the lists.
func furniture(s, k string, count int) kind {
	switch {
	case uiLines.has(k):
		return kindUI
	case relatedLines.has(k):
		return kindRelated
	case commentLines.has(k) || commentLines.has(strings.TrimSuffix(k, " #")) || commentPrefixes.prefix(k):
		return kindComments
	case rightsPrefixes.prefix(k) || strings.HasPrefix(s, "©") && count <= 12:
		return kindRights
	case relatedPrefixes.prefix(k) && labelled(s):
		return kindRelated
	case count <= 14 && uiPrefixes.prefix(k) && !endsSentence(s):
		return kindUI
	case breadcrumb(s):
		return kindUI
	}
	return kindText
}

// labelled reports whether a line that begins like a link to another article is one: the words stand before a colon, an
// arrow or a bar, or in capitals, or the line is no sentence.
func labelled(s string) bool {
	head := s[:min(len(s), 48)]
	return strings.ContainsAny(head, ":|>»→▶►–—-") || !endsSentence(s) || strings.HasPrefix(s, "(") || strings.HasPrefix(s, "[")
}

// breadcrumb reports whether a line is a path through a site or a row of menu items: short parts between bars, arrows or
// dots.
func breadcrumb(s string) bool {
	if len(s) > 400 || endsSentence(s) {
		return false
	}
	parts := 0
	for part := range strings.FieldsFuncSeq(s, isBar) {
		if countWords(part) > 3 {
			return false
		}
		parts++
	}
	return parts >= 3
}

// isBar reports whether a character stands between the parts of a path or the items of a menu.
func isBar(r rune) bool {
	switch r {
	case '|', '>', '›', '»', '→', '•', '·', '/':
		return true
	}
	return false
}

// furnitureKey returns a key as the lists have it: with "#" for a number.
func furnitureKey(key string) string {
	if !hasFigure(key) {
		return key
	}
	var b strings.Builder
	b.Grow(len(key))
	for w := range words(key) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if w[0] <= '9' && strings.Trim(w, "0123456789") == "" { // no ASCII letter comes before the figures
			w = "#"
		}
		b.WriteString(w)
	}
	return b.String()
}

// furnitureWord reports whether a line is an interface word of any kind.
func furnitureWord(s string) bool {
	k := furnitureKey(key(s))
	return uiLines.has(k) || relatedLines.has(k) || commentLines.has(k)
}

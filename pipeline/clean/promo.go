package clean

import "strings"

// maxPromoWords is the most words of a box that asks for something. Longer ones are articles about such boxes.
const maxPromoWords = 60

// Boxes that ask the reader for something say what to do and with what. Both must be there, the first at the beginning of a
// sentence, as an article may be about newsletters too.
var (
	promoCalls = prefixLines(`
		iscriviti; abbonati; ricevi; registrati; accedi; seguici; unisciti; clicca qui; resta aggiornato; rimani aggiornato; resta informato; non perdere; non perderti; ti è piaciuto; vuoi ricevere; vuoi restare; vuoi leggere; hai già un abbonamento; sei già abbonato; sei già un abbonato; per continuare a leggere; per leggere l articolo; questo articolo è riservato; questo contenuto è riservato; contenuto riservato; inserisci la tua; inserisci il tuo; attiva le notifiche; scarica l app; scarica la app; scarica la nostra app; entra nel nostro canale; entra nel canale; segui il nostro; segui la nostra; segui i nostri; sostieni il nostro; grazie per esserti iscritto; grazie per l iscrizione
		subscribe; sign up; sign in to; log in to; get our; get the app; get the latest; get the day s; get all; get more; join our; join the conversation; follow us; follow our; download our; download the app; register for; register to; receive our; receive the latest; become a member; become a subscriber; enter your; click here; stay informed; stay up to date; want to receive; want more; don t miss; enjoying this; enjoyed this; did you like; did you enjoy; let our news; already a subscriber; already a member; already have an account; to continue reading; to read the full; keep reading; this article is for; this content is for; this story is for; unlock; start your free; never miss; like what you; help us; thank you for signing; thank you for subscribing; thanks for signing; our newsletter; support our
		abonnez vous; inscrivez vous; recevez; suivez nous; cet article est réservé; abonnieren sie; melden sie sich; folgen sie uns; jetzt abonnieren; suscríbete; regístrate; recibe; síguenos; este contenido es; assine; receba; inscreva se; siga nos`)
	promoThings = wordTable(`newsletter newsletters inbox mailbox casella email mail abbonamento abbonamenti abbonati subscription subscribers
		subscriber subscribe abbonarti whatsapp telegram canale channel app account facebook instagram twitter notifiche notifications
		alerts paywall donazione donation donate membership members abonnés abonnement boletín suscriptores assinantes podcast iscrizione delivered weekday weekdays settimanale
		registration registrazione login password`)
	cookieCalls = prefixLines(`
		klicken sie auf den unteren button; this site is protected by recaptcha; um deine persönlichen daten zu schützen; um ihre persönlichen daten zu schützen; an dieser stelle finden sie; an dieser stelle findest du; mit dem laden des; mit dem klick; questo contenuto è ospitato; ce contenu est bloqué; para ver este contenido; para ver este conteúdo; hier steht ein externer inhalt; empfohlener redaktioneller inhalt
		questo sito utilizza; questo sito usa; il sito utilizza; il nostro sito utilizza; il nostro sito usa; utilizziamo; usiamo; noi e i nostri; noi e terze parti; noi e terzi; con il tuo consenso; we use; we and our; this site uses; this website uses; our site uses; our website uses; by continuing; by clicking; by using; proseguendo; cliccando; continuando la navigazione; utilizzando questo sito; nous utilisons; ce site utilise; avec votre accord; wir verwenden; wir nutzen; wir und unsere; diese website verwendet; diese seite verwendet; utilizamos; usamos; este sitio utiliza; este sitio usa; este site utiliza; accetta i; accetto di ricevere; ho letto l informativa; ho letto e; acconsento; i agree to; i accept; i have read; l informativa sulla privacy; la tua privacy; we value your privacy; we care about your privacy; your privacy; teniamo alla tua; rispettiamo la tua
		mit werbung weiterlesen; weiterlesen mit werbung; weiter mit werbung; lesen mit werbung; mit dem pur abo; im pur abo; zum pur abo; wir und bis zu #; wir und unsere # partner; wir verarbeiten ihre; wir verarbeiten deine; mit ihrer einwilligung; mit ihrer zustimmung; mit deiner einwilligung; mit deiner zustimmung; sie können ihre einwilligung; ihre einwilligung; ihre zustimmung
		nosotros y nuestros # socios; nosotros y hasta #; valoramos su privacidad; valoramos tu privacidad; con su permiso; con tu permiso; con su consentimiento; con tu consentimiento; nous et nos # partenaires; nous et jusqu à #; avec votre consentement; nós e os nossos # parceiros; nós e nossos # parceiros; com o seu consentimento; valorizamos a sua; valorizamos sua; with your permission; with your consent; noi e fino a # partner; col tuo consenso`)
	cookieThings = wordTable(`cookie cookies consent consenso privacy informativa trattamento partner partners tracking tracciamento
		inhalt inhalte laden recaptcha daten extern externer externen externe contenuto contenu contenido conteúdo
		datenschutz consentement confidentialité privacidad privacidade dispositivo appareil gerät einwilligung zustimmung drittanbieter drittanbietern werbetracking consentimiento consentimento geolocalización terms termini`)
)

// isPromo reports whether a block is a newsletter box, a paywall or a cookie notice.
func isPromo(s, key string) bool {
	return isConsent(key) || asksToFollow(key) || strings.Count(key, " ") < maxPromoWords && promoCalls.prefix(key) && countIn(key, promoThings) > 0 && !speech(s)
}

// isConsent reports whether a block asks for consent to cookies and the like.
func isConsent(key string) bool {
	return strings.Count(key, " ") < 2*maxPromoWords && cookieCalls.prefix(furnitureKey(key)) && countIn(key, cookieThings) > 0
}

// speech reports whether a block begins with a quotation mark: then it is someone's words.
func speech(s string) bool {
	return strings.ContainsRune("\"“«‘„", firstRune(s))
}

// countIn counts the words of a key that are in a table.
func countIn(k string, words table) int {
	n := 0
	for w := range strings.FieldsSeq(k) {
		if words.has(w) {
			n++
		}
	}
	return n
}

package clean

import "strings"

// asking are words of what a site asks of its readers, and rightsWords of what it says of its rights and duties. They are none of a
// newsletter box or an imprint by themselves, only at the edges of an article that does not have them.
var (
	asking = wordTable(`subscribe subscription subscriptions newsletter newsletters sign inbox unsubscribe spam follow twitter facebook instagram
		linkedin pinterest whatsapp telegram podcast email mail contact register registered comment comments commenters download app share tweet
		abonnieren anmelden anmeldung kommentar kommentare kommentieren registrieren folgen folge kontakt kontaktieren
		iscriviti iscriverti commenti commento seguici segui scrivi contattaci abbonati condividi
		abonnez inscrivez commentaires commentaire partager contactez abonnement suscríbete síguenos comentarios comentario suscripción regístrate
		inscreva assine comentários comentário siga`)
	rightsWords = wordTable(`copyright trademark trademarks rights reserved permission license licensed lizenz lizenziert rechte vorbehalten
		diritti riservati droits réservés derechos reservados direitos republished redistributed reproduced genehmigung
		vervielfältigung disclaimer liable commission affiliate provision datenschutz datenschutzerklärung privacy cookies cookie contributed
		terms conditions impressum`)
)

// fewOfOwn is how many words make a line of the article whose words are its own.
const fewOfOwn = 25

// ownWords returns the words of the longer lines among the first so many words.
func (t *trimmer) ownWords(lines []edgeLine, words int) map[string]bool {
	own := make(map[string]bool, words)
	before := 0
	for _, l := range lines {
		b := t.sifted.blocks[l.block]
		if before > words {
			break
		}
		before += b.words
		if b.words < fewOfOwn {
			continue
		}
		for w := range strings.FieldsSeq(b.key) {
			own[w] = true
		}
	}
	return own
}

// countNew counts the words of a key that are in a table and none of the article's own, up to mostAsks.
func countNew(k string, words table, own map[string]bool) float64 {
	n := 0
	for w := range strings.FieldsSeq(k) {
		if words.has(w) && !own[w] {
			n++
		}
	}
	return float64(min(n, mostAsks))
}

func bit(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

func breaksOff(s string) bool {
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...")
}

func hasFigure(s string) bool {
	return strings.ContainsAny(s, "0123456789")
}

// capitalised returns which part of the words of a line begin with a capital.
func capitalised(s string) float64 {
	upper, all := 0, 0
	for w := range words(s) {
		all++
		if startsUpper(w) {
			upper++
		}
	}
	return float64(upper) / float64(max(all, 1))
}

package clean

import "strings"

// Subjects of what mail programs send by themselves, as keys, in the languages of the interface words. A mail is taken for
// such a thing by its fields first: the subject alone counts only where these words begin it.
var (
	awaySubjects = prefixLines(`
		automatic reply; auto reply; autoreply; out of office; risposta automatica; fuori ufficio; automatische antwort; abwesenheitsnotiz;
		réponse automatique; absence du bureau; respuesta automática; fuera de la oficina; resposta automática; ausência temporária`)
	bounceSubjects = prefixLines(`
		undelivered mail returned to sender; undeliverable; mail delivery failed; mail delivery failure; delivery status notification; failure notice;
		returned mail; delivery failure; mail delivery subsystem; non recapitabile; mancato recapito; messaggio non recapitabile; notifica di mancato recapito;
		unzustellbar; échec de la remise; non remis; no se puede entregar; não é possível entregar`)
	invitationSubjects = prefixLines(`
		accepted; declined; tentative; canceled event; cancelled event; updated invitation; invitation; invito; accettato; rifiutato; invito aggiornato`)
)

// notice says what a message is when a program sent it about another message, "" when it is a letter.
func notice(head mailHead) string {
	kind, params := parameters(head.get("content-type"))
	title, _ := subject(head.get("subject"))
	name := key(title)
	from := strings.ToLower(head.get("from") + " " + head.get("return-path"))
	machine := strings.Contains(from, "mailer-daemon") || strings.Contains(from, "postmaster@") || strings.TrimSpace(head.get("return-path")) == "<>"
	switch report := params["report-type"]; {
	case kind == "multipart/report" && report == "disposition-notification":
		return "a receipt that a message was read"
	case kind == "multipart/report" && report == "feedback-report":
		return "a report about unwanted mail"
	case kind == "multipart/report", head.get("x-failed-recipients") != "", machine && bounceSubjects.prefix(name):
		return "a report that a message was not delivered"
	case autoSubmitted(head), head.get("x-autoreply") != "", head.get("x-autorespond") != "", awaySubjects.prefix(name):
		return "an automatic reply"
	case strings.HasSuffix(strings.ToLower(head.get("content-class")), "calendarmessage"), kind == "text/calendar":
		return "a calendar invitation"
	case invitationSubjects.prefix(name) && strings.Contains(strings.ToLower(head.get("sender")), "calendar-notification"):
		return "a calendar invitation"
	}
	return ""
}

// autoSubmitted reports whether a program answered a message (RFC 3834). Newsletters are sent by programs too, but answer
// nothing: they are auto-generated.
func autoSubmitted(head mailHead) bool {
	value, _ := parameters(head.get("auto-submitted"))
	precedence := strings.ToLower(head.get("precedence"))
	return value == "auto-replied" || precedence == "auto_reply" || precedence == "auto-reply"
}

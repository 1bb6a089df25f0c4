package clean

import (
	"strings"
	"sync"
)

// forward is a letter inside the text of another, or what is answered in one.
type forward struct {
	head     draft // of the letter inside
	from, to int   // lines of its head, with the line that announces it
	own      int   // words before it
	explicit bool  // a line says that it was forwarded
}

// maxForwards bounds letters in letters.
const maxForwards = 8

// forwardFields are the names of the fields that programs write over a forwarded letter, in lower case.
var forwardFields = sync.OnceValue(func() map[string]string {
	fields := map[string]string{}
	for kind, names := range map[string]string{
		"from":    "from; da; von; de; expéditeur; remitente; mittente; van",
		"date":    "date; data; sent; inviato; inviata; gesendet; datum; envoyé; fecha; enviado; enviado el; enviada em; enviada; envoyé le; data invio; verzonden",
		"subject": "subject; oggetto; betreff; objet; asunto; assunto; onderwerp",
		"other":   "to; a; an; à; para; destinatario; pour; cc; ccn; bcc; kopie; copie à; cc.; reply-to; rispondi a; priority; priorità; importance; importanza; allegati; attachments; anlagen; pièces jointes; aan",
	} {
		for name := range strings.SplitSeq(names, ";") {
			fields[strings.TrimSpace(name)] = kind
		}
	}
	return fields
})

// Words of the lines over a forwarded letter, as keys, and of those over one that may be answered.
var (
	forwardMarks = []string{
		"forwarded message", "messaggio inoltrato", "weitergeleitete nachricht", "message transféré", "message réexpédié", "mensaje reenviado",
		"mensagem encaminhada", "mensagem reencaminhada", "doorgestuurd bericht",
	}
	originalMarks = []string{
		"original message", "messaggio originale", "ursprüngliche nachricht", "message d origine", "mensaje original", "mensagem original",
	}
	answerEnds = []string{" ha scritto:", " wrote:", " a écrit :", " a écrit:", " schrieb:", " escribió:", " escreveu:", " scrive:"}
)

// findForward finds the first head of a letter among the lines of another. In wrapped text a long value goes on in the next
// line, and a blank line ends the head; the lines of HTML have neither.
func findForward(lines []string, wrapped bool) (f forward, found bool) {
	own := 0
	for i := 0; i < len(lines); i++ {
		k := ""
		if len(lines[i]) < 120 {
			k = key(lines[i])
		}
		marked := k != "" && strings.Count(k, " ") < 8 && containsAny(k, forwardMarks)
		original := k != "" && strings.Count(k, " ") < 6 && containsAny(k, originalMarks)
		at := i
		if marked || original {
			for at++; at < len(lines) && strings.TrimSpace(lines[at]) == "" && at < i+3; at++ {
			}
		}
		if head, n, sure := forwardHead(lines[at:], wrapped); n > 0 && (sure || marked || original) {
			return forward{head: head, from: i, to: at + n, own: own, explicit: marked}, true
		}
		if marked && strings.HasPrefix(strings.TrimSpace(lines[i]), "--") { // a line that says so, and no head
			return forward{from: i, to: i + 1, own: own, explicit: true}, true
		}
		own += countWords(lines[i])
	}
	return forward{}, false
}

// forwardHead reads the lines of a head and returns how many they are, 0 when they are none: who it is from must be among
// them, and its subject or date. They are sure to be one when there are three kinds of them and a mail address.
func forwardHead(lines []string, wrapped bool) (head draft, n int, sure bool) {
	seen := map[string]bool{}
	last, address := "", false
	for n < len(lines) && n < 24 {
		line := strings.TrimSpace(lines[n])
		kind, value, ok := forwardField(line)
		switch {
		case ok:
			seen[kind], last = true, kind
			if value == "" && !wrapped && n+1 < len(lines) { // the cells of a table
				n++
				value = strings.TrimSpace(lines[n])
			}
			address = address || strings.Contains(value, "@")
			head.setForwarded(kind, value)
		case line == "" || last == "" || !wrapped:
			return accepted(head, n, seen, address)
		case last == "subject":
			head.title = oneLine(head.title + " " + line)
		}
		n++
	}
	return accepted(head, n, seen, address)
}

func accepted(head draft, n int, seen map[string]bool, address bool) (draft, int, bool) {
	if !seen["from"] || !seen["subject"] && !seen["date"] {
		return draft{}, 0, false
	}
	return head, n, len(seen) > 2 && (address || seen["subject"] && seen["date"])
}

// setForwarded sets a field of a forwarded letter's head.
func (d *draft) setForwarded(kind, value string) {
	switch kind {
	case "from":
		if d.byline = sender(value); d.byline == "" && !strings.Contains(value, "@") {
			d.byline = bylineOf(value)
		}
	case "date":
		d.published = mailDate(value)
	case "subject":
		d.title, _ = subject(value)
	}
}

// forwardField splits a line of a head in a text: "Da: Nome <indirizzo>", "*From:* …".
func forwardField(line string) (kind, value string, ok bool) {
	before, after, found := strings.Cut(strings.TrimLeft(line[:min(len(line), 1000)], "> *"), ":")
	if !found || len(before) > 24 {
		return "", "", false
	}
	kind, ok = forwardFields()[strings.ToLower(strings.Trim(before, " *\u00a0"))]
	return kind, strings.Trim(strings.TrimSpace(after), "* "), ok
}

// answers returns the lines that say that what follows is quoted, [len(lines), len(lines)) when there are none, and the number
// of words before them. Such a line has an address or a time, in one or two lines of wrapped text: that someone "wrote:" stands
// in articles too.
func answers(lines []string) (from, to, own int) {
	for i, line := range lines {
		lower := strings.ToLower(strings.TrimSpace(line))
		says := hasSuffix(lower, answerEnds) || strings.HasPrefix(lower, "am ") && strings.Contains(lower, " schrieb ") && strings.HasSuffix(lower, ":")
		switch {
		case !says || len(lower) > 300:
		case hasTime(lower):
			return i, i + 1, own
		case i > 0 && hasTime(lines[i-1]):
			return i - 1, i + 1, own - countWords(lines[i-1])
		case strings.Contains(lower, "@"):
			return i, i + 1, own
		}
		own += countWords(line)
	}
	return len(lines), len(lines), own
}

// hasTime reports whether a line has a date and a time: figures, and some of them round a colon or a point.
func hasTime(line string) bool {
	for i := 1; i+2 < len(line); i++ {
		if (line[i] == ':' || line[i] == '.') && isDigit(line[i-1]) && isDigit(line[i+1]) && isDigit(line[i+2]) {
			date, _, _ := findDate(line[:min(len(line), maxDateLine)], "")
			return date != ""
		}
	}
	return false
}

// hasSuffix reports whether s ends in one of some endings.
func hasSuffix(s string, endings []string) bool {
	for _, end := range endings {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// quotedHead is what a line over a quoted letter says of it: "Il giorno lun 23 nov 2026 alle ore 18:05 Nome <indirizzo> ha
// scritto:", "On Mon, Nov 23, 2026 at 6:05 PM Name <address> wrote:".
func quotedHead(line string) draft {
	d := draft{}
	before, _, found := strings.Cut(line, "<")
	name := before[strings.LastIndexAny(before, "0123456789,")+1:]
	for _, mark := range []string{"AM ", "PM ", "schrieb "} {
		name = strings.TrimPrefix(strings.TrimSpace(name), mark)
	}
	if found && countWords(name) <= 6 {
		d.byline = bylineOf(name)
	}
	d.published, _, _ = findDate(line[:min(len(line), maxDateLine)], "")
	return d
}

// span is the lines of a letter that are its article.
type span struct {
	from, to int
	head     draft // what the head of a forwarded letter says
	notes    []string
}

// innermost finds the article among the lines of a letter: the letter that was forwarded, or the writer's own words before
// what is answered.
func (head draft) innermost(lines []string, wrapped bool) span {
	s := span{to: len(lines), head: head}
	for range maxForwards {
		f, found := findForward(lines[s.from:s.to], wrapped)
		if !found {
			break
		}
		explicit := f.explicit || s.head.forwards
		rest := 0
		for _, line := range lines[s.from+f.to : s.to] {
			rest += countWords(line)
		}
		if f.own >= ownWords && (!explicit || f.own > rest) || rest == 0 {
			s.to = s.from + f.from // an answer, or a comment longer than what it is about
			return s
		}
		s.notes = []string{forwardedBy(head.byline)}
		f.head.forwards = true
		f.head.url = ""
		if f.head.title == "" {
			f.head.title = s.head.title
		}
		s.from, s.head = s.from+f.to, f.head
	}
	from, to, own := answers(lines[s.from:s.to])
	switch {
	case own >= ownWords:
		s.to = s.from + from
	case s.from+to < s.to: // a few words over a letter that is the article
		quoted := quotedHead(strings.Join(lines[s.from+from:s.from+to], " "))
		quoted.title = s.head.title
		s.from, s.head = s.from+to, quoted
		s.notes = append(s.notes, "it is quoted in an answer")
	}
	return s
}

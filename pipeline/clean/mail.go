package clean

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"mattinale/pipeline/news"
)

// ownWords is how many words of its own make a letter an answer or a comment, not a forwarded letter with a greeting.
const ownWords = 40

// fromMail returns the article of a message.
func (d *draft) fromMail(doc news.Document) (news.Article, error) {
	if len(bytes.TrimSpace(doc.Bytes)) == 0 {
		return news.Article{}, ErrEmpty
	}
	if kind := binaryKind(doc.Bytes); kind != "" {
		return news.Article{}, fmt.Errorf("%w: %s", ErrBinary, kind)
	}
	if err := readMail(d, doc.Bytes); err != nil {
		return news.Article{}, err
	}
	return d.article(doc)
}

// readMail reads a message: the fields of its head, then the message that was forwarded in it or as an attachment to it,
// then its HTML part when there is an article in it, else its text. What is no letter, and what cannot be read since it is
// encrypted, is ErrNoArticle and said as what it is.
func readMail(d *draft, b []byte) error {
	head, body := readHead(b)
	if head == nil {
		text, charset, err := Decode(b, "text/plain")
		if err != nil {
			return err
		}
		d.notes = append(d.notes, "it has no mail head that can be read, and was read as plain text")
		return readPlain(d, d.decoded(text, charset))
	}
	return d.readMessage(head, body, 0)
}

// readMessage reads a message that has been split; depth counts the messages it stands in.
func (d *draft) readMessage(head mailHead, body []byte, depth int) error {
	if what := notice(head); what != "" {
		return fmt.Errorf("%w: it is %s", ErrNoArticle, what)
	}
	var l letter
	l.read(head, body, "", 0)
	text, _, armoured := strings.Cut(l.text, "-----BEGIN PGP MESSAGE-----")
	l.text = text
	own := max(countWords(l.text), countWords(stripTags(l.html)))
	switch {
	case l.invitation:
		return fmt.Errorf("%w: it is a calendar invitation", ErrNoArticle)
	case (l.encrypted || armoured) && own < ownWords:
		return fmt.Errorf("%w: the message is encrypted", ErrNoArticle)
	}
	from := headOf(head)
	if len(l.attached) > 0 && depth < maxLetters && own < ownWords {
		return d.readAttached(l, from, depth)
	}
	err := d.readLetter(l, from)
	if err != nil && len(l.attached) > 0 && depth < maxLetters {
		return d.readAttached(l, from, depth)
	}
	return err
}

// readAttached reads the first message that was forwarded as an attachment.
func (d *draft) readAttached(l letter, from draft, depth int) error {
	head, body := readHead(l.attached[0])
	if head == nil {
		return fmt.Errorf("%w: the message in it cannot be read", ErrNoArticle)
	}
	d.notes = append(d.notes, l.notes...)
	d.notes = append(d.notes, forwardedBy(from.byline))
	if more := len(l.attached) - 1; more > 0 {
		d.notes = append(d.notes, plural(more, "more message in it was not read", "more messages in it were not read"))
	}
	return d.readMessage(head, body, depth+1)
}

func forwardedBy(name string) string {
	if name == "" {
		return "it was forwarded"
	}
	return "it was forwarded by " + name
}

// headOf reads what a head says of its letter.
func headOf(head mailHead) draft {
	title, forwards := subject(head.get("subject"))
	d := draft{title: title, forwards: forwards, byline: sender(head.get("from")), published: sentAt(head)}
	if d.byline == "" {
		d.byline = sender(head.get("sender"))
	}
	d.language, _, _ = strings.Cut(strings.TrimSpace(head.get("content-language")), ",")
	d.url = first(webAddress(head.get("archived-at")), webAddress(head.get("list-archive")))
	return d
}

// readLetter reads the HTML of a letter, or its text where there is no article in the HTML or much more in the text.
func (d *draft) readLetter(l letter, from draft) error {
	d.notes = append(d.notes, l.notes...)
	readers := []func(draft) (draft, error){
		func(from draft) (draft, error) { return readLetterHTML(l.html, from) },
		func(from draft) (draft, error) { return readLetterText(l.text, from) },
	}
	if countWords(l.text) > 3*countWords(stripTags(l.html)) {
		slices.Reverse(readers)
	}
	err := fmt.Errorf("%w: the message has no text", ErrNoArticle)
	if l.signedShut && l.html == "" && l.text == "" {
		err = fmt.Errorf("%w: the message is signed in a form (S/MIME) that holds its text, and was not read", ErrNoArticle)
	}
	for _, read := range readers {
		found, failed := read(from)
		if failed == nil && len(found.blocks) > 0 {
			found.notes = append(d.notes, found.notes...)
			found.url = first(d.url, found.url)
			*d = found
			return nil
		}
		if failed != nil && failed != errNoPart {
			err = failed
		}
	}
	return err
}

// headerOver takes over the fields of a letter's head, but for who signs the text rather than sends the letter, and for
// the address of the page that shows this letter rather than the list's archive.
func (d *draft) headerOver(head draft) {
	head.byline = first(d.byline, head.byline)
	head.url = first(d.url, head.url)
	head.language = first(head.language, d.language)
	d.adopt(head)
}

// markedSubject are the marks of replies and forwarded letters before a subject, true for the latter.
var markedSubject = map[string]bool{
	"re": false, "r": false, "aw": false, "rif": false, "sv": false, "antw": false, "res": false, "réf": false,
	"fwd": true, "fw": true, "i": true, "inoltra": true, "wg": true, "tr": true, "rv": true, "enc": true, "doorst": true,
}

// subject is a subject without the marks of replies and forwarded letters, and whether one says that it was forwarded.
func subject(value string) (text string, forwards bool) { return unmarked(headerText(value)) }

// unmarked is the decoded text of a subject without these marks.
func unmarked(text string) (rest string, forwards bool) {
	text = strings.TrimSpace(text)
	for {
		before, after, found := strings.Cut(text, ":")
		mark, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(before)), "[") // "Re[2]"
		forwarding, known := markedSubject[mark]
		if !found || !known {
			return text, forwards
		}
		forwards = forwards || forwarding
		text = strings.TrimSpace(after)
	}
}

// sender is the name that a letter comes from, "" when there is only an address.
func sender(value string) string {
	value = headerText(value)
	name, _, found := strings.Cut(value, "<")
	if !found {
		name, _, found = strings.Cut(value, "[mailto:") // as Outlook writes it in forwarded letters
	}
	if !found {
		if _, comment, ok := strings.Cut(value, "("); ok { // address (name)
			name = strings.TrimSuffix(strings.TrimSpace(comment), ")")
		}
	}
	name = strings.Trim(strings.ReplaceAll(name, `\"`, `"`), `"'* `)
	for _, via := range []string{" via ", " tramite ", " per conto di ", " on behalf of "} {
		name, _, _ = strings.Cut(name, via)
	}
	if strings.Contains(name, "@") {
		return ""
	}
	return bylineOf(strings.Trim(name, `"' `))
}

// webAddress is the web address in a field such as List-Archive, as it stands, or "".
func webAddress(value string) string {
	for part := range strings.SplitSeq(value, ",") {
		address := strings.Trim(strings.TrimSpace(withoutComments(part)), "<>")
		if len(address) <= maxAddress && !strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == 0x7f }) && standsAlone(address) {
			return address
		}
	}
	return ""
}

// standsAlone reports whether a web address needs no other to be complete.
func standsAlone(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}

// maxAddress is the longest web address that is taken, in bytes.
const maxAddress = 2000

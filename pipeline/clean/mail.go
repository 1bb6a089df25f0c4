package clean

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
)

// Bounds of a message.
const (
	maxPartDepth = 8
	maxParts     = 200
	maxPartSize  = 16 << 20 // bytes
)

// letter is what the parts of a message give.
type letter struct {
	html, text string
	parts      int
}

// readMail reads a message: the fields of its head, then its HTML part when there is an article in it, else its text.
func readMail(d *draft, b []byte) error {
	m, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		text, _, derr := Decode(b, "text/plain")
		if derr != nil {
			return derr
		}
		d.notes = append(d.notes, "it has no mail head that can be read, and was read as plain text")
		return readPlain(d, text)
	}
	head := draft{title: subject(m.Header.Get("Subject")), byline: sender(m.Header.Get("From"))}
	if when, err := m.Header.Date(); err == nil {
		head.published = when.Format(time.RFC3339)
	}
	var l letter
	l.read(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, 0)
	if l.html != "" {
		page := draft{url: d.url, subject: head.title}
		if readHTML(&page, l.html) == nil && len(page.blocks) > 0 {
			*d = draft{url: d.url, notes: append(d.notes, page.notes...), blocks: page.blocks, title: page.title,
				byline: page.byline, language: page.language}
			d.adoptHead(head)
			return nil
		}
	}
	if strings.TrimSpace(l.text) == "" {
		return fmt.Errorf("%w: the message has no text", ErrNoArticle)
	}
	d.title = head.title
	if err := readPlain(d, unquoted(l.text)); err != nil {
		return err
	}
	d.adoptHead(head)
	return nil
}

// adoptHead takes over the fields of a letter's head, but for who signs the text rather than sends the letter.
func (d *draft) adoptHead(head draft) {
	if d.byline != "" {
		head.byline = ""
	}
	d.adopt(head)
}

// read takes in a part, and the parts of a part.
func (l *letter) read(contentType, transfer string, body io.Reader, depth int) {
	if l.parts++; l.parts > maxParts || depth > maxPartDepth {
		return
	}
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			p, err := parts.NextRawPart()
			if err != nil {
				return // the end, or a break in the middle: what came before is read
			}
			if disposition, _, _ := mime.ParseMediaType(p.Header.Get("Content-Disposition")); disposition == "attachment" {
				continue
			}
			l.read(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p, depth+1)
		}
	}
	if kind != "text/plain" && kind != "text/html" {
		return
	}
	raw, _ := io.ReadAll(io.LimitReader(decoder(transfer, body), maxPartSize)) // what can be read is
	mediaType := kind
	if params["charset"] != "" {
		mediaType = mime.FormatMediaType(kind, map[string]string{"charset": params["charset"]})
	}
	text, _, err := Decode(raw, mediaType)
	switch {
	case err != nil:
	case kind == "text/html" && l.html == "":
		l.html = text
	case kind == "text/plain" && l.text == "":
		l.text = text
	}
}

func decoder(transfer string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(transfer)) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}

// headers decodes encoded words in any charset the web knows.
var headers = mime.WordDecoder{CharsetReader: func(name string, r io.Reader) (io.Reader, error) {
	return charset.NewReaderLabel(name, r)
}}

func headerText(value string) string {
	text, err := headers.DecodeHeader(value)
	if err != nil {
		text = value
	}
	return oneLine(text)
}

// subject is a subject without the marks of replies and forwarded letters.
func subject(value string) string {
	text := headerText(value)
	for {
		before, after, found := strings.Cut(text, ":")
		switch strings.ToLower(strings.TrimSpace(before)) {
		case "re", "r", "fwd", "fw", "i", "inoltra", "aw", "wg", "tr", "rif":
		default:
			return text
		}
		if !found {
			return text
		}
		text = strings.TrimSpace(after)
	}
}

// sender is the name that a letter comes from.
func sender(value string) string {
	parser := mail.AddressParser{WordDecoder: &headers}
	address, err := parser.Parse(value)
	if err != nil {
		return ""
	}
	return bylineOf(address.Name)
}

// forwarded are the first words of the fields of a letter inside a letter.
var forwarded = []string{"from:", "da:", "date:", "data:", "sent:", "inviato:", "to:", "a:", "subject:", "oggetto:", "cc:"}

// ownWords is how many words of its own make a letter an answer, not a quotation.
const ownWords = 40

// unquoted takes the signature and the marks of quoting and forwarding out of a letter's text.
func unquoted(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if body, _, found := strings.Cut(text, "\n-- \n"); found {
		text = body
	}
	var b strings.Builder
	inHead := false
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(line, "> ")
		lower := strings.ToLower(strings.TrimSpace(line))
		if answers := strings.HasSuffix(lower, "ha scritto:") || strings.HasSuffix(lower, " wrote:"); answers && countWords(b.String()) >= ownWords {
			break // what follows is the letter that is answered
		}
		switch {
		case strings.HasPrefix(lower, "---") && strings.HasSuffix(lower, "---"), strings.HasPrefix(lower, "begin forwarded message"),
			strings.HasPrefix(lower, "inizio messaggio inoltrato"):
			inHead = true
			continue
		case inHead && lower == "":
			inHead = false
		case inHead && hasPrefix(lower, forwarded):
			continue
		}
		b.WriteString(line)
	}
	return b.String()
}

func hasPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

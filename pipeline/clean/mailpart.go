package clean

import (
	"bytes"
	"mime"
	"strings"

	"golang.org/x/net/html/charset"
)

// Bounds of a message.
const (
	maxPartDepth = 8
	maxParts     = 200
	maxLetters   = 3 // messages in messages
)

// letter is what the parts of a message give.
type letter struct {
	html, text string
	attached   [][]byte // messages that were forwarded as attachments
	notes      []string
	parts      int
	encrypted  bool
	invitation bool // a calendar's
	signedShut bool // signed in a form that hides the text
}

// read takes in a part, and the parts of a part. within is the kind of the part it stands in.
func (l *letter) read(head mailHead, body []byte, within string, depth int) {
	if l.parts++; l.parts > maxParts || depth > maxPartDepth {
		return
	}
	kind, params := parameters(head.get("content-type"))
	disposition, _ := parameters(head.get("content-disposition"))
	if strings.HasPrefix(kind, "multipart/") {
		l.multipart(kind, params["boundary"], body, depth)
		return
	}
	attached := disposition == "attachment"
	switch {
	case kind == "message/rfc822" || kind == "message/global":
		l.attached = append(l.attached, decodeTransfer(head, body))
	case kind == "application/pkcs7-mime" || kind == "application/x-pkcs7-mime":
		l.signedShut = strings.HasPrefix(params["smime-type"], "signed")
		l.encrypted = l.encrypted || !l.signedShut
	case kind == "application/pgp-encrypted":
		l.encrypted = true
	case kind == "application/ms-tnef" || strings.EqualFold(params["name"], "winmail.dat"):
		l.notes = append(l.notes, "an attachment in Outlook's own form (winmail.dat) was not read")
	case kind == "text/calendar" && (within == "" || within == "multipart/alternative" || params["method"] != "" && !attached):
		l.invitation = true
	case attached:
	case kind == "text/html" || kind == "application/xhtml+xml":
		l.take(&l.html, "text/html", params, head, body)
	case kind == "text/plain" || kind == "" || kind == "text":
		l.take(&l.text, "text/plain", params, head, body)
	}
}

// multipart reads the parts of a part. Where their boundary is not named or does not occur, it is the first line that looks
// like one; where there is none, all of it is text.
func (l *letter) multipart(kind, boundary string, body []byte, depth int) {
	parts := splitParts(body, boundary)
	if len(parts) == 0 {
		parts = splitParts(body, guessBoundary(body))
	}
	if len(parts) == 0 {
		head := mailHead{}
		if strings.HasPrefix(strings.TrimSpace(string(body[:min(len(body), 100)])), "<") {
			head["content-type"] = []string{"text/html"}
		}
		l.read(head, body, kind, depth+1)
		return
	}
	if kind == "multipart/encrypted" {
		l.encrypted = true
	}
	for _, part := range parts {
		head, content := partHead(part)
		if kind == "multipart/digest" && head.get("content-type") == "" {
			head["content-type"] = []string{"message/rfc822"}
		}
		l.read(head, content, kind, depth+1)
	}
}

// partHead splits a part, which may have no head: then it begins with a blank line, or with its text.
func partHead(part []byte) (mailHead, []byte) {
	if first, _, _ := bytes.Cut(part, []byte("\n")); len(bytes.TrimRight(first, "\r")) == 0 {
		return mailHead{}, part
	}
	if head, body := readHead(part); head != nil {
		return head, body
	}
	return mailHead{}, part
}

// splitParts returns what stands between the lines of a boundary. What is before the first and after the last is no part;
// one that is not closed goes on to the end.
func splitParts(body []byte, boundary string) [][]byte {
	if boundary == "" {
		return nil
	}
	var parts [][]byte
	mark := []byte("--" + boundary)
	from, at := -1, 0
	for at < len(body) && len(parts) < maxParts {
		end := len(body)
		if i := bytes.IndexByte(body[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := bytes.TrimRight(body[at:end], " \t\r\n")
		rest, begins := bytes.CutPrefix(line, mark)
		closes := string(rest) == "--"
		if begins && (closes || len(rest) == 0) {
			if from >= 0 {
				parts = append(parts, body[from:at])
			}
			if from = end; closes {
				return parts
			}
		}
		at = end
	}
	if from >= 0 && from < len(body) {
		parts = append(parts, body[from:])
	}
	return parts
}

// guessBoundary returns the first line that begins with two dashes and has a field such as Content-Type after it.
func guessBoundary(body []byte) string {
	for rest := body; len(rest) > 0; {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		line = bytes.TrimRight(line, " \t\r")
		next := strings.ToLower(string(rest[:min(len(rest), len("content-"))]))
		if bytes.HasPrefix(line, []byte("--")) && len(line) > 4 && next == "content-" {
			return string(line[2:])
		}
	}
	return ""
}

// take adds the text of a part to what other parts of its kind gave.
func (l *letter) take(to *string, kind string, params map[string]string, head mailHead, body []byte) {
	mediaType := kind
	if label := params["charset"]; label != "" {
		mediaType = mime.FormatMediaType(kind, map[string]string{"charset": label})
	}
	text, name, err := Decode(decodeTransfer(head, body), mediaType)
	if err != nil {
		return
	}
	if _, declared := charset.Lookup(params["charset"]); name != utf8Name && name != declared {
		l.notes = append(l.notes, "decoded as "+name)
	}
	if to == &l.text && pageLike(text) {
		to, kind = &l.html, "text/html"
	}
	if strings.EqualFold(params["format"], "flowed") && kind == "text/plain" {
		text = unflow(text, strings.EqualFold(params["delsp"], "yes"))
	}
	if *to != "" {
		*to += "\n\n"
	}
	*to += text
}

// pageLike reports whether a text is a page that was sent as plain text.
func pageLike(text string) bool {
	start := strings.ToLower(strings.TrimSpace(text[:min(len(text), 200)]))
	return strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html")
}

// decodeTransfer undoes the transfer encoding that a head names.
func decodeTransfer(head mailHead, body []byte) []byte {
	encoding, _ := parameters(head.get("content-transfer-encoding"))
	switch encoding {
	case "quoted-printable":
		return unquotePrintable(body)
	case "base64":
		return unbase64(body)
	}
	return body
}

// unflow joins the lines of flowed text (RFC 3676): a line that ends with a space goes on in the next one of the same depth
// of quotation. delSp: that space is not part of the text.
func unflow(text string, delSp bool) string {
	var b strings.Builder
	open, depth := false, 0
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		line = strings.TrimSuffix(line, "\n")
		content := strings.TrimLeft(line, ">")
		marks := len(line) - len(content)
		content = strings.TrimPrefix(content, " ") // what would look like a quotation is shifted by a space
		if open && marks != depth || open && content == "-- " {
			b.WriteByte('\n')
			open = false
		}
		if !open {
			b.WriteString(strings.Repeat("> ", marks))
		}
		depth, open = marks, strings.HasSuffix(content, " ") && content != "-- "
		if open && delSp {
			content = strings.TrimSuffix(content, " ")
		}
		b.WriteString(content)
		if !open {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

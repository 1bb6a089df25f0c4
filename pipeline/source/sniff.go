package source

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Media types of documents.
const (
	plain    = "text/plain"
	markdown = "text/markdown"
	html     = "text/html"
	mail     = "message/rfc822"
)

// mediaTypes are the extensions that are read in a folder.
var mediaTypes = map[string]string{
	".txt": plain, ".text": plain,
	".md": markdown, ".markdown": markdown,
	".html": html, ".htm": html, ".xhtml": html,
	".eml": mail, ".emlx": mail,
}

// sniffed is how many bytes of a document are looked at to find out what it is.
const sniffed = 8 << 10

// mediaType tells what a document is. A known extension is believed, but for a page that was saved as .txt and for
// content that is no text at all.
func mediaType(name string, content []byte) (string, error) {
	head := content[:min(len(content), sniffed)]
	known := mediaTypes[extension(name)]
	if len(head) == 0 {
		return orPlain(known), nil
	}
	if what := notText(head); what != "" {
		return "", fmt.Errorf("%w (%s)", ErrNoText, what)
	}
	if wide(head) {
		// Enough of UTF-16 as ASCII to see tags and headers.
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	text := strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n\f")
	tag := firstTag(text)
	switch {
	case known != "" && known != plain:
		return known, nil
	case tag == "html" || tag == "!doctype":
		return html, nil
	case known == plain:
		return plain, nil
	case tag == "rss" || tag == "feed" || tag == "rdf:rdf":
		return feedType, nil
	case tag == "opml":
		return listType, nil
	case htmlTags[tag]:
		return html, nil
	case isMail(text):
		return mail, nil
	case isMarkdown(text):
		return markdown, nil
	}
	return plain, nil
}

func orPlain(known string) string {
	if known == "" {
		return plain
	}
	return known
}

// odd has a bit for each control character that is not in texts as a rule: all but \t \n \v \f \r \b, the end of a file of DOS (1A) and
// escape.
const odd uint32 = ^uint32(1<<'\t' | 1<<'\n' | 1<<'\v' | 1<<'\f' | 1<<'\r' | 1<<'\b' | 1<<0x1a | 1<<0x1b)

// notText says what content is if it is no text in any charset, and "" if it is text. Signatures alone would not do:
// "BMW" begins like a bitmap and "OTTO" like a font.
func notText(head []byte) string {
	for _, kind := range [...]struct{ prefix, name string }{{"%PDF-", "PDF"}, {"{\\rtf", "RTF"}, {"%!PS", "PostScript"}} {
		if bytes.HasPrefix(head, []byte(kind.prefix)) {
			return kind.name
		}
	}
	if wide(head) {
		return ""
	}
	controls := 0
	for _, b := range head {
		if b < ' ' && odd&(1<<b) != 0 {
			controls++
		}
	}
	if controls == 0 {
		return ""
	}
	// Text pasted from a terminal or a PDF has a control character here and there, a binary format some in a hundred.
	few := max(len(head)/100, 2)
	if utf8.Valid(wholeCharacters(head)) {
		few = max(len(head)/20, 4)
	}
	if controls <= few {
		return ""
	}
	if what, _, _ := strings.Cut(http.DetectContentType(head), ";"); what != "application/octet-stream" && what != plain {
		return what
	}
	return "binary"
}

// wide reports whether b begins with a byte order mark of UTF-16.
func wide(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff})
}

// htmlTags are elements that a page or a piece of one begins with.
var htmlTags = map[string]bool{
	"head": true, "body": true, "title": true, "meta": true, "link": true, "script": true, "style": true, "base": true,
	"article": true, "main": true, "section": true, "header": true, "nav": true, "aside": true, "div": true, "p": true,
	"h1": true, "h2": true, "h3": true, "span": true, "table": true, "ul": true, "ol": true, "a": true, "b": true,
	"strong": true, "em": true, "i": true, "br": true, "blockquote": true, "figure": true, "img": true, "time": true,
}

// firstTag returns the lower-case name of the tag that text begins with, after comments and an XML declaration, or ""
// when it begins with something else.
func firstTag(text string) string {
	for _, skip := range [][2]string{{"<?xml", "?>"}, {"<!--", "-->"}, {"<?xml-stylesheet", "?>"}, {"<!--", "-->"}} {
		if strings.HasPrefix(text, skip[0]) {
			_, text, _ = strings.Cut(text, skip[1])
			text = strings.TrimLeft(text, " \t\r\n")
		}
	}
	if !strings.HasPrefix(text, "<") {
		return ""
	}
	name := text[1:]
	if end := strings.IndexAny(name, " \t\r\n/>"); end >= 0 {
		return strings.ToLower(name[:end])
	}
	return ""
}

// isMail reports whether text begins with the headers of a mail: at least two that mails have, and one that little
// else has.
func isMail(text string) bool {
	common, telling := 0, 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		if line[0] == ' ' || line[0] == '\t' { // goes on from the line before
			continue
		}
		name, _, found := strings.Cut(line, ":")
		if !found || name == "" || strings.ContainsAny(name, " \t") {
			return false
		}
		switch strings.ToLower(name) {
		case "from", "received", "return-path", "message-id", "mime-version", "delivered-to":
			telling++
		case "to", "subject", "date", "content-type", "reply-to", "cc", "x-mailer":
			common++
		}
	}
	return telling > 0 && telling+common > 1
}

// isMarkdown reports whether text begins with front matter or a heading of Markdown.
func isMarkdown(text string) bool {
	first, rest, _ := strings.Cut(text, "\n")
	first = strings.TrimRight(first, " \t\r")
	if first == "---" || first == "+++" {
		return strings.Contains(rest, "\n"+first)
	}
	hashes := len(first) - len(strings.TrimLeft(first, "#"))
	return hashes >= 1 && hashes <= 6 && strings.HasPrefix(first[hashes:], " ")
}

// fromAppleMail takes the mail out of an .emlx file: a line with its length in bytes, the mail, and a property list about it.
func fromAppleMail(content []byte) []byte {
	line, rest, _ := bytes.Cut(content, []byte("\n"))
	n, err := strconv.Atoi(string(bytes.TrimSpace(line)))
	if err != nil || n < 0 {
		return content
	}
	return rest[:min(n, len(rest))]
}

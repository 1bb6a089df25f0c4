package seeds

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path"
	"regexp"
	"strings"
)

// The decoding here is not the program's: it only makes the words of a seed findable, with all junk left in.
var (
	scriptRE = regexp.MustCompile(`(?is)<(script|style)\b.*?</(script|style)>`)
	inlineRE = regexp.MustCompile(`(?i)</?(a|b|em|strong)\b[^>]*>`)
	tagRE    = regexp.MustCompile(`<[^>]*>`)
	linkRE   = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
)

// decode returns the text of a seed on one line, as a reader would see it.
func decode(name string, data []byte) (string, error) {
	text := string(data)
	switch path.Ext(name) {
	case ".html":
		text = textOfHTML(text)
	case ".md":
		text = strings.ReplaceAll(linkRE.ReplaceAllString(text, "$1"), "*", "")
	case ".eml":
		var err error
		if text, err = textOfMail(data); err != nil {
			return "", fmt.Errorf("decoding %s: %w", name, err)
		}
	}
	return collapse(text), nil
}

func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

func textOfHTML(s string) string {
	s = scriptRE.ReplaceAllString(s, " ")
	s = inlineRE.ReplaceAllString(s, "")
	return html.UnescapeString(tagRE.ReplaceAllString(s, " "))
}

// textOfMail returns the decoded subject and the plain part of a multipart mail in ISO-8859-1.
func textOfMail(data []byte) (string, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return "", err
	}
	body, err := plainPart(m)
	return subject + "\n" + body, err
}

func plainPart(m *mail.Message) (string, error) {
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return "", err
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			return "", err
		}
		kind, params, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil {
			return "", err
		}
		if kind != "text/plain" {
			continue
		}
		if params["charset"] != "iso-8859-1" {
			return "", fmt.Errorf("plain part in charset %q", params["charset"])
		}
		raw, err := io.ReadAll(quotedprintable.NewReader(part))
		return fromLatin1(raw), err
	}
}

// fromLatin1 decodes ISO-8859-1, whose bytes are the first 256 code points.
func fromLatin1(b []byte) string {
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

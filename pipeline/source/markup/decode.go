package markup

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// ErrBinary says that a body is no text.
var ErrBinary = errors.New("not text")

// Document is the text of a body.
type Document struct {
	Text    string   // valid UTF-8 of characters that XML allows, no byte order mark
	Charset string   // what it was in, by the name that it was declared or guessed by
	Notes   []string // where what was declared is not what it is in
}

// Decode makes text of the bytes of an XML or JSON document. contentType is the value of the HTTP header, or "". It goes by, in the order of
// RFC 7303: a byte order mark; two or four bytes a character, which show; the charset of the header; the XML declaration; a guess. UTF-8 that has
// other than ASCII in it goes before what is declared: no text in another charset looks like it by chance, and servers add charsets to what
// they never looked at. What is declared is not believed when the bytes are none of it.
func Decode(body []byte, contentType string) (Document, error) {
	if kind := binaryKind(body); kind != "" {
		return Document{}, fmt.Errorf("%w: %s", ErrBinary, kind)
	}
	if text, name, ok := decodeWide(body); ok {
		return document(text, name, "")
	}
	body = bytes.TrimPrefix(body, []byte{0xEF, 0xBB, 0xBF})
	label := headerCharset(contentType)
	inXML := declaredCharset(body)
	if label == "" || lookup(label) == nil {
		label = cmp.Or(inXML, label)
	}
	if utf8.Valid(body) && !ascii(body) {
		return document(string(body), "utf-8", label)
	}
	for _, l := range []string{label, inXML} {
		if text, clean := decodeAs(body, l); clean {
			return document(text, strings.ToLower(l), label)
		}
	}
	if ascii(body) {
		return document(string(body), "utf-8", label)
	}
	if mostlyUTF8(body) {
		d, err := document(strings.ToValidUTF8(string(body), "\uFFFD"), "utf-8", label)
		d.Notes = append(d.Notes, "has bytes that are not utf-8")
		return d, err
	}
	name := guess(body)
	text, _ := decodeAs(body, name)
	return document(text, name, label)
}

// document drops the characters that XML forbids. Text that has many of them is none.
func document(text, name, declared string) (Document, error) {
	text = strings.TrimPrefix(text, "\uFEFF")
	d := Document{Text: text, Charset: name}
	if declared != "" && !sameCharset(name, declared) {
		d.Notes = append(d.Notes, "declares "+Line(strings.ToValidUTF8(declared, ""), 40)+", is "+name)
	}
	forbidden := 0
	isForbidden := func(r rune) bool {
		return (r < ' ' || r >= 0x7F && r < 0xA0 || r > 0xD7FF) && r != utf8.RuneError && legal(r) != string(r)
	}
	if strings.IndexFunc(text, isForbidden) < 0 {
		return d, nil
	}
	var b strings.Builder
	for _, r := range text {
		if !isForbidden(r) {
			b.WriteRune(r)
			continue
		}
		if legal(r) == "" {
			forbidden++
		}
		b.WriteString(legal(r))
	}
	if forbidden > 8 && forbidden > len(text)/20 {
		return Document{}, fmt.Errorf("%w: control characters", ErrBinary)
	}
	d.Text = b.String()
	if forbidden > 0 {
		d.Notes = append(d.Notes, "has control characters, dropped")
	}
	return d, nil
}

// binaryKind names the kind of a body that is known for no text by its first bytes.
func binaryKind(body []byte) string {
	for magic, kind := range map[string]string{
		"\x1f\x8b": "gzip", "\x89PNG": "a PNG image", "\xFF\xD8\xFF": "a JPEG image", "GIF8": "a GIF image", "%PDF": "a PDF", "PK\x03\x04": "a ZIP archive", "\x7fELF": "a program",
		"\x28\xB5\x2F\xFD": "zstd",
	} {
		if bytes.HasPrefix(body, []byte(magic)) {
			return kind
		}
	}
	return ""
}

// headerCharset is the charset parameter of a Content-Type, also of one that is not well-formed.
func headerCharset(contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return strings.TrimSpace(params["charset"])
	}
	_, value, _ := strings.Cut(strings.ToLower(contentType), "charset=")
	value, _, _ = strings.Cut(value, ";")
	return strings.Trim(value, "\"' \t")
}

// declaredCharset is what the XML declaration says. It is looked for after junk too.
func declaredCharset(body []byte) string {
	head := string(body[:min(len(body), 1<<10)])
	_, rest, ok := strings.Cut(head, "<?xml")
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest, ">")
	_, rest, ok = strings.Cut(rest, "encoding")
	if !ok {
		return ""
	}
	value := strings.Trim(rest, " \t\r\n=\"'?")
	if i := strings.IndexAny(value, "\"' \t\r\n"); i >= 0 {
		value = value[:i]
	}
	return value
}

// lookup finds the encoding of a label, nil when it is not known. Those that have no ASCII in them are none: the label was read as ASCII.
func lookup(label string) encoding.Encoding {
	label = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(label), "_", "-"))
	enc, name := charset.Lookup(label)
	if enc == nil {
		enc = dosPage(strings.TrimPrefix(strings.TrimPrefix(label, "cp"), "ibm"))
	}
	if enc == nil || name == "replacement" || strings.HasPrefix(name, "utf-16") {
		return nil
	}
	return enc
}

// dosPage finds a code page of DOS, which the WHATWG encoding standard leaves out: what made a feed of an old database says such.
func dosPage(number string) encoding.Encoding {
	switch number {
	case "437":
		return charmap.CodePage437
	case "850":
		return charmap.CodePage850
	case "852":
		return charmap.CodePage852
	case "855":
		return charmap.CodePage855
	case "858":
		return charmap.CodePage858
	case "860":
		return charmap.CodePage860
	case "863":
		return charmap.CodePage863
	case "865":
		return charmap.CodePage865
	}
	return nil
}

// decodeAs decodes by a label, and reports whether all of the bytes were of that charset. A charset in which the brackets are other bytes
// than in ASCII is declared by mistake.
func decodeAs(body []byte, label string) (string, bool) {
	if label == "" {
		return "", false
	}
	enc := lookup(label)
	if enc == nil {
		return "", false
	}
	if sameCharset(label, "utf-8") {
		return string(body), utf8.Valid(body)
	}
	out, err := enc.NewDecoder().Bytes(body)
	text := strings.ToValidUTF8(string(out), "\uFFFD")
	return text, err == nil && !strings.Contains(text, "\uFFFD") && bytes.ContainsAny(body, "<{") == strings.ContainsAny(text, "<{")
}

// sameCharset reports whether two labels mean the same; ASCII is part of the charset of every document that is declared as such.
func sameCharset(name, label string) bool {
	_, a := charset.Lookup(name)
	_, b := charset.Lookup(strings.ReplaceAll(label, "_", "-"))
	return a == b || strings.EqualFold(name, label)
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

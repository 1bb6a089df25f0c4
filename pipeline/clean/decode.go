package clean

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

const (
	utf8Name    = "utf-8"
	defaultName = "windows-1252" // what the WHATWG encoding standard falls back to for western locales

	// declarationBytes is how far into a page a charset declaration is looked for. The HTML standard says 1,024 bytes;
	// pages put comments and scripts before it.
	declarationBytes = 8 << 10
)

// Decode returns b as valid UTF-8 text without a byte order mark, and the name of the charset it was in. It goes by, in
// this order: a byte order mark; UTF-16 without one; UTF-8, which no text of another charset looks like by chance; the
// charset parameter of mediaType; the declaration in an HTML or XML document; else windows-1252. A few bytes that are not
// UTF-8 in a text that is become U+FFFD. The error, for what is not text, is ErrBinary.
func Decode(b []byte, mediaType string) (text, name string, err error) {
	if kind := binaryKind(b); kind != "" {
		return "", "", fmt.Errorf("%w: %s", ErrBinary, kind)
	}
	if text, name, ok := decodeMarked(b); ok {
		return checkText(text, name)
	}
	if mostlyUTF8(b) {
		return checkText(strings.ToValidUTF8(string(b), "\uFFFD"), utf8Name)
	}
	name, enc := declared(b, mediaType)
	if (enc == nil || name == utf8Name) && isASCII(b) {
		return checkText(string(b), utf8Name)
	}
	if enc == nil || name == utf8Name {
		enc, name = charmap.Windows1252, defaultName
	}
	decoded, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", "", fmt.Errorf("decoding as %s: %w", name, err)
	}
	return checkText(strings.ToValidUTF8(string(decoded), "\uFFFD"), name)
}

// decodeMarked decodes what starts with a byte order mark, or is UTF-16 without one: Latin text in UTF-16 has a zero in
// nearly every other byte.
func decodeMarked(b []byte) (text, name string, ok bool) {
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		return strings.ToValidUTF8(string(b[3:]), "\uFFFD"), utf8Name, true
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(b, []byte{0, 0, 0xFE, 0xFF}):
		return decodeUTF32(b), "utf-32", true
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return decodeLabel(b[2:], "utf-16le")
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return decodeLabel(b[2:], "utf-16be")
	}
	sample := b[:min(len(b), declarationBytes)]
	if bytes.IndexByte(sample, 0) < 0 {
		return "", "", false
	}
	var zeros [2]int
	for i, c := range sample {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(sample) / 2
	switch {
	case half < 2:
		return "", "", false
	case zeros[1] > half*7/10 && zeros[0] <= half/20:
		return decodeLabel(b, "utf-16le")
	case zeros[0] > half*7/10 && zeros[1] <= half/20:
		return decodeLabel(b, "utf-16be")
	}
	return "", "", false
}

func decodeLabel(b []byte, label string) (text, name string, ok bool) {
	enc, name := charset.Lookup(label)
	if enc == nil {
		return "", "", false
	}
	decoded, err := enc.NewDecoder().Bytes(b)
	return strings.ToValidUTF8(string(decoded), "\uFFFD"), name, err == nil
}

func decodeUTF32(b []byte) string {
	little := b[0] == 0xFF
	var sb strings.Builder
	for b = b[4:]; len(b) >= 4; b = b[4:] {
		r := rune(b[0])<<24 | rune(b[1])<<16 | rune(b[2])<<8 | rune(b[3])
		if little {
			r = rune(b[3])<<24 | rune(b[2])<<16 | rune(b[1])<<8 | rune(b[0])
		}
		sb.WriteRune(r) // what is no rune becomes U+FFFD
	}
	return sb.String()
}

// declared returns the encoding that the media type or the document itself declares, nil when there is none or it is
// not known.
func declared(b []byte, mediaType string) (string, encoding.Encoding) {
	kind, params, err := mime.ParseMediaType(mediaType)
	if err == nil && params["charset"] != "" {
		if enc, name := charset.Lookup(params["charset"]); enc != nil {
			return name, enc
		}
	}
	if err == nil && !strings.Contains(kind, "html") && !strings.Contains(kind, "xml") {
		return "", nil
	}
	label := declaredLabel(b[:min(len(b), declarationBytes)])
	enc, name := charset.Lookup(label)
	if enc == nil || strings.HasPrefix(name, "utf-16") { // it was read as bytes up to here, so it is not UTF-16
		return "", nil
	}
	return name, enc
}

// declaredLabel returns the value after the first "charset=" or, in an XML declaration, "encoding=".
func declaredLabel(head []byte) string {
	lower := bytes.Clone(head)
	for i, c := range lower { // not bytes.ToLower: that makes three bytes of one that is not UTF-8, and places are counted here
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	after := -1
	if bytes.HasPrefix(bytes.TrimSpace(lower), []byte("<?xml")) {
		after = endOf(lower, "encoding=")
	}
	if after < 0 {
		after = endOf(lower, "charset=")
	}
	if after < 0 {
		return ""
	}
	value := strings.TrimLeft(string(head[after:min(len(head), after+40)]), "\"' ")
	if i := strings.IndexAny(value, "\"'>;/ \t\n"); i >= 0 {
		value = value[:i]
	}
	return value
}

func endOf(b []byte, sub string) int {
	i := bytes.Index(b, []byte(sub))
	if i < 0 {
		return -1
	}
	return i + len(sub)
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// mostlyUTF8 reports whether b has many more well-formed sequences of several bytes than stray bytes. There are some in
// a file cut in the middle of a character, or with a few bytes of another charset pasted in.
func mostlyUTF8(b []byte) bool {
	if utf8.Valid(b) {
		return !isASCII(b)
	}
	good, bad := 0, 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		b = b[size:]
	}
	return good > 4*bad
}

// decodeTwice undoes the commonest accident of charsets: UTF-8 that was taken for windows-1252 and encoded again, so that
// "è" reads "Ã¨". It reports whether text was such.
func decodeTwice(text string) (string, bool) {
	if !strings.Contains(text, "Ã") && !strings.Contains(text, "â€") {
		return text, false
	}
	b, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil || !utf8.ValidString(b) {
		return text, false
	}
	return b, true
}

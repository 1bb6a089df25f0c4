package markup

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// sampleBytes is how much of a body is looked at to guess its charset.
const sampleBytes = 64 << 10

// decodeWide decodes what has two or four bytes a character: it starts with a byte order mark, or with a < or { among zeros.
func decodeWide(body []byte) (text, name string, ok bool) {
	if len(body) < 4 {
		return "", "", false
	}
	start := body
	for len(start) >= 6 && (start[0] == 0 && isSpace(start[1]) || start[1] == 0 && isSpace(start[0])) {
		start = start[2:]
	}
	var enc encoding.Encoding
	switch be := binary.BigEndian.Uint32(start); {
	case be == 0x0000FEFF, be == '<', be == '{':
		enc, name = utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be"
	case be == 0xFFFE0000, be == '<'<<24, be == '{'<<24:
		enc, name = utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le"
	case be>>16 == 0xFEFF, be>>16 == '<', be>>16 == '{':
		enc, name = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
	case be>>16 == 0xFFFE, be>>16 == '<'<<8, be>>16 == '{'<<8:
		enc, name = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	default:
		return "", "", false
	}
	out, err := enc.NewDecoder().Bytes(start)
	return strings.ToValidUTF8(string(out), "\uFFFD"), name, err == nil
}

// mostlyUTF8 reports whether body has many more well-formed sequences of several bytes than stray bytes: it was cut within
// a character, or has a few bytes of another charset pasted in.
func mostlyUTF8(body []byte) bool {
	good, bad := 0, 0
	for b := body; len(b) > 0; {
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

// guess names the charset of a body that declares none, or a wrong one. A text with few bytes outside ASCII among its letters is in a
// language of the West, for which windows-1252 does: statistics take Italian for all sorts. Those that have many are in
// another script, and those detectors tell apart well.
func guess(body []byte) string {
	const western = "windows-1252"
	sample := body[:min(len(body), sampleBytes)]
	high, letters := 0, 0
	inTag := false
	for _, c := range sample {
		switch {
		case c == '<':
			inTag = true
		case c == '>':
			inTag = false
		case inTag:
		case c >= utf8.RuneSelf:
			high++
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		}
	}
	if high*4 < letters {
		return western
	}
	results, err := chardet.NewHtmlDetector().DetectAll(sample)
	if err != nil {
		return western
	}
	for _, r := range results {
		if text, clean := decodeAs(sample, r.Charset); clean || len(body) > len(sample) && strings.Count(text, "\uFFFD") == 1 {
			return strings.ToLower(r.Charset)
		}
	}
	return western
}

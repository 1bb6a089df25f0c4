package markup

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const (
	maxReference = 40       // bytes of a reference between & and ;: the longest of HTML has 31
	maxEntity    = 1 << 10  // bytes of what a document's own entity stands for
	maxExpansion = 64 << 10 // bytes that a document's own entities stand for, all times together
)

// entities are those that a document declares itself.
type entities struct {
	values   map[string]string
	expanded int // bytes
	note     string
}

// EntityNote says which entities of the document were left as they are, "" when none.
func (s *Scanner) EntityNote() string { return s.entities.note }

// resolve replaces references by what they stand for: those of XML, of HTML, and the document's own plain ones. What is none stays.
func (s *Scanner) resolve(text string) string {
	at := strings.IndexByte(text, '&')
	if at < 0 {
		return text
	}
	var b strings.Builder
	for at >= 0 {
		b.WriteString(text[:at])
		text = text[at:]
		value, length := s.reference(text)
		if length == 0 {
			s.mend()
			value, length = "&", 1
		}
		b.WriteString(value)
		text = text[length:]
		at = strings.IndexByte(text, '&')
	}
	b.WriteString(text)
	return b.String()
}

// reference reads the reference at the start of text, and returns its length in bytes, 0 when there is none.
func (s *Scanner) reference(text string) (string, int) {
	window := text[1:min(len(text), maxReference+2)]
	if strings.HasPrefix(window, "#") {
		return numeric(window)
	}
	end := strings.IndexByte(window, ';')
	if end <= 0 || strings.ContainsAny(window[:end], " \t\r\n&<") {
		return "", 0
	}
	name := window[:end]
	switch name {
	case "amp", "lt", "gt", "quot", "apos":
		return html.UnescapeString(text[:end+2]), end + 2
	}
	if value, ok := s.entities.values[name]; ok {
		if s.entities.expanded += len(value); s.entities.expanded <= maxExpansion {
			return value, end + 2
		}
		s.entities.note = "its own entities stand for too much, not all were resolved"
		return "", end + 2
	}
	// An entity of HTML without its semicolon would be resolved too: &copy=2; is none.
	value := html.UnescapeString(text[:end+2])
	if strings.HasSuffix(value, ";") {
		return "", 0
	}
	s.mend() // XML knows no entities of HTML
	return value, end + 2
}

// numeric reads a character reference from its # on. As in HTML, the semicolon may be missing, and what XML forbids is dropped.
func numeric(window string) (string, int) {
	digits, base := window[1:], 10
	if digits != "" && digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	n := 0
	for n < len(digits) && (digits[n] >= '0' && digits[n] <= '9' || base == 16 && digits[n]|0x20 >= 'a' && digits[n]|0x20 <= 'f') {
		n++
	}
	if n == 0 {
		return "", 0
	}
	length := len(window) - len(digits) + n + 1
	if n < len(digits) && digits[n] == ';' {
		length++
	}
	code, err := strconv.ParseUint(digits[:n], base, 32)
	if err != nil || code > utf8.MaxRune {
		return "\uFFFD", length
	}
	return legal(rune(code)), length
}

// legal returns what a character is in a document: a control of the range from 0x80 was meant as windows-1252, as the HTML standard
// has it; other controls and what is no character are nothing.
func legal(r rune) string {
	switch {
	case r >= 0x80 && r <= 0x9F:
		if r = charmap.Windows1252.DecodeByte(byte(r)); r < 0xA0 {
			return ""
		}
	case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0x7F, r == 0xFFFE, r == 0xFFFF, r >= 0xD800 && r <= 0xDFFF:
		return ""
	}
	return string(r)
}

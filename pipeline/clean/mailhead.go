package clean

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Bounds of the head of a message or of a part. What is over them is passed over.
const (
	maxHeadFields = 1000
	maxFieldValue = 32 << 10 // bytes
)

// mailHead has the values of a head's fields by their names in lower case, unfolded and not decoded, in order.
type mailHead map[string][]string

// get returns the first value of a field that has one.
func (h mailHead) get(name string) string {
	for _, value := range h[name] {
		if value != "" {
			return value
		}
	}
	return ""
}

// readHead splits a message or part at the blank line after its head. A line that is no field ends the head too: the blank
// line is missing. The head is nil when there is no field at all.
func readHead(b []byte) (head mailHead, body []byte) {
	fields, last := 0, ""
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		switch name, value, ok := mailField(line); {
		case len(line) == 0 && fields == 0, fields == 0 && !ok && envelope(line):
		case len(line) == 0:
			return head, rest
		case (line[0] == ' ' || line[0] == '\t') && fields > 0:
			head.fold(last, strings.TrimSpace(string(line)))
		case !ok:
			return head, b
		default:
			if head == nil {
				head = mailHead{}
			}
			if fields++; fields <= maxHeadFields {
				head[name] = append(head[name], value)
				last = name
			} else {
				last = ""
			}
		}
		b = rest
	}
	return head, nil
}

// fold adds a line that goes on with a field.
func (h mailHead) fold(name, more string) {
	values := h[name]
	if len(values) == 0 || len(values[len(values)-1])+len(more) > maxFieldValue {
		return
	}
	values[len(values)-1] = strings.TrimSpace(values[len(values)-1] + " " + more)
}

// envelope reports whether a line before a head is that of an mbox.
func envelope(line []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) || bytes.HasPrefix(line, []byte("\ufeff"))
}

// mailField splits a line of a head at its colon.
func mailField(line []byte) (name, value string, ok bool) {
	before, after, found := bytes.Cut(line, []byte(":"))
	before = bytes.TrimRight(before, " \t")
	if !found || len(before) == 0 || len(before) > 76 {
		return "", "", false
	}
	for _, c := range before {
		if c <= ' ' || c > '~' {
			return "", "", false
		}
	}
	return strings.ToLower(string(before)), strings.TrimSpace(string(after[:min(len(after), maxFieldValue)])), true
}

// parameters splits the value of a field such as Content-Type into the value itself, in lower case and without comments,
// and its parameters by their names in lower case. It takes what mime.ParseMediaType refuses: a parameter given twice,
// characters that should have been quoted, a missing semicolon.
func parameters(value string) (kind string, params map[string]string) {
	params = map[string]string{}
	parts := splitQuoted(withoutComments(value), ';')
	first, rest, _ := strings.Cut(strings.TrimSpace(parts[0]), " ")
	for _, part := range append([]string{rest}, parts[1:]...) {
		name, text, found := strings.Cut(part, "=")
		name = strings.TrimSuffix(strings.ToLower(strings.TrimSpace(name)), "*")
		if _, twice := params[name]; found && !twice {
			params[name] = strings.Trim(strings.TrimSpace(text), `"`)
		}
	}
	return strings.ToLower(strings.Trim(first, `"' `)), params
}

// withoutComments takes comments in brackets out of a field's value. Brackets in quotation marks are none.
func withoutComments(value string) string {
	var b strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '\\' && i+1 < len(value):
			i++
			if depth == 0 {
				b.WriteByte(value[i])
			}
			continue
		case c == '"' && depth == 0:
			quoted = !quoted
		case c == '(' && !quoted:
			depth++
		case c == ')' && depth > 0:
			depth--
			continue
		}
		if depth == 0 {
			b.WriteByte(value[i])
		}
	}
	if strings.TrimSpace(b.String()) == "" { // nothing but a comment, or one that never ends
		return value
	}
	return b.String()
}

// splitQuoted splits s at a separator that stands in no quotation marks.
func splitQuoted(s string, separator byte) []string {
	var parts []string
	quoted, from := false, 0
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == separator && !quoted:
			parts = append(parts, s[from:i])
			from = i + 1
		}
	}
	return append(parts, s[from:])
}

// rawText decodes a value of a head that has bytes over 127 as they are.
func rawText(value string) string {
	if utf8.ValidString(value) {
		return value
	}
	text, _, err := Decode([]byte(value), "text/plain")
	if err != nil {
		return strings.ToValidUTF8(value, "\uFFFD")
	}
	return text
}

package markup

import (
	"slices"
	"strings"
)

const (
	maxAttrs    = 100     // attributes of an element that are kept
	maxMarkedUp = 4 << 10 // bytes of a value that are looked through for tags in it
	maxLooked   = 1 << 20 // bytes of a document that are, all values together
)

// void are the elements of HTML that have no content and often no end. Not those that are words of feeds too: link, source.
var void = []string{"br", "hr", "img", "input", "wbr", "area", "col"}

// Void reports whether an element of HTML never has an end.
func Void(name string) bool { return slices.Contains(void, strings.ToLower(name)) }

// startTag reads a start tag, and reports false where there is none: a < before a letter that no > follows.
func (s *Scanner) startTag() bool {
	t := tag{text: s.text, pos: s.pos + 1}
	t.name()
	ok := t.attributes(s)
	if t.pos >= len(s.text) && !t.ended { // broken off within the tag
		s.mend()
		s.pos = len(s.text)
		return true
	}
	if !ok {
		return false
	}
	if t.odd {
		s.mend()
	}
	s.start(t)
	s.pos = t.pos
	return true
}

func (s *Scanner) start(t tag) {
	if s.Closes != nil {
		if n := s.Closes(s.open, t.label); n < len(s.open) {
			s.mend()
			s.close(n, false)
		}
	}
	s.open = append(s.open, t.label)
	s.lower = append(s.lower, strings.ToLower(t.label))
	s.emit(Token{Kind: Start, Name: t.label, Attrs: t.attrs})
	if t.empty || Void(t.label) || len(s.open) > MaxDepth {
		s.close(len(s.open)-1, false)
	}
}

// endTag reads an end tag. It ends the innermost element of its name, and what is open in that; one that nothing is open for is dropped.
func (s *Scanner) endTag(rest string) {
	end := strings.IndexAny(rest[1:], "<>") + 1
	after := end + 1
	if end == 0 || rest[end] == '<' {
		s.mend()
		if end == 0 {
			end = len(rest)
		}
		after = end
	}
	name := strings.TrimSpace(rest[2:end])
	if i := strings.IndexAny(name, " \t\r\n"); i >= 0 {
		name = name[:i]
	}
	name = strings.ToLower(name)
	for i := len(s.lower) - 1; i >= 0; i-- {
		if s.lower[i] != name {
			continue
		}
		if i < len(s.open)-1 {
			s.mend()
		}
		s.close(i, false)
		s.pos += after
		return
	}
	if !Void(name) {
		s.mend()
	}
	s.pos += after
}

// tag is a start tag on the way to be read.
type tag struct {
	text  string
	pos   int
	label string
	attrs []Attr
	empty bool // <tag/>
	ended bool // its > was found
	odd   bool // it is not well-formed
}

func isNameStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func (t *tag) name() {
	from := t.pos
	for t.pos < len(t.text) && (isNameStart(t.text[t.pos]) || strings.IndexByte("0123456789-.:", t.text[t.pos]) >= 0) {
		t.pos++
	}
	t.label = t.text[from:t.pos]
}

// attributes reads up to the end of the tag. It reports false when this is no tag: another < comes before any attribute with a value,
// or the name is followed by what follows no name (an address in brackets).
func (t *tag) attributes(s *Scanner) bool {
	if t.pos < len(t.text) && !isSpace(t.text[t.pos]) && t.text[t.pos] != '/' && t.text[t.pos] != '>' || strings.HasSuffix(t.label, ":") {
		return false
	}
	valued := false
	for t.pos < len(t.text) {
		switch c := t.text[t.pos]; {
		case c == '>':
			t.pos++
			t.ended = true
			return true
		case c == '<':
			t.odd = true
			t.ended = valued
			return valued
		case isSpace(c):
			t.pos++
		case c == '/':
			t.pos++
			t.empty = t.pos < len(t.text) && t.text[t.pos] == '>'
		default:
			valued = t.attribute(s) || valued
		}
	}
	return false
}

// attribute reads one attribute, and reports whether it has a value. A value may stand without quotes or be missing.
func (t *tag) attribute(s *Scanner) bool {
	from := t.pos
	for t.pos < len(t.text) && !isSpace(t.text[t.pos]) && strings.IndexByte(`=></"'`, t.text[t.pos]) < 0 {
		t.pos++
	}
	name := t.text[from:t.pos]
	if t.pos == from && t.text[t.pos] != '=' { // a stray quotation mark
		t.odd = true
		t.pos++
		return false
	}
	for t.pos < len(t.text) && isSpace(t.text[t.pos]) {
		t.pos++
	}
	if t.pos == len(t.text) || t.text[t.pos] != '=' {
		t.odd = true
		t.keep(name, "")
		return false
	}
	for t.pos++; t.pos < len(t.text) && isSpace(t.text[t.pos]); {
		t.pos++
	}
	t.keep(name, s.resolve(t.value(s)))
	return true
}

func (t *tag) keep(name, value string) {
	if name != "" && len(t.attrs) < maxAttrs {
		t.attrs = append(t.attrs, Attr{name, value})
	}
}

// pastTags returns where the quotation mark stands that ends a value with tags of HTML in it, whose own marks end nothing:
// text="by <a href="x">y</a>". It is 0 where a bracket that opens no tag, or none, comes first.
func (s *Scanner) pastTags(rest string) int {
	inside, tags := false, false
	for i := 1; i < min(len(rest)-1, maxMarkedUp) && s.looked < maxLooked; i++ {
		s.looked++
		switch c := rest[i]; {
		case c == '<' && (isNameStart(rest[i+1]) || rest[i+1] == '/'):
			inside, tags = true, true
		case c == '>' && !tags:
			return 0
		case c == '>':
			inside = false
		case c == rest[0] && !inside && tags && strings.IndexByte(" \t\r\n/>?", rest[i+1]) >= 0:
			return i
		}
	}
	return 0
}

// value reads what stands after the equals sign. A quotation mark that ends it stands before a space or the end of the tag; without
// one it ends there itself.
func (t *tag) value(s *Scanner) string {
	rest := t.text[t.pos:]
	stop := "> \t\r\n<"
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		end := strings.IndexByte(rest[1:], rest[0]) + 1
		if end > 0 && (end+1 == len(rest) || strings.IndexByte(" \t\r\n/>?", rest[end+1]) >= 0) {
			t.pos += end + 1
			t.odd = t.odd || strings.Contains(rest[1:end], "<")
			return rest[1:end]
		}
		if end > 0 && !strings.ContainsAny(rest[:end], "<>") { // a="1"b="2"
			t.odd = true
			t.pos += end + 1
			return rest[1:end]
		}
		if end := s.pastTags(rest); end > 0 {
			t.odd = true
			t.pos += end + 1
			return rest[1:end]
		}
		rest = rest[1:]
		t.pos++
		stop = "><"
	}
	t.odd = true
	end := strings.IndexAny(rest, stop)
	if end < 0 {
		end = len(rest)
	}
	t.pos += end
	if stop != "><" && end > 0 && rest[end-1] == '/' && end < len(rest) && rest[end] == '>' { // <a href=x/>
		t.pos--
		end--
	}
	return strings.TrimSpace(rest[:end])
}

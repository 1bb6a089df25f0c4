package markup

import "strings"

// declaration gets past <!…>. Of a document type it takes the entities.
func (s *Scanner) declaration() {
	const doctype = "<!DOCTYPE"
	rest := s.text[s.pos:]
	end := strings.IndexByte(rest, '>')
	if len(rest) >= len(doctype) && strings.EqualFold(rest[:len(doctype)], doctype) && s.entities.values == nil {
		s.entities.values = map[string]string{}
		if e := s.doctype(rest); e > 0 {
			end = e
		}
	} else {
		s.mend()
	}
	if end < 0 {
		s.mend()
		end = len(rest) - 1
	}
	s.pos += end + 1
}

// doctype returns where the > of a document type stands, 0 when it is not ended.
func (s *Scanner) doctype(text string) int {
	subset := false
	for i := 2; i < len(text); i++ {
		switch c := text[i]; {
		case c == '[':
			subset = true
		case c == ']':
			subset = false
		case c == '>' && !subset:
			return i
		case c == '<' && !subset: // the document began before it ended
			return 0
		case c == '<' && strings.HasPrefix(text[i:], "<!--"):
			n := strings.Index(text[i:], "-->")
			if n < 0 {
				return 0
			}
			i += n + 2
		case c == '<' && subset:
			n := declared(text[i:])
			s.declare(text[i : i+n])
			i += n - 1
		case c == '"' || c == '\'':
			n := strings.IndexByte(text[i+1:], c)
			if n < 0 {
				return 0
			}
			i += n + 1
		}
	}
	return 0
}

// declared returns the length of the declaration that text begins with. A > in quotation marks does not end it.
func declared(text string) int {
	quote := byte(0)
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(text)
}

// declare takes a plain entity: one that stands for text without markup and without further entities. Others, those that stand in
// another file before all, are left as they are.
func (s *Scanner) declare(declaration string) {
	rest, ok := strings.CutPrefix(declaration, "<!ENTITY")
	if !ok {
		return
	}
	name, rest, _ := strings.Cut(strings.TrimLeft(rest, " \t\r\n"), " ")
	rest = strings.TrimLeft(rest, " \t\r\n")
	if name == "" || name == "%" || len(name) > maxReference || rest == "" {
		return
	}
	if rest[0] != '"' && rest[0] != '\'' {
		s.entities.note = "entities in other files were not read"
		return
	}
	value, _, _ := strings.Cut(rest[1:], rest[:1])
	plain, simple := charactersOf(value)
	if !simple || len(value) > maxEntity {
		s.entities.note = "entities that stand for others were not resolved"
		return
	}
	if _, known := s.entities.values[name]; !known {
		s.entities.values[name] = plain
	}
}

// charactersOf resolves the character references of an entity's value, and reports false when there is anything else in it than text.
func charactersOf(value string) (string, bool) {
	var b strings.Builder
	for {
		at := strings.IndexAny(value, "&<%")
		if at < 0 {
			b.WriteString(value)
			return b.String(), true
		}
		if value[at] != '&' {
			return "", false
		}
		b.WriteString(value[:at])
		char, length := (&Scanner{}).reference(value[at:])
		if length == 0 {
			return "", false
		}
		b.WriteString(char)
		value = value[at+length:]
	}
}

// Package markup reads XML as it is found: in any charset, cut off, badly nested, with bare & and <. Decode makes text of bytes;
// a Scanner makes of the text a sequence of tokens in which every element that starts also ends.
package markup

import "strings"

// MaxDepth is the most elements that can be open at once. Those deeper end where they start, and what is in them is read as if it stood
// after them.
const MaxDepth = 200

// Kind says what a token is.
type Kind int

const (
	Start Kind = iota + 1 // of an element: Name, Attrs
	Text                  // character data with the references in it resolved: Text
	CDATA                 // the same as written in a CDATA section: Text
	End                   // of an element: Name
)

// Token is a piece of a document.
type Token struct {
	Kind  Kind
	Name  string // as written, with its prefix
	Attrs []Attr
	Text  string
	Depth int  // how many elements are open; of Start and End, this one among them
	Cut   bool // of End: the element was not ended, the document was
}

// Attr is an attribute, with its name as written.
type Attr struct{ Name, Value string }

// Get returns the value of the attribute of a name, "" when there is none. Letters of either case are the same.
func (t Token) Get(name string) string {
	for _, a := range t.Attrs {
		if strings.EqualFold(a.Name, name) {
			return a.Value
		}
	}
	return ""
}

// Scanner takes a document apart in one pass, in time linear in its length. It never fails: what is not well-formed is read as what
// it was most likely meant to be, and what is no markup at all is text. It drops comments, processing instructions and the document type,
// after taking the plain entities out of its internal subset.
type Scanner struct {
	// Closes says how many of the open elements stay open when another one starts, len(open) when nil. The elements are
	// named as written, outermost first. With it a reader that knows the vocabulary ends what was left open.
	Closes func(open []string, start string) int

	text     string
	pos      int
	open     []string
	lower    []string // open in lower case
	queue    []Token
	next     map[string]int // where a delimiter was last found, see find
	looked   int            // bytes, see pastTags
	mended   int            // where the first fault is, -1 when there is none
	entities entities
}

// NewScanner reads text, which Decode made.
func NewScanner(text string) *Scanner {
	return &Scanner{text: text, mended: -1, next: map[string]int{}}
}

// Next returns the next token, false after the last one.
func (s *Scanner) Next() (Token, bool) {
	for len(s.queue) == 0 {
		switch {
		case s.pos < len(s.text):
			s.step()
		case len(s.open) > 0:
			s.close(0, true)
		default:
			return Token{}, false
		}
	}
	t := s.queue[0]
	s.queue = s.queue[1:]
	return t, true
}

// Mended returns the line, from 1, near which the document is not well-formed first, 0 when it is.
func (s *Scanner) Mended() int {
	if s.mended < 0 {
		return 0
	}
	return 1 + strings.Count(s.text[:s.mended], "\n")
}

func (s *Scanner) mend() {
	if s.mended < 0 {
		s.mended = s.pos
	}
}

// step reads what stands at pos, and gets past it.
func (s *Scanner) step() {
	rest := s.text[s.pos:]
	switch {
	case rest[0] != '<':
		s.character(rest)
	case strings.HasPrefix(rest, "<!--"):
		s.skipPast("-->", len("<!--"))
	case len(rest) >= len(cdataStart) && strings.EqualFold(rest[:len(cdataStart)], cdataStart):
		s.cdata()
	case strings.HasPrefix(rest, "<!"):
		s.declaration()
	case strings.HasPrefix(rest, "<?"):
		s.instruction(rest)
	case len(rest) > 2 && rest[1] == '/' && isNameStart(rest[2]):
		s.endTag(rest)
	case len(rest) > 1 && isNameStart(rest[1]) && s.startTag():
	case len(rest) <= 2: // broken off
		s.pos = len(s.text)
	default:
		s.bare()
	}
}

// character reads text up to the next markup.
func (s *Scanner) character(rest string) {
	end := strings.IndexByte(rest, '<')
	if end < 0 {
		end = len(rest)
	}
	s.emit(Token{Kind: Text, Text: s.resolve(rest[:end])})
	s.pos += end
}

// bare reads a < that begins no markup.
func (s *Scanner) bare() {
	s.mend()
	s.emit(Token{Kind: Text, Text: "<"})
	s.pos++
}

func (s *Scanner) emit(t Token) {
	t.Depth = len(s.open)
	s.queue = append(s.queue, t)
}

// close ends the open elements but the first n.
func (s *Scanner) close(n int, cut bool) {
	for len(s.open) > n {
		last := len(s.open) - 1
		s.emit(Token{Kind: End, Name: s.open[last], Cut: cut})
		s.open, s.lower = s.open[:last], s.lower[:last]
	}
}

// find returns where a delimiter stands at or after from, -1 when it does not. It remembers that, so that it looks at no
// part of the text twice however often it is asked.
func (s *Scanner) find(delimiter string, from int) int {
	at, known := s.next[delimiter]
	if known && (at < 0 || at >= from) {
		return at
	}
	if at = strings.Index(s.text[min(from, len(s.text)):], delimiter); at >= 0 {
		at += from
	}
	s.next[delimiter] = at
	return at
}

// skipPast gets past the next delimiter, or to the end when there is none.
func (s *Scanner) skipPast(delimiter string, length int) {
	end := s.find(delimiter, s.pos+length)
	if end < 0 {
		s.mend()
		s.pos = len(s.text)
		return
	}
	s.pos = end + len(delimiter)
}

// instruction gets past <?…?>. One without a question mark at its end, <?xml version="1.0">, ends with the bracket.
func (s *Scanner) instruction(rest string) {
	end := strings.IndexByte(rest[1:], '<') + 1
	if end == 0 {
		end = len(rest)
	}
	if i := strings.Index(rest[:end], "?>"); i >= 0 {
		s.pos += i + len("?>")
		return
	}
	s.mend()
	if i := strings.IndexByte(rest[:end], '>'); i >= 0 {
		end = i + 1
	}
	s.pos += end
}

const cdataStart = "<![CDATA["

// cdata reads a CDATA section. One whose end is missing ends with the element that it is in: it is missing when that element
// ends, and another section starts, before the next ]]>.
func (s *Scanner) cdata() {
	from := s.pos + len(cdataStart)
	end := s.find("]]>", from)
	after := end + len("]]>")
	if end < 0 {
		s.mend()
		end, after = len(s.text), len(s.text)
	}
	if n := len(s.open); n > 0 {
		body := s.text[from:end]
		tag := strings.Index(body, "</"+s.open[n-1])
		if tag >= 0 && (after == end || strings.Contains(body[tag:], cdataStart)) {
			s.mend()
			end, after = from+tag, from+tag
		}
	}
	s.emit(Token{Kind: CDATA, Text: s.text[from:end]})
	s.pos = after
}

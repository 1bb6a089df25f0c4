package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// class says what a token is made of.
type class byte

const (
	mark   class = iota // one character that is neither letter nor digit nor white space
	word                // letters
	digits              // a figure with its separators: 1.200,5 and 18:30 are one token
	space               // white space and control characters, which are no tokens
)

// token is a word, a figure or a mark of a text.
type token struct {
	*lexeme
	start, end int  // bytes of the text
	glued      bool // nothing stands between it and the token before
	first      bool // it opens a sentence or a quotation, so a capital says nothing
}

// nothing is what stands before the first token of a text and after the last.
var nothing = token{lexeme: &lexeme{}}

// tokenize cuts a text in a language into tokens.
func tokenize(text, lang string) []token {
	return lexiconOf(lang).tokenize(make([]token, 0, len(text)/5+4), text)
}

// tokenize appends the tokens of a text to out, which is empty.
func (l *lexicon) tokenize(out []token, text string) []token {
	opening := true
	for i := 0; i < len(text); {
		c, end := scan(text, i)
		if c == space {
			i = end
			continue
		}
		t := token{lexeme: l.lookUp(text[i:end], c), start: i, end: end, glued: len(out) > 0 && out[len(out)-1].end == i}
		if t.class != mark {
			t.first, opening = opening, false
		} else if beginsAfter(out, t) {
			opening = true
		}
		out = append(out, t)
		i = end
	}
	return out
}

// scan returns what stands at a place of a text, and where it ends.
func scan(text string, i int) (class, int) {
	r, size := rune(text[i]), 1
	if r >= utf8.RuneSelf {
		r, size = utf8.DecodeRuneInString(text[i:])
	}
	switch classOf(r) {
	case space:
		return space, i + size
	case digits:
		return digits, endOfFigure(text, i)
	case word:
		return word, endOfWord(text, i)
	}
	return mark, i + size
}

// classOf is the class of a token that begins with a character. Most are among the first few, and need no tables.
func classOf(r rune) class {
	switch {
	case inWord(r):
		return word
	case r <= ' ':
		return space
	case '0' <= r && r <= '9':
		return digits
	case r > '~' && (unicode.IsSpace(r) || unicode.Is(unicode.Cc, r)):
		return space
	case r > '~' && unicode.IsDigit(r):
		return digits
	}
	return mark
}

func inWord(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	case '\u2010' <= r && r <= '\u2027': // dashes, quotation marks, the ellipsis: there are no letters among them
		return false
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r)
}

// unspaced are the scripts that put no space between words; each of their letters is a word of its own.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

func endOfWord(text string, start int) int {
	for i := start; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if !inWord(r) {
			return i
		}
		i += size
		if r >= 0x0E00 && unicode.In(r, unspaced...) {
			return i
		}
	}
	return len(text)
}

// endOfFigure takes the separators in that stand between two digits: 1.200,5 · 18:30 · 1 050 with a no-break space ·
// 1'200. An ordinary space counts only before a group of exactly three digits after at most three.
func endOfFigure(text string, start int) int {
	i := start
	for {
		run := i
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsDigit(r) {
				break
			}
			i += size
		}
		if i >= len(text) {
			return i
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		group := leadingDigits(text[i+size:])
		switch {
		case group == 0 || i-start > longestFigure:
			return i
		case strings.ContainsRune(".,:", r):
		case strings.ContainsRune(" \u00a0\u202f\u2009'’", r) && group == 3 && i-run <= 3 && grouped(text[start:i]):
		default:
			return i
		}
		i += size
	}
}

// grouped reports whether a figure so far can be followed by another group of three digits.
func grouped(figure string) bool {
	return !strings.ContainsAny(figure, ".,:") && figure[0] != '0'
}

// leadingDigits counts ASCII digits at the beginning, up to four.
func leadingDigits(s string) int {
	n := 0
	for n < len(s) && n < 4 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// beginsAfter reports whether the word after a mark begins a sentence or a quotation.
func beginsAfter(before []token, m token) bool {
	switch m.text {
	case "!", "?", "…", ":", "«", "“", "„", "‘", "\"", "•", "¿", "¡":
		return true
	case "'", "’":
		return !m.glued
	case ".":
		return len(before) > 0 && !abbreviated(before[len(before)-1])
	}
	return false
}

// abbreviations take a full stop that does not end the sentence. Words of one or two letters are taken for one anyway.
var abbreviations = set(`dott prof avv ing arch sig sigg sen gen col cap mons geom rag spa srl soc art pag vol tel ecc
	prof inc corp ltd gov sen rep gen col capt lt sgt rev hon mrs messrs est univ dept
	jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun mich minn calif mass tenn conn wash ariz colo penn
	mme mlle bd av hr bzw usw evtl ca str nr sra dra exmo exma mgr mio mrd inkl ggf vgl geb abs abb tsd jhd sog zzgl dipl srta dña gral núm pág págs aprox fig ltda cía drs engº profa`)

func abbreviated(t token) bool {
	return t.class == word && (utf8.RuneCountInString(t.text) <= 2 || abbreviations.has(t.lower))
}

package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a hyphen at the end of a line is.
type lineHyphen int

const (
	hyphenNone   lineHyphen = iota // there is none: the lines are joined by a space
	hyphenOfWord                   // the word has it: it stays, and nothing is put between
	hyphenOfLine                   // only the line has it: it goes
)

// keptPrefixes are first parts that keep their hyphen.
var keptPrefixes = map[string]bool{
	"ex": true, "self": true, "non": true, "vice": true, "well": true, "all": true, "half": true, "anti": true,
	"pre": true, "post": true, "co": true, "mid": true, "know": true, "week": true, "italo": true, "franco": true,
	"socio": true, "economico": true, "politico": true, "tecnico": true, "euro": true,
}

// hyphen says what the hyphen at the end of a line is, by the words that the text has elsewhere: "know-how" written
// in the middle of a line keeps its hyphen at the end of one.
func hyphen(before, next string, known map[string]bool) lineHyphen {
	if !strings.HasSuffix(before, "-") || strings.HasSuffix(before, " -") || before == "-" {
		return hyphenNone
	}
	first := strings.ToLower(lastField(before[:len(before)-1]))
	second := strings.ToLower(leadingLetters(next))
	last, _ := utf8.DecodeLastRuneInString(first)
	switch {
	case !unicode.IsLetter(last) || !startsLower(next) || second == "":
		return hyphenOfWord
	case known[first+second]:
		return hyphenOfLine
	case known[first+"-"+second], keptPrefixes[first], strings.Contains(first, "-"):
		return hyphenOfWord
	}
	return hyphenOfLine
}

// wordSet returns the words of a text in lower case, those with a hyphen whole.
func wordSet(text string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && r != '-'
	}) {
		set[w] = true
	}
	return set
}

// lastField returns the last run of letters and hyphens of s. It looks at no more of s than that.
func lastField(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	if i < 0 {
		return s
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[i+size:]
}

func leadingLetters(s string) string {
	i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		return s
	}
	return s[:i]
}

// bullets begin the lines of a list. A dash with a space is one too; a long dash is not, as it begins speech.
const bullets = "•‣◦●▪■*·▸►✓✔➤"

func isBullet(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return strings.HasPrefix(s, "- ") || strings.ContainsRune(bullets, r) && len(s) > size && s[size] == ' '
}

// bulleted returns the block of a line, without the bullet that makes it a list item.
func bulleted(s string) block {
	if !isBullet(s) {
		return newBlock(s)
	}
	_, size := utf8.DecodeRuneInString(s)
	b := newBlock(strings.TrimSpace(s[size:]))
	b.item = true
	return b
}

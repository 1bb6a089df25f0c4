package render

import (
	"strings"
	"unicode/utf8"
)

// escape makes one printable line of text stand in Markdown as it is. A backslash before punctuation is the one thing that
// every renderer of CommonMark takes for exactly this, outside of code, which escaped text cannot open.
func escape(text string) string {
	var out strings.Builder
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		if always(r) || begins(r, text[:i]) || joins(r, text[:i], next) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// always reports whether a character can be markup anywhere: in CommonMark, in tables, notes and formulas.
func always(r rune) bool { return strings.ContainsRune("\\`*_[]<>&|~$^{}#@", r) }

// begins reports whether a character can make the line a list, a rule, a heading or a definition after what is before it.
func begins(r rune, before string) bool {
	switch r {
	case '-', '+', '=', ':':
		return before == ""
	case '.', ')':
		return before != "" && strings.Trim(before, "0123456789") == ""
	}
	return false
}

// joins reports whether a character makes, with its neighbours, an address, an emoji, a rule or a highlight.
func joins(r rune, before string, next rune) bool {
	letter := next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z'
	switch r {
	case ':':
		return letter || next == '/' || next == ':' || next == '-' || next == '+'
	case '.':
		return letter && len(before) >= 3 && strings.EqualFold(before[len(before)-3:], "www")
	case '-', '+', '=', '%', '!':
		return next == r || next == '[' || next == '|'
	}
	return false
}

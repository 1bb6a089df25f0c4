package prompts

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// unmark takes the power from what chat templates and our own templates use as marks: a server reads "<|im_end|>" in a
// message as the end of the message. Angle brackets become their typographic twins.
var unmark = strings.NewReplacer("<", "‹", ">", "›", "[INST]", "(INST)", "[/INST]", "(/INST)", "[SYSTEM_PROMPT]", "(SYSTEM_PROMPT)")

// Quote makes a text safe to stand in a prompt as data: without marks that end a message, and with typographic quotation
// marks in place of straight ones, which end a string of the reply early when the model repeats them.
func Quote(text string) string {
	text = unmark.Replace(text)
	if !strings.Contains(text, `"`) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 16)
	before := ' '
	for _, r := range text {
		if r != '"' {
			b.WriteRune(r)
		} else if opens(before) {
			b.WriteRune('“')
		} else {
			b.WriteRune('”')
		}
		before = r
	}
	return b.String()
}

// opens reports whether a quotation mark that follows r opens a quotation.
func opens(r rune) bool {
	return r == utf8.RuneError || unicode.IsSpace(r) || strings.ContainsRune("([{—–-'‘’«“/", r)
}

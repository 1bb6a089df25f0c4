package main

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"mattinale/pipeline/news"
)

// yamlSafe is a text that is the same in YAML, in a list in brackets too, whatever its reader takes for a number, a day or a truth:
// a path or an address, or words that begin with a letter.
var yamlSafe = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(~?/[A-Za-z0-9/._~@+=-]*[A-Za-z0-9/_]|https?://[A-Za-z0-9/._~@+=?&%:-]*[A-Za-z0-9/_]|[A-Za-z][A-Za-z0-9_-]*(/[A-Za-z0-9_-]+|\.[A-Za-z0-9_-]+)*|\p{L}{4,}( \p{L}{2,})*)$`)
})

// yamlTaken are words that some reader of YAML takes for something else than themselves.
const yamlTaken = " y n yes no on off true false null nan inf "

// yamlWord is a text as a value in YAML, quoted where it has to be. The text is UTF-8.
func yamlWord(text string) string {
	if yamlSafe().MatchString(text) && !strings.Contains(yamlTaken, " "+strings.ToLower(text)+" ") {
		return text
	}
	return yamlQuoted(text)
}

// yamlQuoted is a text in double quotes: the escapes of JSON are those of YAML too. What would act in an editor or on a terminal is
// escaped, and so is the tab.
func yamlQuoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r != '\u200c' && r != '\u200d' && news.Acts(r):
			fmt.Fprintf(&b, map[bool]string{true: `\u%04X`, false: `\U%08X`}[r <= 0xFFFF], r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

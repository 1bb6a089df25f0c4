package prompts

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Language is how a model is asked for one. A small model confuses tags ("it") more often than the languages' own
// names ("italiano"), and follows an instruction best when it stands in the language it asks for.
type Language struct {
	Tag         string // BCP 47
	Key         string // property of the reply's JSON: the language's own name in lower case
	Instruction string // in that language where we can write it, else in English
}

// written holds what we can say in a language ourselves.
var written = map[string]Language{
	"it": {Key: "italiano", Instruction: "scrivi in italiano."},
	"en": {Key: "english", Instruction: "write in English."},
	"fr": {Key: "français", Instruction: "écris en français."},
	"de": {Key: "deutsch", Instruction: "schreibe auf Deutsch."},
	"es": {Key: "español", Instruction: "escribe en español."},
	"pt": {Key: "português", Instruction: "escreve em português."},
}

// LanguageOf returns how to ask for a language. tag must be valid BCP 47 (see language.Parse).
func LanguageOf(tag string) Language {
	if l, ok := written[tag]; ok {
		l.Tag = tag
		return l
	}
	t := language.Make(tag)
	name := display.Self.Name(t)
	if name == "" {
		name = tag
	}
	return Language{
		Tag: tag, Key: strings.ToLower(name),
		Instruction: fmt.Sprintf("write in %s.", english(t, name)),
	}
}

// english names a language in English and, when that differs, in the language itself.
func english(t language.Tag, self string) string {
	name := display.English.Languages().Name(t)
	if name == "" || name == self {
		return self
	}
	return fmt.Sprintf("%s (%s)", name, self)
}

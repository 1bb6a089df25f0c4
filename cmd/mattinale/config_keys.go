package main

import (
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"mattinale/pipeline/news"
	"mattinale/pipeline/tokens"
)

// kind is what the value of a key is.
type kind int

const (
	kindText    kind = iota
	kindBoolean      // true or false
	kindInteger
	kindNumber
	kindDuration // as 90s
	kindWords    // a list of texts, or one text with commas
	kindPrice    // a number, or a text
)

// key is a key of the configuration file, or of one of its sources. What reads the file, the schema for editors, the file that
// config init writes and docs/configuration.md are all made from these.
type key struct {
	name     string
	kind     kind
	about    string // what a flag of that name is for
	standard string // what holds when nothing is said; "": nothing
	said     string // the same in words, where it is no value
	path     bool   // it names a file or a folder
	rule
}

// rule is what the value of a key has to be, beside its kind.
type rule struct {
	choices []string
	least   float64 // of a number, with atLeast
	atLeast bool    // it is least or more
	over    bool    // it is more than least
	some    bool    // a list has at least one
	pattern string  // all of a text, or of one word of several
	hint    string
	// check objects to what a pattern cannot tell. Its error goes on where the name of the key stopped.
	check func(text string, now time.Time) error
}

const (
	durationPattern = `\+?(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+`
	languagePattern = `[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*`
	pricePattern    = `| *` + pricePart + ` *(/ *` + pricePart + ` *)?`
	pricePart       = `([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?`
)

// ruleOf is the rule of a flag's value.
func ruleOf(name string) rule {
	switch name {
	case "engine":
		return rule{choices: []string{"auto", "openai", "extract"}}
	case "length":
		return rule{choices: []string{"short", "medium", "long"}}
	case "stdout":
		return rule{choices: []string{"", "md", "html", "json"}}
	case "log-format":
		return rule{choices: []string{"text", "json"}}
	case "encoding":
		return rule{choices: append([]string{""}, tokens.Names()...)}
	case "chunk-tokens", "concurrency", "max-calls", "top":
		return rule{least: 1, atLeast: true}
	case "retries":
		return rule{atLeast: true}
	case "max-cost":
		return rule{over: true}
	case "timeout":
		return rule{pattern: durationPattern, hint: "for example 90s or 5m"}
	case "lang":
		return rule{some: true, pattern: languagePattern, hint: "for example it,en", check: ignoringTime(parseLanguages)}
	case "date":
		return rule{pattern: `|[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])`, hint: "write it as YYYY-MM-DD", check: ignoringTime(parseDate)}
	case "ready-by":
		return rule{pattern: `|([01]?[0-9]|2[0-3]):[0-5][0-9]`, hint: "for example 07:00", check: withTime(parseReadyBy)}
	case "price":
		return rule{atLeast: true, pattern: pricePattern, hint: priceHint, check: ignoringTime(parsePrice)}
	case "since":
		return rule{pattern: sincePattern, hint: sinceHint, check: withTime(parseSince)}
	case "allow-host":
		return rule{pattern: hostPattern, hint: hostHint, check: ignoringTime(parseHosts)}
	}
	return rule{}
}

func ignoringTime[T any](parse func(string) (T, error)) func(string, time.Time) error {
	return func(text string, _ time.Time) error { _, err := parse(text); return err }
}

func withTime[T any](parse func(string, time.Time) (T, error)) func(string, time.Time) error {
	return func(text string, now time.Time) error { _, err := parse(text, now); return err }
}

// settingKeys are the keys of the file beside sources, in the order of the flags.
func settingKeys() []key {
	var keys []key
	for _, f := range briefFlags() {
		if k := keyOf(f); k.name != "config" {
			keys = append(keys, k)
		}
	}
	return keys
}

// keyOf is a flag as a key.
func keyOf(f cli.Flag) key {
	name := f.Names()[0]
	k := key{name: name, rule: ruleOf(name), path: name == "out" || name == "log-file" || slices.Contains(pathFlags, name)}
	if doc, ok := f.(cli.DocGenerationFlag); ok {
		k.about = strings.ReplaceAll(doc.GetUsage(), "`", "")
		k.said = doc.GetDefaultText()
	}
	switch f := f.(type) {
	case *cli.BoolFlag:
		k.kind, k.standard, k.said = kindBoolean, "false", ""
	case *cli.IntFlag:
		k.kind, k.said = kindInteger, f.DefaultText
		if f.Value >= int(k.least) && k.said == "" {
			k.standard = f.GetValue()
		}
	case *cli.Float64Flag:
		k.kind, k.said = kindNumber, f.DefaultText
	case *cli.DurationFlag:
		k.kind, k.said = kindDuration, f.DefaultText
	case *cli.StringSliceFlag:
		k.kind, k.said = kindWords, f.DefaultText
	case *cli.StringFlag:
		k.standard, k.said = f.Value, f.DefaultText
	}
	switch name {
	case "lang":
		k.kind = kindWords
	case "price":
		k.kind = kindPrice
	}
	return k
}

// sourceKey is a key of a source that is written as a mapping.
type sourceKey struct {
	key
	set func(s *news.Source, text string) error
	get func(s news.Source) string // "": not said
}

func findKey(keys []key, name string) (key, bool) {
	i := slices.IndexFunc(keys, func(k key) bool { return k.name == name })
	if i < 0 {
		return key{}, false
	}
	return keys[i], true
}

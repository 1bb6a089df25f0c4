package main

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"mattinale/pipeline/news"
)

// sourceKeys are the keys of a source that is written as a mapping, in the order in which they are written; news.Source has a field
// for each.
func sourceKeys() []sourceKey {
	text := func(field func(*news.Source) *string) (func(*news.Source, string) error, func(news.Source) string) {
		return func(s *news.Source, text string) error { *field(s) = text; return nil },
			func(s news.Source) string { return *field(&s) }
	}
	address := sourceKey{key: key{name: "address", about: "a file, a folder, or the web address of a page, a feed or a list of feeds",
		path: true, rule: rule{pattern: `.*\S.*`, check: ignoringTime(parseAddress)}}}
	address.set, address.get = text(func(s *news.Source) *string { return &s.Address })
	topic := sourceKey{key: key{name: "topic", about: "what its articles are about, in your words"}}
	topic.set, topic.get = text(func(s *news.Source) *string { return &s.Topic })
	lang := sourceKey{key: key{name: "language", about: "BCP 47, of articles that do not show their own",
		rule: rule{pattern: languagePattern, hint: "for example it", check: ignoringTime(parseLanguage)}}}
	lang.set = func(s *news.Source, text string) (err error) { s.Language, err = parseLanguage(text); return err }
	lang.get = func(s news.Source) string { return s.Language }
	weight := sourceKey{key: key{name: "weight", kind: kindNumber, standard: "1", rule: rule{over: true},
		about: "its share where there is more than there is room for"}}
	weight.set = func(s *news.Source, text string) (err error) {
		s.Weight, err = strconv.ParseFloat(text, 64)
		return err
	}
	weight.get = func(s news.Source) string { return unlessZero(s.Weight, strconv.FormatFloat(s.Weight, 'f', -1, 64)) }
	limit := sourceKey{key: key{name: "limit", kind: kindInteger, said: "any number", rule: rule{least: 1, atLeast: true},
		about: "most articles of it in a run"}}
	limit.set = func(s *news.Source, text string) (err error) { s.Limit, err = strconv.Atoi(text); return err }
	limit.get = func(s news.Source) string { return unlessZero(float64(s.Limit), strconv.Itoa(s.Limit)) }
	from := sourceKey{key: key{name: "since", said: "what --since says", rule: ruleOf("since"),
		about: "which of its entries count: all, last (new since the last run), a duration (36h, 3d, 1w) or a day (2026-11-24)"}}
	from.set, from.get = text(func(s *news.Source) *string { return &s.Since })
	return []sourceKey{address, topic, lang, weight, limit, from}
}

func unlessZero(n float64, text string) string {
	if n == 0 {
		return ""
	}
	return text
}

// parseAddress objects to what can be no source at all.
func parseAddress(text string) (string, error) {
	scheme, _, web := strings.Cut(strings.TrimPrefix(strings.ToLower(text), "feed:"), "://")
	switch {
	case strings.TrimSpace(text) == "":
		return "", usage("", "is empty")
	case strings.ContainsAny(text, "\x00\n\r"):
		return "", usage("", "has a line break in it")
	case web && scheme != "http" && scheme != "https":
		return "", usage("http:// and https:// are", "%q: %s:// is not read", news.Redacted(text), scheme)
	}
	return text, nil
}

// parseLanguage is a language as BCP 47 has it.
func parseLanguage(text string) (string, error) {
	t, err := language.Parse(strings.TrimSpace(text))
	if err != nil || t == language.Und {
		return "", usage("for example it", "%q is no language", text)
	}
	return t.String(), nil
}

// checkSource objects to what is said of a source, wherever it was said. A key that is not said has no objection.
func checkSource(s news.Source, now time.Time) error {
	for _, k := range sourceKeys() {
		if text := k.get(s); text != "" || k.name == "address" {
			if what, hint := k.objection(text, now); what != "" {
				return usage(hint, "%s", what)
			}
		}
	}
	return nil
}

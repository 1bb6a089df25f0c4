package main

import (
	"regexp"
	"strings"
	"sync"

	"mattinale/pipeline/news"
)

var (
	// secretLine is a line of a file whose value is not shown: it may be a key or a password, where it should be or where it should not.
	secretLine = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(key|token|secret|passw|auth|credential)[^:]*:|\bsk-`)
	})
	// userinfo is what stands before the host in an address.
	userinfo = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`://[^/\s]+@`) })
	// apiKey is a key as OpenAI and those like it give them.
	apiKey = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\bsk-[A-Za-z0-9_-]+`) })
)

// withoutKeys is a message without what looks like a key.
func withoutKeys(text string) string {
	if !strings.Contains(text, "sk-") {
		return text
	}
	return apiKey().ReplaceAllString(text, "sk-…")
}

// masked is a line of a file without what may be a secret. A column in what is gone is where that began.
func masked(line string, column int) (string, int) {
	if !secretLine().MatchString(line) {
		return userinfo().ReplaceAllString(line, "://…@"), column
	}
	before, _, found := strings.Cut(line, ":")
	if !found || strings.Contains(before, "sk-") {
		before = ""
	}
	line = before + ": …"
	return line, min(column, len([]rune(line)))
}

// shownAddress is an address as it may be printed.
func shownAddress(address string) string { return news.PrintableLine(news.Redacted(address)) }

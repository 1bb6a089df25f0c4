package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"mattinale/pipeline/news"
)

const (
	longestFresh  = 24 * time.Hour // whatever a server says
	longestWait   = 24 * time.Hour // that Retry-After is obeyed
	maxValidator  = 512            // bytes of an ETag or a date that is sent back
	maxKeptHeader = 2048           // bytes of any other header that is kept
)

// keptHeaders are the headers of an answer that are kept: what RFC 9111 needs to say how long it is fresh, and to ask
// whether it has changed.
var keptHeaders = []string{"Age", "Cache-Control", "Content-Type", "Date", "Etag", "Expires", "Last-Modified", "Pragma", "Vary"}

// keep is what is kept of an answer's headers: one line each, within bounds, without control characters. What is not, is
// left out.
func keep(h http.Header) map[string]string {
	kept := map[string]string{}
	for _, name := range keptHeaders {
		values := h[name]
		if name == "Etag" || name == "Last-Modified" || name == "Content-Type" || name == "Date" {
			values = values[:min(len(values), 1)]
		}
		if value := strings.Join(values, ", "); value != "" && sendable(value, limitOf(name)) {
			kept[name] = value
		} else if name == "Cache-Control" && value != "" {
			kept[name] = "no-cache" // it said something, and it is not known what
		}
	}
	return kept
}

func limitOf(name string) int {
	if name == "Etag" || name == "Last-Modified" {
		return maxValidator
	}
	return maxKeptHeader
}

// sendable reports whether a value can stand in a header and in a message: printable UTF-8, which JSON keeps as it is.
func sendable(value string, limit int) bool {
	return len(value) <= limit && utf8.ValidString(value) &&
		strings.IndexFunc(value, func(r rune) bool { return r < ' ' || news.Acts(r) }) < 0
}

// directives reads a Cache-Control header (RFC 9111, section 5.2). Of a directive that stands there twice the first counts.
func directives(header string) map[string]string {
	all := map[string]string{}
	for header != "" {
		var part string
		part, header = nextDirective(header)
		name, value, _ := strings.Cut(part, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if _, there := all[name]; name != "" && !there {
			all[name] = strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return all
}

// nextDirective cuts a header at its first comma outside of quotation marks.
func nextDirective(header string) (part, rest string) {
	quoted := false
	for i := 0; i < len(header); i++ {
		switch c := header[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			return header[:i], header[i+1:]
		}
	}
	return header, ""
}

// storable reports whether an answer may be kept at all.
func storable(h map[string]string) bool {
	_, forbidden := directives(h["Cache-Control"])["no-store"]
	return !forbidden
}

// freshFor is how long an answer with these headers, read at a time, is fresh from then on: what its server said explicitly, less
// its age on arrival (RFC 9111, section 4.2), never guessed. A shared cache's s-maxage is nothing to a private one.
func freshFor(h map[string]string, read time.Time) time.Duration {
	cc := directives(h["Cache-Control"])
	_, ask := cc["no-cache"]
	_, never := cc["no-store"]
	if _, said := h["Cache-Control"]; !said && strings.Contains(strings.ToLower(h["Pragma"]), "no-cache") {
		ask = true
	}
	if ask || never || varies(h["Vary"], "*") {
		return 0
	}
	date, dated := httpTime(h["Date"])
	if !dated {
		date = read
	}
	lifetime := time.Duration(0)
	if value, said := cc["max-age"]; said {
		lifetime, _ = seconds(value)
	} else if expires, ok := httpTime(h["Expires"]); ok {
		lifetime = expires.Sub(date)
	}
	age, _ := seconds(firstOf(h["Age"]))
	age = max(age, read.Sub(date), 0)
	if lifetime <= age {
		return 0
	}
	return min(lifetime-age, longestFresh)
}

func firstOf(list string) string {
	first, _, _ := strings.Cut(list, ",")
	return strings.TrimSpace(first)
}

// varies reports whether a Vary header names a header.
func varies(vary, name string) bool {
	return slices.ContainsFunc(strings.Split(vary, ","), func(part string) bool {
		return strings.EqualFold(strings.TrimSpace(part), name)
	})
}

// seconds reads delta-seconds: digits only; what is too large is a long time (RFC 9111, section 1.2.2).
func seconds(value string) (time.Duration, bool) {
	if value == "" || strings.Trim(value, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(value, 10, 32)
	if err != nil {
		n = 1 << 31
	}
	return time.Duration(n) * time.Second, true
}

func httpTime(value string) (time.Time, bool) {
	at, err := http.ParseTime(value)
	return at, err == nil
}

// retryAt is when a server wants to be asked again: Retry-After in seconds or as a date, at most a day from now. Zero: it
// does not say, or says a time that has passed.
func retryAt(header string, now time.Time) time.Time {
	wait, ok := seconds(strings.TrimSpace(header))
	if at, dated := httpTime(strings.TrimSpace(header)); !ok && dated {
		wait = at.Sub(now)
	}
	if wait <= 0 {
		return time.Time{}
	}
	return now.Add(min(wait, longestWait))
}

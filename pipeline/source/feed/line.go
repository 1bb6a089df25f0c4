package feed

import (
	"strings"

	"mattinale/pipeline/source/markup"
)

const (
	maxTitle  = 1000 // characters of a title
	maxName   = 200  // of a name, a category, a date
	maxListed = 50   // names or categories of an entry
)

// figures are the figures and points of a version.
func figures(version string) string {
	version = strings.TrimSpace(version)
	if len(version) > 8 || strings.Trim(version, "0123456789.") != "" {
		return ""
	}
	return version
}

// appendNew adds a name or category that is not there yet.
func appendNew(list []string, name string) []string {
	name = markup.Line(name, maxName)
	if name == "" || len(list) >= maxListed {
		return list
	}
	for _, n := range list {
		if strings.EqualFold(n, name) {
			return list
		}
	}
	return append(list, name)
}

// byline is the names of authors, without their addresses: "redazione@example.org (Anna Rossi)" and "Anna Rossi <anna@example.org>"
// are Anna Rossi. An address alone is no name.
func byline(authors []string) string {
	var names []string
	for _, author := range authors {
		author = markup.Line(author, maxName)
		if before, rest, ok := strings.Cut(author, "("); ok {
			inside, _, _ := strings.Cut(rest, ")")
			switch {
			case strings.Contains(before, "@"):
				author = inside
			case strings.Contains(inside, "@"):
				author = before
			}
		}
		if before, rest, ok := strings.Cut(author, "<"); ok && strings.Contains(rest, "@") {
			author = before
		}
		author = strings.Trim(author, " \t\"',;")
		if strings.Contains(author, "@") && !strings.Contains(author, " ") {
			continue
		}
		names = appendNew(names, author)
	}
	return markup.Line(strings.Join(names, ", "), 5*maxName)
}

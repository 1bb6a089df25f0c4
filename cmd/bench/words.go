package main

import (
	"strings"
	"unicode"
)

// distinctWords is how many different words texts have, in upper and lower case apart.
func distinctWords(texts []string) int {
	seen := map[string]bool{}
	for _, text := range texts {
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			seen[w] = true
		}
	}
	return len(seen)
}

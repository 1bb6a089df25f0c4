package openai

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"mattinale/pipeline/news"
)

const (
	longestPhrase = 12 // words of a phrase that is looked for
	mostRepeats   = 4  // times that a phrase may come again at once
	fewestWords   = 12 // that have to be repeated: "no, no, no" is none
	longestUnit   = 4  // characters of what is repeated without spaces
	mostUnits     = 64 // characters of it
)

// loop returns the words that a reply says over and over, "" when it does not: a phrase of up to twelve words again and again, or
// a few characters. Small models fall into it at low temperatures (Holtzman et al., 2020, The Curious Case of Neural Text
// Degeneration).
func loop(text string) string {
	words := strings.Fields(strings.ToLower(text))
	for period := 1; period <= longestPhrase; period++ {
		run := 0
		for i := period; i < len(words); i++ {
			if words[i] != words[i-period] {
				run = 0
				continue
			}
			if run++; run >= max(fewestWords, mostRepeats*period) {
				return strings.Join(words[i-period+1:i+1], " ")
			}
		}
	}
	for _, word := range words {
		if unit := stutter(word); unit != "" {
			return unit
		}
	}
	return ""
}

// stutter is what a word without spaces consists of over and over.
func stutter(word string) string {
	if len(word) < mostUnits {
		return ""
	}
	runes := []rune(word)
	for period := 1; period <= longestUnit; period++ {
		run := 0
		for i := period; i < len(runes); i++ {
			if runes[i] != runes[i-period] || unicode.IsSpace(runes[i]) || runes[i] == utf8.RuneError {
				run = 0
				continue
			}
			if run++; run >= mostUnits {
				return string(runes[i-period+1 : i+1])
			}
		}
	}
	return ""
}

// looping is the error of a reply that is one.
func looping(text string) error {
	if words := loop(text); words != "" {
		return fmt.Errorf("the reply says the same over and over: %q", cut(news.PrintableLine(words), 60))
	}
	return nil
}

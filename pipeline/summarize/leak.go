package summarize

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"mattinale/prompts"
)

// leakWords is how many words in a row a text may not share with the prompt's example.
const leakWords = 4

// exampleRuns are the runs of words of the example.
var exampleRuns = sync.OnceValue(func() map[string]bool {
	runs := map[string]bool{}
	for _, text := range prompts.ExampleTexts() {
		for _, run := range runsOf(text) {
			runs[run] = true
		}
	}
	return runs
})

// leaked is the error of a reply that tells of the example in place of the article, as small models do now and then.
// What the article says itself is no leak.
func leaked(s summary, article string) error {
	var own map[string]bool
	for _, point := range append(s.points, s.headline) {
		for _, text := range point {
			for _, run := range runsOf(text) {
				if !exampleRuns()[run] {
					continue
				}
				if own == nil {
					own = map[string]bool{}
					for _, run := range runsOf(article) {
						own[run] = true
					}
				}
				if !own[run] {
					return fmt.Errorf("the reply tells of the prompt's example: %q", run)
				}
			}
		}
	}
	return nil
}

// runsOf returns every run of leakWords words, in lower case.
func runsOf(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	var runs []string
	for i := 0; i+leakWords <= len(words); i++ {
		runs = append(runs, strings.Join(words[i:i+leakWords], " "))
	}
	return runs
}

package prompts

import "strconv"

// ForSummarize is what summarize.tmpl is given. Title and Text must have gone through Quote.
type ForSummarize struct {
	Title     string     // empty when the article has none
	Text      string     // of the chunk
	Points    int        // how many to ask for
	Languages []Language // in the order in which the reply has them
	Example   string     // a reply for another article, JSON on one line
}

// ForReduce is what reduce.tmpl is given. Title and texts must have gone through Quote.
type ForReduce struct {
	Title     string
	Numbered  []Numbered
	Points    int // how many to choose
	Languages []Language
	Example   string
}

// Numbered is a point to choose from.
type Numbered struct {
	Number int // from 1
	Text   string
}

// ForRepair is what repair.tmpl is given. All its texts must have gone through Quote.
type ForRepair struct {
	Failed []Failed
}

// Failed is a text of a point that a check objects to, to be written again.
type Failed struct {
	Number      int    // of the sentence that it should say, from 1
	Text        string // that sentence
	Key         string // of the text in the reply
	Instruction string // the language's
	Must        string // what it must say, as its language writes it; empty: nothing in particular
	MustNot     string // the words objected to
}

// Quoted is the key as it stands in JSON.
func (f Failed) Quoted() string { return Language{Key: f.Key}.Quoted() }

// Quoted is the key of the language as it stands in JSON.
func (l Language) Quoted() string { return strconv.Quote(l.Key) }

// sampleMark stands where the text to work on goes; a template that leaves it out asks about nothing.
const sampleMark = "sample text to work on"

func sample(name string) any {
	languages := []Language{LanguageOf("it"), LanguageOf("en")}
	switch name {
	case Summarize:
		return ForSummarize{Title: "Title", Text: sampleMark, Points: 3, Languages: languages, Example: "{}"}
	case Reduce:
		return ForReduce{Title: "Title", Numbered: []Numbered{{1, sampleMark}}, Points: 3, Languages: languages, Example: "{}"}
	case Repair:
		return ForRepair{Failed: []Failed{{1, sampleMark, "english 1", "write in English.", "“3”", "“4”"}}}
	}
	return nil
}

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
	Failed    []Failed
	Languages []Language // in the order in which the reply has them
	Example   string     // a reply for other points, JSON on one line
}

// Failed is a point that a check objects to.
type Failed struct {
	Number     int // from 1
	Texts      []Said
	Objections []string
	Source     string // what the article says in the place that the point is about
}

// Said is a text of a point in one language.
type Said struct {
	Language string // its key in the reply
	Text     string
}

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
		return ForRepair{Failed: []Failed{{1, []Said{{"italiano", "text"}}, []string{"objection"}, sampleMark}}, Languages: languages, Example: "{}"}
	}
	return nil
}

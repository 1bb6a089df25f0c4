package news

import "iter"

// Schema names the format of brief.json.
const Schema = "mattinale/brief/1"

// Engines: where the words of a point come from.
const (
	EngineOpenAI  = "openai"  // a model wrote them
	EngineExtract = "extract" // they are a sentence of the source, untranslated
)

// Texts holds one text in several languages, by BCP 47 tag.
type Texts map[string]string

// Ref cites one sentence of one article.
type Ref struct {
	Article  string `json:"article"`  // Article.ID
	Sentence int    `json:"sentence"` // counted from 1
}

// Kind names what a finding is about.
type Kind string

// The kinds of findings.
const (
	KindNumber   Kind = "number"   // a figure the article does not have
	KindName     Kind = "name"     // a person, place or organisation the article does not have
	KindDate     Kind = "date"     // a day, month, year or time the article does not have
	KindQuote    Kind = "quote"    // words in quotation marks that the source did not say
	KindLanguage Kind = "language" // a text, or part of it, in another language than asked for
	KindParity   Kind = "parity"   // the languages of one point say different things
	KindCut      Kind = "cut"      // a text that breaks off
	KindEvidence Kind = "evidence" // a point that rests on no sentence of the article
)

// Finding is one thing a check objects to in a point.
type Finding struct {
	Kind   Kind   `json:"kind"`
	Lang   string `json:"lang"`   // language of the text that has the words
	Words  string `json:"words"`  // the words objected to
	Reason string `json:"reason"` // why, in one English sentence
}

// Point is one sentence of a summary, in every language asked for.
type Point struct {
	Text     Texts     `json:"text"`
	From     []Ref     `json:"from"`
	Engine   string    `json:"engine"`
	Findings []Finding `json:"findings"`
}

// Summary is what is told of one article.
type Summary struct {
	Headline Texts   `json:"headline"`
	Points   []Point `json:"points"`
}

// Story is one or more articles about the same event, told once.
type Story struct {
	ID string `json:"id"`
	Summary
	Status    string         `json:"status"` // new, updated or seen
	Conflicts []Conflict     `json:"conflicts"`
	Articles  []StoryArticle `json:"articles"`
}

// Conflict is something that the articles of a story disagree about.
type Conflict struct {
	About  string  `json:"about"`
	Claims []Claim `json:"claims"`
}

// Claim is what one article says in a conflict.
type Claim struct {
	Article  string `json:"article"`
	Sentence int    `json:"sentence"`
	Text     string `json:"text"`
}

// StoryArticle is an article as the brief shows it.
type StoryArticle struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Source    string   `json:"source"`
	URL       string   `json:"url"`
	Byline    string   `json:"byline"`
	Published string   `json:"published"`
	Language  string   `json:"language"`
	Topic     string   `json:"topic,omitempty"`
	Tokens    int      `json:"tokens"` // of the cleaned text, in the receipt's encoding
	Chunks    int      `json:"chunks"`
	Engine    string   `json:"engine"`
	Sentences []string `json:"sentences"`

	// Headings are the numbers, counted from 1, of the sentences that are headings.
	Headings []int `json:"headings,omitempty"`
}

// Brief is the day's stories and the receipt.
type Brief struct {
	Schema    string   `json:"schema"`
	Date      string   `json:"date"`            // YYYY-MM-DD
	Began     string   `json:"began,omitempty"` // when its sources were first looked at, RFC 3339: what came later is for the next one
	Generated string   `json:"generated"`       // RFC 3339
	Languages []string `json:"languages"`
	Stories   Stories  `json:"stories"`
	Receipt   Receipt  `json:"receipt"`
}

// Stories are stories in order, wherever they are kept: those of a long brief are read back one by one.
type Stories interface {
	Len() int
	// All gives them in order, as often as it is called, also at once. An error is one of reading, and the last.
	All() iter.Seq2[Story, error]
}

// StoryList are stories in memory.
type StoryList []Story

// Len is how many there are.
func (l StoryList) Len() int { return len(l) }

// All gives them in order, without an error.
func (l StoryList) All() iter.Seq2[Story, error] {
	return func(yield func(Story, error) bool) {
		for _, s := range l {
			if !yield(s, nil) {
				return
			}
		}
	}
}

package news

// Receipt says what went in, what came out, and what did not and why.
type Receipt struct {
	Sources  []SourceRow  `json:"sources"`
	Articles ArticleCount `json:"articles"`
	Points   PointCount   `json:"points"`
	Calls    CallCount    `json:"calls"`
	Tokens   TokenCount   `json:"tokens"`
	Seconds  float64      `json:"seconds"`
	CostUSD  float64      `json:"cost_usd"`
	Endpoint string       `json:"endpoint"` // base address, without credentials; empty when none was used
	Model    string       `json:"model"`
	Encoding string       `json:"encoding"` // in which article tokens are counted

	// Problems has a row for each article that was not summarised, and for what cleaning had to say.
	Problems []Problem `json:"problems,omitempty"`
}

// States of a source in the receipt.
const (
	SourceOK     = "ok"
	SourceFailed = "failed"
	SourceEmpty  = "empty"
)

// SourceRow is one source as given, and what became of it.
type SourceRow struct {
	Source string `json:"source"`
	Status string `json:"status"` // ok, failed or empty
	Reason string `json:"reason"`
}

// ArticleCount counts articles: Read = Summarised + Extracted + Failed + Skipped.
type ArticleCount struct {
	Read       int `json:"read"`
	Summarised int `json:"summarised"` // every point by a model
	Extracted  int `json:"extracted"`  // at least one point is the source's own sentence
	Failed     int `json:"failed"`     // read, but nothing could be made of it
	Skipped    int `json:"skipped"`    // left out on purpose: over --top, or the same text as another
}

// PointCount counts the points that the model wrote: Written = Clean + Repaired + Marked + Replaced + Dropped.
type PointCount struct {
	Written  int `json:"written"`
	Clean    int `json:"clean"`    // nothing was found against them
	Repaired int `json:"repaired"` // asked for again, then clean
	Marked   int `json:"marked"`   // better when asked for again, and shown with what is still found against them
	Replaced int `json:"replaced"` // by the source's own sentence
	Dropped  int `json:"dropped"`  // left out: the others tell of the same, or it repeats one
}

// Add adds another count.
func (c *PointCount) Add(other PointCount) {
	c.Written += other.Written
	c.Clean += other.Clean
	c.Repaired += other.Repaired
	c.Marked += other.Marked
	c.Replaced += other.Replaced
	c.Dropped += other.Dropped
}

// CallCount counts requests to the model. Cached ones are answered from disk and are not made.
type CallCount struct {
	Made     int `json:"made"`     // requests sent, retries included
	Cached   int `json:"cached"`   // answered from disk
	Retried  int `json:"retried"`  // sent again after a failure
	Rejected int `json:"rejected"` // replies that came but could not be used
	Failed   int `json:"failed"`   // calls that came to nothing after all retries

	// Kinds counts the requests of Made that failed or whose reply was rejected, by what was wrong with them.
	Kinds map[string]int `json:"kinds,omitempty"`
}

// TokenCount is in tokens of the model, as the endpoint counted them.
type TokenCount struct {
	Prompt       int `json:"prompt"`
	Reply        int `json:"reply"`
	PromptCached int `json:"prompt_cached"` // of Prompt, served from the endpoint's own prefix cache
}

// Problem is a row about one article.
type Problem struct {
	Article string `json:"article"` // source of the article
	Status  string `json:"status"`  // extracted, failed, skipped, or note
	Reason  string `json:"reason"`
}

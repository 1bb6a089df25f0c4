package pipeline

import (
	"context"
	"errors"
	"iter"
	"strings"
	"time"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
)

// Inspection is what a source gives, as far as one article of it tells.
type Inspection struct {
	Source  string   `json:"source"`
	Topic   string   `json:"topic,omitempty"`
	Status  string   `json:"status"` // as in a receipt
	Reason  string   `json:"reason"` // why it is not ok
	Kind    string   `json:"kind,omitempty"`
	Title   string   `json:"title,omitempty"` // of the feed
	Entries int      `json:"entries"`         // of the feed
	Whole   int      `json:"whole"`           // of these, whose text the feed has; the pages of the others are read
	Newest  string   `json:"newest,omitempty"`
	Article *Sample  `json:"article,omitempty"` // the first that could be read
	Skipped []string `json:"skipped,omitempty"` // what was tried before it, and why that is no article
	Notes   []string `json:"notes,omitempty"`
}

// Sample is an article as it comes out of a source.
type Sample struct {
	Title     string   `json:"title"`
	URL       string   `json:"url,omitempty"`
	Language  string   `json:"language"`
	Sentences int      `json:"sentences"`
	Notes     []string `json:"notes,omitempty"` // as in a receipt
}

// mostTried is how many documents of a source are looked at before it is given up.
const mostTried = 3

// Inspect reads each source as a run would, up to its first article, and says what it gives. All entries of feeds count.
func Inspect(ctx context.Context, in Input, now func() time.Time) iter.Seq[Inspection] {
	in.Since = news.Since{}
	sources := make([]news.Source, len(in.Sources))
	for i, s := range in.Sources {
		s.Limit, s.Entries = 1, nil
		sources[i] = s
	}
	in.Sources = sources
	return func(yield func(Inspection) bool) {
		for from := range in.given(ctx, now(), now, 0) {
			if !yield(inspect(from)) || ctx.Err() != nil {
				return
			}
		}
	}
}

func inspect(from *source.Given) Inspection {
	all := Inspection{Source: from.Name(), Topic: from.Topic, Status: news.SourceEmpty, Reason: "no articles in it"}
	tried := 0
	for doc, err := range from.Documents {
		if left := new(source.Left); errors.As(err, &left) {
			continue // another feed has it too
		}
		if tried++; all.try(doc, err) || tried == mostTried {
			break
		}
	}
	f := from.Feed()
	all.Kind, all.Title, all.Entries, all.Whole = f.Kind, f.Title, f.Entries, f.Whole
	if !f.Newest.IsZero() {
		all.Newest = f.Newest.Format(time.RFC3339)
	}
	if all.Article == nil && len(all.Skipped) > 0 && all.Status == news.SourceEmpty {
		all.Status, all.Reason = news.SourceFailed, "no article in what was tried"
		if f.Kind == "" && len(all.Skipped) == 1 { // one page: there is nothing else to say of it
			all.Reason, all.Skipped = strings.TrimPrefix(all.Skipped[0], all.Source+": "), nil
		}
	}
	all.Notes = from.Notes()
	return all
}

// try takes in a document, and reports whether it is an article.
func (all *Inspection) try(doc news.Document, err error) bool {
	var lost *source.Lost
	if err != nil && !errors.As(err, &lost) {
		all.Status, all.Reason = news.SourceFailed, err.Error()
		return false
	}
	var a news.Article
	if err == nil {
		a, err = articleOf(doc)
	}
	if err != nil {
		all.Skipped = append(all.Skipped, doc.Source+": "+strings.TrimPrefix(err.Error(), doc.Source+": "))
		return false
	}
	if all.Status == news.SourceEmpty {
		all.Status, all.Reason = news.SourceOK, ""
	}
	all.Article = &Sample{Title: a.Title, URL: a.URL, Language: a.Language, Sentences: len(a.Sentences), Notes: a.Notes}
	return true
}

package pipeline

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
)

// intake takes in what sources give, one after the other, and keeps the receipt of it.
type intake struct {
	*run
	take  func(item) bool
	seen  map[articleKey]string // the source of each article
	taken int                   // articles passed on

	from    *source.Given
	row     news.SourceRow
	refused error // the first of its entries that gave no article
	untold  int   // of its articles, without those over the most stories
	beyond  int   // of its entries, over its share of the stories
}

// mostUntold is how many articles of a source that are not told have a row each in the receipt, and a line; the others have a row together.
const mostUntold = 100

// tell writes the row of an article that is not told, and reports whether it did.
func (in *intake) tell(name, status, reason string) bool {
	if in.untold++; in.untold > mostUntold {
		return false
	}
	in.problem(news.Article{Source: name}, status, reason)
	return true
}

func (in *intake) begin(from *source.Given) {
	in.from, in.refused, in.untold, in.beyond = from, nil, 0, 0
	in.row = news.SourceRow{Source: from.Name(), Status: news.SourceEmpty, Reason: "no articles in it"}
}

// document takes in one document, or why there is none, and reports whether to go on.
func (in *intake) document(doc news.Document, err error) bool {
	var left *source.Left
	var lost *source.Lost
	switch {
	case errors.As(err, &left):
		in.left(doc.Source, left)
		return true
	case errors.As(err, &lost):
		in.refuse(doc.Source, "failed", err)
		return true
	case err != nil:
		in.row = failed(in.row, err)
		in.report(Event{Kind: Trouble, Name: in.row.Source, Err: err})
		return true
	}
	a, err := articleOf(doc)
	switch {
	case err != nil && doc.Entry:
		in.refuse(doc.Source, "skipped", err)
		return true
	case err != nil:
		in.report(Event{Kind: Trouble, Name: doc.Source, Err: err})
		if doc.Source != in.row.Source {
			err = fmt.Errorf("%s: %w", doc.Source, err)
		}
		in.row = failed(in.row, err)
		return true
	}
	in.filled()
	if in.skipped(a) {
		return true
	}
	in.seen[keyOf(a)] = a.Source
	in.from.Take()
	in.taken++
	return in.take(item{Article: a, place: in.taken - 1})
}

// articleOf is the article of a document, or, where there is none in it, of what its feed says of it.
func articleOf(doc news.Document) (news.Article, error) {
	a, err := clean.Article(doc)
	if err == nil || doc.Instead == nil {
		return a, err
	}
	a, instead := clean.Article(*doc.Instead)
	if instead != nil {
		return a, err
	}
	a.Notes = append(a.Notes, fmt.Sprintf("only the feed's own words: %v", err))
	return a, nil
}

// filled says that the source gave something.
func (in *intake) filled() {
	if in.row.Status == news.SourceEmpty {
		in.row.Status, in.row.Reason = news.SourceOK, ""
	}
}

// left counts an article that was not read on purpose.
func (in *intake) left(name string, why *source.Left) {
	in.filled()
	if why.Reason == "" {
		in.beyond++
	} else {
		in.tell(name, "skipped", why.Reason)
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.receipt.Articles.Read++
	in.receipt.Articles.Skipped++
}

// refuse counts an entry that could not be read (failed), or that leads to no article (skipped).
func (in *intake) refuse(name, status string, err error) {
	if in.refused == nil {
		in.refused = err
	}
	if reason := strings.TrimPrefix(err.Error(), name+": "); in.tell(name, status, reason) {
		in.report(Event{Kind: Trouble, Name: name, Err: errors.New(reason)})
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.receipt.Articles.Read++
	if status == "failed" {
		in.receipt.Articles.Failed++
	} else {
		in.receipt.Articles.Skipped++
	}
}

// end writes the row of the source. late is why reading ended, if it did, in a run that goes on.
func (in *intake) end(late error) {
	said := in.from.Notes()
	if in.beyond > 0 {
		said = append(slices.Clip(said), fmt.Sprintf("left out, over its share of --top %d: %d", in.cfg.Top, in.beyond))
	}
	notes := strings.Join(said, "; ")
	switch {
	case in.row.Status == news.SourceEmpty && late != nil:
		in.row = failed(in.row, late)
	case in.row.Status == news.SourceEmpty && in.refused != nil:
		in.row = failed(in.row, fmt.Errorf("none of its entries gave an article: %w", in.refused))
	case in.row.Status != news.SourceFailed && notes != "":
		in.row.Reason = notes
	}
	if more := in.untold - mostUntold; more > 0 {
		in.problem(news.Article{Source: fmt.Sprintf("%d more articles of %s", more, in.row.Source)}, "skipped", "for reasons like those of the first ones")
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.receipt.Sources = append(in.receipt.Sources, in.row)
}

// failed keeps the first reason: a folder with three bad files has failed once, and each file is a line of its own.
func failed(row news.SourceRow, err error) news.SourceRow {
	if row.Status != news.SourceFailed {
		row.Status, row.Reason = news.SourceFailed, err.Error()
	}
	return row
}

// skipped counts an article, and reports whether it is left out.
func (in *intake) skipped(a news.Article) bool {
	first, twice := in.seen[keyOf(a)]
	over := !twice && in.cfg.Top > 0 && in.taken >= in.cfg.Top
	switch {
	case twice:
		in.tell(a.Source, "skipped", "the same text as "+first)
	case over && in.over < mostOver:
		in.problem(a, "skipped", in.overReason())
	case !over:
		in.notes(a)
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.receipt.Articles.Read++
	if twice || over {
		in.receipt.Articles.Skipped++
	}
	if over {
		in.over++
	}
	return twice || over
}

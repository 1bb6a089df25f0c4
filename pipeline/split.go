package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"time"

	"mattinale/pipeline/chunk"
	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
	"mattinale/pipeline/tokens"
)

// Input says what is read.
type Input struct {
	Sources []news.Source // empty: Seeds
	Seeds   fs.FS         // articles to use when there are no sources
	Stdin   io.Reader     // what "-" reads; nil: nothing

	Web   source.Web   // reads web addresses; nil: nothing does
	Store source.Store // remembers what feeds had; nil: nothing does
	Since news.Since   // which entries of feeds count
}

// Piece is a chunk with its text.
type Piece struct {
	news.Chunk
	Article string // ID of the article; of --raw: the SHA-256 of the input
	Source  string
	Text    string
	Of      int // how many chunks the article has
}

// seedsName is the source of the built-in articles.
const seedsName = "seeds"

// given is what the sources of a run that began then give, in order. most is how many articles are wanted of them, 0: all.
func (in Input) given(ctx context.Context, began time.Time, now func() time.Time, most int) iter.Seq[*source.Given] {
	opts := source.Options{Stdin: in.Stdin, Began: began, Now: now, Web: in.Web, Store: in.Store, Since: in.Since, Most: most}
	if len(in.Sources) == 0 {
		return source.Embedded(ctx, in.Seeds, seedsName, opts)
	}
	return source.All(ctx, in.Sources, opts)
}

// Split gives the chunks of everything the sources hold, in order: source → clean → chunk, or, raw, source → chunk. What
// cannot be read or split is an error that names it, and the rest follows.
func Split(ctx context.Context, in Input, raw bool, limit int, counter *tokens.Counter) iter.Seq2[Piece, error] {
	return func(yield func(Piece, error) bool) {
		for from := range in.given(ctx, time.Now(), time.Now, 0) {
			for doc, err := range from.Documents {
				if left := new(source.Left); errors.As(err, &left) {
					continue // another source has it too
				}
				var pieces []Piece
				if err == nil {
					pieces, err = piecesOf(doc, raw, limit, counter)
				}
				if err != nil && !yield(Piece{}, err) {
					return
				}
				if err == nil {
					from.Take()
				}
				for _, p := range pieces {
					if !yield(p, nil) {
						return
					}
				}
			}
		}
	}
}

// piecesOf splits one document.
func piecesOf(doc news.Document, raw bool, limit int, counter *tokens.Counter) ([]Piece, error) {
	a, err := splittable(doc, raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doc.Source, err)
	}
	chunks, err := chunk.Split(a.Text, a.Sentences, limit, counter)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doc.Source, err)
	}
	pieces := make([]Piece, len(chunks))
	for i, c := range chunks {
		pieces[i] = Piece{Chunk: c, Article: a.ID, Source: doc.Source, Text: a.Text[c.Start:c.End], Of: len(chunks)}
	}
	return pieces, nil
}

func splittable(doc news.Document, raw bool) (news.Article, error) {
	if !raw {
		return articleOf(doc)
	}
	text, _, err := clean.Decode(doc.Bytes, doc.MediaType)
	if err != nil {
		return news.Article{}, err
	}
	id := sha256.Sum256([]byte(text))
	return news.Article{ID: hex.EncodeToString(id[:]), Text: text, Sentences: clean.Sentences(text, "")}, nil
}

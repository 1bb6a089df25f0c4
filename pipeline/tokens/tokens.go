// Package tokens counts the tokens of a text: exactly, for the encodings of OpenAI's models, and with a margin that is
// learnt from the endpoint's own counts for every other model.
//
// In goes a text and the name of an encoding, out comes a number of tokens. Nothing is read before Load is called and
// nothing ever comes from the network: the vocabularies are embedded in github.com/pkoukk/tiktoken-go-loader.
package tokens

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Names of the encodings that Load knows.
const (
	CL100K   = "cl100k_base"
	O200K    = "o200k_base"
	P50K     = "p50k_base"
	P50KEdit = "p50k_edit"
	R50K     = "r50k_base"
)

// Names returns the names of all encodings that Load knows, the usual ones first.
func Names() []string {
	return []string{CL100K, O200K, P50K, P50KEdit, R50K}
}

// Counter counts tokens in one encoding. It is safe for concurrent use. From its first count on it holds the whole vocabulary (4 to
// 9 MB), so it is made once and kept.
type Counter struct {
	encoding string
	engine   func() engine
}

// engine counts the tokens of valid UTF-8.
type engine interface {
	count(text string) int
	fit(text string, limit int) int // see Counter.Fit
}

// Load returns the Counter of an encoding. Its vocabulary is read when something is counted, which takes some 6 ms for cl100k_base and
// 13 ms for o200k_base, and not before. The error of an unknown name lists the known ones.
func Load(encoding string) (*Counter, error) {
	if !slices.Contains(Names(), encoding) {
		return nil, fmt.Errorf("unknown encoding %q: known are %s", encoding, strings.Join(Names(), ", "))
	}
	return &Counter{encoding: encoding, engine: sync.OnceValue(func() engine {
		e, err := loadEngine(encoding)
		if err != nil { // the vocabularies are part of the program
			panic(fmt.Sprintf("loading encoding %s: %v", encoding, err))
		}
		return e
	})}, nil
}

func loadEngine(encoding string) (engine, error) {
	switch encoding {
	case CL100K:
		c := newClasses()
		return newBPE(encoding, cl100k{c}, c)
	case O200K:
		c := newClasses()
		return newBPE(encoding, o200k{c}, c)
	default:
		return newReference(encoding)
	}
}

// Encoding returns the name of the encoding.
func (c *Counter) Encoding() string { return c.encoding }

// Count returns the number of tokens of text: what tiktoken-go's EncodeOrdinary would return, so the text of a special
// token such as <|endoftext|> is ordinary text. A byte that is not part of valid UTF-8 counts as U+FFFD, which is what
// a Go program sees when it ranges over the string and what encoding/json sends to the endpoint in its place.
func (c *Counter) Count(text string) int {
	return c.engine().count(validUTF8(text))
}

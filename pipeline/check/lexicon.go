package check

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// lexicon keeps the lexemes of one language, so that the words that every article has are described once for all. It may be used by
// several goroutines, without locks: what two of them miss at once is described twice. It forgets rather than grow: a lexeme
// lives as long as a text that uses it.
type lexicon struct {
	lang  string
	slots [lexiconSize]atomic.Pointer[lexeme]
}

const (
	lexiconSize = 1 << 14 // lexemes kept; some 70 articles of different people have about 10,000 words
	lexiconWays = 4       // slots that a lexeme may be in
)

// lexicons are those of the languages in spoken, and one for all others, which are all alike here.
var lexicons = func() []func() *lexicon {
	var all []func() *lexicon
	for _, lang := range append(slices.Clone(spoken), "") {
		all = append(all, sync.OnceValue(func() *lexicon { return &lexicon{lang: lang} }))
	}
	return all
}()

func lexiconOf(lang string) *lexicon {
	i := slices.Index(spoken, lang)
	if i < 0 {
		i = len(spoken)
	}
	return lexicons[i]()
}

var lexiconSeed = maphash.MakeSeed()

// lookUp returns the lexeme of a token.
func (l *lexicon) lookUp(text string, c class) *lexeme {
	if len(text) > longestWord {
		return newLexeme(text, c, l.lang)
	}
	hash := maphash.String(lexiconSeed, text)
	for way := range uint64(lexiconWays) {
		slot := &l.slots[(hash+way)%lexiconSize]
		x := slot.Load()
		if x == nil {
			return l.keep(slot, text, c)
		}
		if x.text == text {
			return x
		}
	}
	return l.keep(&l.slots[(hash+hash>>32%lexiconWays)%lexiconSize], text, c)
}

func (l *lexicon) keep(slot *atomic.Pointer[lexeme], text string, c class) *lexeme {
	x := newLexeme(strings.Clone(text), c, l.lang) // not a part of the article, which would live as long
	slot.Store(x)
	return x
}

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
	tags  [lexiconSize]atomic.Uint32 // of the words in slots, so that the others of a place need not be looked at
}

const (
	lexiconSize = 1 << 14 // lexemes kept, some 5 MB when all are; 73 articles with their points have 5,100 in Italian
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
	hash := maphash.String(lexiconSeed, text)
	tag := uint32(hash>>32) | 1 // 0 is that of an empty slot
	if len(text) > longestWord {
		return newLexeme(text, tag, c, l.lang)
	}
	for way := range uint64(lexiconWays) {
		i := (hash + way) % lexiconSize
		switch l.tags[i].Load() {
		case tag:
			if x := l.slots[i].Load(); x.text == text { // it may have changed hands since
				return x
			}
		case 0:
			return l.keep(i, tag, text, c)
		}
	}
	return l.keep((hash+hash>>40%lexiconWays)%lexiconSize, tag, text, c)
}

func (l *lexicon) keep(slot uint64, tag uint32, text string, c class) *lexeme {
	x := newLexeme(strings.Clone(text), tag, c, l.lang) // not a part of the article, which would live as long
	l.slots[slot].Store(x)
	l.tags[slot].Store(tag)
	return x
}

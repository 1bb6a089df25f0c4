package tokens

import "sync"

// bpe is the engine for the encodings whose pre-tokenizer is written by hand here.
type bpe struct {
	pre     pretokenizer
	classes *classes
	vocab   *vocabulary
	learnt  *learnt
	mergers sync.Pool // of *merger
}

func newBPE(encoding string, pre pretokenizer, c *classes) (*bpe, error) {
	v, err := readVocabulary(encoding)
	if err != nil {
		return nil, err
	}
	b := &bpe{pre: pre, classes: c, vocab: v, learnt: newLearnt()}
	b.mergers.New = func() any { return &merger{vocab: v} }
	return b, nil
}

func (b *bpe) count(text string) int {
	w := b.walk()
	defer w.end()
	return w.count(text)
}

// walk is what one goroutine needs to count pieces.
type walk struct {
	*bpe
	merger *merger
	known  *learntTable
}

func (b *bpe) walk() walk {
	return walk{b, b.mergers.Get().(*merger), b.learnt.table.Load()}
}

func (w *walk) end() { w.mergers.Put(w.merger) }

func (w *walk) count(text string) int {
	n := 0
	for i := 0; i < len(text); {
		j := w.pre.next(text, i)
		n += w.tokens(text, i, j)
		i = j
	}
	return n
}

// tokens counts the tokens of the piece s[i:j].
func (w *walk) tokens(s string, i, j int) int {
	switch {
	case j-i == 1:
		return 1 // every byte is a token
	case j-i > maxKey:
		return w.piece(s, i, j)
	}
	k := keyOf(s, i, j)
	hash := k.hash()
	c := w.known.find(k, hash)
	if c == 0 {
		c = w.piece(s, i, j)
		w.learnt.add(w.known, k, hash, c)
	}
	return c
}

// piece counts the tokens of the piece s[i:j] without what is learnt.
func (w *walk) piece(s string, i, j int) int {
	if w.vocab.rank(s, i, j) != noRank {
		return 1
	}
	return w.merger.count(s, i, j)
}

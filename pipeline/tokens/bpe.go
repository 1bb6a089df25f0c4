package tokens

import "sync"

// bpe is the engine for the encodings whose pre-tokenizer is written by hand here.
type bpe struct {
	pre     pretokenizer
	vocab   *vocabulary
	learnt  *learnt
	mergers sync.Pool // of *merger
}

func newBPE(encoding string, pre pretokenizer) (*bpe, error) {
	v, err := readVocabulary(encoding)
	if err != nil {
		return nil, err
	}
	b := &bpe{pre: pre, vocab: v, learnt: newLearnt()}
	b.mergers.New = func() any { return &merger{vocab: v} }
	return b, nil
}

func (b *bpe) count(text string) int {
	m := b.mergers.Get().(*merger)
	defer b.mergers.Put(m)
	known := b.learnt.table.Load()
	n := 0
	for i := 0; i < len(text); {
		j := b.pre.next(text, i)
		switch {
		case j-i == 1:
			n++ // every byte is a token
		case j-i <= maxKey:
			k := keyOf(text, i, j)
			hash := k.hash()
			c := known.find(k, hash)
			if c == 0 {
				c = b.piece(m, text, i, j)
				b.learnt.add(known, k, hash, c)
			}
			n += c
		default:
			n += b.piece(m, text, i, j)
		}
		i = j
	}
	return n
}

// piece counts the tokens of the piece s[i:j].
func (b *bpe) piece(m *merger, s string, i, j int) int {
	if b.vocab.rank(s, i, j) != noRank {
		return 1
	}
	return m.count(s, i, j)
}

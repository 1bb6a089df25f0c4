package extract

import (
	"sync"

	"github.com/blevesearch/snowballstem"
)

// stemmer stems the words of one language, and keeps the stems: the articles of a run have most of their words in common,
// and stemming was half of the time that a summary takes. It is safe for concurrent use.
type stemmer struct {
	stem func(*snowballstem.Env) bool

	mu    sync.RWMutex
	stems map[string]string // by word
}

// maxStems is how many stems are kept, some 3 MB. When there are as many they are forgotten, and the common words are soon
// there again.
const maxStems = 1 << 15

func (s *stemmer) of(word string) string {
	s.mu.RLock()
	stem, known := s.stems[word]
	s.mu.RUnlock()
	if known {
		return stem
	}
	env := snowballstem.NewEnv(word)
	s.stem(env)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.stems) >= maxStems || s.stems == nil {
		s.stems = make(map[string]string)
	}
	s.stems[word] = env.Current()
	return env.Current()
}

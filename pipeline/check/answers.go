package check

import "sync"

// answers keep what was found for the last questions, so that what several checks ask is found once. It may be used by several
// goroutines.
type answers[Q comparable, A any] struct {
	mu   sync.Mutex
	kept map[Q]A
}

// mostKept is how many answers are kept: more than a summary and the sentences that it rests on ask for.
const mostKept = 256

// of returns what is kept for a question, or what find returns, which is then kept. It must not be changed.
func (s *answers[Q, A]) of(question Q, find func() A) A {
	s.mu.Lock()
	found, ok := s.kept[question]
	s.mu.Unlock()
	if ok {
		return found
	}
	found = find()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil || len(s.kept) >= mostKept {
		s.kept = map[Q]A{}
	}
	s.kept[question] = found
	return found
}

// version is a text in a language.
type version struct{ text, lang string }

// claim is a text that is held against a part of the article.
type claim struct {
	version
	start, end int
	surely     bool
}

// read reads a text, of the article or about it.
func (s *Source) read(text, lang string) *reading {
	return s.readings.of(version{text, lang}, func() *reading { return newReading(text, lang) })
}

// Package shelf keeps the stories of a run until they are rendered: the first of them in memory, those of a long brief in a
// temporary file, so that a run takes as much memory for a hundred thousand articles as for a thousand. Where no such file can be made
// it is memory all the same. Stories go in one by
// one, and come out in the same order, as often as they are asked for.
package shelf

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"sync"

	"mattinale/pipeline/news"
)

// DefaultMemory is how many bytes of text are kept in memory where Options gives no number: some 500 articles of 4 kB.
const DefaultMemory = 2 << 20

// Options of a Shelf. The zero value keeps DefaultMemory in memory and the rest in the system's folder of temporary files.
type Options struct {
	Memory int    // most bytes of articles' text in memory; 0: DefaultMemory
	Dir    string // of the temporary file; "": the system's
}

// Shelf is a news.Stories that grows. Add is for one goroutine, All for any number of them after the last Add.
type Shelf struct {
	opts   Options
	memory news.StoryList
	held   int // bytes of text in memory
	count  int

	file    *os.File // nil until memory is full
	out     *bufio.Writer
	gob     *gob.Encoder
	written func() error // flushes out, once
	named   bool         // it could not be removed while it is open
}

// New makes an empty shelf. Who makes it closes it.
func New(opts Options) *Shelf {
	if opts.Memory <= 0 {
		opts.Memory = DefaultMemory
	}
	return &Shelf{opts: opts}
}

// Add puts a story behind the others. An error is one of writing the temporary file; the shelf is of no use after it.
func (s *Shelf) Add(story news.Story) error {
	s.count++
	if s.file == nil {
		if s.held < s.opts.Memory {
			s.memory = append(s.memory, story)
			s.held += size(story)
			return nil
		}
		if s.open() != nil { // memory may still do
			s.opts.Memory = math.MaxInt
			s.memory = append(s.memory, story)
			return nil
		}
	}
	if err := s.gob.Encode(story); err != nil {
		return fmt.Errorf("keeping the stories of a long brief: %w", err)
	}
	return nil
}

func size(story news.Story) int {
	n := 0
	for _, a := range story.Articles {
		for _, sentence := range a.Sentences {
			n += len(sentence)
		}
	}
	return n
}

// open makes the temporary file. Where the system allows it, its name is gone at once, so that a run that is killed leaves nothing.
func (s *Shelf) open() (err error) {
	if s.file, err = os.CreateTemp(s.opts.Dir, "mattinale-*"); err != nil {
		return err
	}
	s.named = os.Remove(s.file.Name()) != nil // on Windows: Close does it
	s.out = bufio.NewWriterSize(s.file, 64<<10)
	s.gob = gob.NewEncoder(s.out)
	s.written = sync.OnceValue(s.out.Flush)
	return nil
}

// Len is how many stories there are.
func (s *Shelf) Len() int { return s.count }

// All gives the stories in order. An error is one of writing or reading the temporary file.
func (s *Shelf) All() iter.Seq2[news.Story, error] {
	return func(yield func(news.Story, error) bool) {
		for _, story := range s.memory {
			if !yield(story, nil) {
				return
			}
		}
		if s.file == nil {
			return
		}
		if err := s.written(); err != nil {
			yield(news.Story{}, fmt.Errorf("keeping the stories of a long brief: %w", err))
			return
		}
		from := gob.NewDecoder(bufio.NewReaderSize(io.NewSectionReader(s.file, 0, 1<<62), 64<<10))
		for range s.count - len(s.memory) {
			var story news.Story
			if err := from.Decode(&story); err != nil {
				yield(news.Story{}, fmt.Errorf("reading the stories of a long brief back: %w", err))
				return
			}
			if !yield(story, nil) {
				return
			}
		}
	}
}

// Close removes the temporary file.
func (s *Shelf) Close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	if s.named {
		err = errors.Join(err, os.Remove(s.file.Name()))
	}
	s.file = nil
	return err
}

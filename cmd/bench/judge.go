package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
	"mattinale/pipeline/tokens"
)

// quality is what the chunks of some files are worth.
type quality struct {
	chunks, least int // how many there are, how few there could be
	over          int // chunks over the limit
	cuts, inside  int // where chunks begin, but for the first of a file; of these within a sentence that fits the limit
	lost          int // bytes of text that stand in no chunk, white space not counted
}

// judge reads the chunks that a splitter wrote, a file a line, and holds them against the texts. There may be fewer lines
// than texts.
func judge(texts []string, path string) (quality, error) {
	var q quality
	counter, err := tokens.Load(tokens.CL100K)
	if err != nil {
		return q, err
	}
	f, err := os.Open(path)
	if err != nil {
		return q, err
	}
	defer f.Close()
	lines := json.NewDecoder(f)
	for _, text := range texts {
		var chunks []string
		if err := lines.Decode(&chunks); errors.Is(err, io.EOF) {
			return q, nil
		} else if err != nil {
			return q, err
		}
		q.add(text, chunks, counter.Count)
	}
	return q, nil
}

// add holds the chunks of one text against it.
func (q *quality) add(text string, chunks []string, count func(string) int) {
	q.chunks += len(chunks)
	q.least += (count(text) + splitLimit - 1) / splitLimit
	sentences := clean.Sentences(text, "")
	at := 0
	for i, c := range chunks {
		q.over += oneIf(count(c) > splitLimit)
		from := strings.Index(text[at:], c)
		if from < 0 {
			continue // not the text's own words: what it stands for counts as lost
		}
		q.lost += solid(text[at : at+from])
		if i > 0 {
			start := at + from + len(c) - len(strings.TrimLeftFunc(c, unicode.IsSpace))
			q.cuts++
			q.inside += oneIf(cutsSentence(text, sentences, start, count))
		}
		at += from + len(c)
	}
	q.lost += solid(text[at:])
}

// cutsSentence reports whether a chunk that begins at start begins inside of a sentence that would fit.
func cutsSentence(text string, sentences []news.Sentence, start int, count func(string) int) bool {
	i, _ := slices.BinarySearchFunc(sentences, start, func(s news.Sentence, at int) int { return s.End - at - 1 })
	if i == len(sentences) || start <= sentences[i].Start {
		return false
	}
	return count(text[sentences[i].Start:sentences[i].End]) <= splitLimit
}

// solid is how many bytes of a text are not white space.
func solid(text string) int {
	n := 0
	for _, word := range strings.Fields(text) {
		n += len(word)
	}
	return n
}

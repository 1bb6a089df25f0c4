package check

import (
	"slices"
	"strings"
)

// postings say in which sentences of an article, from 0, something stands. Words are noted once each, whatever they have in common
// with others: words of one stem, or with a common beginning, are put together when they are asked for.
type postings struct {
	words     *vocabulary // of the article and its title
	noted     []posting   // in the order of the text, until finish
	last      []int32     // by word: the sentence that it was noted in last, from 1, until finish
	ends      []int32     // by word: where in sentences its own end, and those of the next word begin
	sentences []int32     // of the words, in order
	others    particulars // what is no word
}

// posting is a word, by its place in the vocabulary, in a sentence.
type posting struct{ word, sentence int32 }

// note notes a word.
func (p *postings) note(word, sentence int32) {
	for int(word) >= len(p.last) {
		p.last = append(p.last, 0)
	}
	if p.last[word] == sentence+1 {
		return
	}
	p.last[word] = sentence + 1
	p.noted = append(p.noted, posting{word, sentence})
}

// finish puts the sentences of each word together.
func (p *postings) finish() {
	p.ends = make([]int32, len(p.words.words)+1)
	for _, n := range p.noted {
		p.ends[n.word+1]++
	}
	for i := range p.ends[1:] {
		p.ends[i+1] += p.ends[i]
	}
	p.sentences = make([]int32, len(p.noted))
	for _, n := range p.noted { // each moves the beginning of its word on, to its end at last
		p.sentences[p.ends[n.word]] = n.sentence
		p.ends[n.word]++
	}
	p.noted, p.last = nil, nil
	p.others.finish()
}

// ofWord returns the sentences of a word.
func (p *postings) ofWord(word int) []int32 {
	begin := int32(0)
	if word > 0 {
		begin = p.ends[word-1]
	}
	return p.sentences[begin:p.ends[word]]
}

// find returns the sentences that have a feature, in order.
func (p *postings) find(f feature) []int32 {
	switch f.kind {
	case aWord:
		if at, ok := p.words.at[f.text]; ok {
			return p.ofWord(int(at))
		}
		return nil
	case aStem:
		return p.union(p.words.withStem(f.text), func(l *lexeme) bool { return l.stem == f.text })
	case aBeginning:
		return p.union(p.words.withSkeleton(f.text), func(l *lexeme) bool { return strings.HasPrefix(l.skeleton, f.text) })
	}
	return p.others.find(f)
}

// union puts the sentences of several words together. Of more than commonFeature it need not return all.
func (p *postings) union(words []entry, has func(*lexeme) bool) []int32 {
	var first, all []int32
	for _, e := range words {
		posts := p.ofWord(e.word())
		switch {
		case len(posts) == 0 || !has(p.words.words[e.word()].lexeme):
		case len(posts) > commonFeature:
			return posts
		case first == nil:
			first = posts
		default:
			all = append(all, posts...)
		}
	}
	if all == nil {
		return first
	}
	all = append(all, first...)
	slices.Sort(all)
	return slices.Compact(all)
}

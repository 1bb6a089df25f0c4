package clean

import "math"

// Lexical cohesion: parts of one text share words, parts of different texts share few. Halliday and Hasan, Cohesion in
// English (1976), name it; Hearst, TextTiling (Computational Linguistics 23, 1997), uses it to find where one text ends and
// the next begins. Here the parts are known, and the question is only on which side of the end each of them stands.

// vocabulary numbers the terms of blocks and counts in how many of the blocks of a body each of them occurs.
type vocabulary struct {
	terms [][]int32 // of each block, each once
	count []int32   // by term: blocks of the body that have it
	logs  []float64 // by number of blocks: the logarithm of one more
}

func newVocabulary(blocks []block) *vocabulary {
	v := &vocabulary{terms: make([][]int32, len(blocks)), logs: make([]float64, len(blocks)+1)}
	words := 0
	for _, b := range blocks {
		words += b.words
	}
	ids := make(map[string]int32, words/3) // about as many as an article has
	all := make([]int32, 0, words/2)
	var last []int // by term: the last block that has it
	for i, b := range blocks {
		first := len(all)
		for t := range b.terms() {
			id, known := ids[t]
			if !known {
				id = int32(len(ids))
				ids[t] = id
				last = append(last, -1)
			}
			if last[id] < i {
				last[id] = i
				all = append(all, id)
			}
		}
		v.terms[i] = all[first:len(all):len(all)]
		v.logs[i+1] = math.Log1p(float64(i + 1))
	}
	v.count = make([]int32, len(ids))
	return v
}

// part returns the vocabulary of the blocks from lo to hi, none of them in the body.
func (v *vocabulary) part(lo, hi int) *vocabulary {
	return &vocabulary{terms: v.terms[lo:hi], count: make([]int32, len(v.count)), logs: v.logs}
}

// add puts block i into the body, or with n = -1 takes it out.
func (v *vocabulary) add(i int, n int32) {
	for _, t := range v.terms[i] {
		v.count[t] += n
	}
}

// shared returns how much of what block i is about the body is about too: the logarithm of one more than the number of
// its blocks that have a term, on average over the block's terms. On real pages with other pages' teasers put behind
// them, this told teasers from sections better than counting terms did (area under the curve 0.98). own is how often the
// block itself is counted in the body.
func (v *vocabulary) shared(i int, own int32) float64 {
	sum := 0.0
	for _, t := range v.terms[i] {
		if n := v.count[t] - own; n > 0 {
			sum += v.logs[n]
		}
	}
	return sum / float64(max(len(v.terms[i]), 1))
}

// hits counts the terms of block i that n or more blocks of the body have.
func (v *vocabulary) hits(i int, n int32) int {
	hits := 0
	for _, t := range v.terms[i] {
		if v.count[t] >= n {
			hits++
		}
	}
	return hits
}

// overlap returns which part of the terms of block i block j has too.
func (v *vocabulary) overlap(i, j int) float64 {
	if len(v.terms[i]) == 0 {
		return 0
	}
	hits := 0
	for _, a := range v.terms[i] {
		for _, b := range v.terms[j] {
			if a == b {
				hits++
				break
			}
		}
	}
	return float64(hits) / float64(len(v.terms[i]))
}

package check

import (
	"cmp"
	"slices"
)

// particulars say in which sentences of an article, from 0, numbers, dates and places stand.
type particulars struct {
	noted     []particular // in order after finish
	sentences []int32      // of noted
	numbers   []number     // in the order of the text
}

// particular is a feature that is no word, in a sentence.
type particular struct {
	kind     kind
	sentence int32
	value    uint64
}

// number is a number in a sentence.
type number struct {
	value    float64
	sentence int32
}

func (p *particulars) note(f feature, sentence int32) {
	p.noted = append(p.noted, particular{f.kind, sentence, f.value})
}

// noteAll notes what is in a sentence.
func (p *particulars) noteAll(r *reading, sentence int32) {
	for _, s := range r.sightings {
		for _, c := range s.concepts {
			p.note(conceptFeature(c), sentence)
		}
	}
	for _, q := range r.quantities {
		for _, v := range q.values {
			p.note(valueFeature(v), sentence)
			p.numbers = append(p.numbers, number{v, sentence})
		}
		if q.unit > 0 {
			p.note(spanFeature(q.values[0]*q.unit), sentence)
		}
	}
	for _, m := range r.moments {
		for _, w := range momentUnit(m).ways {
			p.note(w.feature, sentence)
		}
	}
}

func (p *particulars) finish() {
	slices.SortFunc(p.noted, func(a, b particular) int {
		if c := a.compare(b.kind, b.value); c != 0 {
			return c
		}
		return cmp.Compare(a.sentence, b.sentence)
	})
	p.noted = slices.Compact(p.noted)
	p.sentences = make([]int32, len(p.noted))
	for i, x := range p.noted {
		p.sentences[i] = x.sentence
	}
}

func (p particular) compare(k kind, value uint64) int {
	if p.value != value {
		return cmp.Compare(p.value, value)
	}
	return cmp.Compare(p.kind, k)
}

// find returns the sentences that have a feature, in order.
func (p *particulars) find(f feature) []int32 {
	if f.kind == aRounding {
		return p.rounded(f)
	}
	from, found := slices.BinarySearchFunc(p.noted, f, func(x particular, f feature) int { return x.compare(f.kind, f.value) })
	if !found {
		return nil
	}
	to := from
	for to < len(p.noted) && p.noted[to].kind == f.kind && p.noted[to].value == f.value {
		to++
	}
	return p.sentences[from:to]
}

// rounded returns the sentences that have a number next to a round one. Few texts ask for that, so that it is not noted.
func (p *particulars) rounded(f feature) []int32 {
	var out []int32
	for _, n := range p.numbers {
		below, above, ok := roundings(n.value)
		next := ok && (roundFeature(below) == f || roundFeature(above) == f)
		if next && (len(out) == 0 || out[len(out)-1] != n.sentence) {
			out = append(out, n.sentence)
		}
	}
	return out
}

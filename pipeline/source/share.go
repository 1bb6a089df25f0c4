package source

import "container/heap"

// shares divides room places among sources that have so many entries each, by weight: each place goes to the source whose
// weight, divided by the places it has and one more, is the highest (D'Hondt), the earlier of two that are equal. No source gets
// more than it has entries.
func shares(room int, entries []int, weights []float64) []int {
	got := make([]int, len(entries))
	q := &seats{got: got, weights: weights}
	total := 0
	for i, n := range entries {
		total += n
		if n > 0 {
			q.order = append(q.order, i)
		}
	}
	if total <= room {
		copy(got, entries)
		return got
	}
	heap.Init(q)
	for ; room > 0 && q.Len() > 0; room-- {
		i := q.order[0]
		if got[i]++; got[i] == entries[i] {
			heap.Pop(q)
		} else {
			heap.Fix(q, 0)
		}
	}
	return got
}

// seats is a heap of the sources that still have entries, the one first that the next place goes to.
type seats struct {
	order   []int
	got     []int
	weights []float64
}

func (s *seats) quotient(i int) float64 { return s.weights[i] / float64(s.got[i]+1) }
func (s *seats) Len() int               { return len(s.order) }
func (s *seats) Swap(a, b int)          { s.order[a], s.order[b] = s.order[b], s.order[a] }
func (s *seats) Push(any)               {}

func (s *seats) Less(a, b int) bool {
	i, j := s.order[a], s.order[b]
	if x, y := s.quotient(i), s.quotient(j); x != y {
		return x > y
	}
	return i < j
}

func (s *seats) Pop() any {
	last := len(s.order) - 1
	i := s.order[last]
	s.order = s.order[:last]
	return i
}

package chunk

import "mattinale/pipeline/news"

// pack joins units to chunks: first as many as fit one after the other, which gives the least number of chunks that
// whole units allow, then again with the smallest size that does not take more, so that the last chunk is not a crumb.
func pack(u units, limit int) []news.Chunk {
	ends := u.greedy(nil, limit)
	if least := len(ends); least > 1 {
		low, high := u.tokens(0, u.len())/least, limit // hardly a smaller size can do, the limit does
		var tried []int
		for range evenTries {
			size := (low + high) / 2
			if size <= low || size >= high {
				break
			}
			if tried = u.greedy(tried[:0], size); len(tried) == least {
				ends, tried, high = tried, ends, size
			} else {
				low = size
			}
		}
		u.even(ends)
	}
	chunks := make([]news.Chunk, len(ends))
	first := 0
	for i, next := range ends {
		chunks[i] = news.Chunk{Index: i, Start: u.cuts[first], End: u.cuts[next], Tokens: u.tokens(first, next)}
		first = next
	}
	return chunks
}

// evenTries bounds the search for an even size: after six halvings chunks are even to within 2 % of the limit.
const evenTries = 6

// greedy fills chunk after chunk up to a size and appends the unit after the last of each to ends.
func (u units) greedy(ends []int, size int) []int {
	for first := 0; first < u.len(); {
		first = u.fill(first, size)
		ends = append(ends, first)
	}
	return ends
}

// fill returns the unit after the last that goes into a chunk beginning with unit first: that one in any case.
func (u units) fill(first, size int) int {
	next := first + 1
	for next < u.len() && u.tokens(first, next+1) <= size {
		next++
	}
	for next < u.len() && next > first+1 && u.heads(next) {
		next--
	}
	return next
}

// maxHeadings is how many headings may follow each other: title, subtitle, section. More of them are a list or a table, and
// none of them heads anything.
const maxHeadings = 3

// heads reports whether the unit before a cut is a heading, which goes with what it heads.
func (u units) heads(cut int) bool {
	from, to := cut, cut
	for from > 0 && to-from <= maxHeadings && u.heading[from-1] {
		from--
	}
	for to < u.len() && to-from <= maxHeadings && u.heading[to] {
		to++
	}
	return from < cut && to-from <= maxHeadings
}

// even moves units from chunks to those after them while that makes the two more even, from the last chunk on: what the
// greedy way leaves over is all in the last.
func (u units) even(ends []int) {
	for range evenPasses {
		moved := false
		for k := len(ends) - 1; k > 0; k-- {
			start := 0
			if k > 1 {
				start = ends[k-2]
			}
			if cut := u.middle(start, ends[k-1], ends[k]); cut < ends[k-1] {
				ends[k-1], moved = cut, true
			}
		}
		if !moved {
			return
		}
	}
}

// evenPasses bounds how often what was moved to a chunk can be moved on; one or two passes are the rule.
const evenPasses = 8

// middle returns where the units from start to end are best cut to make the larger of two chunks the smallest, at cut or
// before it.
func (u units) middle(start, cut, end int) int {
	best := max(u.tokens(start, cut), u.tokens(cut, end))
	for at := cut - 1; at > start; at-- {
		if u.heads(at) {
			continue
		}
		size := max(u.tokens(start, at), u.tokens(at, end))
		if size >= best {
			break
		}
		cut, best = at, size
	}
	return cut
}

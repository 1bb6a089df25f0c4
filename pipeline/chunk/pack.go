package chunk

import "mattinale/pipeline/news"

// pack joins units to chunks: first as many as fit one after the other, which gives the least number of chunks that
// whole units allow, then again with the smallest size that does not take more, so that the last chunk is not a crumb.
func (c *cutter) pack(units []unit) ([]news.Chunk, error) {
	chunks := c.greedy(units, c.limit)
	if len(chunks) < 2 {
		return chunks, nil
	}
	least := len(chunks)
	low, high := total(units)/least, c.limit // no smaller size can do, the limit does
	for range evenTries {
		size := (low + high) / 2
		if size <= low || size >= high {
			break
		}
		if tried := c.greedy(units, size); len(tried) == least {
			chunks, high = tried, size
		} else {
			low = size
		}
	}
	return chunks, nil
}

// evenTries bounds the search for an even size: after six halvings chunks are even to within 2 % of the limit.
const evenTries = 6

func total(units []unit) int {
	n := 0
	for _, u := range units {
		n += u.tokens
	}
	return n
}

// greedy fills chunk after chunk up to a size, which is at most the limit. Tokens do not add up exactly where two
// units meet, so the sum only guides it, and every chunk is counted anew.
func (c *cutter) greedy(units []unit, size int) []news.Chunk {
	var chunks []news.Chunk
	for first := 0; first < len(units); {
		next := c.fill(units, first, size)
		start, end := units[first].start, units[next-1].end
		chunks = append(chunks, news.Chunk{Index: len(chunks), Start: start, End: end, Tokens: c.count(start, end)})
		first = next
	}
	return chunks
}

// fill returns the unit after the last that goes into a chunk beginning with units[first].
func (c *cutter) fill(units []unit, first, size int) int {
	next, sum := first+1, units[first].tokens
	for next < len(units) && sum+units[next].tokens <= size {
		sum += units[next].tokens
		next++
	}
	// The sum may be off by a token a seam, either way: take one more if the true count allows it, one less if not.
	for next < len(units) && c.count(units[first].start, units[next].end) <= size {
		next++
	}
	for next > first+1 && c.count(units[first].start, units[next-1].end) > c.limit {
		next--
	}
	for next < len(units) && next > first+1 && units[next-1].heading {
		next-- // a heading goes with what it heads
	}
	return next
}

package extract

import "math"

const (
	damping    = 0.85 // of PageRank, as in its paper and in TextRank's
	iterations = 30
	settled    = 1e-5 // the sum of changes below which another round would change no order
	// novelty is λ of Maximal Marginal Relevance: how much a sentence's own weight counts against its likeness to those chosen.
	novelty = 0.7
	// same is the likeness above which two sentences say the same thing.
	same = 0.9
)

// textRank gives each sentence its weight in the graph of likenesses, beginning at and drawn back to prior.
//
// The likeness of two sentences is the product of their vectors, so the graph's matrix is X·Xᵀ without its diagonal of
// ones. It is never built: a step goes from sentences to terms and back, in time linear in the text.
func textRank(x []vector, prior []float64) []float64 {
	total := 0.0
	for _, p := range prior {
		total += p
	}
	base := make([]float64, len(prior))
	ones := make([]float64, len(prior))
	for i, p := range prior {
		base[i] = p / total
		if len(x[i]) > 0 {
			ones[i] = 1
		}
	}
	terms := make([]float64, termsOf(x))
	degree := make([]float64, len(prior))
	neighbours(x, ones, terms, degree)

	rank, spread, next := append([]float64(nil), base...), make([]float64, len(prior)), make([]float64, len(prior))
	for range iterations {
		loose := 0.0 // the weight of sentences that are like no other
		for i, r := range rank {
			if degree[i] < 1e-9 {
				loose, spread[i] = loose+r, 0
				continue
			}
			spread[i] = r / degree[i]
		}
		neighbours(x, spread, terms, next)
		change := 0.0
		for i := range rank {
			now := (1-damping+damping*loose)*base[i] + damping*next[i]
			change += math.Abs(now - rank[i])
			rank[i] = now
		}
		if change < settled {
			break
		}
	}
	return rank
}

// neighbours sets out to (X·Xᵀ − I)·in, using terms as room for Xᵀ·in.
func neighbours(x []vector, in, terms, out []float64) {
	clear(terms)
	for i, v := range x {
		for _, w := range v {
			terms[w.term] += w.value * in[i]
		}
	}
	for i, v := range x {
		sum := 0.0
		for _, w := range v {
			sum += w.value * terms[w.term]
		}
		out[i] = max(sum-in[i]*float64(min(len(v), 1)), 0)
	}
}

func termsOf(x []vector) int {
	terms := 0
	for _, v := range x {
		if len(v) > 0 {
			terms = max(terms, int(v[len(v)-1].term)+1)
		}
	}
	return terms
}

// choose returns at most n indexes of sentences with a score, the best first, each as good as it is unlike those before.
// What says the same as one before is left out.
func choose(x []vector, scores []float64, n int) []int {
	terms := make([]float64, termsOf(x))
	likeness := make([]float64, len(x)) // to the nearest of those chosen
	left := append([]float64(nil), scores...)
	var chosen []int
	for len(chosen) < n {
		best, most := -1, math.Inf(-1)
		for i, score := range left {
			if value := novelty*score - (1-novelty)*likeness[i]; score > 0 && value > most {
				best, most = i, value
			}
		}
		if best < 0 {
			return chosen
		}
		chosen, left[best] = append(chosen, best), 0
		compare(x, x[best], terms, func(i int, like float64) {
			likeness[i] = max(likeness[i], like)
			if like > same {
				left[i] = 0
			}
		})
	}
	return chosen
}

// compare calls each with the likeness of every sentence to v. terms is room for v, all zero before and after.
func compare(x []vector, v vector, terms []float64, each func(int, float64)) {
	for _, w := range v {
		terms[w.term] = w.value
	}
	for i, other := range x {
		like := 0.0
		for _, w := range other {
			like += w.value * terms[w.term]
		}
		each(i, like)
	}
	for _, w := range v {
		terms[w.term] = 0
	}
}

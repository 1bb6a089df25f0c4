package clean

// The window is the part of a page's lines that has the article: running text, with few lines between that are none. It is
// found as the run of blocks with the highest sum, where running text counts for its words and any other line against it:
// maximum subsequence segmentation, Pasternack and Roth, Extracting Article Text from the Web with Maximum Subsequence
// Segmentation (WWW 2009). Here it is done twice: running text that is not about what the first run is about counts for
// less the second time.
const (
	lineCost    = 5.0  // a line that is no running text
	figureGain  = 1.0  // a line with a figure that is no running text: a list of dates, scores, prices, ingredients; menus have none
	droppedCost = 0.5  // an interface word that stood before a block
	maxDropped  = 8    // of these are counted
	fullWords   = 45   // words from which a paragraph counts no more
	strange     = 0.25 // what a paragraph that shares nothing with the article counts for its words
	aboveWindow = 5    // lines before the window that may hold the title
	minWindow   = 40   // words of running text that make a window
)

// window returns the blocks that have the article, from lo to hi, with the lines before it that may hold its title. It is
// all of them where there is too little running text to tell. v is the vocabulary of blocks.
func window(blocks []block, v *vocabulary) (lo, hi int) {
	weight := make([]float64, len(blocks))
	for i, b := range blocks {
		weight[i] = lineWeight(b, 1)
	}
	lo, hi = heaviest(weight)
	words := 0
	for i := lo; i < hi; i++ {
		v.add(i, 1)
		if blocks[i].prose() {
			words += blocks[i].words
		}
	}
	if words < minWindow {
		return 0, len(blocks)
	}
	sum, n := 0.0, 0.0
	for i := lo; i < hi; i++ {
		if blocks[i].prose() && blocks[i].words >= 8 {
			sum += v.shared(i, 1)
			n++
		}
	}
	base := max(sum/max(n, 1), minBaseline)
	for i, b := range blocks {
		own := int32(0)
		if i >= lo && i < hi {
			own = 1
		}
		weight[i] = lineWeight(b, min(max(v.shared(i, own)/base, strange), 1))
	}
	lo, hi = heaviest(weight)
	if hi < len(blocks) {
		if _, signed := bareName(blocks[hi].text); signed {
			hi++
		}
	}
	for n := 0; n < aboveWindow && lo > 0 && !blocks[lo-1].prose(); n++ {
		lo--
	}
	return lo, hi
}

// lineWeight is what a block counts for, where it shares so much with the article.
func lineWeight(b block, share float64) float64 {
	weight := -droppedCost * float64(min(b.dropped, maxDropped))
	switch {
	case b.prose():
		return weight + share*float64(min(b.words, fullWords))
	case b.heading:
		return weight - lineCost/2
	case b.words > 2 && b.words <= maxHeadingWords && hasFigure(b.text):
		return weight + figureGain
	}
	return weight - lineCost
}

// heaviest returns the run with the highest sum (Kadane's algorithm).
func heaviest(weight []float64) (lo, hi int) {
	best, sum, start := 0.0, 0.0, 0
	for i, w := range weight {
		if sum <= 0 {
			sum, start = 0, i
		}
		if sum += w; sum > best {
			best, lo, hi = sum, start, i+1
		}
	}
	return lo, hi
}

package clean

import "math"

// The window of a pasted page still has lines at its edges that are none of the article: captions, dates and other articles'
// titles above it, words about the author, newsletter boxes and footers below. Each line gets the logarithm of the odds that it is no
// part of the article, and of the runs of lines that begin or end the text the one with the highest sum goes, as in
// window.go. The odds are two logistic regressions', fitted to pasted pages of the two public sets of docs/evaluation.md. Which
// features they have was decided by fitting to every other page and looking at the rest; the constants edgeAny were then set by hand, as a
// paragraph that goes does more harm than a line that stays.

// edgeFeature is what of a line tells whether the article has begun yet or is over.
type edgeFeature int

const (
	edgeAny          edgeFeature = iota // 1 for every line
	edgeProse                           // 1 for running text
	edgeEnds                            // 1 for an end as of a sentence
	edgeBreaksOff                       // 1 for an ellipsis at the end, as of a teaser
	edgeItem                            // 1 for an item of a list
	edgeAsks                            // words such as "subscribe", up to 3
	edgeRights                          // words such as "copyright", up to 3
	edgeShare                           // what it has in common with the article, up to enoughShare
	edgeName                            // 1 for a person's name alone
	edgeDropped                         // logarithm of interface words before it
	edgeDroppedAfter                    // of those after it
	edgeCredit                          // 1 where a byline or a date stood before it
	edgeProseBefore                     // 1 after running text
	edgeWordsBefore                     // logarithm of the words of the line before
	edgeWordsAfter                      // of the line after
	edgeWords                           // its own
	edgeAsksAfter                       // edgeAsks and edgeRights of the line after
	edgeFigure                          // 1 for a figure in what is no running text
	edgeUpper                           // share of capitalised words in what is no running text
	edgeFeatures
)

// Weights of the features before the article and after it.
var (
	weightsBefore = [edgeFeatures]float64{
		edgeAny: 2.25, edgeProse: -0.71, edgeEnds: -1.22, edgeBreaksOff: 0.81, edgeItem: -0.06, edgeAsks: 1.12, edgeRights: 2.16, edgeShare: -2.00,
		edgeName: -0.09, edgeDropped: 0.89, edgeDroppedAfter: 1.69, edgeCredit: 0.62, edgeProseBefore: 0.10, edgeWordsBefore: -0.57,
		edgeWordsAfter: -0.39, edgeWords: -0.41, edgeAsksAfter: 0.51, edgeFigure: -0.05, edgeUpper: 0.93}
	weightsAfter = [edgeFeatures]float64{
		edgeAny: 3.58, edgeProse: -0.63, edgeEnds: -0.40, edgeBreaksOff: 1.78, edgeItem: -0.64, edgeAsks: 1.25, edgeRights: 1.04, edgeShare: -0.58,
		edgeName: 1.35, edgeDropped: 1.07, edgeDroppedAfter: 1.11, edgeCredit: 1.45, edgeProseBefore: -0.23, edgeWordsBefore: -0.32,
		edgeWordsAfter: -0.41, edgeWords: -0.74, edgeAsksAfter: 0.78, edgeFigure: -0.22, edgeUpper: -1.16}
)

const (
	enoughShare  = 0.6 // of what a paragraph of the article shares
	mostAsks     = 3   // words counted of one line
	mostOdds     = 2.5 // that one line counts for
	leastOdds    = 1.0 // sum from which a run of lines goes
	signedWithin = 4   // lines before the first one where there is no title, in which a name alone is its author's
	edgePart     = 0.4 // of the words, at most, stand at either edge
)

// edges drops the lines at either end of a page's window that are no part of the article, and takes the title and the
// signature from those before it.
func (t *trimmer) edges() {
	lines := t.edgeLines()
	if len(lines) == 0 {
		return
	}
	lo, hi := edgeRun(lines, weightsBefore, 1), edgeRun(lines, weightsAfter, -1)
	if lo+hi >= len(lines) {
		return
	}
	if hi > 0 {
		t.end(lines[len(lines)-hi:])
		t.hi = t.sectionOf(lines[len(lines)-hi-1].block) + 1
	}
	if lo > 0 {
		t.begin(lines[:lo], lines[lo].block)
	}
}

// begin makes the article begin at a block, after the given lines: one of them may be its title, and one under that its signature.
func (t *trimmer) begin(before []edgeLine, first int) {
	t.lo = t.sectionOf(first)
	t.from = t.judge.sections[t.lo].start()
	var heads []int
	for _, l := range before {
		if !t.sifted.blocks[l.block].prose() {
			heads = append(heads, l.block)
		}
	}
	for _, i := range t.judge.sections[t.lo].heads {
		if i >= first {
			heads = append(heads, i)
		}
	}
	title := -1
	if t.draft.title == "" {
		title = t.bestTitle(heads)
	}
	if title >= 0 && title < first {
		t.takeTitle(title)
		t.from = min(t.from, title)
	}
	under := first - signedWithin
	if title >= 0 && title < first {
		under = title + 1
	}
	for _, i := range heads {
		if i >= under && i < first {
			t.signs(i)
		}
	}
	for _, l := range before {
		t.drop(l.block)
	}
}

// end drops the lines after the article: the first of them may be its signature.
func (t *trimmer) end(after []edgeLine) {
	if first := after[0].block; !t.sifted.blocks[first].prose() {
		t.signs(first)
	}
	for _, l := range after {
		t.drop(l.block)
	}
}

// sectionOf returns the section that has a block.
func (t *trimmer) sectionOf(block int) int {
	for n := len(t.judge.sections) - 1; n > 0; n-- {
		if t.judge.sections[n].start() <= block {
			return n
		}
	}
	return 0
}

// edgeLine is a kept line: its block, what tells of it, and the part of the words before it.
type edgeLine struct {
	block int
	is    [edgeFeatures]float64
	part  float64
}

// edgeRun returns how many of the lines, from the first on, or from the last on with step -1, are no part of the article.
func edgeRun(lines []edgeLine, weights [edgeFeatures]float64, step int) int {
	best, sum, run := leastOdds, 0.0, 0
	for n := range len(lines) - 1 {
		l := lines[n]
		if step < 0 {
			l = lines[len(lines)-1-n]
		}
		if step > 0 && l.part > 1-edgePart || step < 0 && l.part < edgePart {
			break
		}
		odds := 0.0
		for f, w := range weights {
			odds += w * l.is[f]
		}
		if sum += max(-mostOdds, min(odds, mostOdds)); sum > best {
			best, run = sum, n+1
		}
	}
	return run
}

// edgeLines returns the kept lines with their features.
func (t *trimmer) edgeLines() []edgeLine {
	var lines []edgeLine
	total := 0
	for i, b := range t.sifted.blocks {
		if t.keep[i] {
			lines = append(lines, edgeLine{block: i})
			total += b.words
		}
	}
	own := t.ownWords(lines, total/2)
	credited := map[int]bool{}
	for _, c := range t.sifted.credits {
		credited[c.at] = true
	}
	before := 0
	for n := range lines {
		l := &lines[n]
		b := t.sifted.blocks[l.block]
		l.part = float64(before) / float64(max(total, 1))
		before += b.words
		l.is = edgeForm(b)
		l.is[edgeShare] = min(t.share(l.block), enoughShare)
		l.is[edgeCredit] = bit(credited[l.block])
		l.is[edgeAsks] = countNew(b.key, asking, own)
		l.is[edgeRights] = countNew(b.key, rightsWords, own)
	}
	for n := range lines {
		l := &lines[n]
		l.is[edgeProseBefore], l.is[edgeWordsBefore] = 1, 3
		if n > 0 {
			l.is[edgeProseBefore], l.is[edgeWordsBefore] = lines[n-1].is[edgeProse], lines[n-1].is[edgeWords]
		}
		if n+1 < len(lines) {
			after := lines[n+1].is
			l.is[edgeWordsAfter], l.is[edgeDroppedAfter] = after[edgeWords], after[edgeDropped]
			l.is[edgeAsksAfter] = after[edgeAsks] + after[edgeRights]
		}
	}
	return lines
}

// edgeForm returns the features of a line that it has by itself.
func edgeForm(b block) (is [edgeFeatures]float64) {
	_, named := bareName(b.text)
	is[edgeAny] = 1
	is[edgeProse] = bit(b.prose())
	is[edgeEnds] = bit(endsSentence(b.text))
	is[edgeBreaksOff] = bit(breaksOff(b.text))
	is[edgeItem] = bit(b.item)
	is[edgeName] = bit(named)
	is[edgeDropped] = math.Log1p(float64(min(b.dropped, maxDropped)))
	is[edgeWords] = math.Log1p(float64(b.words))
	if is[edgeProse] == 0 {
		is[edgeFigure] = bit(hasFigure(b.text))
		is[edgeUpper] = capitalised(b.text)
	}
	return is
}

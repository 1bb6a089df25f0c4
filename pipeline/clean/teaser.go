package clean

import "strings"

// section is a run of title-like blocks and the running text after it: a title with its abstract, a sub-heading with its
// paragraphs. Both are indices into the blocks.
type section struct {
	heads, paras []int
}

// start returns the index of the first block of s.
func (s section) start() int {
	if len(s.heads) > 0 {
		return s.heads[0]
	}
	return s.paras[0]
}

// sections groups blocks.
func sections(blocks []block) []section {
	var list []section
	for i, b := range blocks {
		prose := b.prose()
		if len(list) == 0 || !prose && len(list[len(list)-1].paras) > 0 || b.after&markRelated != 0 {
			list = append(list, section{})
		}
		s := &list[len(list)-1]
		if prose {
			s.paras = append(s.paras, i)
		} else {
			s.heads = append(s.heads, i)
		}
	}
	return list
}

// What is weighed to tell other articles' teasers from the sections of an article. The weights were set by hand on real
// pages whose articles are known; a run of sections whose weights add up to minTeasers is no part of the article.
const (
	maxSections = 60  // as many sections at either end are looked at
	minTeasers  = 1.5 // sum from which a run is cut
	minFirst    = 1.0 // weight of the section next to the article: it must be one by itself
	baselineOf  = 40  // paragraphs of the body whose cohesion is the measure
	minBaseline = 0.12
	usualShare  = 0.5 // a teaser shares less than this part of what a paragraph of the body shares
	solidBody   = 4   // paragraphs from which a body is a measure by itself
)

// judge tells teasers from sections.
type judge struct {
	blocks   []block
	sections []section
	words    *vocabulary
	everyone []float64 // by section: what it shares with all others
	ended    bool      // the paragraphs of the text end with a full stop
}

func newJudge(blocks []block, words *vocabulary) *judge {
	j := &judge{blocks: blocks, sections: sections(blocks), words: words}
	ended, all := 0, 0
	for i, b := range blocks {
		j.words.add(i, 1)
		if b.prose() && !b.item {
			all++
			if endsSentence(b.text) {
				ended++
			}
		}
	}
	j.ended = ended*10 >= all*6
	for _, s := range j.sections {
		j.everyone = append(j.everyone, j.cohesion(s, 1))
	}
	for i := range blocks {
		j.words.add(i, -1)
	}
	return j
}

// cohesion returns what a section shares with the body, as vocabulary.shared has it: its running text and its last head, which counts as much,
// as a heading is about its text and a title about the news.
func (j *judge) cohesion(s section, own int32) float64 {
	text, n := 0.0, 0.0
	for _, i := range s.paras {
		text += j.words.shared(i, own)
		n++
	}
	if len(s.heads) == 0 {
		return text / max(n, 1)
	}
	head := j.words.shared(s.heads[len(s.heads)-1], own)
	if n == 0 {
		return head
	}
	return 0.6*text/n + 0.4*head
}

// put adds a section to the body, or takes it out.
func (j *judge) put(s section, n int32) (paragraphs int) {
	for _, i := range s.heads {
		j.words.add(i, n)
	}
	for _, i := range s.paras {
		j.words.add(i, n)
	}
	return len(s.paras)
}

// baseline returns what a paragraph of the body shares with the rest of it, on average over the given sections.
func (j *judge) baseline(body []section) float64 {
	sum, n := 0.0, 0.0
	for _, s := range body {
		for _, i := range s.paras {
			if n < baselineOf && j.blocks[i].words >= 8 {
				sum += j.words.shared(i, 1)
				n++
			}
		}
	}
	return max(sum/max(n, 1), minBaseline)
}

// weigh returns how much speaks for section i being a teaser, below zero for a part of the article. base is what a
// paragraph of the body shares; solid says that the body is long enough to go by it alone.
func (j *judge) weigh(i int, base float64, solid bool) float64 {
	s := j.sections[i]
	share := j.cohesion(s, 0)
	if !solid {
		share = max(share, 0.8*j.everyone[i])
	}
	weight := min(max(4*(usualShare-share/base), -2.5), 2)
	for _, h := range s.heads[:max(len(s.heads)-1, 0)] { // titles with no abstract, or abstracts with no full stop
		weight += min(max(2*(usualShare-j.words.shared(h, 0)/base), -1), 0.6)
	}
	switch len(s.paras) {
	case 0:
		return weight / 2
	case 1:
		return weight + j.shape(s)
	case 2:
		return min(weight, 1) - 0.7
	}
	return min(weight, 0) - 2
}

// shape returns what the form of a section with one paragraph says.
func (j *judge) shape(s section) float64 {
	p := j.blocks[s.paras[0]]
	weight := 0.2
	if j.ended && !endsSentence(p.text) {
		weight += 0.7
	}
	if p.words > 90 {
		weight--
	}
	if p.words > 140 {
		weight--
	}
	if p.item || strings.HasSuffix(p.text, ":") {
		weight--
	}
	if len(s.heads) == 0 {
		return weight - 1
	}
	title := j.blocks[s.heads[len(s.heads)-1]]
	switch { // titles of news are sentences, sub-headings are labels
	case title.words <= 3:
		weight -= 0.8
	case title.words <= 5:
		weight -= 0.4
	case title.words >= 9:
		weight += 0.3
	}
	if title.words < 8 && endsAsking(title.text) {
		weight -= 0.3
	}
	return weight
}

// sure is the weight of what needs no weighing.
const sure = 100

// certain returns sure when section k begins under a heading such as "Read also" and nothing after it can be the
// article: lines without running text, several titles with their abstracts, or one whose abstract is not about the same.
// It returns 0 else. A link to another article in the middle of a text is followed by paragraphs, and is no such place.
func (j *judge) certain(k int, base float64, paragraphs int) float64 {
	run := j.sections[k:]
	if paragraphs == 0 || j.marked(j.sections[k]) <= 2 || !j.teasers(run) {
		return 0
	}
	abstracts, words := 0, 0
	for _, s := range run {
		abstracts += len(s.paras)
		for _, i := range append(s.heads[:len(s.heads):len(s.heads)], s.paras...) {
			words += j.blocks[i].words
		}
	}
	if 2*words > j.wordsBefore(k) || abstracts == 1 && j.weigh(k, base, paragraphs >= solidBody) < minFirst {
		return 0
	}
	return sure
}

// wordsBefore counts the words of the sections before k.
func (j *judge) wordsBefore(k int) int {
	words := 0
	for _, b := range j.blocks[:j.sections[k].start()] {
		words += b.words
	}
	return words
}

// maxTeaserWords is the most words of a teaser's abstract.
const maxTeaserWords = 110

// teasers reports whether sections could all be other articles' teasers by their form: a title and one short abstract
// each. One section of an article among them, with a second paragraph or none of its own title, and none of them is cut:
// junk that stays does less harm than a paragraph that goes.
func (j *judge) teasers(run []section) bool {
	for _, s := range run {
		if len(s.paras) > 1 || len(s.heads) == 0 {
			return false
		}
		for _, i := range s.paras {
			if j.blocks[i].words > maxTeaserWords {
				return false
			}
		}
	}
	return true
}

// marked returns what the interface words dropped before a section say.
func (j *judge) marked(s section) float64 {
	weight := 0.0
	switch mark := j.blocks[s.start()].after; {
	case mark&markRelated != 0:
		weight = 2.5
	case mark&markSigned != 0:
		weight = 1
	case mark&markPromo != 0:
		weight = 0.3
	}
	return weight
}

// tail returns from which section on the rest is other articles, len(sections) when there is no such rest.
func (j *judge) tail() int {
	n := len(j.sections)
	first := max(1, n-maxSections)
	paragraphs := 0
	for _, s := range j.sections[:first] {
		paragraphs += j.put(s, 1)
	}
	best, cut := minTeasers, n
	for k := first; k < n; k++ {
		base := j.baseline(j.sections[max(0, k-baselineOf):k])
		sum, pairs := j.marked(j.sections[k]), 0
		for i := k; i < n; i++ {
			weight := j.weigh(i, base, paragraphs >= solidBody)
			if i == k && sum+weight < minFirst {
				break
			}
			sum += weight
			if len(j.sections[i].paras) > 0 {
				pairs++
			}
		}
		if !j.teasers(j.sections[k:]) {
			sum = 0
		}
		if sum = max(sum, j.certain(k, base, paragraphs)); sum >= sure && best < sure {
			best, cut = sum, k // the first such heading is where the article ends
		}
		if enough := pairs >= 2 || j.marked(j.sections[k]) > 2; enough && paragraphs > 0 && sum > best {
			best, cut = sum, k
		}
		paragraphs += j.put(j.sections[k], 1)
	}
	for _, s := range j.sections {
		j.put(s, -1)
	}
	return cut
}

// head returns how many sections before the article are other articles.
func (j *judge) head(end int) int {
	last := min(end-1, maxSections)
	paragraphs := 0
	for _, s := range j.sections[max(last, 0):end] {
		paragraphs += j.put(s, 1)
	}
	best, cut := minTeasers, 0
	for k := last; k > 0; k-- {
		base := j.baseline(j.sections[k:min(end, k+baselineOf)])
		sum, pairs := 0.0, 0
		for i := k - 1; i >= 0; i-- {
			weight := j.weigh(i, base, paragraphs >= solidBody)
			if i == k-1 && weight < minFirst {
				break
			}
			sum += weight
			if len(j.sections[i].paras) > 0 {
				pairs++
			}
		}
		if pairs >= 2 && paragraphs > 0 && sum > best && j.teasers(j.sections[:k]) {
			best, cut = sum, k
		}
		paragraphs += j.put(j.sections[k-1], 1)
	}
	for _, s := range j.sections[:end] {
		j.put(s, -1)
	}
	return cut
}

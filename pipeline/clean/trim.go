package clean

import (
	"fmt"
	"slices"
	"strings"
)

// trimmer finds the article among the blocks of a draft.
type trimmer struct {
	draft    *draft
	language string
	sifted   sifted
	judge    *judge
	base     float64
	keep     []bool
	text     []bool // kept blocks that are running text although they have no full stop
	lo, hi   int    // the article's sections
	from     int    // the block that the article begins with, its title before it

	whole     bool   // the article was found among the lines of a page
	signature string // a person's name alone in a line at either end
}

// trim reduces the blocks of d to the article's own, and takes from them title, byline, date and address where d does not
// have them yet.
func trim(d *draft, language string) {
	t := &trimmer{draft: d, language: language, sifted: sift(d.blocks, language)}
	if d.url == "" {
		d.url = t.sifted.url
	}
	t.dropTitle()
	if len(t.sifted.blocks) == 0 { // all of it was interface words
		d.blocks = nil
		return
	}
	words := newVocabulary(t.sifted.blocks)
	if !d.found {
		words = t.window(words)
	}
	t.judge = newJudge(t.sifted.blocks, words)
	t.bounds()
	if t.lo > 0 {
		t.from = t.judge.sections[t.lo].start()
	}
	t.keep = make([]bool, len(t.sifted.blocks))
	t.text = make([]bool, len(t.sifted.blocks))
	for _, s := range t.judge.sections[t.lo:t.hi] {
		t.judge.put(s, 1)
		for _, i := range slices.Concat(s.heads, s.paras) {
			t.keep[i] = true
		}
	}
	t.base = t.judge.baseline(t.judge.sections[t.lo:t.hi])
	if t.hasProse() {
		t.related()
		t.rescue()
		if t.whole {
			t.edges()
		}
		t.head()
		t.tail()
	}
	t.credit(language)
	t.finish()
}

// maxBefore is the most words before a title that is known already: the name of the section, of the newsletter, a greeting.
const maxBefore = 60

// dropTitle drops the blocks that repeat a title that is known already, and the few words before the first of them.
func (t *trimmer) dropTitle() {
	title := key(t.draft.title)
	if title == "" {
		return
	}
	before := 0
	for i, b := range t.sifted.blocks {
		if b.words <= maxTitleWords && b.key == title {
			for n := range t.sifted.credits {
				t.sifted.credits[n].at = max(t.sifted.credits[n].at, i)
			}
			t.sifted.cut(i, len(t.sifted.blocks))
			break
		}
		if before += b.words; before > maxBefore {
			break
		}
	}
	t.sifted.blocks = slices.DeleteFunc(t.sifted.blocks, func(b block) bool { return b.words <= maxTitleWords && b.key == title })
}

// window drops the lines before and after the part of the page that has the article, and returns the vocabulary of the rest.
func (t *trimmer) window(words *vocabulary) *vocabulary {
	lo, hi := window(t.sifted.blocks, words)
	if n := len(t.sifted.blocks) - hi + lo; n > 0 {
		t.draft.notes = append(t.draft.notes, fmt.Sprintf("left out %s of the page around it", plural(n, "line", "lines")))
		t.whole = true
	}
	t.sifted.cut(lo, hi)
	return words.part(lo, hi)
}

// bounds finds the sections of the article between other articles' teasers.
func (t *trimmer) bounds() {
	j := t.judge
	t.hi = j.tail()
	t.lo = j.head(t.hi)
	if dropped := len(j.sections) - t.hi + t.lo; dropped > 0 {
		t.draft.notes = append(t.draft.notes, fmt.Sprintf("left out %s of other articles around it", plural(dropped, "teaser", "teasers")))
	}
}

func (t *trimmer) hasProse() bool {
	for _, s := range t.judge.sections[t.lo:t.hi] {
		if len(s.paras) > 0 {
			return true
		}
	}
	return false
}

// share returns what block i has in common with the article, where 1 is what a paragraph of it has. A block that is
// itself in the article is not counted.
func (t *trimmer) share(i int) float64 {
	own := int32(0)
	if t.keep[i] {
		own = 1
	}
	return t.judge.words.shared(i, own) / t.base
}

// related drops the titles of other articles under a heading such as "Read also" in the middle of the article. The first
// title under it is always one; another is one unless it is the heading of the paragraph that follows.
func (t *trimmer) related() {
	for _, s := range t.judge.sections[t.lo:t.hi] {
		under := false
		for n, i := range s.heads {
			b := t.sifted.blocks[i]
			first := b.after&markRelated != 0
			under = under || first
			last := n == len(s.heads)-1 && len(s.paras) > 0
			if under && !b.heading && (first || !last || t.share(i) < usualShare) {
				t.keep[i] = false
			}
		}
	}
}

// Shares from which a title and its abstract among other articles' teasers are the article's own.
const (
	ownTitle    = 0.8
	ownAbstract = 0.9
)

// rescue keeps the article's own title and abstract where they stand among the teasers.
func (t *trimmer) rescue() {
	if t.hi < len(t.judge.sections) && t.judge.marked(t.judge.sections[t.hi]) > 2 {
		return // the page itself says that the rest is other articles
	}
	for n, s := range t.judge.sections {
		if n >= t.lo && n < t.hi || len(s.paras) != 1 || len(s.heads) == 0 {
			continue
		}
		title := s.heads[len(s.heads)-1]
		if t.share(title) < ownTitle || t.share(s.paras[0]) < ownAbstract || t.sifted.blocks[title].words < 4 {
			continue
		}
		t.keep[s.paras[0]] = true
		t.takeTitle(title)
	}
	if t.hi < len(t.judge.sections) {
		t.rescueHeads(t.judge.sections[t.hi].heads)
	}
	if t.hi > t.lo && t.hi < len(t.judge.sections) {
		t.lastSection(t.judge.sections[t.hi-1])
	}
}

// rescueHeads looks for the article's title, its abstract without a full stop and its signature between its end and the
// first teaser's title.
func (t *trimmer) rescueHeads(heads []int) {
	for _, i := range heads[:max(len(heads)-1, 0)] {
		b := t.sifted.blocks[i]
		switch {
		case t.signs(i):
		case t.share(i) < ownTitle || b.words < 4:
		case t.draft.title == "":
			t.takeTitle(i)
		default:
			t.keep[i], t.text[i] = true, true
		}
	}
}

// lastSection takes the title off the last section before the teasers when it is not a section but the article's own title
// and abstract: the title is longer than any heading, and the abstract tells again what the first paragraph does.
func (t *trimmer) lastSection(s section) {
	first := t.firstPara()
	if t.draft.title != "" || len(s.heads) == 0 || len(s.paras) != 1 || first < 0 || first == s.paras[0] ||
		len(t.judge.sections[t.lo].heads) > 0 {
		return
	}
	i := s.heads[len(s.heads)-1]
	words := t.sifted.blocks[i].words
	for _, other := range t.judge.sections[t.lo : t.hi-1] {
		for _, h := range other.heads {
			if t.sifted.blocks[h].words >= words {
				return
			}
		}
	}
	v := t.judge.words
	again := max(v.overlap(s.paras[0], first), v.overlap(i, first))
	if words >= 6 && t.share(i) >= ownTitle && again >= 0.25 {
		t.takeTitle(i)
	}
}

// takeTitle makes block i the title if there is none yet. It is no longer part of the text in either case.
func (t *trimmer) takeTitle(i int) {
	if t.draft.title == "" {
		t.draft.title = t.sifted.blocks[i].text
	}
	t.drop(i)
}

func (t *trimmer) drop(i int) {
	if t.keep[i] {
		t.judge.words.add(i, -1)
	}
	t.keep[i] = false
}

// firstPara returns the first paragraph of the article.
func (t *trimmer) firstPara() int {
	for _, s := range t.judge.sections[t.lo:t.hi] {
		for _, i := range s.paras {
			if t.keep[i] {
				return i
			}
		}
	}
	return -1
}

// finish leaves in the draft the blocks that are kept, with headings marked.
func (t *trimmer) finish() {
	var kept []block
	for i, b := range t.sifted.blocks {
		if !t.keep[i] {
			continue
		}
		b.heading = !t.text[i] && !b.prose() && (b.heading || b.titleLike() && b.words <= maxHeadingWords && !endsSentence(b.text))
		kept = append(kept, b)
	}
	for n := len(kept); n > 1 && (kept[n-1].level > 0 || kept[n-1].links > mostlyLink); n-- { // a heading has text under it
		kept = kept[:n-1]
	}
	for n := len(kept); n > 1 && n >= len(kept)-1 && introduces(kept[n-1].text, t.draft.byline); n-- {
		kept = kept[:n-1]
	}
	for i := len(kept) - 1; i >= 0 && kept[i].heading; i-- {
		kept[i].heading = false // a heading has text under it
	}
	t.draft.blocks = kept
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// introduces reports whether a paragraph says who the author is: "Carla Bossi is a reporter."
func introduces(text, byline string) bool {
	for name := range strings.SplitSeq(joints.Replace(byline), ", ") {
		rest, ok := strings.CutPrefix(text, name+" ")
		if !ok || name == "" {
			continue
		}
		if verb, _, _ := strings.Cut(rest, " "); copulas.has(verb) {
			return true
		}
	}
	return false
}

// copulas go on after the name in a paragraph about an author.
var copulas = wordTable(`is was writes covers reports works lives joined è scrive lavora vive collabora si est écrit travaille ist schreibt arbeitet lebt es escribe trabaja vive é escreve trabalha jest`)

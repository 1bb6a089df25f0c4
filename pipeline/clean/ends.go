package clean

import "strings"

// maxDecks is the most lines between an article's title and its first paragraph; maxDecksOfPage where the article was found
// among the lines of a page, whose captions stand there too.
const (
	maxDecks       = 3
	maxDecksOfPage = 1
)

// head takes title and signature from the lines before the first paragraph, and drops what stands before the title: the
// menu, the name of the section.
func (t *trimmer) head() {
	heads := t.judge.sections[t.lo].heads
	if len(t.judge.sections[t.lo].paras) == 0 {
		return
	}
	title := -1
	if t.draft.title == "" {
		title = t.bestTitle(heads)
	}
	few, decks := 3, maxDecks
	if t.whole {
		few, decks = 4, maxDecksOfPage
	}
	for n, i := range heads {
		b := t.sifted.blocks[i]
		switch {
		case !t.keep[i]:
		case i == title:
			t.takeTitle(i)
		case i < title && !b.heading:
			t.drop(i)
		case t.signs(i):
			t.drop(i)
		case t.whole && !b.heading && b.words <= maxDated && t.dated(i):
			t.drop(i)
		case n == len(heads)-1 && t.share(i) > 0: // the heading of the first paragraph, or the abstract
			t.text[i] = b.words > maxHeadingWords/2 && !b.heading
		case b.words <= few && !b.heading:
			t.drop(i)
		case n < len(heads)-decks && !b.heading && (title < 0 || i > title+1): // so many lines are captions, or a list of other articles
			t.drop(i)
		default:
			t.text[i] = b.words > maxHeadingWords/2 && !b.heading
		}
	}
}

// Words of a line between title and text that is about its date: at most, and so few that it is no title.
const (
	maxDated = 20
	fewDated = 8
)

// dated reports whether block i has a whole date or the time of day, and takes it. Other things may stand beside it, the author, the
// section, the number of comments.
func (t *trimmer) dated(i int) bool {
	date := t.dateOf(t.sifted.blocks[i])
	if date != "" {
		t.sifted.credits = append(t.sifted.credits, credit{at: i, date: date})
	}
	return date != "" || timeOfDay(t.sifted.blocks[i].text)
}

// dateOf returns the date in a line, "" when there is none.
func (t *trimmer) dateOf(b block) string {
	if len(b.text) > maxDateLine || !hasFigure(b.text) {
		return ""
	}
	date, _, _ := findDate(b.text, t.language)
	return date
}

// timeOfDay reports whether a line has a time such as 9:41.
func timeOfDay(s string) bool {
	for i := 1; i+2 < len(s); i++ {
		if s[i] == ':' && isDigit(s[i-1]) && isDigit(s[i+1]) && isDigit(s[i+2]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// bestTitle returns the line that is most likely the title, -1 when there is none. A title is of some length and about
// what the article is about; of two that are nearly as good the first is the title, the second the abstract.
func (t *trimmer) bestTitle(heads []int) int {
	best, title := 0.0, -1
	for _, i := range heads {
		b := t.sifted.blocks[i]
		if !t.keep[i] || !b.titleLike() {
			continue
		}
		if digit(b.text) && len(heads) > 1 { // an entry of a list of what is read most
			continue
		}
		if _, named := bareName(b.text); named && t.judge.words.hits(i, 2) == 0 {
			continue
		}
		score := 2*min(t.share(i), 2.5) + lengthScore(b.words)
		if t.whole && b.words <= fewDated && t.dateOf(b) != "" {
			score--
		}
		if len(heads) == 1 && b.words > 1 {
			score += 2
		}
		if score > 0 && (title < 0 || score > best*1.25) {
			best, title = score, i
		}
	}
	return title
}

func lengthScore(words int) float64 {
	switch {
	case words < 3:
		return -1
	case words < 5:
		return 0
	case words <= 20:
		return 1
	}
	return 0.3
}

// signs reports whether block i is the author's signature, and takes it: a person's name, of whom the article says
// nothing.
func (t *trimmer) signs(i int) bool {
	name, ok := bareName(t.sifted.blocks[i].text)
	own := int32(1)
	if t.keep[i] {
		own = 2
	}
	if !ok || t.judge.words.hits(i, own) > len(t.judge.words.terms[i])/3 {
		return false
	}
	if t.signature == "" {
		t.signature = name
	}
	return true
}

// tail goes through the lines after the last paragraph: signature, the article's own title, tags, titles of other
// articles. A list that a colon announces stays.
func (t *trimmer) tail() {
	last := t.judge.sections[t.hi-1]
	if len(last.paras) > 0 || t.hi-1 == t.lo {
		return
	}
	before := t.lastKept(last.heads[0])
	if before >= 0 && strings.HasSuffix(t.sifted.blocks[before].text, ":") {
		return
	}
	for _, i := range last.heads {
		b := t.sifted.blocks[i]
		switch {
		case !t.keep[i] || b.item: // a short list item is no tag
		case t.signs(i):
			t.drop(i)
		case t.draft.title == "" && t.titleAfter(i, len(last.heads)):
			t.takeTitle(i)
		case b.words <= 4 || t.share(i) < usualShare/2 || len(last.heads) > 2 && t.share(i) < usualShare:
			t.drop(i)
		default:
			t.text[i] = true
		}
	}
}

// titleAfter reports whether line i after the last paragraph is the article's title, not a last sentence without its full
// stop: there is no title before the article, the line is much shorter than any paragraph, and others follow it or the
// text repeats it.
func (t *trimmer) titleAfter(i, lines int) bool {
	b := t.sifted.blocks[i]
	if b.words < 5 || !startsUpper(b.text) || t.share(i) < 1 || len(t.judge.sections[t.lo].heads) > 0 {
		return false
	}
	for _, s := range t.judge.sections[t.lo:t.hi] {
		for _, p := range s.paras {
			if t.sifted.blocks[p].words < 2*b.words && lines == 1 {
				return false
			}
		}
	}
	return true
}

// lastKept returns the last kept block before i, -1 when there is none.
func (t *trimmer) lastKept(i int) int {
	for i--; i >= 0; i-- {
		if t.keep[i] {
			return i
		}
	}
	return -1
}

// credit takes byline and date from the lines that were kept apart: those at the head of the article before those at its
// end, and none that belong to other articles' teasers.
func (t *trimmer) credit(language string) {
	lo, hi := t.from, len(t.sifted.blocks)
	if t.hi < len(t.judge.sections) {
		hi = t.judge.sections[t.hi].start()
	}
	first := max(lo, t.firstPara())
	byline, date := "", ""
	for _, zone := range [][2]int{{lo, first + 1}, {hi, hi}, {first, hi}} {
		for _, c := range t.sifted.credits {
			if c.at < zone[0] || c.at > zone[1] {
				continue
			}
			if byline == "" {
				byline = c.byline
			}
			if date == "" {
				date = c.date
			}
		}
	}
	if byline == "" {
		byline = t.signature
	}
	if date == "" {
		date = t.dateline(language)
	}
	if t.draft.byline == "" {
		t.draft.byline = byline
	}
	if t.draft.published == "" {
		t.draft.published = date
	}
}

// dateline reads the date of a dateline at the head of the first paragraph: "DULUTH, Minn. (Nov. 22, 2026) --".
func (t *trimmer) dateline(language string) string {
	i := t.firstPara()
	if i < 0 {
		return ""
	}
	text := t.sifted.blocks[i].text
	for _, dash := range []string{" -- ", " — ", " – ", " - "} {
		if place, _, found := strings.Cut(text[:min(len(text), maxDateline)], dash); found {
			date, _, _ := findDate(place, language)
			return date
		}
	}
	return ""
}

// maxDateline is the longest dateline, in bytes.
const maxDateline = 90

// digit reports whether a line begins as an entry of a numbered list does.
func digit(s string) bool {
	n := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	return n > 0 && n < 3 && strings.HasPrefix(s[n:], ". ")
}

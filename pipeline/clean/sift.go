package clean

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// credit is a byline or a date that stood in a line of its own.
type credit struct {
	at           int // before which of the blocks that were left
	byline, date string
}

// sifted is a draft whose interface words have been taken out.
type sifted struct {
	blocks  []block
	credits []credit
	url     string // the first web address that stood in a line of its own
}

// sift drops what no article has whatever it is about: interface words, newsletter boxes, copyright lines, readers'
// comments, a second copy of the same paragraph; and keeps bylines and dates apart. What it drops it marks on the next
// block.
func sift(blocks []block, language string) sifted {
	var s sifted
	seen := make(map[string]bool)
	var pending mark
	dropped := 0
	blocks = blocks[:commentsStart(blocks)]
	for i, b := range blocks {
		if text := stripRights(b.text); len(text) < len(b.text) {
			b.text, b.key = text, key(text)
		}
		if m, drop := s.drops(blocks, i, b, language); drop {
			pending |= m
			dropped++
			continue
		}
		if b.words >= 6 {
			if seen[b.key] {
				continue
			}
			seen[b.key] = b.key != ""
		}
		b.after |= pending
		b.dropped = dropped
		pending, dropped = 0, 0
		s.blocks = append(s.blocks, b)
	}
	return s
}

// cut leaves the blocks from lo to hi, and of the credits those among them.
func (s *sifted) cut(lo, hi int) {
	s.blocks = s.blocks[lo:hi]
	credits := s.credits[:0]
	for _, c := range s.credits {
		if c.at >= lo && c.at <= hi {
			c.at -= lo
			credits = append(credits, c)
		}
	}
	s.credits = credits
}

// drops reports whether block i is no text, and what that says of the next one.
func (s *sifted) drops(blocks []block, i int, b block, language string) (mark, bool) {
	if b.text == "" {
		return 0, true
	}
	if b.words <= 16 && !b.prose() || b.words <= 8 {
		if date := wireStamp(b.text); date != "" {
			s.credits = append(s.credits, credit{at: len(s.blocks), date: date})
			return markSigned, true
		}
		if date := dateLine(b.text, language); date != "" {
			s.credits = append(s.credits, credit{at: len(s.blocks), date: date})
			return markSigned, true
		}
		if name, ok := parseByline(b.text); ok {
			date, _, _ := findDate(b.text, language)
			s.credits = append(s.credits, credit{at: len(s.blocks), byline: name, date: date})
			return markSigned, true
		}
	}
	if b.links > mostlyLink && b.words > 3 || b.links > partlyLink && b.links < 100 && pointer(b) {
		return markPromo, true
	}
	if menuRow(b, language) || caption(b) {
		return markPromo, true
	}
	if handle(b.text) {
		if s.url == "" && strings.HasPrefix(b.text, "http") {
			s.url = b.text
		}
		return markSigned, true
	}
	switch classify(b.text, b.key) {
	case kindText:
		return markPromo, s.insidePromo(blocks, i)
	case kindRights:
		return markSigned, true
	case kindRelated:
		return markRelated, true
	default:
		return markPromo, true
	}
}

// menuRow reports whether a line is a row of menu items: many words with capitals, and none that joins them.
func menuRow(b block, language string) bool {
	if b.words < 8 || b.heading || endsSentence(b.text) || functionWords[language] == nil || !titleCase(b.text) {
		return false
	}
	for w := range words(b.text) {
		if functionWordOf(lower(w)) != 0 {
			return false
		}
	}
	return true
}

// insidePromo reports whether block i is the text of a newsletter box: a short paragraph between its heading and its
// button.
func (s *sifted) insidePromo(blocks []block, i int) bool {
	if i == 0 || i+1 >= len(blocks) || blocks[i].words > 40 || blocks[i-1].words > 10 || blocks[i+1].words > 8 {
		return false
	}
	above, below := blocks[i-1], blocks[i+1]
	return countIn(above.key, promoThings) > 0 && classify(above.text, above.key) != kindText &&
		asksForAddress(below.key) && classify(below.text, below.key) != kindText
}

// asksForAddress reports whether a line is a field or a button of a form.
func asksForAddress(k string) bool {
	return containsAny(k, []string{"email", "e mail", "mail", "iscriviti", "subscribe", "sign up", "invia", "submit", "abbonati", "join", "privacy"})
}

// commentsStart returns where readers' comments begin, len(blocks) when there are none: at the last heading over comments
// that has most of the text before it, or signs of a thread after it.
func commentsStart(blocks []block) int {
	total := 0
	for _, b := range blocks {
		if b.prose() {
			total += b.words
		}
	}
	before := 0
	for i, b := range blocks {
		if b.words <= maxFurnitureWords && before > 40 && (classify(b.text, b.key) == kindComments && before*2 >= total || headsComments(b) && thread(blocks[i+1:])) {
			return i
		}
		if before > 40 && before*2 >= total && aboutAuthor(b) {
			return i
		}
		if before > 40 && speaks(b) && thread(blocks[i:]) {
			return i
		}
		if b.prose() {
			before += b.words
		}
	}
	return len(blocks)
}

// headsComments reports whether a line may stand over readers' comments. A count of them stands beside titles and under articles too.
func headsComments(b block) bool {
	return classify(b.text, b.key) == kindComments || countsComments.has(furnitureKey(b.key))
}

var countsComments = lineTable(`# comments; # comment; # commenti; # commento`)

// threadTimes end the line over a comment: "anna77 3 hours ago". maxThreadWords is the most words of such a line.
var threadTimes = []string{"# hours ago", "# ore fa", "# days ago", "# giorni fa", "# minutes ago", "# minuti fa"}

const maxThreadWords = 6

// thread reports whether blocks look like readers' comments: several lines such as "reply", "2 hours ago" or "anna77 says:".
func thread(blocks []block) bool {
	signs := 0
	for _, b := range blocks[:min(len(blocks), 200)] {
		k := ""
		if b.words <= maxThreadWords {
			k = furnitureKey(b.key)
		}
		switch k {
		case "reply", "rispondi", "report", "segnala", "répondre", "antworten", "responder", "like", "mi piace", "rating # votes":
			signs++
			continue
		}
		if speaks(b) || k != "" && slices.ContainsFunc(threadTimes, func(when string) bool { return strings.HasSuffix(k, when) }) {
			signs++
		}
	}
	return signs >= 3
}

// speaks reports whether a line names the author of a comment under it: "anna77 says:".
func speaks(b block) bool {
	if b.words > 6 && (b.words > 14 || !hasFigure(b.text)) || !strings.HasSuffix(b.text, ":") {
		return false
	}
	last := b.text[strings.LastIndexByte(b.text, ' ')+1:]
	return last == "said:" || last == "says:" || last == "detto:" || last == "dice:" || last == "scrive:" || last == "wrote:" || last == "sagt:" || last == "dit:" || last == "dijo:"
}

// handle reports whether a line is nothing but a mail address, a web address or the name of an account.
func handle(s string) bool {
	if len(s) > 200 || strings.Contains(s, " ") {
		return false
	}
	return strings.HasPrefix(s, "@") || strings.HasPrefix(s, "#") || strings.Contains(s, "://") || strings.HasPrefix(s, "www.") ||
		strings.Contains(s, "@") && strings.Contains(s, ".")
}

// rights are what copyright lines at the end of a paragraph begin with.
var rights = []string{"©", "(c) ", "riproduzione riservata", "tutti i diritti riservati", "all rights reserved"}

// stripRights takes a copyright line off the end of a paragraph.
func stripRights(s string) string {
	from := max(0, len(s)-80)
	for from > 0 && !utf8.RuneStart(s[from]) {
		from++
	}
	tail := lower(s[from:])
	if len(tail) != len(s)-from {
		return s
	}
	for _, r := range rights {
		i := strings.Index(tail, r)
		if i < 0 {
			continue
		}
		line, whole := strings.Trim(s[from+i:], " ©().-–"), s[from+i:]
		if classify(line, key(line)) != kindRights && classify(whole, key(whole)) != kindRights {
			continue
		}
		if before := strings.TrimRight(s[:from+i], " \t-–—|/("); endsSentence(before) {
			return before
		}
	}
	return s
}

// Percent of a block's letters from which it is a link to something else, and from which a link after a few words and a
// colon is.
const (
	mostlyLink = 75
	partlyLink = 45
)

// pointer reports whether a block is a few words and a colon before a link: "Read also: …".
func pointer(b block) bool {
	label, _, found := strings.Cut(b.text, ":")
	return found && countWords(label) <= 5
}

// aboutAuthor reports whether a line is the heading over a few words about the author: "About Carla Bossi".
func aboutAuthor(b block) bool {
	about, name, found := strings.Cut(b.text, " ")
	if !found || b.words > 5 || !abouts.has(lower(about)) {
		return false
	}
	return isName(trimByline(name))
}

var abouts = wordTable(`about über sobre sur su acerca`)

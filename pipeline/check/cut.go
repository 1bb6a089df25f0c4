package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mattinale/pipeline/news"
)

// cut reports a text that breaks off: no end, an end after a word that cannot be the last, something left open.
func (s *Source) cut(t statement) []news.Finding {
	text := strings.TrimRightFunc(t.text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	last := t.lastWord()
	from := max(0, last-1)
	for from > 0 && t.tokens[from].class == mark {
		from--
	}
	tail := t.words(from, len(t.tokens))
	one := func(reason string) []news.Finding {
		return []news.Finding{{Kind: news.KindCut, Lang: t.lang, Words: tail, Reason: reason}}
	}
	switch {
	case last < 0:
		return one("there are no words")
	case trailsOff(text) && !s.ellipsis:
		return one("it trails off")
	case strings.ContainsAny(text[len(text)-1:], ",;:-–—(") || strings.HasSuffix(text, "–") || strings.HasSuffix(text, "—"):
		return one("it stops in the middle")
	case opensMore(t.text, '(', ')'):
		return one("a bracket stays open")
	case openQuotation(t):
		return one("a quotation stays open")
	case t.dangles(last):
		return one("it stops after a word that cannot be the last")
	case !t.headline && !ends(text):
		return one("it has no end")
	}
	return nil
}

func trailsOff(text string) bool {
	t := strings.TrimRight(text, " \n\"'”’»)")
	return strings.HasSuffix(t, "…") || strings.HasSuffix(t, "...")
}

// ends reports whether a text has a mark that ends a sentence, in any script, under closing quotation marks and brackets.
func ends(text string) bool {
	text = strings.TrimRight(text, "\"'”’“»«›)] \u00a0")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…。！？｡؟۔।॥։።", r)
}

// lastWord returns the last token that is a word or a figure, -1 when there is none.
func (t statement) lastWord() int {
	for i := len(t.tokens) - 1; i >= 0; i-- {
		if t.tokens[i].class != mark {
			return i
		}
	}
	return -1
}

func opensMore(text string, open, closing rune) bool {
	depth := 0
	for _, r := range text {
		switch r {
		case open:
			depth++
		case closing:
			depth = max(0, depth-1)
		}
	}
	return depth > 0
}

// openQuotation reports whether a quotation mark has no partner. Single ones are apostrophes too often.
func openQuotation(t statement) bool {
	straight, curly := 0, 0
	for _, r := range t.text {
		switch r {
		case '"':
			straight++
		case '“', '„':
			if r == '“' && curly > 0 && t.lang == "de" {
				curly-- // „so“
				continue
			}
			curly++
		case '”':
			curly = max(0, curly-1)
		}
	}
	return straight%2 == 1 || curly > 0 || opensMore(t.text, '«', '»') && t.lang != "de"
}

// neverLast are words that end no sentence, by language: articles, prepositions that take what follows, conjunctions.
var neverLast = map[string]*wordList{
	"it": set(`il lo la i gli le un di a ad da con per tra fra del dello della dei degli delle al allo alla ai agli alle dal dallo dalla dai
		dagli dalle nel nello nella nei negli nelle sul sullo sulla sui sugli sulle e ed o od ma che non né oppure nonché affinché poiché
		sebbene benché mentre se verso presso mediante nonostante in ovvero`),
	"en": set(`the a an and or nor but because although whereas unless than whether during despite per via its their our your my every very if until`),
	"fr": set(`le la les un une des du de et ou mais à au aux que dans sur par chez ni ne leurs ses cet cette ces`),
	"de": set(`der den dem des eine einen einem und oder von für zum zur ins vom dass weil wenn als ob sowie`),
	"es": set(`el la los las un una unos de del a al y e o u en con por para que su sus pero ni si`),
	"pt": set(`o a os as um uma de do da dos das e ou em no na nos nas com por para que seu sua mas nem se`),
}

// stranded are English prepositions that may end a sentence after a word that asks for them.
var stranded = set(`of from with for at to as by in into between among about`)

// strands are words after which a preposition may stand last, besides participles: the case they asked for.
var strands = set(`ask asks call calls wait waits hope hopes look looks pay pays paid deal deals dealt come comes came go goes went live lives work works depend
	depends talk talks speak speaks spoke think thinks thought dream dreams hear heard care cares stand stands stood belong belongs refer refers rely relies fight
	fought vote votes search proud capable aware afraid made built used stay stays break breaks move moves step steps join joins up away along out down on it them him her us me believe believes
	begin start start where what who which that know known put`)

// titles stand before a name; with their full stop they look like an end.
var titles = set(`dott sig avv ing prof mr mrs ms dr mons gen sen hon`)

// dangles reports whether the last word cannot be the last. One with a capital is a name, and one in quotation marks is
// talked about.
func (t statement) dangles(last int) bool {
	w := t.tokens[last]
	if w.class != word || last == 0 {
		return false
	}
	if last+1 < len(t.tokens) {
		next := t.tokens[last+1]
		switch {
		case next.is("'", "’") && next.glued && w.lower != "s" && w.functional && len(w.text) > 1: // dell'
			return true
		case next.is("\"", "”", "»", "’", "'"):
			return false
		case next.text == "." && titles.has(w.lower) && (w.upper || t.lang == "it") && !t.headline:
			return true
		}
	}
	if w.upper || w.glued && t.tokens[last-1].class != mark {
		return false
	}
	return t.goesOn(w, t.tokens[last-1])
}

// goesOn reports whether a word asks for another one after it.
func (t statement) goesOn(w, before token) bool {
	switch {
	case neverLast[t.lang].has(w.lower):
		return !before.is("in", "non", "come", "as", "what", "why", "and", "o", "or", "e", "\"", "“", "«", "‘") || w.is("the", "a", "an", "il", "lo", "la", "un", "una")
	case t.lang == "en" && stranded.has(w.lower):
		participle := (strings.HasSuffix(before.lower, "ed") || strings.HasSuffix(before.lower, "ing")) && !w.is("of", "as", "by")
		return !strands.has(before.lower) && !participle
	}
	return false
}

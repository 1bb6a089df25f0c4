package check

import (
	"iter"
	"math"
	"slices"
	"strings"

	"mattinale/pipeline/news"
)

// quotation is what a text has in quotation marks: the tokens [from,to) between them.
type quotation struct {
	from, to int
	words    int
}

// closingMarks are the marks that close what a mark opens. Straight ones close themselves. » opens in German texts, where no space
// stands after it: see opensMark.
var closingMarks = map[string]string{"«": "»", "“": "”", "„": "“”", "‘": "’", "‚": "‘’", "\"": "\"", "»": "«"}

// opensMark reports whether token i opens a quotation: any mark that can, but » and ‚ only where what follows is glued to it and what stands
// before is not, and « not where it closes »so«.
func opensMark(tokens []token, i int) bool {
	t := tokens[i]
	if t.class != mark || closingMarks[t.text] == "" {
		return false
	}
	glued := i+1 < len(tokens) && tokens[i+1].glued
	free := !t.glued || i > 0 && tokens[i-1].class == mark
	switch t.text {
	case "»", "‚":
		return glued && free
	case "«":
		return !t.glued || glued
	}
	return true
}

// quotations returns what a text has in quotation marks, the outermost ones, in their order. What stays open ends with the
// text. An apostrophe closes nothing: it is followed by a letter, or was not opened.
func quotations(tokens []token) []quotation {
	var out []quotation
	for i := 0; i < len(tokens); i++ {
		if !opensMark(tokens, i) {
			continue
		}
		q := quotation{from: i + 1, to: closes(tokens, i, closingMarks[tokens[i].text])}
		for _, t := range tokens[q.from:q.to] {
			if t.class != mark {
				q.words++
			}
		}
		if q.words > 0 {
			out = append(out, q)
		}
		i = q.to
	}
	return out
}

// closes returns the token that closes what token i opens, the end of the text when none does.
func closes(tokens []token, i int, closing string) int {
	opening, depth := tokens[i].text, 1
	for j := i + 1; j < len(tokens); j++ {
		t := tokens[j]
		switch {
		case t.class != mark:
		case strings.Contains(closing, t.text):
			letter := j+1 < len(tokens) && tokens[j+1].glued && tokens[j+1].class != mark
			if t.text == "’" && letter {
				continue
			}
			if depth--; depth == 0 {
				return j
			}
		case t.text == opening:
			depth++
		}
	}
	return len(tokens)
}

// said is a quotation of the article, or the part of it that lies in one sentence.
type said struct {
	sentence int // from 0
	words    int
	whole    int    // words of all of the quotation, over its sentences
	text     string // its words
	spoken   bool   // marks about it say that somebody says it: a colon before, a comma after, a stop at its end
}

// speech is what an article says in quotation marks, and its words in order, to look words up that should be its own.
type speech struct {
	said      []said
	words     []string // folded
	sentences []int32  // of each of words
}

// speech reads the article for its quotations the first time one is asked for. A quotation goes on over the sentences of its
// paragraph until it closes.
func (s *Source) speech() *speech {
	s.readSpeech.Do(func() {
		sp := &speech{}
		words, tokens := lexiconOf(s.lang), []token(nil)
		open, block, first := "", -1, 0
		for n, x := range s.sentences {
			tokens = words.tokenize(tokens[:0], s.text[x.Start:x.End])
			for _, t := range tokens {
				if t.class != mark {
					sp.words = append(sp.words, t.fold)
					sp.sentences = append(sp.sentences, int32(n))
				}
			}
			if x.Block != block {
				open, block, first = "", x.Block, len(sp.said)
			}
			open = sp.read(tokens, n, open, &first)
		}
		s.heard = sp
	})
	return s.heard
}

// read takes the quotations of one sentence in; open is the mark that an earlier sentence opened and that is not closed yet,
// first the part of said at which that quotation began. It returns the mark that is open at the end.
func (sp *speech) read(tokens []token, sentence int, open string, first *int) string {
	var words []string
	from := 0
	flush := func(end int, closed bool) {
		if len(words) > 0 {
			sp.said = append(sp.said, said{sentence: sentence, words: len(words), text: strings.Join(words, " "), spoken: spokenAbout(tokens, from, end)})
		}
		words = nil
		if !closed {
			return
		}
		begun := sp.said[min(*first, len(sp.said)):]
		total := 0
		for _, x := range begun {
			total += x.words
		}
		for i := range begun {
			begun[i].whole = total
		}
		*first = len(sp.said)
	}
	for i, t := range tokens {
		switch {
		case t.class != mark:
			if open != "" {
				words = append(words, t.fold)
			}
		case open == "" && opensMark(tokens, i):
			open, from, *first = t.text, i, len(sp.said)
		case open != "" && strings.Contains(closingMarks[open], t.text) && (t.text != "’" || i+1 == len(tokens) || !tokens[i+1].glued || tokens[i+1].class == mark):
			flush(i, true)
			open = ""
		}
	}
	flush(len(tokens), false)
	return open
}

// saying are words after a quotation that say who says it.
var saying = set(`dice dicono disse dissero ha hanno aveva spiega spiegano racconta raccontano osserva ricorda ricordano precisa aggiunge aggiungono sostiene
	sostengono commenta ammette ammettono avverte avvertono assicura conclude replica attacca ripete scherza sottolinea confida riassume riconosce afferma annuncia
	scrive insiste promette chiede si secondo says said say adds added told tells explains explained recalls recalled warns warned admits admitted writes wrote
	according he she they dit explique raconte affirme declare confie estime assure ajoute indique precise previent deplore lance reconnait conclut souligne selon
	sagt sagte erklart erklarte betont betonte meint meinte warnt warnte berichtet kritisiert klagt fugt teilte nannte
	dice dijo explica explico afirma afirmo aseguro asegura senala anade protesta lamenta advirtio declaro conto segun sostiene
	disse diz explicou afirmou garante garantiu contou acrescenta acrescentou lamentou alerta declarou fala`)

// spokenAbout reports whether the marks about a quotation, tokens from to end, say that somebody says it.
func spokenAbout(tokens []token, from, end int) bool {
	at := func(i int) token {
		if i < 0 || i >= len(tokens) {
			return nothing
		}
		return tokens[i]
	}
	return end >= len(tokens) || at(from-1).is(":") && !at(end+1).is(",") || at(end-1).is(".", "!", "?", ",") || at(end+1).is(",", "–", "—") && saying.has(at(end+2).fold) || saying.has(at(end+1).fold)
}

// spokenWords reports whether the article has the words of a quotation as what somebody says, not as a title.
func (s *Source) spokenWords(tokens []token) bool {
	var words []string
	for _, t := range tokens {
		if t.class != mark {
			words = append(words, t.fold)
		}
	}
	text := strings.Join(words, " ")
	found := false
	for _, x := range s.speech().said {
		if strings.Contains(x.text, text) {
			if !x.spoken && x.text == text {
				return false
			}
			found = true
		}
	}
	return found
}

// quotes reports quotations that the article does not bear out. In the article's language the words must be its own, but for
// their capitals and marks, in one piece or with an ellipsis or brackets between the pieces. In another language the article
// must have a quotation that could have been translated: in the sentences cited, of fitting length, of the person named.
// Where the text in the article's language quotes too, the quotations must be the same.
func (s *Source) quotes(t statement, all []statement, c *cited) []news.Finding {
	var out []news.Finding
	own, quoted := s.quotedIn(all)
	list := quotations(t.tokens)
	for i, q := range list {
		reason := ""
		found := s.verbatim(t.tokens[q.from:q.to])
		switch {
		case found && (q.words < wholePhrase || s.attributed(t, q)):
		case found:
			reason = somebodyElse
		case t.lang == s.lang:
			reason = notSaid
		case len(quoted) == len(list):
			reason = s.otherThan(q, own, quoted[i])
		default:
			reason = s.untranslatable(t, q, all, c)
		}
		if reason != "" {
			out = append(out, t.finding(news.KindQuote, q.from, q.to, "%s", reason))
		}
	}
	return out
}

// mostBetween is how many words of the article may be left out at an ellipsis.
const mostBetween = 120

const (
	notSaid      = "the article does not have these words"
	somebodyElse = "in the article somebody else says this"
)

// wholePhrase is how many words a quotation has from which it is somebody's, and no single term.
const wholePhrase = 4

// quotedIn returns the text in the article's language, and what it quotes.
func (s *Source) quotedIn(all []statement) (statement, []quotation) {
	for _, t := range all {
		if t.lang == s.lang {
			return t, quotations(t.tokens)
		}
	}
	return statement{}, nil
}

// otherThan says why a quotation is no translation of the one in the article's own language, "" when it can be one.
func (s *Source) otherThan(q quotation, own statement, twin quotation) string {
	if !s.verbatim(own.tokens[twin.from:twin.to]) {
		return "it translates words that the article does not have"
	}
	if words, of := float64(q.words), float64(twin.words); words > of*longestShare+spareWords || of > words*longestShare+spareWords {
		return "the quotation in the article's language is of another length"
	}
	return ""
}

// mostPlaces is how many places of a quotation's first words are tried.
const mostPlaces = 1000

// verbatim reports whether the article has the words of a quotation.
func (s *Source) verbatim(tokens []token) bool {
	for range s.places(tokens) {
		return true
	}
	return len(pieces(tokens)) == 0
}

// places gives the sentences, from 0, in which the article has the words of a quotation, in order.
func (s *Source) places(tokens []token) iter.Seq[int] {
	return func(yield func(int) bool) {
		list := pieces(tokens)
		if len(list) == 0 {
			return
		}
		sp, start := s.speech(), int32(0)
		for range mostPlaces {
			at, found := sp.find(list[0], start, len(sp.words))
			if !found || sp.goesOn(list[1:], at+int32(len(list[0]))) && !yield(int(sp.sentences[at])) {
				return
			}
			start = at + 1
		}
	}
}

// attributed reports whether a quotation that the article has is, at one of its places, of somebody whom the text names.
func (s *Source) attributed(t statement, q quotation) bool {
	for sentence := range s.places(t.tokens[q.from:q.to]) {
		if s.speaks(t, q, sentence) {
			return true
		}
	}
	return false
}

// goesOn reports whether pieces follow a place of the article, with few words between them.
func (sp *speech) goesOn(list [][]string, after int32) bool {
	for _, piece := range list {
		at, found := sp.find(piece, after, mostBetween)
		if !found {
			return false
		}
		after = at + int32(len(piece))
	}
	return true
}

// pieces cuts the words of a quotation where it says that something was left out or put in: an ellipsis, brackets.
func pieces(tokens []token) [][]string {
	var out [][]string
	var piece []string
	cut := func() {
		if len(piece) > 0 {
			out = append(out, piece)
		}
		piece = nil
	}
	inside := 0 // brackets
	for i, t := range tokens {
		switch {
		case t.text == "[" || t.text == "(":
			cut()
			inside++
		case t.text == "]" || t.text == ")":
			inside = max(0, inside-1)
		case t.text == "…", t.text == "." && i+1 < len(tokens) && tokens[i+1].text == ".":
			cut()
		case t.class != mark && inside == 0:
			piece = append(piece, t.fold)
		}
	}
	cut()
	return out
}

// find returns where the words next stand in a row, from a place on, and at most so many words after it.
func (sp *speech) find(words []string, from int32, most int) (int32, bool) {
	last := min(len(sp.words)-len(words), int(from)+most)
	for at := int(from); at <= last; at++ {
		if sp.words[at] == words[0] && slices.Equal(sp.words[at:at+len(words)], words) {
			return int32(at), true
		}
	}
	return 0, false
}

// Bounds of the length of a translated quotation against the article's, by trial: languages differ by a fifth or so, and a
// quotation may be of a part of what was said.
const (
	longestShare  = 1.7
	shortestShare = 0.35
	spareWords    = 2
	nearQuotation = 2 // sentences from one that is cited

	// The same where there is no text in the article's language, whose quotations would say more.
	longestAbroad = 1.4
	nearAbroad    = 1
	spareTitle    = 1 // and of words that nobody is said to say: a title, a term
)

// untranslatable says why a quotation cannot be a translation of one of the article's, "" when it can. Where no
// sentences are cited, those of the whole article will do.
func (s *Source) untranslatable(t statement, q quotation, all []statement, c *cited) string {
	sp := s.speech()
	if len(sp.said) == 0 {
		return "the article quotes nobody"
	}
	near, fits := false, false
	share, reach := longestShare, nearQuotation
	if languageBit(s.lang) != 0 && !slices.ContainsFunc(all, func(own statement) bool { return own.lang == s.lang }) {
		share, reach = longestAbroad, nearAbroad
	}
	for _, x := range sp.said {
		if !c.near(x.sentence+1, reach) {
			continue
		}
		near = true
		longest := float64(max(x.words, x.whole))*share + spareWords
		if reach == nearAbroad && !x.spoken {
			longest -= spareWords - spareTitle
		}
		shortest := math.Floor(float64(x.words)*shortestShare) - 1
		if words := float64(q.words); words > longest || words < shortest {
			continue
		}
		fits = true
		if s.speaks(t, q, x.sentence) {
			return ""
		}
	}
	switch {
	case !near:
		return "the article quotes nobody in the sentences cited"
	case !fits:
		return "no quotation of the article in the sentences cited is of this length"
	}
	return somebodyElse
}

// near reports whether a sentence, from 1, is one of those cited or at most reach from one.
func (c *cited) near(sentence, reach int) bool {
	return c == nil || slices.ContainsFunc(c.sentences, func(n int) bool { return sentence >= n-reach && sentence <= n+reach })
}

// nearSpeaker is how many sentences from a quotation its speaker may be named.
const nearSpeaker = 4

// speaks reports whether one of the names in a text outside the quotation stands near a sentence of the article, or whether
// the text names nobody of whom the article speaks.
func (s *Source) speaks(t statement, q quotation, sentence int) bool {
	named := false
	for i, w := range t.tokens {
		if i >= q.from && i < q.to || !t.couldName(i) || w.first && s.names.small(w.fold) {
			continue
		}
		posts := s.postings.find(wordFeature(w.lexeme))
		if len(posts) == 0 {
			continue
		}
		named = true
		for _, n := range posts {
			if int(n) >= sentence-nearSpeaker && int(n) <= sentence+nearSpeaker {
				return true
			}
		}
	}
	return !named
}

// Unquote returns a text without its quotation marks round the given words of findings about quotations: words that nobody
// said are told, not quoted.
func Unquote(text string, findings []news.Finding, lang string) string {
	for _, f := range findings {
		if f.Kind != news.KindQuote || f.Lang != lang {
			continue
		}
		tokens := tokenize(text, lang)
		for _, q := range quotations(tokens) {
			t := statement{reading: &reading{text: text, tokens: tokens}}
			if t.words(q.from, q.to) != f.Words {
				continue
			}
			opening := tokens[q.from-1]
			if q.to < len(tokens) {
				closing := tokens[q.to]
				text = text[:closing.start] + text[closing.end:]
			}
			text = text[:opening.start] + text[opening.end:]
			break
		}
	}
	return text
}

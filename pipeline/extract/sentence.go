package extract

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"mattinale/pipeline/news"
)

// sentence is what is known of one sentence besides its words.
type sentence struct {
	text    string
	columns int     // about as many Latin letters as it has in content; an ideogram counts as three
	heading bool    // a heading is never chosen while there is a sentence
	ended   bool    // it has a full stop or the like
	opens   bool    // first of its paragraph
	again   bool    // it stands, letter by letter, before this place too
	quality float64 // 0–1, how well it reads on its own
}

// proper reports whether it may stand in a summary.
func (s sentence) proper() bool {
	return !s.heading && !s.again && s.columns > 0 && (s.ended && strings.ContainsAny(s.text, " \n") || s.columns >= 40)
}

// read looks at each sentence of the article.
func read(a news.Article, language string) []sentence {
	sentences := make([]sentence, len(a.Sentences))
	anaphors := languageOf(language).anaphors
	block, open := -1, 0
	seen := make(map[string]bool, len(sentences))
	for i, cited := range a.Sentences {
		s := sentence{text: a.Text[cited.Start:cited.End], heading: cited.Heading, opens: cited.Block != block}
		if s.opens {
			block, open = cited.Block, 0
		}
		s.again = seen[s.text]
		seen[s.text] = true
		inside := open > 0
		if language == "de" {
			open = germanQuotes(s.text, open)
		} else {
			open = quotes(s.text, open)
		}
		s.columns = columns(s.text)
		s.ended = ended(s.text)
		s.quality = s.form() * s.context(anaphors, inside, open > 0)
		if language == "de" && pointsBack(s.text) {
			s.quality *= 0.5
		}
		sentences[i] = s
	}
	return sentences
}

// form rates a sentence by its shape: a short, very long, unfinished or asking one tells less.
func (s sentence) form() float64 {
	quality := 1.0
	switch {
	case s.columns < 25:
		quality = 0.2
	case s.columns < 40:
		quality = 0.4
	case s.columns > 600:
		quality = 0.4
	case s.columns > 360:
		quality = 0.8
	}
	bare := strings.TrimRightFunc(s.text, closes)
	last, _ := utf8.DecodeLastRuneInString(bare)
	switch {
	case strings.ContainsRune("?？؟;", last):
		quality *= 0.3
	case !s.ended:
		quality *= 0.4
	case last == '…' || strings.HasSuffix(bare, "..."):
		quality *= 0.6
	}
	if strings.Contains(s.text, "://") || strings.Contains(s.text, "©") {
		quality *= 0.5
	}
	if strings.IndexFunc(s.text, unicode.IsDigit) < 0 {
		quality *= 0.7 // figures are what news is told in
	}
	return quality
}

// context rates a sentence by what it leaves unsaid: who speaks, or what "this" is. inside and open say whether a
// quotation is open before and after it.
func (s sentence) context(anaphors map[string]bool, inside, open bool) float64 {
	first, _ := utf8.DecodeRuneInString(s.text)
	quality := 1.0
	switch {
	case inside, open, strings.ContainsRune(quoteMarks, first) && outside(s.text) < 4:
		quality = 0.3
	case strings.ContainsRune(quoteMarks, first):
		quality = 0.6
	case first == '(' || first == '[':
		quality = 0.6
	case unicode.IsLower(first):
		quality = 0.7
	}
	if anaphors[firstWord(s.text)] {
		quality *= 0.5
	}
	return quality
}

const quoteMarks = "\"“”„«»‘'‹›「『"

// quotes returns how many quotation marks are open after text when open were before it.
func quotes(text string, open int) int {
	for _, r := range text {
		switch r {
		case '“', '«', '„', '「', '『':
			open++
		case '”', '»', '」', '』':
			open = max(open-1, 0)
		case '"':
			open = 1 - min(open, 1)
		}
	}
	return open
}

// germanQuotes is quotes of „so“, »so« and, in Switzerland, «so»: the same mark opens in one style and closes in another.
func germanQuotes(text string, open int) int {
	for _, r := range text {
		if strings.ContainsRune("„“”«»\"", r) {
			open = 1 - min(open, 1)
		}
	}
	return open
}

// pointsBack reports whether a German sentence begins with das as a pronoun, before a verb: Das teilte die Bahn mit.
func pointsBack(text string) bool {
	first, rest, _ := strings.Cut(text, " ")
	second, _, _ := strings.Cut(rest, " ")
	return (first == "Das" || first == "Dies") && afterThat()[second]
}

// afterThat are verbs that German puts after das and dies.
var afterThat = sync.OnceValue(func() map[string]bool {
	return words(`ist war wird wurde hat hatte sei sind waren soll sollte kann könnte gilt galt heißt bedeutet zeigt zeigte geht ging will sagt sagte teilt teilte
		beschloss berichtet berichtete meldet meldete ergab ergibt erklärte bestätigte kündigte gab gibt steht stand liegt lässt kostet reicht hält macht teilten
		sagten erklärten bestätigten berichteten`)
})

// outside counts the words after the first quotation that text begins with.
func outside(text string) int {
	_, size := utf8.DecodeRuneInString(text)
	end := strings.LastIndexAny(text[size:], `"”»“’'›」』`)
	if end < 0 {
		return 0
	}
	words := 0
	for _, word := range strings.Fields(text[size+end:]) {
		if strings.IndexFunc(word, unicode.IsLetter) >= 0 {
			words++
		}
	}
	return words
}

// columns counts letters, digits and single spaces between them.
func columns(text string) int {
	n, space := 0, false
	for _, r := range text {
		switch {
		case dense(r):
			n += 3
		case unicode.IsLetter(r), unicode.IsDigit(r):
			n++
		case !space && n > 0:
			n++
			space = true
			continue
		}
		space = false
	}
	return n
}

// dense reports whether one character of a script says as much as several letters, and words are not parted by spaces. The
// scripts are those from Thai on, and what stands between them is punctuation and signs.
func dense(r rune) bool {
	return r >= 0x0E00 && (r < 0x2000 || r >= 0x2E80) && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar)
}

// closes reports whether a character can stand after the end of a sentence.
func closes(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("\"”»“’'›)]」』）", r)
}

// ended reports whether text has an end.
func ended(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(text, closes))
	return strings.ContainsRune(".!?…。！？．؟۔।॥።", r)
}

// firstWord returns the first word of text, in lower case.
func firstWord(text string) string {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		text = text[:end]
	}
	if len(text) > maxWord {
		return ""
	}
	return strings.ToLower(text)
}

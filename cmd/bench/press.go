package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
	"mattinale/seeds"
)

// press writes articles: sentences of the seeds in another order, with other names, numbers and, here and there, other
// words, so that a counter that remembers words, a cache or a finder of same stories does not meet the same text again and
// again. The same seed gives the same articles.
type press struct {
	random    *rand.Rand
	names     *rand.Zipf
	words     *rand.Zipf
	sentences map[string][]string // by language
	stems     map[string][]string // beginnings and ends of long words, by language
	endings   map[string][]string
}

// Articles are written in these languages.
const (
	italian = "it"
	english = "en"
)

// Shares of what is changed. With them 20 MB have some 60,000 different words.
const (
	longWord     = 7 // letters; shorter words stay
	wordsChanged = 4 // one in so many long words
)

func newPress(seed uint64) (*press, error) {
	random := rand.New(rand.NewPCG(seed, 1))
	p := &press{
		random: random, sentences: map[string][]string{}, stems: map[string][]string{}, endings: map[string][]string{},
		// Exponents a little over 1, as word counts have them (Zipf).
		names: rand.NewZipf(random, 1.15, 4, 200_000), words: rand.NewZipf(random, 1.2, 8, 1_000_000),
	}
	articles, err := seedArticles()
	if err != nil {
		return nil, err
	}
	for _, a := range articles {
		p.learn(a)
	}
	for _, language := range []string{italian, english} {
		if len(p.sentences[language]) < 30 {
			return nil, fmt.Errorf("the seeds have only %d sentences in %q", len(p.sentences[language]), language)
		}
	}
	return p, nil
}

// seedArticles are the seeds that are plain text.
func seedArticles() ([]news.Article, error) {
	files, err := fs.Glob(seeds.Articles(), "*.txt")
	if err != nil {
		return nil, err
	}
	var all []news.Article
	for _, file := range files {
		data, err := fs.ReadFile(seeds.Articles(), file)
		if err != nil {
			return nil, err
		}
		a, err := clean.Article(news.Document{Source: file, MediaType: "text/plain", Bytes: data})
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, nil
}

// learn takes an article's sentences of running text, and its long words in two halves.
func (p *press) learn(a news.Article) {
	for n, s := range a.Sentences {
		text := strings.Join(strings.Fields(a.SentenceText(n+1)), " ")
		if s.Heading || len(text) < 40 || !strings.ContainsAny(text[len(text)-1:], ".!?") {
			continue
		}
		p.sentences[a.Language] = append(p.sentences[a.Language], text)
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if runes := []rune(w); len(runes) >= longWord && unicode.IsLower(runes[0]) {
				half := len(runes) / 2
				p.stems[a.Language] = append(p.stems[a.Language], string(runes[:half]))
				p.endings[a.Language] = append(p.endings[a.Language], string(runes[half:]))
			}
		}
	}
}

// article is a title and paragraphs, of about size bytes. An Italian one tells a fact in each paragraph.
func (p *press) article(language string, size int) string {
	var b strings.Builder
	kind := p.random.IntN(len(facts))
	b.WriteString(p.title(language, kind) + "\n\n")
	for b.Len() < size {
		if language == italian {
			b.WriteString(p.newFact(kind).it + " ")
			kind++
		}
		for range 2 + p.random.IntN(2) {
			b.WriteString(p.sentence(language) + " ")
		}
		b.WriteString("\n\n")
	}
	return strings.ReplaceAll(strings.TrimSpace(b.String()), " \n", "\n") + "\n"
}

func (p *press) title(language string, kind int) string {
	t := p.newFact(kind)
	if language == italian {
		return t.headIT
	}
	return t.headEN
}

// sentence is one of the seeds' with its names, numbers and some words changed.
func (p *press) sentence(language string) string {
	all := p.sentences[language]
	text := all[p.random.IntN(len(all))]
	var b strings.Builder
	start := true // the next word begins the sentence
	for text != "" {
		n, letters := span(text)
		part := text[:n]
		text = text[n:]
		switch first, _ := utf8.DecodeRuneInString(part); {
		case unicode.IsDigit(first):
			b.WriteString(p.number(part))
		case !letters:
			b.WriteString(part)
			continue // a quotation mark does not make the next word a name
		case unicode.IsUpper(first) && !start && len(part) > 3:
			b.WriteString(p.name())
		case unicode.IsLower(first) && utf8.RuneCountInString(part) >= longWord && p.random.IntN(wordsChanged) == 0:
			b.WriteString(p.word(language))
		default:
			b.WriteString(part)
		}
		start = false
	}
	return b.String()
}

// span is the length of the run of letters, of digits or of other characters that a text begins with.
func span(text string) (n int, letters bool) {
	class := func(r rune) int {
		switch {
		case unicode.IsLetter(r):
			return 1
		case unicode.IsDigit(r):
			return 2
		}
		return 0
	}
	first, _ := utf8.DecodeRuneInString(text)
	for i, r := range text {
		if class(r) != class(first) {
			return i, class(first) == 1
		}
	}
	return len(text), class(first) == 1
}

// number is one of as many digits. Four stay a year, and two a day, an hour or a minute.
func (p *press) number(digits string) string {
	switch len(digits) {
	case 1:
		return strconv.Itoa(1 + p.random.IntN(9))
	case 2:
		return strconv.Itoa(10 + p.random.IntN(14))
	case 4:
		return strconv.Itoa(1900 + p.random.IntN(130))
	}
	n := 1
	for range len(digits) - 1 {
		n *= 10
	}
	return strconv.Itoa(n + p.random.IntN(9*n))
}

// word is the beginning of one word and the end of another.
func (p *press) word(language string) string {
	pairs := rand.New(rand.NewPCG(p.words.Uint64(), 3))
	stems, endings := p.stems[language], p.endings[language]
	return stems[pairs.IntN(len(stems))] + endings[pairs.IntN(len(endings))]
}

// corpus is size bytes of articles of 3 KB, in Italian and English by turns.
func corpus(seed uint64, size int) ([]string, error) {
	p, err := newPress(seed)
	if err != nil {
		return nil, err
	}
	var all []string
	for n := 0; n < size; {
		a := p.article([]string{italian, english}[len(all)%2], 3000)
		all = append(all, a)
		n += len(a)
	}
	return all, nil
}

package check

import (
	"bytes"
	"encoding/json"
	"html"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"mattinale/pipeline/news"
)

const (
	labelsFile  = "../../cmd/eval/testdata/labels.jsonl"
	articlesDir = "../../seeds/articles"
)

// labelled is a seed as a careful reader sees it.
type labelled struct {
	Article   string   `json:"article"`
	Title     string   `json:"title"`
	Published string   `json:"published"`
	Language  string   `json:"language"`
	Body      []string `json:"body"` // beginnings of paragraphs
	Pairs     []struct {
		Italian  string   `json:"it"`
		English  string   `json:"en"`
		Evidence []string `json:"evidence"` // beginnings of sentences
	} `json:"pairs"`

	article news.Article
}

// seeds returns the labelled seeds as articles. The package that cleans documents is not asked, so that its faults are not
// counted here: paragraphs are those that the labels name.
func seeds(tb testing.TB) []labelled {
	tb.Helper()
	f, err := os.Open(labelsFile)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var out []labelled
	for d := json.NewDecoder(f); d.More(); {
		var l labelled
		if err := d.Decode(&l); err != nil {
			tb.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(articlesDir, l.Article))
		if err != nil {
			tb.Fatal(err)
		}
		var blocks []string
		for _, p := range strings.Split(plain(tb, l.Article, data), "\n") {
			p = strings.Join(strings.Fields(p), " ")
			for _, b := range l.Body {
				if i := strings.Index(p, b); i >= 0 && i < 80 {
					blocks = append(blocks, p)
				}
			}
		}
		if len(blocks) != len(l.Body) {
			tb.Fatalf("%s: %d of %d paragraphs found", l.Article, len(blocks), len(l.Body))
		}
		l.article = article(l.Language, blocks...)
		l.article.Title, l.article.Published = l.Title, l.Published
		out = append(out, l)
	}
	return out
}

var (
	paragraphEnd = regexp.MustCompile(`(?i)</(p|h[1-6]|div|li|blockquote)>|<br */?>`)
	tags         = regexp.MustCompile(`<[^>]*>`)
	links        = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
)

// plain returns the text of a seed, a paragraph a line.
func plain(tb testing.TB, name string, data []byte) string {
	text := string(data)
	switch filepath.Ext(name) {
	case ".html":
		text = strings.Join(strings.Fields(text), " ")
		return html.UnescapeString(tags.ReplaceAllString(paragraphEnd.ReplaceAllString(text, "\n"), ""))
	case ".md":
		return strings.NewReplacer("*", "", "> ", "", "## ", "").Replace(links.ReplaceAllString(paragraphs(text), "$1"))
	case ".eml":
		return paragraphs(mailText(tb, data))
	}
	return text
}

// paragraphs undoes hard line breaks.
func paragraphs(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	blocks := strings.Split(strings.ReplaceAll(text, "\n- ", "\n\n"), "\n\n")
	for i, b := range blocks {
		blocks[i] = strings.ReplaceAll(b, "\n", " ")
	}
	return strings.Join(blocks, "\n")
}

func mailText(tb testing.TB, data []byte) string {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		tb.Fatal(err)
	}
	part, err := multipart.NewReader(m.Body, params["boundary"]).NextRawPart()
	if err != nil {
		tb.Fatal(err)
	}
	raw, err := io.ReadAll(quotedprintable.NewReader(part))
	if err != nil {
		tb.Fatal(err)
	}
	runes := make([]rune, len(raw)) // ISO-8859-1
	for i, b := range raw {
		runes[i] = rune(b)
	}
	return string(runes)
}

// article builds an article of paragraphs. One that does not end like a sentence and is short is a heading.
func article(lang string, blocks ...string) news.Article {
	a := news.Article{Language: lang, Text: strings.Join(blocks, "\n\n")}
	at := 0
	for i, b := range blocks {
		heading := len(b) < 60 && !strings.ContainsAny(b[len(b)-1:], ".!?\"”»")
		for _, s := range cutSentences(b) {
			a.Sentences = append(a.Sentences, news.Sentence{Start: at + s[0], End: at + s[1], Block: i, Heading: heading})
		}
		at += len(b) + 2
	}
	return a
}

var noStop = regexp.MustCompile(`(?i)(^|[\s(])(dr|prof|dott|jan|feb|aug|sept|oct|nov|dec|sen|ore|mich|minn|st|co|mio|s\.r\.l|n\.d|n\.y|[a-z])\.$`)

// germanStop matches a day before its month.
var germanStop = regexp.MustCompile(`dem [0-9]+\.$|Mio\.$`)

// cutSentences is a plain splitter, good enough for the seeds.
func cutSentences(text string) [][2]int {
	var out [][2]int
	start := 0
	for i, r := range text {
		if !strings.ContainsRune(".!?…", r) {
			continue
		}
		end := i + utf8.RuneLen(r)
		for end < len(text) {
			c, n := utf8.DecodeRuneInString(text[end:])
			if !strings.ContainsRune(`"”»’'“)`, c) {
				break
			}
			end += n
		}
		rest := strings.TrimLeft(text[end:], " ")
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "«“\"„‘'‚("))
		if end < start || rest == text[end:] && rest != "" || noStop.MatchString(text[max(start, i-12):i+1]) || germanStop.MatchString(text[max(start, end-12):end]) && rest != "" || rest != "" && !unicode.IsUpper(first) && !unicode.IsDigit(first) {
			continue
		}
		out = append(out, [2]int{start, end})
		start = len(text) - len(rest)
	}
	if start < len(text) {
		out = append(out, [2]int{start, len(text)})
	}
	return out
}

// numbersOf returns the sentences, from 1, that begin as a label says.
func numbersOf(tb testing.TB, a news.Article, beginnings []string) []int {
	tb.Helper()
	var out []int
	for _, b := range beginnings {
		for n := range a.Sentences {
			if i := strings.Index(a.SentenceText(n+1), b); i >= 0 && i < 80 {
				out = append(out, n+1)
			}
		}
	}
	if len(out) != len(beginnings) {
		tb.Errorf("labels %q: sentences %v", beginnings, out)
	}
	return out
}

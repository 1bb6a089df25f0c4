package clean

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"slices"
	"strings"

	"mattinale/pipeline/news"
)

// Errors that say why a document gives no article. They are wrapped with the particulars.
var (
	ErrEmpty     = errors.New("there is no text in it")
	ErrBinary    = errors.New("it is not text")
	ErrNoArticle = errors.New("there is no article in it")
)

// Article returns the article of a document. What it finds is said in the fields of news.Article; Notes tell how the
// document was decoded where that was not UTF-8, that it was cut, and what was left out by judgement. An error is
// ErrEmpty, ErrBinary or ErrNoArticle with the particulars. A media type that is not known is read as plain text.
func Article(doc news.Document) (news.Article, error) {
	d := draft{url: doc.URL, notes: slices.Clone(doc.Notes)}
	if doc.Cut {
		d.notes = append(d.notes, "only the first "+size(len(doc.Bytes))+" were read")
	}
	if mediaKind(doc.MediaType) == "message/rfc822" { // its parts are decoded one by one
		return d.fromMail(doc)
	}
	text, charset, err := Decode(doc.Bytes, doc.MediaType)
	if err != nil {
		return news.Article{}, err
	}
	text = d.decoded(text, charset)
	if unseen(text) {
		return news.Article{}, ErrEmpty
	}
	if err := d.read(doc, text); err != nil {
		return news.Article{}, err
	}
	return d.article(doc)
}

// complete takes what the document's source says where the document itself does not tell.
func (d *draft) complete(doc news.Document) {
	d.title = first(d.title, doc.Title)
	d.byline = first(d.byline, bylineOf(doc.Byline))
	d.published = first(d.published, doc.Published)
	d.language = first(d.language, doc.Language)
}

// unseen reports whether nothing of a text is seen. A letter or figure of ASCII is seen whatever stands around it.
func unseen(text string) bool {
	return !hasASCIIWord(text) && strings.TrimSpace(plainText(text)) == ""
}

// read fills the draft by the reader of the document's media type.
func (d *draft) read(doc news.Document, text string) error {
	switch mediaKind(doc.MediaType) {
	case "text/html", "application/xhtml+xml":
		if doc.Whole {
			return readWhole(d, doc.Title, text)
		}
		return readHTML(d, text)
	case "text/markdown", "text/x-markdown":
		return readMarkdown(d, text)
	}
	if isJSON(text) {
		return fmt.Errorf("%w: it is data in JSON", ErrNoArticle)
	}
	return readPlain(d, text)
}

// isJSON reports whether a text is a value of JSON with others in it, as the interfaces of sites answer: nobody writes such an article.
func isJSON(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && (text[0] == '{' || text[0] == '[') && json.Valid([]byte(text))
}

// mediaKind is a media type without its parameters.
func mediaKind(mediaType string) string {
	kind, _, err := mime.ParseMediaType(mediaType)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(mediaType), ";")
	}
	return strings.TrimSpace(kind)
}

// decoded notes how the text was decoded, and undoes a double encoding.
func (d *draft) decoded(text, charset string) string {
	if charset != utf8Name {
		d.notes = append(d.notes, "decoded as "+charset)
	}
	text, twice := decodeTwice(text)
	if twice {
		d.notes = append(d.notes, "its characters had been encoded twice, and were mended")
	}
	if n := strings.Count(text, "\uFFFD"); n > 0 {
		d.notes = append(d.notes, plural(n, "character that could not be read", "characters that could not be read"))
	}
	return text
}

// article builds the article of a draft whose blocks are all its own.
func (d *draft) article(doc news.Document) (news.Article, error) {
	d.complete(doc)
	a := news.Article{
		Title: oneLine(d.title), Byline: oneLine(d.byline), Published: d.published,
		Source: doc.Source, URL: oneLine(d.url), Topic: oneLine(doc.Topic), Notes: d.notes,
	}
	var text strings.Builder
	var blocks []block
	for _, b := range d.blocks {
		b.text = oneLine(b.text)
		if b.text == "" {
			continue
		}
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(b.text)
		blocks = append(blocks, b)
	}
	if len(blocks) == 0 {
		return news.Article{}, fmt.Errorf("%w: nothing is left without the words of the page around it", ErrNoArticle)
	}
	a.Text = text.String()
	sum := sha256.Sum256([]byte(a.Text))
	a.ID = hex.EncodeToString(sum[:])
	a.Language = d.detect(a.Text)
	a.Sentences = sentencesOf(a.Text, blocks, a.Language)
	return a, nil
}

// detect returns the language of the text, by what the document declares where the text itself does not tell.
func (d *draft) detect(text string) string {
	if language := detectLanguage(text); language != undetermined {
		return language
	}
	base, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(d.language)), "-")
	if (len(base) == 2 || len(base) == 3) && strings.Trim(base, "abcdefghijklmnopqrstuvwxyz") == "" && hasLetter(text) {
		return base
	}
	return undetermined
}

// sentencesOf splits each block of text; a heading is one sentence.
func sentencesOf(text string, blocks []block, language string) []news.Sentence {
	s := splitter{rules: rulesFor(language)}
	at := 0
	for i, b := range blocks {
		end := at + len(b.text)
		if b.heading {
			s.spans = append(s.spans, news.Sentence{Start: at, End: end, Block: i, Heading: true})
		} else {
			s.split(text, at, end, i)
		}
		at = end + len("\n\n")
	}
	return s.spans
}

// size writes a number of bytes as a reader would.
func size(n int) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d KB", (n+1023)>>10)
}

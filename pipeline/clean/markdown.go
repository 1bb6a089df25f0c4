package clean

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

// What no text has and the parser needs quadratic time for.
const (
	maxBrackets = 5000
	maxQuoted   = 50
)

// markdown turns a document into HTML. Setting it up takes as long as a short document does.
var markdown = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(goldmark.WithExtensions(extension.Strikethrough, extension.Table))
})

// readMarkdown reads Markdown: its front matter, then the document as the HTML it stands for. Code blocks are no text,
// pictures have none, and of links only the words are read.
func readMarkdown(d *draft, text string) error {
	text = d.frontMatter(plainText(text), detectLanguage(text))
	if strings.Count(text, "[") > maxBrackets || strings.Contains(text, strings.Repeat(">", maxQuoted)) || strings.Contains(text, strings.Repeat("> ", maxQuoted)) {
		d.notes = append(d.notes, "its Markdown is too odd to be taken apart; its text was read line by line")
		return readPlain(d, text)
	}
	var page bytes.Buffer
	if err := markdown().Convert([]byte(text), &page); err != nil {
		return readPlain(d, text)
	}
	if measure(page.String()).tooLarge() {
		return readPlain(d, text)
	}
	root, err := html.Parse(&page)
	if err != nil {
		return readPlain(d, text)
	}
	dropCode(root)
	prune(root)
	d.blocks = blocksOf(root)
	if d.title == "" && len(d.blocks) > 1 && d.blocks[0].heading {
		d.title, d.blocks = d.blocks[0].text, d.blocks[1:]
	}
	trim(d, detectLanguage(joined(d.blocks)))
	return nil
}

// dropCode takes code blocks out.
func dropCode(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && c.Data == "pre" {
			n.RemoveChild(c)
		} else {
			dropCode(c)
		}
		c = next
	}
}

// frontMatter takes the lines between two "---" (or "+++") off the head of a text, and reads the fields in them that an
// article has: one a line, with or without quotation marks, YAML's way or TOML's. Whatever else is in them is let go.
func (d *draft) frontMatter(text, language string) string {
	text = strings.TrimLeft(text, "\n ")
	mark, rest, _ := strings.Cut(text, "\n")
	mark = strings.TrimSpace(mark)
	if mark != "---" && mark != "+++" {
		return text
	}
	head, body, found := strings.Cut("\n"+rest, "\n"+mark)
	if !found {
		return text
	}
	for line := range strings.Lines(head) {
		line = strings.TrimSpace(line)
		if mark == "+++" {
			line = strings.Replace(line, "=", ":", 1)
		}
		if name, value, ok := field(line); ok && name != "text" {
			d.setField(name, strings.Trim(value, `"' []`), language)
		}
	}
	_, body, _ = strings.Cut(body, "\n")
	return body
}

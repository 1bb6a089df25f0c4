package clean

import (
	"fmt"
	"slices"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// fewWords is how few words of running text are no article, but what is left of an index or a consent page.
const fewWords = 40

// readHTML reads a page: what its markup says of the article, then the article itself as readability finds it, then what
// readability leaves of the page around it is trimmed as for plain text.
func readHTML(d *draft, text string) error {
	root, err := parsePage(text)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoArticle, err)
	}
	if root == nil {
		d.notes = append(d.notes, "the page is too deep or too large to be taken apart; its text was read line by line")
		return readPlain(d, stripTags(text))
	}
	d.readMeta(root)
	around := surroundingsOf(root)
	drawn := find(root, atom.Script) != nil
	prune(root)
	dropAbove(root, d.title)
	blocks, found, err := articleBlocks(root)
	if err != nil {
		return err
	}
	listed := index(blocks)
	if !listed {
		d.blocks, d.found = blocks, found
		trim(d, detectLanguage(joined(blocks)))
	}
	if running(d.blocks) < fewWords && d.readTold(around) {
		return nil
	}
	if err := d.refuse(around); err != nil {
		return err
	}
	if listed {
		return fmt.Errorf("%w: the page lists other articles", ErrNoArticle)
	}
	if running(d.blocks) == 0 {
		return d.blank(drawn)
	}
	if running(d.blocks) < fewWords && (d.title == "" || slices.ContainsFunc(blocks, func(b block) bool { return isConsent(b.key) })) {
		return fmt.Errorf("%w: only %s of running text on the page", ErrNoArticle, plural(running(d.blocks), "word", "words"))
	}
	return nil
}

// blank says why there is no running text on a page: it leads on to another one, is drawn by its scripts, or is none to be read.
func (d *draft) blank(drawn bool) error {
	switch {
	case d.leads != "":
		return fmt.Errorf("%w: the page only leads on to %s", ErrNoArticle, d.leads)
	case drawn:
		return fmt.Errorf("%w: no words of running text on the page, which its scripts may draw in a browser", ErrNoArticle)
	}
	return fmt.Errorf("%w: only 0 words of running text on the page", ErrNoArticle)
}

// dropAbove takes out what stands before the heading that has the title, beside it, when it is a few words: the name of a
// section or of a newsletter, a greeting. It is done here, since readability drops that heading.
func dropAbove(root *html.Node, title string) {
	want := key(title)
	for n := range root.Descendants() {
		if n.DataAtom != atom.H1 || key(headingText(n)) != want {
			continue
		}
		before := 0
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			before += countWords(textOf(s))
		}
		for before <= maxBefore && n.PrevSibling != nil {
			n.Parent.RemoveChild(n.PrevSibling)
		}
		return
	}
}

// articleBlocks returns the blocks of the part of the page that has the article, and whether readability found it. A
// fragment, or a page too small for readability to judge, is taken as it is.
func articleBlocks(root *html.Node) (blocks []block, found bool, err error) {
	body := find(root, atom.Body)
	if body == nil {
		return nil, false, fmt.Errorf("%w: the page has no running text", ErrNoArticle)
	}
	whole, own := blocksAndNamed(body, container(body))
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	article, err := parser.ParseAndMutate(root, nil) // not Parse: that guesses a charset, and garbles what is UTF-8 already
	if err == nil && article.Node != nil {
		blocks = blocksOf(article.Node)
		words := running(blocks)
		if words < fewWords && 2*words < running(whole) {
			return whole, false, nil
		}
		if 7*running(own) > 10*words {
			return regain(whole, own), false, nil
		}
		return regain(whole, blocks), article.Node.DataAtom != atom.Body, nil
	}
	return whole, false, nil
}

// fewestListed is how many headings that are links make a list of other articles.
const fewestListed = 5

// index reports whether blocks are a list of other articles: headings that are links, and no two paragraphs in a row.
func index(blocks []block) bool {
	listed, row, longest := 0, 0, 0
	for _, b := range blocks {
		switch {
		case b.heading:
			row = 0
			if b.linked {
				listed++
			}
		case b.prose():
			row++
			longest = max(longest, row)
		}
	}
	return listed >= fewestListed && longest < 2
}

// running counts the words of running text.
func running(blocks []block) int {
	n := 0
	for _, b := range blocks {
		if b.prose() {
			n += b.words
		}
	}
	return n
}

func joined(blocks []block) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(block.text)
		b.WriteByte('\n')
	}
	return b.String()
}

// stripTags is the text of a page without its markup, a line an element.
func stripTags(text string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	skip := atom.Atom(0)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.StartTagToken:
			name, _ := z.TagName()
			if a := atom.Lookup(name); a == atom.Script || a == atom.Style {
				skip = a
			}
			b.WriteByte('\n')
		case html.EndTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == skip {
				skip = 0
			}
			b.WriteByte('\n')
		case html.TextToken:
			if skip == 0 {
				b.Write(z.Text())
			}
		}
	}
}

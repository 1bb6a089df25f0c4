package clean

import (
	"errors"
	"strings"
)

// errNoPart is of a part that a message does not have.
var errNoPart = errors.New("the message has no such part")

// readLetterText reads the text part of a letter.
func readLetterText(text string, head draft) (draft, error) {
	if strings.TrimSpace(text) == "" {
		return draft{}, errNoPart
	}
	d := draft{}
	text, digest := undigested(plainText(d.decoded(text, utf8Name)))
	lines := strings.Split(unsigned(unquoted(text)), "\n")
	part := span{head: head, to: len(lines)}
	if !digest { // the heads of its messages are none of letters that were forwarded
		part = head.innermost(lines, true)
	}
	lines = lines[part.from:part.to]
	d.notes = append(d.notes, part.notes...)
	d.url = viewAddress(lines)
	lines = strings.Split(withoutSignature(strings.Join(lines, "\n")), "\n")
	for i, line := range lines {
		lines[i] = withoutRule(line)
	}
	text = strings.Join(lines, "\n")
	language := detectLanguage(text)
	d.title = part.head.title
	blocks := unwrap(d.fields(text, language))
	for i, b := range blocks {
		item := b.item
		blocks[i] = newBlock(withoutAddresses(b.text))
		blocks[i].item = item
	}
	blocks = letterBlocks(blocks, part.head.byline)
	d.title = first(part.head.title, d.title)
	if err := d.letterArticle(blocks, language); err != nil {
		return draft{}, err
	}
	d.headerOver(part.head)
	return d, nil
}

// unquoted takes the marks of quoting off a letter's text.
func unquoted(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimLeft(line, "> "))
	}
	return b.String()
}

// maxSignature is the most words of a signature.
const maxSignature = 60

// withoutSignature cuts a text at the line that begins a signature (RFC 3676, section 4.3): "-- ". Newsletters have such
// lines between their items, too.
func withoutSignature(text string) string {
	at := strings.LastIndex(text, "\n-- \n")
	if at < 0 || countWords(text[:at]) == 0 || countWords(text[at:]) > maxSignature {
		return text
	}
	return text[:at]
}

// unsigned takes the armour of an OpenPGP signature off a text (RFC 9580, section 7).
func unsigned(text string) string {
	_, signed, found := strings.Cut(text, "-----BEGIN PGP SIGNED MESSAGE-----\n")
	if !found {
		return text
	}
	signed, _, _ = strings.Cut(signed, "-----BEGIN PGP SIGNATURE-----")
	if fields, rest, found := strings.Cut(signed, "\n\n"); found && strings.Count(fields, "\n") < 5 {
		signed = rest
	}
	return strings.ReplaceAll("\n"+signed, "\n- ", "\n")
}

// withoutRule is a line of text without what is drawn in it: a line of dashes under a heading, stars on both sides of one.
func withoutRule(line string) string {
	text := strings.TrimSpace(line)
	if strings.HasPrefix(text, "***") || strings.HasPrefix(text, "===") || strings.HasPrefix(text, "###") || strings.HasPrefix(text, "---") {
		return strings.Trim(text, "*=#- ")
	}
	return line
}

// withoutAddresses takes out of a text what its HTML has as links and pictures: an address in brackets after its words,
// "[image: Logo]".
func withoutAddresses(text string) string {
	for _, brackets := range []string{"<>", "()", "[]"} {
		text = withoutBracketed(text, brackets[:1], brackets[1:])
	}
	return strings.TrimSpace(text)
}

func withoutBracketed(line, open, end string) string {
	for at := 0; ; {
		i := strings.Index(line[at:], open)
		if i < 0 {
			return line
		}
		i += at
		n := strings.Index(line[i:], end)
		if n < 0 {
			return line
		}
		inside := strings.ToLower(strings.TrimSpace(line[i+1 : i+n]))
		if !isReference(inside, open) && !strings.HasPrefix(inside, "http") && !strings.HasPrefix(inside, "mailto:") && !strings.HasPrefix(inside, "image:") && !strings.HasPrefix(inside, "cid:") {
			at = i + 1
			continue
		}
		line = strings.TrimRight(line[:i], " ") + line[i+n+1:]
		at = min(i, len(line))
	}
}

// isReference reports whether what stands in brackets is the number of a link that is written out below: [1].
func isReference(inside, open string) bool {
	return open == "[" && inside != "" && len(inside) <= 2 && strings.Trim(inside, "0123456789") == ""
}

// viewAddress returns the address of the page that shows a letter, from the first lines of its text: in the line that says
// so, or after it.
func viewAddress(lines []string) string {
	for i, line := range lines[:min(len(lines), 15)] {
		if len(line) > 600 || !isView(key(line)) {
			continue
		}
		for _, near := range lines[i:min(i+3, len(lines))] {
			if at := strings.Index(near, "http"); at >= 0 {
				address, _, _ := strings.Cut(near[at:], " ")
				return webAddress(strings.TrimRight(address, ">)].,"))
			}
		}
	}
	return ""
}

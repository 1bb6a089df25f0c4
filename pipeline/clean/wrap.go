package clean

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Widths between which lines are taken for hard-wrapped text: mail wraps at 72 to 78, editors at up to 120.
const (
	minWrap = 40
	maxWrap = 132
)

// line is a line of plain text, and how far it is indented.
type line struct {
	text   string // trimmed; empty for a blank line
	indent int    // columns
	width  int    // runes of text
}

func splitLines(text string) []line {
	raw := strings.Split(text, "\n")
	lines := make([]line, len(raw))
	for i, s := range raw {
		trimmed := strings.TrimLeftFunc(s, unicode.IsSpace)
		indent := 0
		for _, r := range s[:len(s)-len(trimmed)] {
			if r == '\t' {
				indent += 4
			} else {
				indent++
			}
		}
		trimmed = collapse(trimmed)
		lines[i] = line{text: trimmed, indent: indent, width: utf8.RuneCountInString(trimmed)}
	}
	return lines
}

// wrapWidth returns the column at which lines were broken by a program, 0 when they were not. In text that was, the
// first word of a line did not fit on the line before: that holds for all lines but those that end a paragraph, and for
// few lines of any other text.
func wrapWidth(lines []line) int {
	var widths []int
	long, filled := 0, 0
	for _, l := range lines {
		if l.text != "" {
			filled++
		}
		if l.width > maxWrap {
			long++
		}
	}
	if long*10 > filled { // whole paragraphs in a line: others in two are a title and its abstract
		return 0
	}
	for i := range lines[:max(len(lines)-1, 0)] {
		if lines[i].text != "" && lines[i+1].text != "" {
			widths = append(widths, lines[i].width)
		}
	}
	if len(widths) == 0 {
		return 0
	}
	slices.Sort(widths)
	width := widths[(len(widths)-1)*97/100]
	if width < minWrap || width > maxWrap {
		return 0
	}
	forced, open := 0, 0
	for i := range lines[:len(lines)-1] {
		if lines[i].text == "" || lines[i+1].text == "" {
			continue
		}
		if !fits(lines[i], lines[i+1], width) {
			forced++
		}
		if !endsSentence(lines[i].text) {
			open++
		}
	}
	// Titles one a line are open too, but seldom of the same width.
	if forced*10 < len(widths)*6 || open*2 < len(widths) {
		return 0
	}
	return width
}

// fits reports whether the first word of next would have fit on the line before.
func fits(before, next line, width int) bool {
	word, _, _ := strings.Cut(next.text, " ")
	return before.width+1+utf8.RuneCountInString(word) <= width
}

// unwrap joins the lines of hard-wrapped text into paragraphs, and leaves other text as it is, a block a line.
func unwrap(text string) []block {
	lines := splitLines(text)
	width := wrapWidth(lines)
	if width == 0 {
		lines, width = closeSpacing(lines)
	}
	var (
		blocks    []block
		paragraph []byte
		known     map[string]bool // words of the text, made when the first hyphen is met
	)
	flush := func() {
		if len(paragraph) > 0 {
			blocks = append(blocks, bulleted(string(paragraph)))
		}
		paragraph = paragraph[:0]
	}
	for i, l := range lines {
		if l.text == "" || len(paragraph) == 0 || !joins(lines[i-1], l, width) {
			flush()
			paragraph = append(paragraph, l.text...)
			continue
		}
		if strings.HasSuffix(lines[i-1].text, "-") && known == nil {
			known = wordSet(text)
		}
		switch hyphen(lines[i-1].text, l.text, known) {
		case hyphenOfLine:
			paragraph = paragraph[:len(paragraph)-1]
		case hyphenNone:
			paragraph = append(paragraph, ' ')
		}
		paragraph = append(paragraph, l.text...)
	}
	flush()
	return blocks
}

// joins reports whether the line before goes on in l.
func joins(before, l line, width int) bool {
	if before.text == "" || isBullet(l.text) || l.indent >= before.indent+2 && endsSentence(before.text) {
		return false
	}
	goesOn := startsLower(l.text) && !endsSentence(before.text) && !strings.HasSuffix(before.text, ":")
	if width == 0 {
		return goesOn && before.width >= minWrap && l.width >= minWrap
	}
	return !fits(before, l, width) || goesOn && before.width >= width/2
}

// closeSpacing takes the blank lines out of hard-wrapped text that has one after every line, as some viewers copy it: of
// such lines, more than a third begin with a small letter.
func closeSpacing(lines []line) ([]line, int) {
	var solid []line
	lower, run := 0, 0
	for i, l := range lines {
		if l.text == "" {
			run++
			continue
		}
		if i > 0 && run == 0 && len(solid) > 0 {
			return lines, 0
		}
		if run > 1 && len(solid) > 0 {
			solid = append(solid, line{})
		}
		if startsLower(l.text) {
			lower++
		}
		run = 0
		solid = append(solid, l)
	}
	if len(solid) < 4 || lower*3 < len(solid) {
		return lines, 0
	}
	if width := wrapWidth(solid); width > 0 {
		return solid, width
	}
	return lines, 0
}

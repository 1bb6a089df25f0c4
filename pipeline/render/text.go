package render

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"mattinale/pipeline/news"
)

// TextOptions of Text. The zero value is 80 columns and the languages that the summary has, in alphabetical order.
type TextOptions struct {
	Languages []string // order of the languages, and of the labels
	Width     int      // columns of the terminal; at most 80 are used, at least 20
}

// Text writes one article's summary for a terminal: headline, points with the numbers of their sentences, and these
// sentences below. It has no colours and no control characters but the newline.
func Text(w io.Writer, a news.StoryArticle, s news.Summary, opts TextOptions) error {
	v := newVoice(opts.Languages)
	t := terminal{width: 80}
	if opts.Width > 0 {
		t.width = min(80, max(20, opts.Width))
	}
	shown := v.newStory(news.Story{Summary: s, Articles: []news.StoryArticle{a}}, 1)
	t.head(shown, v)
	for i, p := range shown.Points {
		t.point(i+1, p, v, shown.Note == nil)
	}
	t.evidence(shown, v)
	_, err := io.WriteString(w, t.out.String())
	return err
}

// terminal collects lines of a width in columns.
type terminal struct {
	width int
	out   strings.Builder
}

func (t *terminal) head(s story, v voice) {
	for _, headline := range s.Headlines {
		t.wrap(language(headline.Lang), headline.String())
	}
	origin := s.Articles[0]
	var parts []string
	for _, part := range []string{origin.Topic, origin.Title, origin.Byline, in(origin.Published, v.labels[0]), origin.Source} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	t.wrap("    ", strings.Join(parts, " · "))
	if s.Note != nil {
		t.wrap("    ", "["+s.Note.String()+"]")
	}
	t.out.WriteByte('\n')
}

func (t *terminal) point(number int, p point, v voice, note bool) {
	var labels []string
	for _, s := range p.Evidence {
		labels = append(labels, s.Label)
	}
	from := ""
	if labels != nil {
		from = " [" + strings.Join(labels, ", ") + "]"
	}
	lead := fmt.Sprintf("%2d. ", number)
	for i, text := range p.Texts {
		end := ""
		if i == len(p.Texts)-1 {
			end = from
		}
		t.wrap(lead+language(text.Lang), text.String()+end)
		lead = "    "
	}
	if len(p.Texts) == 0 {
		t.wrap(lead, "–"+from)
	}
	if p.Extracted && note {
		t.wrap("    ", "["+v.ownWords().String()+"]")
	}
	for _, f := range p.Findings {
		t.wrap("    ! ", fmt.Sprintf("%s%s: “%s” (%s)", language(f.Lang), f.Kind, f.Words, f.Reason))
	}
	t.out.WriteByte('\n')
}

// evidence lists the sentences that the points cite, but for those that stand there as points.
func (t *terminal) evidence(s story, v voice) {
	var listed []sentence
	for _, p := range s.Points {
		for i := range p.Evidence {
			if !p.Extracted {
				listed = appendNew(listed, &p.Evidence[i])
			}
		}
	}
	if listed == nil {
		return
	}
	t.wrap("", v.say("Fonte", "Source").String()+":")
	for _, s := range listed {
		t.wrap(fmt.Sprintf("%4s ", "["+s.Label+"]"), s.Text)
	}
	t.out.WriteByte('\n')
}

// language is a short column for the tag of a text.
func language(tag string) string {
	if tag == "" {
		return "    "
	}
	return fmt.Sprintf("%-3.11s ", tag)
}

// wrap writes text behind lead, its further lines indented as far as the first.
func (t *terminal) wrap(lead, text string) {
	if text == "" {
		return
	}
	indent := runewidth.StringWidth(lead)
	room := max(t.width-indent, 8)
	used := 0
	t.out.WriteString(lead)
	for word := range strings.FieldsSeq(text) {
		for word != "" {
			part := word
			if runewidth.StringWidth(part) > room {
				part = fitting(word, room)
			}
			columns := runewidth.StringWidth(part)
			switch {
			case used > 0 && used+1+columns > room:
				t.out.WriteString("\n" + strings.Repeat(" ", indent))
				used = 0
			case used > 0:
				t.out.WriteByte(' ')
				used++
			}
			t.out.WriteString(part)
			used, word = used+columns, word[len(part):]
		}
	}
	t.out.WriteByte('\n')
}

// fitting returns the beginning of a word that fills the columns, one character at least.
func fitting(word string, columns int) string {
	if part := runewidth.Truncate(word, columns, ""); part != "" {
		return part
	}
	_, size := utf8.DecodeRuneInString(word)
	return word[:size]
}

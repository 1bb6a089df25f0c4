package render

import (
	"fmt"
	"io"
	"strings"

	"mattinale/pipeline/news"
)

// Markdown writes b for a reader of plain text and of any renderer (CommonMark, and GitHub's additions to it). Whatever
// articles and models wrote stays text in both.
func Markdown(w io.Writer, b news.Brief) error {
	v := newVoice(b.Languages)
	m := &markdown{voice: v, w: w}
	m.line("# Mattinale: %s", escape(v.day(b.Date, true).String()))
	m.line("%s", escape(v.counts(b).String()))
	if warnings := v.warnings(b); warnings != nil {
		m.line("> **%s:** %s", v.say("Da sapere", "Please note"), escape(v.joined(warnings, ", ").String()))
	}
	number := 0
	for s, err := range stories(b) {
		if err != nil {
			return err
		}
		number++
		m.story(v.newStory(s, number))
		if err := m.flush(); err != nil {
			return err
		}
	}
	if number == 0 {
		m.line("%s", v.say("Oggi non c’è nulla da raccontare.", "There is nothing to tell today."))
	}
	m.receipt(v.newReceipt(b))
	rest := strings.TrimRight(m.out.String(), "\n") + "\n"
	_, err := io.WriteString(w, rest)
	return err
}

// markdown collects blocks until they are flushed.
type markdown struct {
	voice voice
	w     io.Writer
	out   strings.Builder
}

func (m *markdown) flush() error {
	_, err := io.WriteString(m.w, m.out.String())
	m.out.Reset()
	return err
}

// line adds a block of one line.
func (m *markdown) line(format string, args ...any) {
	fmt.Fprintf(&m.out, format+"\n\n", args...)
}

func (m *markdown) story(s story) {
	m.line("---")
	title := "–"
	if len(s.Headlines) > 0 {
		title = escape(s.Headlines[0].String())
	}
	m.line("## %d. %s", s.Number, title)
	for i, headline := range s.Headlines {
		if i > 0 {
			m.line("%s%s", mark(headline.Lang), escape(headline.String()))
		}
	}
	for i, a := range s.Articles {
		m.line("%s", m.origin(s, a, i == 0))
	}
	if s.Note != nil {
		m.line("**%s**", s.Note)
	}
	for i, p := range s.Points {
		m.point(i+1, p, s.Note == nil)
	}
	if s.Conflicts != nil {
		m.line("### %s", m.voice.say("Le fonti non concordano", "The sources disagree"))
	}
	for _, c := range s.Conflicts {
		m.line("%s", escape(c.About))
		for _, claim := range c.Claims {
			m.line("- %s%s (%s)", bold(claim.Label), escape(claim.Text), escape(claim.Article))
		}
	}
}

// origin says where a story comes from, and before the first of its articles what has become of it.
func (m *markdown) origin(s story, a article, first bool) string {
	main := m.voice.labels[0]
	parts := []string{a.Topic, a.Title, a.Byline, in(a.Published, main), in(a.Language, main), a.Source}
	if first {
		parts = append([]string{s.Status.String()}, parts...)
	}
	var shown []string
	for _, part := range parts {
		if part != "" {
			shown = append(shown, escape(part))
		}
	}
	if a.URL != "" {
		shown = append(shown, "<"+a.URL+">")
	}
	return bold(a.Letter) + strings.Join(shown, " — ")
}

// point adds an item of the numbered list, its paragraphs indented as far as its text.
func (m *markdown) point(number int, p point, note bool) {
	lead := fmt.Sprintf("%d. ", number)
	indent := strings.Repeat(" ", len(lead))
	add := func(format string, args ...any) {
		m.line(lead+format, args...)
		lead = indent
	}
	if p.Extracted && note {
		add("**%s**", m.voice.ownWords())
	}
	for _, t := range p.Texts {
		language := mark(t.Lang)
		if len(p.Texts) == 1 {
			language = ""
		}
		add("%s%s", language, escape(t.String()))
	}
	for _, f := range p.Findings {
		add("**%s:** %s%s %s", m.voice.say("Da verificare", "To check"), mark(f.Lang), escape("“"+f.Words+"”: "+f.Kind.String()+"."),
			escape(f.Reason))
	}
	if p.Evidence == nil {
		return
	}
	if p.Extracted && p.Findings == nil {
		add("> %s", m.sources(p.Evidence)) // the sentence itself stands there
		return
	}
	var quoted []string
	for _, s := range p.Evidence {
		quoted = append(quoted, "> "+bold(s.Label)+escape(s.Text))
	}
	add("%s", strings.Join(quoted, "\n"+indent+">\n"+indent))
}

// sources is the numbers of sentences alone.
func (m *markdown) sources(cited []sentence) string {
	var numbers []string
	for _, s := range cited {
		numbers = append(numbers, s.Label)
	}
	return fmt.Sprintf("%s **%s**", m.voice.say("Fonte", "Source"), strings.Join(numbers, ", "))
}

func (m *markdown) receipt(r receipt) {
	v := m.voice
	m.line("---")
	m.line("## %s", v.say("Ricevuta", "Receipt"))
	for _, row := range r.Rows {
		fmt.Fprintf(&m.out, "- **%s:** %s\n", row.Name, escape(row.Value.String()))
	}
	m.out.WriteByte('\n')
	m.records(v.say("Fonti", "Sources"), r.Sources)
	m.records(v.say("Articoli con una nota", "Articles with a note"), r.Problems)
}

func (m *markdown) records(name label, records []record) {
	if records == nil {
		return
	}
	m.line("### %s", name)
	for _, r := range records {
		reason := ""
		if r.Reason != "" {
			reason = ": " + escape(r.Reason)
		}
		fmt.Fprintf(&m.out, "- **%s** %s%s\n", escape(r.Status.String()), escape(r.Name), reason)
	}
	m.out.WriteByte('\n')
}

// mark shows the language of the text after it.
func mark(language string) string { return bold(language) }

// bold is a label before a text, nothing when it is empty. A label is of our own making.
func bold(label string) string {
	if label == "" {
		return ""
	}
	return "**" + escape(label) + "** "
}

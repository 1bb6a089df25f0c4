package render

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"iter"
	"strings"

	"mattinale/pipeline/news"
)

var (
	//go:embed page.css
	pageCSS string
	//go:embed page.tmpl
	pageTemplate string
)

// page is what page.tmpl is filled with.
type page struct {
	Lang     string
	Title    string
	CSS      template.CSS
	Policy   string
	Date     label
	Counts   label
	Warnings label
	Choices  []choice
	Count    int             // of the stories
	Contents iter.Seq[story] // with their headlines only
	Stories  iter.Seq[story]
	Receipt  receipt
	Labels   map[string]label
}

// choice is one setting of the language switch.
type choice struct {
	ID, Lang, Name string
}

// HTML writes b as one page that needs no network and no script: it opens from disk, in print and in the dark, and its
// content security policy lets nothing load or run.
func HTML(w io.Writer, b news.Brief) error {
	parsed, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return fmt.Errorf("reading the page's template: %w", err)
	}
	v := newVoice(b.Languages)
	css := strings.TrimSpace(pageCSS) + switchRules(len(b.Languages))
	sum := sha256.Sum256([]byte(css))
	p := page{
		Lang:    v.labels[0],
		CSS:     template.CSS(css),
		Policy:  "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
		Date:    v.day(b.Date, true),
		Counts:  v.counts(b),
		Receipt: v.newReceipt(b),
		Labels:  v.pageLabels(),
	}
	p.Title = "Mattinale, " + in(v.day(b.Date, false), p.Lang)
	if warnings := v.warnings(b); warnings != nil {
		p.Warnings = v.joined([]label{v.say("Da sapere", "Please note"), v.joined(warnings, ", ")}, ": ")
	}
	var failed error
	p.Count = count(b)
	p.Contents = numbered(b, &failed, v.newContent)
	p.Stories = numbered(b, &failed, v.newStory)
	if len(b.Languages) > 1 && p.Count > 0 {
		p.Choices = choices(b.Languages)
	}
	if err := errors.Join(parsed.Execute(w, p), failed); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// numbered shows the stories one after the other. An error of reading ends them, and is left in failed.
func numbered(b news.Brief, failed *error, show func(news.Story, int) story) iter.Seq[story] {
	return func(yield func(story) bool) {
		number := 0
		for s, err := range stories(b) {
			if err != nil {
				*failed = err
				return
			}
			if number++; !yield(show(s, number)) {
				return
			}
		}
	}
}

// count is how many stories a brief has, stories are these. A brief without a list has none.
func count(b news.Brief) int {
	if b.Stories == nil {
		return 0
	}
	return b.Stories.Len()
}

func stories(b news.Brief) iter.Seq2[news.Story, error] {
	if b.Stories == nil {
		return news.StoryList(nil).All()
	}
	return b.Stories.All()
}

// Body is an article's sentences as they stand on the page. They are nearly all of it, and the template would take as long for them as
// the rest of a run whose replies are all on disk.
func (a article) Body() template.HTML {
	var b strings.Builder
	for _, s := range a.Sentences {
		element, class := "p", ""
		switch {
		case s.Heading:
			element = "h3"
		case s.Cited:
			class = ` class="cited"`
		}
		fmt.Fprintf(&b, "\n<%s id=\"%s\" dir=\"auto\"%s><span class=\"n\">%s</span> ", element, s.Anchor, class, s.Label) // of our own making
		template.HTMLEscape(&b, []byte(s.Text))
		fmt.Fprintf(&b, "</%s>", element)
	}
	return template.HTML(b.String())
}

// Class returns the class that hides a text when another language is chosen.
func (s said) Class() string { return columnClass(s.Column) }

// Class is as that of said.
func (t text) Class() string { return columnClass(t.Column) }

func columnClass(column int) string {
	if column < 0 {
		return ""
	}
	return fmt.Sprintf("c%d", column)
}

// choices are the languages to choose from, each under its own name.
func choices(languages []string) []choice {
	own := map[string]string{"it": "Italiano", "en": "English", "fr": "Français", "de": "Deutsch", "es": "Español", "pt": "Português"}
	var all []choice
	for i, language := range languages {
		base, _, _ := strings.Cut(language, "-")
		name, known := own[base]
		if !known {
			name = line(language)
		}
		all = append(all, choice{fmt.Sprintf("only%d", i), tag(language), name})
	}
	return all
}

// switchRules are the style rules by which the language switch works without a script: choosing one hides the others.
func switchRules(languages int) string {
	var rules strings.Builder
	for chosen := range languages {
		fmt.Fprintf(&rules, "\nbody:has(#only%d:checked) .alt.c%d{display:inline}", chosen, chosen)
		for other := range languages {
			if other != chosen {
				fmt.Fprintf(&rules, "\nbody:has(#only%d:checked) .c%d{display:none}", chosen, other)
			}
		}
	}
	return rules.String()
}

// counts says how many stories there are and in which languages.
func (v voice) counts(b news.Brief) label {
	stories := v.count(count(b), storyNouns)
	if count(b) == 0 {
		stories = v.say("Nessuna storia", "No stories")
	}
	var italian, english []string
	for _, language := range b.Languages {
		name := v.language(language)
		italian, english = append(italian, in(name, "it")), append(english, in(name, "en"))
	}
	return v.joined([]label{stories, v.say("in "+enumerated(italian, " e "), "in "+enumerated(english, " and "))}, " ")
}

// enumerated lists words with a word before the last.
func enumerated(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + last + words[len(words)-1]
}

// pageLabels are the fixed words of the page.
func (v voice) pageLabels() map[string]label {
	return map[string]label{
		"both":      v.say("Tutte", "All"),
		"language":  v.say("Lingua", "Language"),
		"skip":      v.say("Vai alle storie", "Skip to the stories"),
		"contents":  v.say("In breve", "At a glance"),
		"details":   v.say("vedi la ricevuta", "see the receipt"),
		"source":    v.say("Fonte", "Source"),
		"article":   v.say("L’articolo, frase per frase", "The article, sentence by sentence"),
		"check":     v.say("Da verificare", "To check"),
		"nothing":   v.say("Oggi non c’è nulla da raccontare.", "There is nothing to tell today."),
		"own":       v.ownWords(),
		"conflicts": v.say("Le fonti non concordano", "The sources disagree"),
		"receipt":   v.say("Ricevuta", "Receipt"),
		"receipt2":  v.say("Che cosa è entrato, che cosa ne è uscito", "What went in, and what came out"),
		"sources":   v.say("Fonti", "Sources"),
		"problems":  v.say("Articoli con una nota", "Articles with a note"),
	}
}

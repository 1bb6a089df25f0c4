package render

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// said is one label in one language.
type said struct {
	Lang, Text string
	Column     int // of its language on the page, -1 when it is shown whichever language is chosen
}

// label is one label in the languages of the reader.
type label []said

// String joins the languages, for where they cannot be told apart otherwise.
func (l label) String() string {
	var texts []string
	for _, s := range l {
		texts = append(texts, s.Text)
	}
	return strings.Join(texts, " · ")
}

// voice speaks the labels: in Italian, English or both, whichever the brief has, and in English when it has neither.
type voice struct {
	languages []string // of the brief
	labels    []string // of the labels, the main one first
}

func newVoice(languages []string) voice {
	v := voice{languages: languages}
	for _, language := range languages {
		base, _, _ := strings.Cut(language, "-")
		if (base == "it" || base == "en") && !slices.Contains(v.labels, base) {
			v.labels = append(v.labels, base)
		}
	}
	if v.labels == nil {
		v.labels = []string{"en"}
	}
	return v
}

// column returns the place of a language in the brief, -1 when it is none of the brief's.
func (v voice) column(language string) int {
	return slices.IndexFunc(v.languages, func(l string) bool {
		base, _, _ := strings.Cut(l, "-")
		return l == language || base == language
	})
}

// say is one label.
func (v voice) say(italian, english string) label {
	if italian == english {
		return label{{v.labels[0], english, -1}}
	}
	var all label
	for _, language := range v.labels {
		text := english
		if language == "it" {
			text = italian
		}
		all = append(all, said{language, text, v.column(language)})
	}
	if len(all) == 1 {
		all[0].Column = -1
	}
	return all
}

// plain is a label that is the same in every language, or no language at all.
func plain(text string) label { return label{{"", text, -1}} }

// count is a number and what it counts, the noun in Italian and English, singular and plural.
func (v voice) count(n int, nouns [4]string) label {
	one := 1
	if n == 1 {
		one = 0
	}
	return v.say(grouped(n)+" "+nouns[one], grouped(n)+" "+nouns[2+one])
}

// grouped writes a number with its digits in threes, which no language reads wrongly when a space parts them.
func grouped(n int) string {
	digits := fmt.Sprint(n)
	if len(strings.TrimPrefix(digits, "-")) < 5 {
		return digits
	}
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "\u202f" + digits[i:]
	}
	return digits
}

// duration is in seconds and minutes.
func (v voice) duration(seconds float64) label {
	if seconds < 10 {
		short := fmt.Sprintf("%.1f s", seconds)
		return v.say(strings.Replace(short, ".", ",", 1), short)
	}
	whole := time.Duration(seconds * float64(time.Second)).Round(time.Second)
	if whole < time.Minute {
		return plain(fmt.Sprintf("%d s", int(whole.Seconds())))
	}
	return plain(fmt.Sprintf("%d min %02d s", int(whole.Minutes()), int(whole.Seconds())%60))
}

var (
	months = [2][12]string{
		{"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
			"novembre", "dicembre"},
		{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
			"December"},
	}
	weekdays = [2][7]string{
		{"domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"},
		{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	}
)

// day is a date as YYYY-MM-DD or RFC 3339 in words, with its weekday if asked for and its time if it has one; anything
// else stays as it is.
func (v voice) day(date string, weekday bool) label {
	clock := ""
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		if at, err = time.Parse(time.RFC3339, date); err != nil {
			return plain(line(date))
		}
		clock = ", " + at.Format("15:04")
	}
	var texts [2]string
	for i := range texts {
		texts[i] = fmt.Sprintf("%d %s %d", at.Day(), months[i][at.Month()-1], at.Year())
		if weekday {
			texts[i] = weekdays[i][at.Weekday()] + " " + texts[i]
		}
	}
	return v.say(texts[0]+clock, texts[1]+clock)
}

// languageNames in Italian and English of the languages that articles come in most.
var languageNames = map[string][2]string{
	"it": {"italiano", "Italian"}, "en": {"inglese", "English"}, "fr": {"francese", "French"},
	"de": {"tedesco", "German"}, "es": {"spagnolo", "Spanish"}, "pt": {"portoghese", "Portuguese"},
	"nl": {"olandese", "Dutch"}, "ro": {"romeno", "Romanian"}, "pl": {"polacco", "Polish"},
	"ru": {"russo", "Russian"}, "uk": {"ucraino", "Ukrainian"}, "ar": {"arabo", "Arabic"},
	"zh": {"cinese", "Chinese"}, "ja": {"giapponese", "Japanese"}, "el": {"greco", "Greek"},
	"sl": {"sloveno", "Slovene"}, "hr": {"croato", "Croatian"}, "sq": {"albanese", "Albanian"},
}

// language names a language; one that has no name here keeps its tag, an unknown one has none.
func (v voice) language(tag string) label {
	base, _, _ := strings.Cut(tag, "-")
	if names, known := languageNames[base]; known {
		return v.say(names[0], names[1])
	}
	if base == "" || base == "und" {
		return v.say("lingua sconosciuta", "language unknown")
	}
	return plain(line(tag))
}

package clean_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
)

// TestPageSize has pages on which readability would count the same characters hundreds of times.
func TestPageSize(t *testing.T) {
	paragraphs := strings.Repeat("<p>The bridge over the river is open again, the mayor said on Monday, after two years of work and a winter of rain.</p>", 1000)
	formats := "<p>"
	for i := range 300 {
		formats += fmt.Sprintf("<b id=%d>", i)
	}
	const note = "the page is too deep or too large to be taken apart; its text was read line by line"
	for _, c := range []struct {
		name, open string
		times      int
		lineByLine bool
	}{
		{name: "containers in containers", open: "<div>", times: 300},
		{name: "spaces and comments between them", open: "<div> <!-- --> <section>\n", times: 150},
		{name: "words beside each", open: "<div><i>A road is closed.</i> ", times: 300, lineByLine: true},
		{name: "formatting that no paragraph closes", open: formats, times: 1, lineByLine: true},
		{name: "closed behind a table that is open", open: formats + "<table><select></table></select>" + strings.Repeat("</b>", 300), times: 1, lineByLine: true},
		{name: "formatting that is closed", open: formats + strings.Repeat("</b>", 300), times: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := "<html><body>" + strings.Repeat(c.open, c.times) + "<h1>The bridge is open</h1>" + paragraphs
			a, err := clean.Article(news.Document{MediaType: "text/html", Bytes: []byte(page)})
			if err != nil {
				t.Fatal(err)
			}
			if got := slices.Contains(a.Notes, note); got != c.lineByLine {
				t.Errorf("read line by line: %v, want %v; notes %q", got, c.lineByLine, a.Notes)
			}
			if !strings.Contains(a.Text, "a winter of rain.") {
				t.Errorf("the text is lost: %.200q", a.Text)
			}
		})
	}
}

package feed

import (
	"html"
	"testing"
)

// TestDiscussed has entries as Reddit makes them: of a page elsewhere, of its own, and of others that only look alike.
func TestDiscussed(t *testing.T) {
	const own = "https://www.reddit.example/r/x/comments/1/"
	end := func(link string) string {
		return `&#32; submitted by <a href="https://www.reddit.example/user/a"> /u/a </a> <br/> <span><a href="` + link + `">[link]</a></span> &#32; <span><a href="` + own + `">[comments]</a></span>`
	}
	for name, tt := range map[string]struct{ content, want string }{
		"a page elsewhere":  {end("https://foglio.example/ponte?a=1&amp;b=2"), "https://foglio.example/ponte?a=1&b=2"},
		"its own text":      {`<div class="md"><p>Testo</p></div>` + end(own), own},
		"no web address":    {end("javascript:alert(1)"), own},
		"a mark in a text":  {`<p>Clicca <a href="https://foglio.example/a">[link]</a> per tutto.</p>`, own},
		"nothing of a link": {`">[link]</a> ">[comments]</a>`, own},
	} {
		body := "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>t3_1</id><title>A</title><link href='" + own + "'/><content type='html'>" + html.EscapeString(tt.content) + "</content></entry></feed>"
		f, err := Parse([]byte(body), "", "")
		if err != nil || len(f.Entries) != 1 || f.Entries[0].Link != tt.want || f.Entries[0].ID != "t3_1" {
			t.Errorf("%s: %+v, %v, want %s", name, f.Entries, err, tt.want)
		}
	}
}

package seeds

import (
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// outline is an element of OPML 2.0: a category with feeds in it, or a feed. http://opml.org/spec2.opml
type outline struct {
	Type     string    `xml:"type,attr"`
	Text     string    `xml:"text,attr"`
	Title    string    `xml:"title,attr"`
	Language string    `xml:"language,attr"`
	Category string    `xml:"category,attr"`
	HTML     string    `xml:"htmlUrl,attr"`
	XML      string    `xml:"xmlUrl,attr"`
	Outlines []outline `xml:"outline"`
}

func TestFeeds(t *testing.T) {
	var list struct {
		XMLName    xml.Name  `xml:"opml"`
		Version    string    `xml:"version,attr"`
		Title      string    `xml:"head>title"`
		Categories []outline `xml:"body>outline"`
	}
	if err := xml.Unmarshal(Feeds(), &list); err != nil {
		t.Fatal(err)
	}
	if list.Version != "2.0" || list.Title == "" {
		t.Errorf("version %q, title %q", list.Version, list.Title)
	}
	want := []string{"it Generale", "it Economia", "it Difesa", "it Scienza", "en General", "en Business", "en Defence", "en Science"}
	var got []string
	seen := map[string]bool{}
	for _, c := range list.Categories {
		got = append(got, c.Language+" "+c.Text)
		if len(c.Outlines) < 5 || len(c.Outlines) > 8 {
			t.Errorf("%s: %d feeds", c.Text, len(c.Outlines))
		}
		for _, f := range c.Outlines {
			if f.Type != "rss" || f.Text == "" || f.Title != f.Text || f.Language != c.Language || f.Category != "/"+c.Text {
				t.Errorf("%s: %+v", c.Text, f)
			}
			for _, once := range []string{f.Title, strings.TrimSuffix(f.XML, "/")} {
				if seen[once] {
					t.Errorf("%s stands twice", once)
				}
				seen[once] = true
			}
			checkAddress(t, f.XML)
			checkAddress(t, f.HTML)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("categories %q, want %q", got, want)
	}
}

// checkAddress fails for what is no https address with a host's name, and for one with credentials or a fragment.
func checkAddress(t *testing.T, address string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || !strings.Contains(u.Hostname(), ".") || u.User != nil || u.Fragment != "" || u.String() != address {
		t.Errorf("address %q: %v", address, err)
	}
}

func TestFeedsAreACopy(t *testing.T) {
	Feeds()[0] = '!'
	if Feeds()[0] != '<' {
		t.Error("a caller changed the list")
	}
}

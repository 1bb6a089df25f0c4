package feed

import (
	"strings"
	"testing"
)

// TestCutAnywhere breaks the samples off, that of RSS at each byte: the entries before the break are read, none is lost again by reading on, and
// no address is half of one.
func TestCutAnywhere(t *testing.T) {
	for _, sample := range []string{rssSample, atomSample, rdfSample, jsonSample} {
		whole, err := Parse([]byte(sample), "", "")
		if err != nil {
			t.Fatal(err)
		}
		known := map[string]bool{"": true}
		for _, e := range whole.Entries {
			known[e.Link] = true
		}
		most := 0
		step := 5
		if sample == rssSample {
			step = 1
		}
		for n := 0; n < len(sample); n += step {
			f, err := Parse([]byte(sample[:n]), "", "")
			if err != nil {
				if most > 0 {
					t.Fatalf("%s, first %d bytes: %v", whole.Kind, n, err)
				}
				continue
			}
			if len(f.Entries) < most {
				t.Fatalf("%s, first %d bytes: %d entries, there were %d", whole.Kind, n, len(f.Entries), most)
			}
			most = len(f.Entries)
			for _, e := range f.Entries {
				if !known[e.Link] {
					t.Fatalf("%s, first %d bytes: link %q", whole.Kind, n, e.Link)
				}
			}
		}
		if most != len(whole.Entries) {
			t.Errorf("%s: %d entries at the end, want %d", whole.Kind, most, len(whole.Entries))
		}
	}
}

func TestBomb(t *testing.T) {
	body := `<!DOCTYPE rss [<!ENTITY a "` + strings.Repeat("ha ", 300) + `">`
	for _, n := range "bcdefghij" {
		body += "<!ENTITY " + string(n) + ` "` + strings.Repeat("&"+string(n-1)+";", 10) + `">`
	}
	body += "]><rss><channel><item><title>A</title><description>" + strings.Repeat("&a;", 100_000) + "&j;</description></item></channel></rss>"
	f, err := Parse([]byte(body), "", "")
	if err != nil || len(f.Entries) != 1 || f.Entries[0].Title != "A" {
		t.Fatalf("%+v, %v", f.Entries, err)
	}
	if n := len(f.Entries[0].Summary); n > 100_000 {
		t.Errorf("the entities stand for %d bytes", n)
	}
	if notes := strings.Join(f.Notes, "; "); !strings.Contains(notes, "entities") {
		t.Errorf("notes: %q", notes)
	}
}

func TestMostEntries(t *testing.T) {
	for name, body := range map[string]string{
		"RSS":  "<rss><channel>" + strings.Repeat("<item><title>a</title></item>", MaxEntries+10) + "</channel></rss>",
		"Atom": "<feed>" + strings.Repeat("<entry><title>a</title></entry>", MaxEntries+10) + "</feed>",
		"JSON": `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat(`{"title":"a"},`, MaxEntries+10) + "{}]}",
	} {
		f, err := Parse([]byte(body), "", "")
		if err != nil || len(f.Entries) != MaxEntries {
			t.Errorf("%s: %d entries, %v", name, len(f.Entries), err)
		}
		if len(f.Notes) == 0 || !strings.Contains(f.Notes[len(f.Notes)-1], "more than 5000") {
			t.Errorf("%s: notes %q", name, f.Notes)
		}
	}
}

// TestNested reads what has no end of elements in it.
func TestNested(t *testing.T) {
	for name, body := range map[string]string{
		"description": "<rss><channel><item><title>A</title><description>" + strings.Repeat("<div>", 100_000) + "x",
		"unknown":     "<rss><channel><item><title>A</title></item>" + strings.Repeat("<x:y xmlns:x='z' xml:base='a/'>", 20_000),
		"extension":   "<rss><channel><item><title>A</title>" + strings.Repeat("<media:group>", 100_000),
	} {
		f, err := Parse([]byte(body), "", "")
		if err != nil || len(f.Entries) != 1 || f.Entries[0].Title != "A" {
			t.Errorf("%s: %d entries, %v", name, len(f.Entries), err)
		}
	}
}

func TestIDs(t *testing.T) {
	body := `<rss><channel><item><title>A</title></item><item><title>B</title></item><item><title>A</title></item><item><link>https://e.org/c</link></item>
		<item><guid>` + strings.Repeat("g", 10_000) + `</guid></item></channel></rss>`
	f, err := Parse([]byte(body), "", "")
	if err != nil || len(f.Entries) != 5 {
		t.Fatal(f, err)
	}
	e := f.Entries
	if e[0].ID == e[1].ID || e[0].ID != e[2].ID || !strings.HasPrefix(e[0].ID, "sha256:") {
		t.Errorf("hashes: %q %q %q", e[0].ID, e[1].ID, e[2].ID)
	}
	if e[3].ID != "https://e.org/c" || len(e[4].ID) > 100 {
		t.Errorf("IDs: %q %q", e[3].ID, e[4].ID)
	}
}

func TestByline(t *testing.T) {
	for author, want := range map[string]string{
		"Anna Rossi": "Anna Rossi", "a@e.org (Anna Rossi)": "Anna Rossi", "Anna Rossi <a@e.org>": "Anna Rossi", "Anna Rossi (a@e.org)": "Anna Rossi", "a@e.org": "", "": "",
		"di Anna Rossi (Roma)": "di Anna Rossi (Roma)",
	} {
		if got := byline([]string{author, author}); got != want {
			t.Errorf("%q: %q, want %q", author, got, want)
		}
	}
}

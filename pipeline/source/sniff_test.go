package source

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestMediaType(t *testing.T) {
	utf16 := func(s string) string {
		b := "\xff\xfe"
		for _, c := range []byte(s) {
			b += string([]byte{c, 0})
		}
		return b
	}
	tests := map[string]struct {
		name, content, want string
	}{
		"plain":                      {"-", "Il Consiglio ha approvato il bilancio.\n", plain},
		"empty":                      {"-", "", plain},
		"page":                       {"-", "\n <!DOCTYPE HTML>\n<html>", html},
		"page with BOM and XML":      {"-", "\ufeff<?xml version=\"1.0\"?>\n<!-- salvata -->\n<html xmlns=\"\">", html},
		"page in UTF-16":             {"-", utf16("<html><p>x"), html},
		"piece of a page":            {"-", "<div class=x>a</div>", html},
		"less-than in text":          {"-", "<50% dei votanti è andato alle urne", plain},
		"page saved as text":         {"a.txt", "<html><body>", html},
		"tag shown in a text":        {"a.txt", "<p> è il tag dei paragrafi", plain},
		"extension is believed":      {"a.html", "Solo testo", html},
		"Markdown extension":         {"a.markdown", "Solo testo", markdown},
		"mail":                       {"-", "From: a@example.org\r\nSubject: x\r\n\r\nciao", mail},
		"mail with folded headers":   {"-", "Received: from a\n by b; today\nDate: x\n\nciao", mail},
		"bulletin, no mail":          {"-", "Roma: il sindaco parla\nMilano: sciopero\n\nTesto", plain},
		"title and date, no mail":    {"-", "Subject: il bilancio\nDate: oggi\n\nTesto", plain},
		"one telling header only":    {"-", "From: Reuters\n\nTesto", plain},
		"front matter":               {"-", "---\ntitle: x\n---\ntesto", markdown},
		"front matter in TOML":       {"-", "+++\ntitle = 'x'\n+++\ntesto", markdown},
		"a line of dashes":           {"-", "---\nun testo dopo una riga", plain},
		"heading":                    {"-", "# Titolo\n\ntesto", markdown},
		"hashtag, no heading":        {"-", "#bilancio approvato", plain},
		"unknown extension":          {"note.log", "Un testo qualunque", plain},
		"begins like a bitmap":       {"note", "BMW annuncia un nuovo stabilimento", plain},
		"begins like a font":         {"note", "OTTO MORTI in un incidente", plain},
		"begins like a sound":        {"note", "ID3 \xe8 un formato", plain},
		"Windows-1252":               {"a.txt", "L\x92et\xe0 dell\x92oro \x96 perch\xe9 no", plain},
		"a stray NUL":                {"a.txt", "testo\x00 con un difetto", plain},
		"special tokens":             {"a.txt", "<|endoftext|> e poi altro", plain},
		"terminal escapes":           {"a.txt", strings.Repeat("\x1b[1mx\x1b[0m ", 50), plain},
		"PDF":                        {"a.txt", "%PDF-1.4", ""},
		"RTF":                        {"a", "{\\rtf1 testo}", ""},
		"PNG":                        {"a.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x00\x00\x00", ""},
		"ZIP":                        {"a.html", "PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x00\x00", ""},
		"UTF-16 without a mark":      {"a.txt", utf16("testo di una pagina")[2:], ""},
		"Atom feed":                  {"-", "<?xml version='1.0'?><feed xmlns=''>", feedType},
		"CRLF front matter":          {"-", "---\r\ntitle: x\r\n---\r\ntesto", markdown},
		"stylesheet before the feed": {"-", "<?xml version='1.0'?><?xml-stylesheet href='a'?><rss>", feedType},
		"list of feeds":              {"-", "<?xml version='1.0'?><opml version='2.0'>", listType},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := mediaType(tt.name, []byte(tt.content))
			if got != tt.want || (err != nil) != (tt.want == "") {
				t.Errorf("got %q, error %v, want %q", got, err, tt.want)
			}
		})
	}
}

func FuzzMediaType(f *testing.F) {
	f.Add("a.txt", []byte("<html>"))
	f.Add("-", []byte("From: a\nTo: b\n\n"))
	f.Add("-", []byte("\xff\xfe<\x00p\x00>\x00"))
	known := []string{plain, markdown, html, mail}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		got, err := mediaType(name, content)
		if err == nil && !slices.Contains(known, got) {
			t.Errorf("media type %q", got)
		}
		if err != nil && got != "" {
			t.Errorf("media type %q along with an error", got)
		}
	})
}

func TestWholeCharactersKeepsUTF8(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		at := rapid.IntRange(0, len(text)).Draw(t, "cut at")
		got := string(wholeCharacters([]byte(text[:at])))
		if !utf8.ValidString(got) || !strings.HasPrefix(text, got) || at-len(got) >= utf8.UTFMax {
			t.Errorf("%q cut at %d gives %q", text, at, got)
		}
	})
}

func TestNatural(t *testing.T) {
	want := []string{
		"", "001", "1", "2 - Zara", "2a", "10", "100000000000000000000000", "a", "A2", "a10", "a10b", "B", "b-1", "è",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, natural)
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestNaturalIsAnOrder(t *testing.T) {
	name := rapid.StringMatching(`[aAb019. é-]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := name.Draw(t, "a"), name.Draw(t, "b"), name.Draw(t, "c")
		if natural(a, b) != -natural(b, a) || (natural(a, b) == 0) != (a == b) {
			t.Errorf("%q and %q: %d and %d", a, b, natural(a, b), natural(b, a))
		}
		if x, y := natural(a, b), natural(b, c); x == y && cmp.Compare(natural(a, c), 0) != x {
			t.Errorf("%q, %q, %q: not transitive", a, b, c)
		}
	})
}

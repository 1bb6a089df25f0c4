package markup

import (
	"html"
	"strings"
	"testing"
)

// written is a document as the scanner reads it, as XML.
func written(s *Scanner) string {
	var b strings.Builder
	for t, ok := s.Next(); ok; t, ok = s.Next() {
		switch t.Kind {
		case Start:
			b.WriteString("<" + t.Name)
			for _, a := range t.Attrs {
				b.WriteString(" " + a.Name + `="` + html.EscapeString(a.Value) + `"`)
			}
			b.WriteString(">")
		case End:
			b.WriteString("</" + t.Name + ">")
		default:
			b.WriteString(html.EscapeString(t.Text))
		}
	}
	return b.String()
}

func TestScanner(t *testing.T) {
	for name, c := range map[string]struct {
		text, want string
		line       int // of the first fault
	}{
		"well-formed":                   {`<?xml version="1.0"?><a x="1"><!-- no > --><b/>t &amp; &#233;<![CDATA[<c>]]></a>`, `<a x="1"><b></b>t &amp; é&lt;c&gt;</a>`, 0},
		"bare ampersand":                {"<a>\n<b>B&B & C</b></a>", "<a>\n<b>B&amp;B &amp; C</b></a>", 2},
		"bare bracket":                  {"<a>1 < 2 <3 <-</a>", "<a>1 &lt; 2 &lt;3 &lt;-</a>", 1},
		"bracket before a word":         {"<a>if x <y and z</a>", "<a>if x &lt;y and z</a>", 1},
		"address in brackets":           {"<a>Anna <anna@example.org> <http://example.org/></a>", "<a>Anna &lt;anna@example.org&gt; &lt;http://example.org/&gt;</a>", 1},
		"entities of HTML":              {"<a>perch&eacute; &nbsp;&unknown; &amp;eacute;</a>", "<a>perché \u00a0&amp;unknown; &amp;eacute;</a>", 1},
		"entity without semicolon":      {"<a x='?b=1&copy=2&lt'>&copy=3</a>", `<a x="?b=1&amp;copy=2&amp;lt">&amp;copy=3</a>`, 1},
		"characters of windows-1252":    {"<a>l&#146;oro &#x92;</a>", "<a>l’oro ’</a>", 0},
		"characters that are none":      {"<a>x&#0;&#x1B;&#xFFFF;&#xD800;y&#x110000;&#99999999999999999999;</a>", "<a>xy\uFFFD\uFFFD</a>", 0},
		"unclosed":                      {"<a><b>x<c>y</a>", "<a><b>x<c>y</c></b></a>", 1},
		"crossed":                       {"<a><b><i>x</b></i></a>", "<a><b><i>x</i></b></a>", 1},
		"end without a start":           {"<a>x</b>y</a>", "<a>xy</a>", 1},
		"end in other letters":          {"<Title>x</TITLE>", "<Title>x</Title>", 0},
		"elements without an end":       {"<a>x<br>y<img src=p>z<hr/></br></a>", `<a>x<br></br>y<img src="p"></img>z<hr></hr></a>`, 1},
		"attributes without quotes":     {"<a x=1 y='2' z=http://e.org/p/ w>t</a>", `<a x="1" y="2" z="http://e.org/p/" w="">t</a>`, 1},
		"slash after a bare value":      {"<a><b x=1/>t</a>", `<a><b x="1"></b>t</a>`, 1},
		"attributes without a space":    {`<a x="1"y="2">t</a>`, `<a x="1" y="2">t</a>`, 1},
		"bracket in a value":            {`<a x="1 < 2 > 1">t</a>`, `<a x="1 &lt; 2 &gt; 1">t</a>`, 1},
		"tags in a value":               {`<a x="by <b c="d" e="f">g</b>." y="1"/>`, `<a x="by &lt;b c=&#34;d&#34; e=&#34;f&#34;&gt;g&lt;/b&gt;." y="1"></a>`, 1},
		"value without its end":         {`<a><b x="1>t</b> <c y="2">u</c></a>`, `<a><b x="1">t</b> <c y="2">u</c></a>`, 1},
		"last value without its end":    {`<a><b x="1>t</b></a>`, `<a><b x="1">t</b></a>`, 1},
		"tag without its bracket":       {`<a><b x="1" <c>t</c></b></a>`, `<a><b x="1"><c>t</c></b></a>`, 1},
		"end tag without its bracket":   {"<a><b>t</b <c>u</c></a", "<a><b>t</b><c>u</c></a>", 1},
		"instruction without its end":   {"<?xml version='1.0'><a>t</a>", "<a>t</a>", 1},
		"program in an instruction":     {"<a><?php if (1 > 0) ?>t</a>", "<a>t</a>", 0},
		"comment without its end":       {"<a>t<!-- u</a>", "<a>t</a>", 1},
		"CDATA without its end":         {"<a><b><![CDATA[<p>t</b><c>u</c></a>", "<a><b>&lt;p&gt;t</b><c>u</c></a>", 1},
		"CDATA without its end, twice":  {"<a><b><![CDATA[t</b><b><![CDATA[u]]></b></a>", "<a><b>t</b><b>u</b></a>", 1},
		"CDATA with its own name in it": {"<a><![CDATA[</a>t]]></a>", "<a>&lt;/a&gt;t</a>", 0},
		"CDATA in small letters":        {"<a><![cdata[t]]></a>", "<a>t</a>", 0},
		"junk before and after":         {"junk<a>t</a>junk", "junk<a>t</a>junk", 0},
		"document type":                 {`<!DOCTYPE a PUBLIC "-//X//>" "u"><a>t</a>`, "<a>t</a>", 0},
		"document type without its end": {"<!DOCTYPE a [<!ENTITY b 'c'><a>t</a>", "<a>t</a>", 0},
		"broken off in a tag":           {"<a><b>t</b><c x='", "<a><b>t</b></a>", 1},
		"broken off in a name":          {"<a><b>t</b></", "<a><b>t</b></a>", 0},
		"own entities":                  {`<!DOCTYPE a [<!ENTITY e "Ri&#232;"><!ENTITY p "5 per cento">]><a x="&e;">&e; &p;</a>`, `<a x="Riè">Riè 5 per cento</a>`, 0},
		"nothing":                       {"", "", 0},
	} {
		s := NewScanner(c.text)
		if got := written(s); got != c.want {
			t.Errorf("%s: %s\n  is read as %s\n  want       %s", name, c.text, got, c.want)
		}
		if s.Mended() != c.line {
			t.Errorf("%s: first fault in line %d, want %d", name, s.Mended(), c.line)
		}
	}
}

// TestEntities holds that entities cost nothing: what they stand for is bounded, nothing is read from elsewhere.
func TestEntities(t *testing.T) {
	laughs := `<!DOCTYPE a [<!ENTITY l0 "ha">`
	for _, n := range "123456789" {
		laughs += `<!ENTITY l` + string(n) + ` "` + strings.Repeat("&l"+string(n-1)+";", 10) + `">`
	}
	for name, c := range map[string]struct {
		text, want, note string
		most             int
	}{
		"nested":    {laughs + "]><a>&l9;&l0;</a>", "<a>&amp;l9;ha</a>", "entities that stand for others were not resolved", 100},
		"many":      {`<!DOCTYPE a [<!ENTITY l "` + strings.Repeat("ha", 400) + `">]><a>` + strings.Repeat("&l;", 10000) + "</a>", "", "its own entities stand for too much, not all were resolved", maxExpansion + 100},
		"long":      {`<!DOCTYPE a [<!ENTITY l "` + strings.Repeat("ha", 4000) + `">]><a>&l;</a>`, "<a>&amp;l;</a>", "entities that stand for others were not resolved", 100},
		"a file":    {`<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>`, "<a>&amp;f;</a>", "entities in other files were not read", 100},
		"markup":    {`<!DOCTYPE a [<!ENTITY m "<b/>">]><a>&m;</a>`, "<a>&amp;m;</a>", "entities that stand for others were not resolved", 100},
		"parameter": {`<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.org/p"> %p; <!ENTITY q "r">]><a>&q;</a>`, "<a>r</a>", "", 100},
	} {
		s := NewScanner(c.text)
		got := written(s)
		if c.want != "" && got != c.want || len(got) > c.most {
			t.Errorf("%s: %d bytes, %.200s", name, len(got), got)
		}
		if s.EntityNote() != c.note {
			t.Errorf("%s: note %q, want %q", name, s.EntityNote(), c.note)
		}
	}
}

func TestDepth(t *testing.T) {
	s := NewScanner(strings.Repeat("<a>", 10*MaxDepth) + "t")
	starts, deepest, text := 0, 0, ""
	for tok, ok := s.Next(); ok; tok, ok = s.Next() {
		deepest = max(deepest, tok.Depth)
		text += tok.Text
		if tok.Kind == Start {
			starts++
		}
	}
	if starts != 10*MaxDepth || deepest > MaxDepth+1 || text != "t" {
		t.Errorf("%d elements, %d deep, text %q", starts, deepest, text)
	}
}

// FuzzScanner holds that what starts also ends, in the right order, whatever is read.
func FuzzScanner(f *testing.F) {
	for _, seed := range []string{"<a b='c'>t<d/>&amp;</a>", "<a><![CDATA[x</a><b <c d=\"e>f", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;", "<a><b></a></b><!--", "</a></<?x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := NewScanner(text)
		var open []string
		for tok, ok := s.Next(); ok; tok, ok = s.Next() {
			switch tok.Kind {
			case Start:
				open = append(open, tok.Name)
				if tok.Depth != len(open) {
					t.Fatalf("%q starts at depth %d of %d", tok.Name, tok.Depth, len(open))
				}
			case End:
				if len(open) == 0 || open[len(open)-1] != tok.Name || tok.Depth != len(open) {
					t.Fatalf("%q ends within %q", tok.Name, open)
				}
				open = open[:len(open)-1]
			}
		}
		if len(open) > 0 {
			t.Fatalf("%q does not end", open)
		}
	})
}

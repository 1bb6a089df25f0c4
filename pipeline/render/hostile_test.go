package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	goldtext "github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"mattinale/pipeline/news"
)

// written is the sample with f of each text that an article, a model or an endpoint wrote.
func written(f func(string) string) news.Brief {
	b := sample()
	for i := range list(b) {
		s := &list(b)[i]
		texts := func(all news.Texts) {
			for language, words := range all {
				all[language] = f(words)
			}
		}
		texts(s.Headline)
		for j := range s.Points {
			texts(s.Points[j].Text)
			for k := range s.Points[j].Findings {
				finding := &s.Points[j].Findings[k]
				finding.Words, finding.Reason = f(finding.Words), f(finding.Reason)
				finding.Kind = news.Kind(f(string(finding.Kind)))
			}
		}
		for j := range s.Conflicts {
			s.Conflicts[j].About = f(s.Conflicts[j].About)
			for k := range s.Conflicts[j].Claims {
				s.Conflicts[j].Claims[k].Text = f(s.Conflicts[j].Claims[k].Text)
			}
		}
		for j := range s.Articles {
			a := &s.Articles[j]
			a.Title, a.Byline, a.Source, a.URL = f(a.Title), f(a.Byline), f(a.Source), f(a.URL)
			a.Published, a.Language = f(a.Published), f(a.Language)
			for k := range a.Sentences {
				a.Sentences[k] = f(a.Sentences[k])
			}
		}
		s.Status = f(s.Status)
	}
	r := &b.Receipt
	r.Endpoint, r.Model, r.Encoding = f(r.Endpoint), f(r.Model), f(r.Encoding)
	for i := range r.Sources {
		r.Sources[i].Source, r.Sources[i].Reason = f(r.Sources[i].Source), f(r.Sources[i].Reason)
	}
	for i := range r.Problems {
		r.Problems[i] = news.Problem{Article: f(r.Problems[i].Article), Status: f(r.Problems[i].Status), Reason: f(r.Problems[i].Reason)}
	}
	return b
}

func rendered(t *testing.T, render func(io.Writer, news.Brief) error, b news.Brief) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := render(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// elements lists a page's elements with their attributes, but for the values that depend on the article's language.
func elements(t *testing.T, page []byte) []string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("comment %q", n.Data)
		}
		if n.Type != html.ElementNode || n.Data == "mark" {
			continue
		}
		shown := n.Data
		for _, a := range n.Attr {
			if a.Key == "lang" {
				if !regexp.MustCompile(`^[0-9A-Za-z-]*$`).MatchString(a.Val) {
					t.Errorf("lang %q", a.Val)
				}
				a.Val = ""
			}
			shown += fmt.Sprintf(" %s=%q", a.Key, a.Val)
		}
		all = append(all, shown)
	}
	return all
}

// blocks lists a Markdown document's nodes but its plain text.
func blocks(source []byte) []string {
	var all []string
	root := reader().Parser().Parse(goldtext.NewReader(source))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Kind() != ast.KindText && n.Kind() != ast.KindString {
			kind := n.Kind().String()
			if h, ok := n.(*ast.Heading); ok {
				kind = fmt.Sprint(kind, h.Level)
			}
			all = append(all, fmt.Sprintf("%s %d", kind, len(n.Attributes())))
		}
		return ast.WalkContinue, nil
	})
	return all
}

// reader is a renderer with all that Markdown may mean to one.
func reader() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute()))
}

// unseen reports characters that act rather than being seen.
func unseen(t *testing.T, out []byte) {
	t.Helper()
	for _, r := range string(out) {
		if r != '\n' && r != '\u200c' && r != '\u200d' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			t.Fatalf("%U in the output", r)
		}
	}
}

func holdsOut(t *testing.T, attack string) {
	t.Helper()
	harmless, hostile := written(func(string) string { return "x" }), written(func(string) string { return "x" + attack })
	page := rendered(t, HTML, hostile)
	if diff := cmp.Diff(elements(t, rendered(t, HTML, harmless)), elements(t, page)); diff != "" {
		t.Errorf("%q changes the page: %s", attack, diff)
	}
	md := rendered(t, Markdown, hostile)
	if diff := cmp.Diff(blocks(rendered(t, Markdown, harmless)), blocks(md)); diff != "" {
		t.Errorf("%q changes the Markdown: %s", attack, diff)
	}
	var plain bytes.Buffer
	for _, s := range list(hostile) {
		if err := Text(&plain, s.Articles[0], s.Summary, TextOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, out := range [][]byte{page, md, plain.Bytes(), rendered(t, JSON, hostile)} {
		unseen(t, out)
	}
}

var attacks = []string{
	hostile, "", "</style><script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "\"' onmouseover='alert(1)", "<!-- -->",
	"--><b>", "{{.}}", "\n\n# titolo", "\n- punto\n\n    codice", "\n```\ncodice\n```", "\n\n[1]: http://example.org", "[1]", "[^1]", "[ ] fatto",
	"\n===", "\n---", "\n|a|\n|-|\n|b|", "\\", "\\\\*forte*\\", "`", "```", "~~via~~", "**forte**", "__forte__", "<http://example.org>",
	"https://example.org/a_b_c", "www.example.org", "WWW.example.org", "ftp://example.org", "mailto:a@example.org", "a@example.org", "&amp;&#60;b&#62;",
	"\n: definizione", "{#id .classe onclick=x}", "![x](y)", "$x$", "\u202e\u2066\u200b\ufeff\u00ad", "\U000e0041", "\x1b]0;x\x07", "\x9b2J\xff",
	"\u2028<b>\u2029", "\t\tcodice", "    codice", "1. uno", "+ uno", "a  \nb", "a\\\nb",
}

func TestHostileText(t *testing.T) {
	for _, attack := range attacks {
		holdsOut(t, attack)
	}
}

func FuzzHostileText(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Fuzz(holdsOut)
}

// escapedStands checks that text comes out of a Markdown renderer as it went in, wherever on a line it stands.
func escapedStands(t *testing.T, words string) {
	t.Helper()
	words = line(words)
	if words == "" {
		return
	}
	for lead, shows := range map[string]string{"": "", "> ": "", "- ": "", "1. ": "", "## ": "", "## 1. ": "1. ", "**x** ": "x "} {
		var out bytes.Buffer
		if err := reader().Convert([]byte(lead+escape(words)+"\n"), &out); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(&out)
		if err != nil {
			t.Fatal(err)
		}
		var shown strings.Builder
		for n := range root.Descendants() {
			if n.Type == html.TextNode {
				shown.WriteString(n.Data)
			}
			if n.Type == html.ElementNode && !strings.Contains("html head body p ul ol li blockquote h2 strong", n.Data) {
				t.Errorf("%q after %q makes <%s>", words, lead, n.Data)
			}
		}
		if got := strings.TrimSpace(shown.String()); got != shows+words {
			t.Errorf("%q after %q reads %q", words, lead, got)
		}
	}
}

func TestEscapedTextStands(t *testing.T) {
	for _, attack := range attacks {
		escapedStands(t, attack)
		escapedStands(t, "a "+attack+" z")
	}
}

func FuzzEscape(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Fuzz(escapedStands)
}

func TestEscapeLeavesOrdinaryTextReadable(t *testing.T) {
	for _, words := range []string{
		"Il 24 novembre 2026, alle 7.45, l’U.S. Navy (e l’Arpae) dice: «Nessun danno». Costa 3,5 milioni – forse più…",
		"rassegna/01-funicolare.txt", "Chi ha vinto? 3-1!", "24 novembre 2026, 06:41",
	} {
		if got := escape(words); got != words {
			t.Errorf("%q becomes %q", words, got)
		}
	}
}

func FuzzAddress(f *testing.F) {
	for _, attack := range attacks {
		f.Add("https://example.org/?" + attack)
	}
	f.Add("javascript:alert(1)")
	f.Add("https://user:secret@example.org/")
	f.Fuzz(func(t *testing.T, raw string) {
		got := address(raw)
		if got == "" {
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || strings.ContainsAny(got, "<>\"'`\\ \n") {
			t.Errorf("%q gives %q", raw, got)
		}
		if kinds := strings.Join(blocks([]byte("Fonte — <"+got+">\n")), " "); kinds != "Document 0 Paragraph 0 AutoLink 0" {
			t.Errorf("%q in Markdown is %s", got, kinds)
		}
	})
}

func TestTag(t *testing.T) {
	for given, want := range map[string]string{
		"it": "it", "zh-Hant-TW": "zh-Hant-TW", "": "", "und": "", "-": "", "it-": "", "it\" onclick=\"x": "", "è": "",
		strings.Repeat("a", 36): "",
	} {
		if got := tag(given); got != want {
			t.Errorf("%q gives %q", given, got)
		}
	}
}

func TestPageAllowsNothing(t *testing.T) {
	page := string(rendered(t, HTML, sample()))
	_, style, _ := strings.Cut(page, "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	sum := sha256.Sum256([]byte(style))
	want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	policy := ""
	ids := map[string]bool{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch {
			case n.Data == "meta" && a.Key == "content" && strings.HasPrefix(a.Val, "default-src"):
				policy = a.Val
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("two elements have the id %s", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "src" || a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
	if policy != want {
		t.Errorf("policy %s, want %s", policy, want)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if anchor, inside := strings.CutPrefix(a.Val, "#"); a.Key == "href" && inside && !ids[anchor] {
				t.Errorf("a link leads to %s, which is nowhere", a.Val)
			}
		}
	}
}

package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mattinale/pipeline/news"
)

const testHome = "/home/me"

// TestAddSources: how lists are written, and what becomes of them when /new is added, with a topic or without.
func TestAddSources(t *testing.T) {
	for _, tt := range []struct {
		name, before, after string
		topic               bool
	}{
		{name: "no file", before: "", after: "sources:\n  - /new\n"},
		{name: "no sources", before: "top: 3\n", after: "top: 3\nsources:\n  - /new\n"},
		{name: "no end of line", before: "top: 3", after: "top: 3\nsources:\n  - /new\n"},
		{name: "keys indented", before: "  top: 3\n", after: "  top: 3\n  sources:\n    - /new\n"},
		{name: "only comments", before: "# mine\n", after: "# mine\nsources:\n  - /new\n"},
		{name: "an empty key", before: "sources: # none\n  # - /old\ntop: 3\n", after: "sources: # none\n  - /new\n  # - /old\ntop: 3\n"},
		{name: "a list", before: "sources:\n  - a # first\n\n  # then\n  - b # last\n\n# top\ntop: 3\n",
			after: "sources:\n  - a # first\n\n  # then\n  - b # last\n  - /new\n\n# top\ntop: 3\n"},
		{name: "a list at the end, without an end of line", before: "sources:\n    - a", after: "sources:\n    - a\n    - /new\n"},
		{name: "hyphens under the key", before: "sources:\n- a\n- b\ntop: 3\n", after: "sources:\n- a\n- b\n- /new\ntop: 3\n"},
		{name: "a mapping last", before: "sources:\n  - address: a\n    # much\n    topic: b\n    # more\ntop: 3\n",
			after: "sources:\n  - address: a\n    # much\n    topic: b\n  - /new\n    # more\ntop: 3\n"},
		{name: "a mapping under its hyphen", before: "sources:\n  -\n    address: a\n", after: "sources:\n  -\n    address: a\n  - /new\n"},
		{name: "Windows' line ends", before: "\ufeffsources:\r\n  - a\r\ntop: 3\r\n", after: "\ufeffsources:\r\n  - a\r\n  - /new\r\ntop: 3\r\n"},
		{name: "brackets", before: "sources: [a, \"b\"] # two\n", after: "sources: [a, \"b\", /new] # two\n"},
		{name: "empty brackets", before: "sources: []\ntop: 3\n", after: "sources: [/new]\ntop: 3\n"},
		{name: "brackets with a comma", before: "sources: [a,]\n", after: "sources: [a, /new]\n"},
		{name: "brackets in lines", before: "sources: [\n  a,\n  b # last\n]\n", after: "sources: [\n  a,\n  b # last\n, /new]\n"},
		{name: "one source", before: "sources: a # one\ntop: 3\n", after: "sources:\n  - a # one\n  - /new\ntop: 3\n"},
		{name: "one source under its key", before: "sources:\n  a\ntop: 3\n", after: "sources:\n  - a\n  - /new\ntop: 3\n"},
		{name: "the sources first", before: "sources:\n  - a\ntop: 3\nmodel: |\n  - x\n", after: "sources:\n  - a\n  - /new\ntop: 3\nmodel: |\n  - x\n"},
		{name: "a topic", topic: true, before: "sources:\n  - a\n", after: "sources:\n  - a\n  - address: /new\n    topic: \"a: b\"\n"},
		{name: "a topic in brackets", topic: true, before: "sources: [a]\n", after: "sources: [a, {address: /new, topic: \"a: b\"}]\n"},
		{name: "in braces", before: "{top: 3}\n"},
		{name: "behind the end of the document", before: "top: 3\n...\n"},
		{name: "a word for nothing", before: "sources: null\n"},
		{name: "one source in lines", before: "sources:\n  a\n  b\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := parseTest(tt.before)
			if len(file.mistakes) > 0 {
				t.Fatal(file.mistakes)
			}
			s := news.Source{Address: "/new"}
			if tt.topic {
				s.Topic = "a: b"
			}
			got, err := file.withSources([]news.Source{s}, testHome, testNow)
			if err != nil {
				got = ""
			}
			if diff := cmp.Diff(tt.after, got); diff != "" {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}

func TestRemoveSources(t *testing.T) {
	for _, tt := range []struct {
		name, before string
		i            int
		after        string
	}{
		{"the first", "sources:\n  # one\n  - a # first\n  # two\n  - b\n", 0, "sources:\n  # one\n  # two\n  - b\n"},
		{"a mapping", "sources:\n  - a\n  - address: b\n    topic: c\n\n  - d\n", 1, "sources:\n  - a\n\n  - d\n"},
		{"the last", "sources:\n  - a\n  - b", 1, "sources:\n  - a\n"},
		{"the only one", "sources:\n  - a\ntop: 3\n", 0, "sources:\ntop: 3\n"},
		{"of brackets", "sources: [a, {address: b, limit: 3}, c] # x\n", 1, "sources: [a, c] # x\n"},
		{"the last of brackets", "sources: [a, {address: b, limit: 3}] # x\n", 1, "sources: [a] # x\n"},
		{"the only one of brackets", "sources: [a]\n", 0, "sources: []\n"},
		{"without a list", "sources: a # x\ntop: 3\n", 0, "sources:\ntop: 3\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parseTest(tt.before).without(tt.i, testHome, testNow)
			if err != nil || got != tt.after {
				t.Errorf("%q (%v), want %q", got, err, tt.after)
			}
		})
	}
}

// anyText has what YAML takes for something else, and what it escapes.
func anyText() *rapid.Generator[string] {
	odd := rapid.SampledFrom([]string{"true", "no", "null", "~", "-", "- a", "a: b", "#", " #x", "1e3", "0x1F", "2026-11-24", "07:00", "'", "\"", "\\", "[a]", "{", "*x", "&x", "!x",
		"%x", "@x", "`", "|", ">", "a ", " a", "\t", "a\tb", "\x1b[31m", "\u202e", "\u2028", "\u0085", "\u00a0", "😀", "e\u0301", "?", "? a", ":", "a:", ",", "===", "<<", "...", "---", "\ufeff", "\ufeffa", "\x00", "\x7f"})
	return rapid.OneOf(odd, rapid.String(), rapid.Custom(func(t *rapid.T) string { return odd.Draw(t, "one") + odd.Draw(t, "other") }))
}

func anySource() *rapid.Generator[news.Source] {
	return rapid.Custom(func(t *rapid.T) news.Source {
		s := news.Source{Address: rapid.OneOf(anyText(), rapid.StringMatching(`(https?://|/|~/)[a-z./?=&%#~ -]{1,20}`)).Draw(t, "address")}
		if rapid.Bool().Draw(t, "plain") {
			return s
		}
		s.Topic = anyText().Draw(t, "topic")
		s.Language = rapid.SampledFrom([]string{"", "it", "en", "pt-BR", "no"}).Draw(t, "language")
		s.Weight = rapid.SampledFrom([]float64{0, 1, 0.5, 2.25, 1e-9, 123456}).Draw(t, "weight")
		s.Limit = rapid.SampledFrom([]int{0, 1, 5, 1 << 40}).Draw(t, "limit")
		s.Since = rapid.SampledFrom([]string{"", "all", "last", "36h", "3d", "1w", "2026-11-24", "2026-11-24T06:00"}).Draw(t, "since")
		return s
	})
}

// TestSourcesComeBack: what is added is read back, what was there stays, and taking it out again leaves the file as it was.
func TestSourcesComeBack(t *testing.T) {
	befores := []string{"", "top: 3", "sources:\n", "sources:\n  - a # x\n# y\ntop: 3\n", "sources: [a]\n", "sources: [ ]\n", "sources:\r\n- a\r\n", "sources: a\nquiet: true\n",
		"# è\nmodel: \"x\n\n  y\"\nsources:\n  - address: b\n    limit: 3\n\n\nstrict: true\n"}
	rapid.Check(t, func(t *rapid.T) {
		file := parseTest(rapid.SampledFrom(befores).Draw(t, "before"))
		add := rapid.SliceOfN(anySource().Filter(func(s news.Source) bool { return checkSource(s, testNow) == nil }), 1, 4).Draw(t, "add")
		text, err := file.withSources(add, testHome, testNow)
		if err != nil {
			t.Fatalf("%v", err)
		}
		rest := file.text // each line is there still, in order
		if _, scalar := file.list.pair, strings.HasPrefix(file.text, "sources: a\n"); !scalar {
			rest = strings.TrimRight(rest, "] \r\n")
			if !subsequence(rest, text) {
				t.Fatalf("%q is not in %q", rest, text)
			}
		}
		var decoded map[string]any // by a reader that is not ours, as YAML
		if err := yaml.Unmarshal([]byte(strings.ReplaceAll(text, "\r\n", "\n")), &decoded); err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		after := parseTest(text)
		n := len(file.sources)
		for range add {
			text, err := after.without(n, testHome, testNow)
			if err != nil {
				t.Fatalf("taking out: %v in\n%s", err, after.text)
			}
			after = parseTest(text)
		}
		if !slices.Equal(after.all(), file.all()) {
			t.Fatalf("%q, it was %q", after.text, file.text)
		}
		if len(file.list.starts) > 0 && after.text != file.text {
			t.Fatalf("%q, it was %q", after.text, file.text)
		}
	})
}

// subsequence reports whether the lines of part are lines of all, or their beginnings, in the same order.
func subsequence(part, all string) bool {
	lines := strings.Split(all, "\n")
	for _, want := range strings.Split(part, "\n") {
		i := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, want) })
		if i < 0 {
			return false
		}
		lines = lines[i+1:]
	}
	return true
}

func TestYAMLWord(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"/home/me/articles", "/home/me/articles"},
		{"~/articles", "~/articles"},
		{"~", `"~"`},
		{"https://example.org:8080/a?b=c&d=%20", "https://example.org:8080/a?b=c&d=%20"},
		{"https://example.org/#x", `"https://example.org/#x"`},
		{"economia", "economia"},
		{"economia italiana", "economia italiana"},
		{"società", "società"},
		{"no", `"no"`},
		{"3d", `"3d"`},
		{"a b\tc\"\\\x1b\u202e", `"a b\u0009c\"\\\u001B\u202E"`},
		{"\U000E0041", `"\U000E0041"`},
	} {
		if got := yamlWord(tt.text); got != tt.want {
			t.Errorf("%q becomes %s, want %s", tt.text, got, tt.want)
		}
		if file := parseTest(fmt.Sprintf("model: %s\n", yamlWord(tt.text))); len(file.values) != 1 || file.values[0].text != tt.text {
			t.Errorf("%q comes back as %+v, %v", tt.text, file.values, file.mistakes)
		}
	}
}

package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"

	"mattinale/pipeline/news"
)

// testNow is when the tests of the configuration happen.
var testNow = time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)

func parseTest(text string) *configFile { return parseConfig("c.yaml", text, "/home/me", testNow) }

// configCase is a file, and the mistakes in it as LINE:COLUMN and a part of what is said; none: it is good.
type configCase struct {
	name, text string
	want       []string
	schemaless bool // the mistake is one that a schema cannot tell
}

func configCases() []configCase {
	return []configCase{
		{name: "nothing"},
		{name: "a comment", text: "# nothing\n"},
		{name: "every kind", text: "model: m\nquiet: true\ntop: 3\nmax-cost: 0.5\ntimeout: 1m30s\nlang: [it, en]\nprice: 0.1/0.2\n"},
		{name: "languages in one text", text: "lang: it, pt-BR\n"},
		{name: "a language that YAML 1.1 took for false", text: "lang: [no]\n"},
		{name: "a price that is a number", text: "price: 0.15\n"},
		{name: "a price of nothing", text: "price: 0\n"},
		{name: "a whole number with a point", text: "top: 5.0\n"},
		{name: "quotes round a key", text: "\"model\": m\n"},
		{name: "empty texts", text: "model: \"\"\nstdout: ''\nready-by: \"\"\ndate: \"\"\nencoding: ''\nprice: ''\n"},
		{name: "a time of day", text: "ready-by: 07:00\n"},
		{name: "a day", text: "date: 2026-11-24\nsince: 2026-11-23\n"},
		{name: "since", text: "since: 36h\nsources: [{address: a, since: all}, {address: b, since: last}, {address: c, since: 3d}, {address: d, since: '2026-11-23T06:00'}]\n"},
		{name: "hosts", text: "allow-host: [nas.local, '10.0.0.5:8080', '[fd00::5]:80', 'fd00::5']\n"},
		{name: "hosts in one text", text: "allow-host: nas.local, 10.0.0.5:8080\n"},
		{name: "no hosts", text: "allow-host: []\n"},
		{name: "no sources", text: "sources:\n"},
		{name: "an empty list of sources", text: "sources: []\n"},
		{name: "one source", text: "sources: articles\n"},
		{name: "sources", text: "sources:\n- a\n- address: b\n  topic: economia\n  language: it\n  weight: 2\n  limit: 5\n  since: 1w\n"},
		{name: "Windows' line ends and a mark", text: "\ufeffmodel: m\r\ntop: 1\r\n"},
		{name: "a document with its ends", text: "%YAML 1.2\n---\nmodel: m\n...\n"},
		{name: "choices", text: "engine: extract\nlength: long\nlog-format: json\nencoding: o200k_base\n"},

		{name: "an unknown key", text: "lang: [it]\nsorces: x\n", want: []string{`2:1: unknown key "sorces"`}},
		{name: "a key that is a number", text: "3: x\n", want: []string{`1:1: unknown key "3"`}},
		{name: "config is no key", text: "config: x\n", want: []string{`1:1: unknown key "config"`}},
		{name: "a key twice", text: "top: 1\nmodel: m\ntop: 2\n", want: []string{`3:1: "top" is there already, in line 1`}, schemaless: true},
		{name: "sources twice", text: "sources: [a]\nsources: [b]\n", want: []string{`2:1: "sources" is there already`}, schemaless: true},
		{name: "text for a number", text: "top: \"3\"\n", want: []string{"1:6: top is text, not a whole number"}},
		{name: "a number for text", text: "model: 3\n", want: []string{"1:8: model is a number, not text"}},
		{name: "text for true", text: "quiet: yes\n", want: []string{"1:8: quiet is text, not true or false"}},
		{name: "half a story", text: "top: 2.5\n", want: []string{"1:6: top is a number, not a whole number"}},
		{name: "a list for text", text: "model: [a]\n", want: []string{"1:8: model is a list, not text"}},
		{name: "a mapping for text", text: "model:\n  a: b\n", want: []string{"2:4: model is a mapping, not text"}},
		{name: "a key without a value", text: "model:\n", want: []string{"1:1: model is nothing, not text"}},
		{name: "a duration without a unit", text: "timeout: 90\n", want: []string{"1:10: timeout is a number, not a duration"}},
		{name: "a duration of nothing", text: "timeout: 0s\n", want: []string{"1:10: timeout 0s: must be more"}},
		{name: "a duration before now", text: "timeout: -5m\n", want: []string{"1:10: timeout -5m: must be more"}},
		{name: "a choice that is none", text: "engine: fast\n", want: []string{`1:9: engine "fast" is unknown`}},
		{name: "numbers too small", text: "top: 0\nretries: -1\nmax-cost: 0\nmax-calls: 0\nconcurrency: 0\nchunk-tokens: 0\n",
			want: []string{"1:6: top 0: must be at least 1", "2:10: retries -1", "3:11: max-cost 0: must be more", "4:12: ", "5:14: ", "6:15: "}},
		{name: "no number to count with", text: "max-cost: .nan\n", want: []string{"1:11: max-cost NaN"}, schemaless: true},
		{name: "no language", text: "lang: []\n", want: []string{"1:7: lang is an empty list"}},
		{name: "a language of another kind", text: "lang: [it, 3]\n", want: []string{"1:12: lang has a number in it"}},
		{name: "a language that there is none of", text: "lang: [it, klingonese]\n", want: []string{`1:12: lang "klingonese"`}, schemaless: true},
		{name: "a language with a comma", text: "lang: [\"it,en\"]\n", want: []string{"1:8: lang"}},
		{name: "no day", text: "date: tomorrow\n", want: []string{`1:7: date "tomorrow" is no date`}},
		{name: "a day that no month has", text: "date: 2026-02-30\n", want: []string{`1:7: date "2026-02-30" is no date`}, schemaless: true},
		{name: "no time of day", text: "ready-by: \"25:00\"\n", want: []string{"1:11: ready-by \"25:00\" is no time of day"}},
		{name: "no price", text: "price: cheap\n", want: []string{`1:8: price "cheap" is no price`}},
		{name: "a price that is paid out", text: "price: -1\n", want: []string{`1:8: price "-1" is no price`}},
		{name: "since no time", text: "since: yesterday\n", want: []string{`1:8: since "yesterday" is none of`}},
		{name: "since a day that is to come", text: "since: 2026-11-25\n", want: []string{"1:8: since \"2026-11-25\" is in the future"}, schemaless: true},
		{name: "an address for a host", text: "allow-host: [\"http://nas.local/\"]\n", want: []string{"1:14: allow-host \"http://nas.local/\" is no host"}},
		{name: "a port that there is none of", text: "allow-host: nas.local:99999\n", want: []string{"1:13: allow-host"}, schemaless: true},
		{name: "what excludes each other", text: "verbose: true\nquiet: true\n", want: []string{"2:1: verbose and quiet exclude"}, schemaless: true},

		{name: "a source without an address", text: "sources:\n  - topic: x\n", want: []string{"2:5: a source without an address"}},
		{name: "an unknown key of a source", text: "sources:\n  - address: a\n    limt: 3\n", want: []string{`3:5: unknown key "limt"`}},
		{name: "a key of a source twice", text: "sources:\n  - address: a\n    limit: 3\n    limit: 4\n", want: []string{`4:5: "limit" is there already`}, schemaless: true},
		{name: "values of a source", text: "sources:\n  - address: a\n    weight: 0\n    limit: 0\n    since: never\n    language: italiano di Roma\n    topic: 3\n",
			want: []string{"3:13: weight 0: must be more", "4:12: limit 0: must be at least 1", "5:12: since", "6:15: language", "7:12: topic is a number"}},
		{name: "sources of other kinds", text: "sources:\n  - 3\n  -\n  - [a]\n  - ''\n", want: []string{"2:5: a source is a number", "3:4: a source is nothing", "4:5: a source is a list", "5:5: a source is empty"}},
		{name: "sources that are a number", text: "sources: 3\n", want: []string{"1:10: sources is a number, not a list"}},
		{name: "sources that are a mapping", text: "sources:\n  address: a\n", want: []string{"2:10: sources is a mapping, not a list"}},
		{name: "a scheme that is not read", text: "sources: ['ftp://x/y']\n", want: []string{"1:11: a source \"ftp://x/y\": ftp:// is not read"}, schemaless: true},

		{name: "a list at the top", text: "- a\n", want: []string{"1:1: the top level is no mapping"}},
		{name: "text at the top", text: "model\n", want: []string{"1:1: the top level is no mapping"}},
		{name: "two documents", text: "model: a\n---\ntop: 3\n", want: []string{"3:4: a second document"}, schemaless: true},
		{name: "an anchor", text: "model: &a b\n", want: []string{"1:8: anchors (&)"}, schemaless: true},
		{name: "an alias", text: "model: *a\n", want: []string{"1:8: anchors (&)"}, schemaless: true},
		{name: "a merge", text: "<<: {top: 3}\n", want: []string{"1:1: anchors (&)"}, schemaless: true},
		{name: "a tag", text: "model: !!str 3\n", want: []string{"1:8: tags (!)"}, schemaless: true},
		{name: "a question for a key", text: "? [a]\n: b\n", want: []string{"2:1: not YAML"}, schemaless: true},
		{name: "an open quote", text: "model: \"m\ntop: 3\n", want: []string{"1:8: not YAML"}, schemaless: true},
		{name: "a tab before a key", text: "top: 3\n\tmodel: m\n", want: []string{"2:1: not YAML: a tab"}, schemaless: true},
		{name: "a control character", text: "top: 3\nmodel: a\x1bb\n", want: []string{"2:9: a control character, U+001B"}, schemaless: true},
		{name: "another charset", text: "model: perch\xe9\n", want: []string{"1:13: not UTF-8"}, schemaless: true},
		{name: "brackets without end", text: "lang: " + strings.Repeat("[", 100_000), want: []string{"1:23: nested too deeply"}, schemaless: true},
		{name: "hyphens without end", text: strings.Repeat("- ", 100_000), want: []string{"1:33: nested too deeply"}, schemaless: true},
	}
}

func TestConfigFile(t *testing.T) {
	for _, tt := range configCases() {
		t.Run(tt.name, func(t *testing.T) {
			file := parseTest(tt.text)
			var got []string
			for _, m := range file.mistakes {
				got = append(got, fmt.Sprintf("%d:%d: %s", m.line, m.column, m.what))
			}
			same := slices.EqualFunc(got, tt.want, func(got, want string) bool { return strings.HasPrefix(got, want) })
			if !same {
				t.Errorf("the mistakes are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

func TestConfigValues(t *testing.T) {
	file := parseTest("out: ~/briefs\nlang: [it, en]\ntop: 5.0\nmax-cost: 1.5\nstrict: True\nallow-host: [NAS.local, 'x:80']\nsources:\n" +
		"  - ~/articles\n  - articles\n  - address: https://example.org/f # c\n    topic: \"a: b\"\n    weight: 0.5\n    limit: 2\n    since: 3d\n    language: IT\n")
	if len(file.mistakes) > 0 {
		t.Fatal(file.mistakes)
	}
	got := map[string]string{}
	for _, v := range file.values {
		got[v.key] = v.text
	}
	want := map[string]string{"out": "/home/me/briefs", "lang": "it,en", "top": "5", "max-cost": "1.5", "strict": "true", "allow-host": "NAS.local,x:80"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	sources := []news.Source{{Address: "/home/me/articles"}, {Address: "articles"},
		{Address: "https://example.org/f", Topic: "a: b", Weight: 0.5, Limit: 2, Since: "3d", Language: "it"}}
	if diff := cmp.Diff(sources, file.all()); diff != "" {
		t.Error(diff)
	}
	if lines := []int{file.sources[0].line, file.sources[1].line, file.sources[2].line}; !slices.Equal(lines, []int{8, 9, 10}) {
		t.Errorf("the sources are in lines %v", lines)
	}
}

// TestEveryFlagIsAKey: what has a variable in the environment is a key of the file, and what reads the file knows each kind of flag.
func TestEveryFlagIsAKey(t *testing.T) {
	keys := settingKeys()
	var look func(commands []*cli.Command)
	looked := 0
	look = func(commands []*cli.Command) {
		for _, c := range commands {
			for _, f := range c.Flags {
				name := f.Names()[0]
				doc, ok := f.(cli.DocGenerationFlag)
				if !ok || len(doc.GetEnvVars()) == 0 || name == "config" {
					continue
				}
				looked++
				if _, ok := findKey(keys, name); !ok {
					t.Errorf("%s %s has a variable in the environment and is no key of the file", c.Name, name)
				}
			}
			look(c.Subcommands)
		}
	}
	look(newApp(streams{}).Commands)
	if looked < 50 {
		t.Errorf("looked at %d flags only", looked)
	}
}

// TestStarterFile: the file that config init writes is good as it is, sets nothing, and has every key.
func TestStarterFile(t *testing.T) {
	text := starterFile("config.schema.json")
	file := parseTest(text)
	if err := file.refusal(0); err != nil || len(file.values)+len(file.sources) > 0 {
		t.Errorf("%v, %d values, %d sources", err, len(file.values), len(file.sources))
	}
	for _, k := range settingKeys() {
		line := "\n# " + k.name + ":"
		_, rest, ok := strings.Cut(text, line)
		if !ok {
			t.Errorf("%s is not in it", k.name)
			continue
		}
		value, _, _ := strings.Cut(rest, "\n")
		if strings.TrimSpace(value) == "" {
			continue
		}
		if said := parseTest(k.name + ":" + value + "\n"); len(said.mistakes) > 0 {
			t.Errorf("%s:%s is what it says holds: %v", k.name, value, said.mistakes)
		}
	}
	_, example, _ := strings.Cut(text, "\nsources:")
	example, _, _ = strings.Cut(example, "\n\n")
	example = strings.ReplaceAll(example, "\n  # ", "\n  ")
	if file := parseTest("sources:" + example + "\n"); len(file.mistakes) > 0 || len(file.sources) != 2 {
		t.Errorf("the example:\n%s\n%v", example, file.mistakes)
	}
}

// FuzzConfig: whatever is read, nothing panics, and each mistake has a place in the file and shows no control character.
func FuzzConfig(f *testing.F) {
	for _, tt := range configCases() {
		if len(tt.text) < 2000 {
			f.Add(tt.text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := parseTest(text)
		for _, m := range file.mistakes {
			if m.line < 1 || m.line > len(file.lines) || m.column < 1 || m.what == "" {
				t.Errorf("%+v in a file of %d lines", m, len(file.lines))
			}
		}
		if err, ok := file.refusal(0).(*failure); ok {
			for _, one := range append([]*failure{err}, err.also...) {
				for _, line := range one.shown {
					if strings.ContainsFunc(line, news.Acts) || strings.ContainsAny(line, "\n\t") {
						t.Errorf("%q is shown", line)
					}
				}
			}
		}
		for _, v := range file.values {
			line := []rune(file.lines[v.line-1])
			if at := string(line[min(v.column-1, len(line)):]); !strings.HasPrefix(at, v.key) && !strings.HasPrefix(at, "\"") && !strings.HasPrefix(at, "'") {
				t.Errorf("%+v is not at its place in %q", v, file.text)
			}
		}
		for _, s := range file.sources {
			if err := checkSource(s.Source, testNow); err != nil && len(file.mistakes) == 0 {
				t.Errorf("%+v: %v", s, err)
			}
		}
	})
}

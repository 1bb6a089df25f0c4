package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestSchemaAgrees holds the schema that editors get against what the program takes.
func TestSchemaAgrees(t *testing.T) {
	schema := compiled(t)
	for _, tt := range configCases() {
		if tt.schemaless {
			continue
		}
		t.Run(tt.name, func(t *testing.T) {
			err := schema.Validate(decoded(t, tt.text))
			if (err == nil) != (len(tt.want) == 0) {
				t.Errorf("the schema says %v, the program %q", err, tt.want)
			}
		})
	}
}

// compiled is the schema, held against the metaschema of its draft.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	page, err := configSchema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("config.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("config.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestSchemaOfEachKey gives each key each of many values. The schema takes all that the program takes, and of the rest only what is
// listed: what no pattern tells.
func TestSchemaOfEachKey(t *testing.T) {
	schema := compiled(t)
	values := strings.Fields(`x "" 0 1 -1 3 2.5 5.0 .5 true false no ~ [] [a] [it,en] [1] [""] {} {a:\u0020b} "3" "1.5" 1e3 0x1F 017 90s 1h30m 0s -5m +2m 1.5h 90 5x
		auto openai extract short md html text json cl100k_base it it,en pt-BR und 12:30 7:00 07:00 24:00 "0:5" 2026-11-24 2026-02-30 2026-13-01 2999-01-01
		0.15/0.60 1/2/3 /2 all last 3d 1w 36h yesterday nas.local nas.local:80 nas.local:99999 [::1] "[::1]:80" fd00::1 http://x/ a,b, ftp://x/y ~/a "\u0020"`)
	loose := map[string][]string{} // keys by a value that only the schema takes
	look := func(key, value, text string) {
		bad, err := parseTest(text).mistakes, schema.Validate(decoded(t, text))
		switch {
		case len(bad) == 0 && err != nil:
			t.Errorf("%s: %s is taken, but not by the schema: %v", key, value, err)
		case len(bad) > 0 && err == nil:
			loose[value] = append(loose[value], key)
		}
	}
	for _, value := range values {
		value = strings.ReplaceAll(value, `\u0020`, " ")
		for _, k := range settingKeys() {
			look(k.name, value, k.name+": "+value+"\n")
		}
		for _, k := range sourceKeys() {
			line := "{" + k.name + ": " + value + "}"
			if k.name != "address" {
				line = "{address: a, " + k.name + ": " + value + "}"
			}
			if !strings.ContainsAny(value, ",/[{") { // which end the braces, or begin others
				look("sources."+k.name, value, "sources: ["+line+"]\n")
			}
		}
	}
	languages := []string{"lang", "sources.language"} // which ones there are is no pattern
	days := []string{"since", "sources.since"}        // nor is which day it is
	want := map[string][]string{
		"[a]": {"lang"}, "a,b,": {"lang"}, "2026-02-30": {"date", "since", "sources.since"}, "2026-13-01": days, "2999-01-01": days, "0s": days,
		"nas.local:99999": {"allow-host"},
	}
	for _, word := range []string{"auto", "extract", "html", "json", "last", "md", "openai", "short", "text", "und", "x"} {
		want[word] = languages
	}
	if diff := cmp.Diff(want, loose); diff != "" {
		t.Error(diff)
	}
}

// decoded is a file as a validator has it.
func decoded(t *testing.T, text string) any {
	t.Helper()
	var value any
	text = strings.ReplaceAll(strings.TrimPrefix(text, byteOrderMark), "\r\n", "\n")
	text = strings.TrimPrefix(text, "%YAML 1.2\n") // which this decoder takes for a document
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	page, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

package llmtest

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/llm"
)

func TestInstance(t *testing.T) {
	tests := []struct{ name, schema, want string }{
		{"a summary, in the schema's order", `{"type":"object","properties":{"points":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"object","properties":{"italiano":{"type":"string"},"english":{"type":"string"}}}},"headline":{"type":"object","properties":{"italiano":{"type":"string"},"english":{"type":"string"}}}}}`,
			`{"points":[{"italiano":"I residenti chiedono più autobus nelle ore serali.","english":"Residents are asking for more buses in the evening hours."},` +
				`{"italiano":"La scuola riaprirà quando saranno finiti i lavori sul tetto.","english":"The school will reopen when the work on the roof is finished."}],` +
				`"headline":{"italiano":"Campi danneggiati dalla grandine","english":"Fields damaged by hail"}}`},
		{"numbers to keep", `{"type":"object","properties":{"keep":{"type":"array","minItems":3,"maxItems":3,"items":{"type":"integer","minimum":1,"maximum":5}}}}`, `{"keep":[1,2,3]}`},
		{"numbers in a small range", `{"type":"array","minItems":3,"items":{"type":"integer","minimum":4,"maximum":5}}`, `[4,5,4]`},
		{"an array of no said length", `{"type":"array","items":{"type":"boolean"}}`, `[true,true,true]`},
		{"an array that may be short", `{"type":"array","maxItems":1,"items":{"type":"null"}}`, `[null]`},
		{"a choice of words", `{"type":"array","minItems":3,"items":{"enum":["a","b"]}}`, `["a","b","a"]`},
		{"a constant", `{"const":{"a":1}}`, `{"a":1}`},
		{"one of several", `{"anyOf":[{"type":"number","maximum":0},{"type":"string"}]}`, `0`},
		{"a list of types", `{"type":["string","null"],"maxLength":6}`, `"The co"`},
		{"a reference", `{"$ref":"#/$defs/x","$defs":{"x":{"type":"integer","minimum":2.5}}}`, `3`},
		{"no type", `{"properties":{"a":{"items":{"type":"integer"}}}}`, `{"a":[1,2,3]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Instance(json.RawMessage(tt.schema), 0)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Instance (-want +got):\n%s", diff)
			}
		})
	}
	for name, schema := range map[string]string{
		"a schema that contains itself": `{"$ref":"#/$defs/x","$defs":{"x":{"properties":{"x":{"$ref":"#/$defs/x"}}}}}`,
		"a schema that is itself":       `{"$ref":"#/$defs/x","$defs":{"x":{"$ref":"#/$defs/x"}}}`,
		"anything":                      `true`,
		"no schema":                     `nonsense`,
		"a maximum of nothing":          `{"type":"array","minItems":2,"items":{"type":"integer","minimum":5,"maximum":1}}`,
	} {
		t.Run(name, func(t *testing.T) {
			if got := Instance(json.RawMessage(schema), 3); !json.Valid([]byte(got)) {
				t.Errorf("no JSON: %s", got)
			}
		})
	}
}

func TestSummarizer(t *testing.T) {
	schema := json.RawMessage(`{"type":"object","properties":{"english":{"type":"string"}}}`)
	in := func(content, format string, schema json.RawMessage) Request {
		return Request{Messages: []llm.Message{{Role: llm.RoleUser, Content: content}}, Format: format, Schema: schema}
	}
	object := func(t *testing.T, text string) {
		t.Helper()
		var got map[string]string
		if err := json.Unmarshal([]byte(text), &got); err != nil || !strings.HasSuffix(got["english"], ".") {
			t.Errorf("%q: %v", text, err)
		}
	}
	model := Summarizer()
	t.Run("by the schema of the request", func(t *testing.T) {
		r := in("An article.", "json_schema", schema)
		object(t, model(r).Text)
		if diff := cmp.Diff(model(r), Summarizer()(r)); diff != "" {
			t.Errorf("not the same twice:\n%s", diff)
		}
		if cmp.Equal(model(r), model(in("Another article, about a school.", "json_schema", schema))) {
			t.Error("two articles, one summary")
		}
	})
	words := "An article.\n\nIt must be valid against this JSON Schema:\n" + string(schema)
	t.Run("by a schema in words", func(t *testing.T) { object(t, model(in(words, "json_object", nil)).Text) })
	t.Run("in prose", func(t *testing.T) {
		text := model(in(words, "", nil)).Text
		_, fenced, ok := strings.Cut(text, "```json\n")
		fenced, _, closed := strings.Cut(fenced, "\n```")
		if !ok || !closed {
			t.Fatalf("no fence: %q", text)
		}
		object(t, fenced)
	})
	t.Run("free text", func(t *testing.T) {
		if got := model(in(`Write in Italian. Example: {"points":[]}`, "", nil)).Text; !strings.HasSuffix(got, ".") || strings.Contains(got, "The ") {
			t.Errorf("got %q", got)
		}
		if got := model(in("Write.\n{\"points\":[]}", "", nil)).Text; strings.Contains(got, "{") {
			t.Errorf("took an example for a schema: %q", got)
		}
	})
}

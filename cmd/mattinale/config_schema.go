package main

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"mattinale/pipeline/news"
)

// schema is a JSON Schema, draft 2020-12, as far as there is use for it.
type schema struct {
	Dialect     string     `json:"$schema,omitempty"`
	Title       string     `json:"title,omitempty"`
	Description string     `json:"description,omitempty"`
	Type        any        `json:"type,omitempty"` // a name, or several
	Enum        []string   `json:"enum,omitempty"`
	Pattern     string     `json:"pattern,omitempty"`
	AllOf       []schema   `json:"allOf,omitempty"`
	AnyOf       []schema   `json:"anyOf,omitempty"`
	Minimum     *float64   `json:"minimum,omitempty"`
	Over        *float64   `json:"exclusiveMinimum,omitempty"`
	Items       *schema    `json:"items,omitempty"`
	MinItems    int        `json:"minItems,omitempty"`
	Default     any        `json:"default,omitempty"`
	Properties  properties `json:"properties,omitempty"`
	Required    []string   `json:"required,omitempty"`
	Additional  *bool      `json:"additionalProperties,omitempty"`
}

// properties are in order, which maps of JSON are not.
type properties []property

type property struct {
	name string
	schema
}

// MarshalJSON writes them as an object.
func (p properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	for i, one := range p {
		b.WriteString(map[bool]string{true: "{", false: ","}[i == 0])
		for j, part := range []any{one.name, one.schema} {
			text, err := marshal(part, "")
			if err != nil {
				return nil, err
			}
			b.WriteString(map[bool]string{true: ":", false: ""}[j == 1])
			b.Write(bytes.TrimSpace(text))
		}
	}
	b.WriteString("}")
	return b.Bytes(), nil
}

func marshal(value any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	err := e.Encode(value)
	return b.Bytes(), err
}

// configSchema is the schema of the configuration file, for editors, as a page of JSON.
func configSchema() ([]byte, error) {
	closed := false
	root := schema{
		Dialect: "https://json-schema.org/draft/2020-12/schema", Title: schemaTitle,
		Type: []string{"object", "null"}, Additional: &closed,
	}
	root.Properties = append(root.Properties, property{"sources", sourcesSchema()})
	for _, k := range settingKeys() {
		root.Properties = append(root.Properties, property{k.name, k.schema()})
	}
	return marshal(root, "  ")
}

const schemaTitle = "the configuration of mattinale"

const aboutSources = "where articles come from when the command line names nothing: files, folders, web addresses"

func sourcesSchema() schema {
	closed := false
	keys := sourceKeys()
	one := schema{Type: "object", Required: []string{keys[0].name}, Additional: &closed}
	for _, k := range keys {
		one.Properties = append(one.Properties, property{k.name, k.schema()})
	}
	address := keys[0].schema()
	return schema{
		Description: aboutSources,
		AnyOf:       []schema{{Type: "array", Items: &schema{AnyOf: []schema{address, one}}}, address, {Type: "null"}},
	}
}

// schema is what an editor is told of a key.
func (k key) schema() schema {
	s := schema{Description: k.about, Enum: k.choices}
	if k.said != "" {
		s.Description += " (default: " + k.said + ")"
	}
	if k.pattern != "" && k.kind != kindWords {
		s.Pattern = whole(k.pattern)
	}
	if k.atLeast {
		s.Minimum = &k.least
	}
	if k.over {
		s.Over = &k.least
	}
	switch k.kind {
	case kindBoolean:
		s.Type, s.Default = "boolean", false
	case kindInteger, kindNumber:
		s.Type = map[kind]string{kindInteger: "integer", kindNumber: "number"}[k.kind]
		if n, err := strconv.ParseFloat(k.standard, 64); err == nil {
			s.Default = n
		}
	case kindPrice:
		s.Type = []string{"string", "number"}
	case kindDuration:
		s.Type, s.AllOf = "string", []schema{{Pattern: "[1-9]"}}
	case kindWords:
		k.words(&s)
	default:
		s.Type = "string"
		if k.standard != "" {
			s.Default = k.standard
		}
	}
	return s
}

func (k key) words(s *schema) {
	word := schema{Type: "string", Pattern: whole(k.pattern)}
	list := schema{Type: "array", Items: &word}
	if k.some {
		list.MinItems = 1
	}
	one := "(" + k.pattern + ")"
	several := one + "( *,[ ,]*" + one + ")*[ ,]*"
	if !k.some {
		several = "(" + several + ")?"
	}
	text := schema{Type: "string", Pattern: "^[ ,]*" + several + "$"}
	s.AnyOf = []schema{text, list}
	if k.standard != "" {
		s.Default = k.standard
	}
}

// typed is a value as JSON has it.
func (k key) typed(text string) any {
	switch k.kind {
	case kindBoolean:
		return text == "true"
	case kindInteger, kindNumber:
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return n
		}
		return nil
	case kindWords:
		words := []string{}
		for word := range strings.SplitSeq(text, ",") {
			if word = strings.TrimSpace(word); word != "" {
				words = append(words, word)
			}
		}
		return words
	}
	if text == "" {
		return nil
	}
	return text
}

// sourceJSON is a source as JSON has it: what is not said is left out.
func sourceJSON(s news.Source) map[string]any {
	all := map[string]any{}
	for _, k := range sourceKeys() {
		if text := k.get(s); text != "" {
			all[k.name] = k.typed(text)
		}
	}
	all["address"] = news.Redacted(s.Address)
	return all
}

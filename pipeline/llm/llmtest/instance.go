package llmtest

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// deepest is where a schema that refers to itself stops.
const deepest = 10

// plenty is how many items an array gets whose schema does not say.
const plenty = 3

// schema is the part of JSON Schema that requests to models use.
type schema struct {
	Type       json.RawMessage            `json:"type"` // a name, or a list of names
	Properties json.RawMessage            `json:"properties"`
	Items      json.RawMessage            `json:"items"`
	Enum       []json.RawMessage          `json:"enum"`
	Const      json.RawMessage            `json:"const"`
	AnyOf      []json.RawMessage          `json:"anyOf"`
	OneOf      []json.RawMessage          `json:"oneOf"`
	Ref        string                     `json:"$ref"`
	Defs       map[string]json.RawMessage `json:"$defs"`
	MinItems   *int                       `json:"minItems"`
	MaxItems   *int                       `json:"maxItems"`
	MaxLength  *int                       `json:"maxLength"`
	Minimum    *float64                   `json:"minimum"`
	Maximum    *float64                   `json:"maximum"`
}

// Instance is a value, as JSON on one line, that is valid against a JSON Schema, with properties in the schema's
// order. first says with which of the sentences its texts begin.
func Instance(raw json.RawMessage, first int) string {
	var root schema
	_ = json.Unmarshal(raw, &root) // what is no schema allows anything
	g := generator{defs: root.Defs, next: first}
	g.value(raw, place{})
	return g.out.String()
}

type generator struct {
	out  bytes.Buffer
	defs map[string]json.RawMessage
	next int // the sentence that the next object with texts gets
}

// place is where in the instance a value stands.
type place struct {
	key      string // of the object it stands in
	headline bool   // somewhere under a key that asks for one
	sentence int    // which sentence the texts here say
	item     int    // index in the array it stands in
	depth    int
}

func (g *generator) value(raw json.RawMessage, at place) {
	var s schema
	_ = json.Unmarshal(raw, &s) // true and false are schemas too
	if at.depth > deepest {
		g.out.WriteString("null")
		return
	}
	at.depth++
	switch choices := append(s.AnyOf, s.OneOf...); {
	case s.Ref != "":
		g.value(g.defs[strings.TrimPrefix(s.Ref, "#/$defs/")], at)
	case s.Const != nil:
		g.out.Write(s.Const)
	case len(s.Enum) > 0:
		g.out.Write(s.Enum[at.item%len(s.Enum)])
	case len(choices) > 0:
		g.value(choices[0], at)
	default:
		g.typed(s, at)
	}
}

func (g *generator) typed(s schema, at place) {
	switch s.typeName() {
	case "object":
		g.object(s, at)
	case "array":
		g.array(s, at)
	case "integer":
		g.out.WriteString(strconv.Itoa(s.number(at)))
	case "number":
		g.out.WriteString(strconv.Itoa(s.number(at)))
	case "boolean":
		g.out.WriteString("true")
	case "null":
		g.out.WriteString("null")
	default:
		g.text(s, at)
	}
}

// typeName is the type, the first of several, or what the keywords make plain.
func (s schema) typeName() string {
	var one string
	var several []string
	switch {
	case json.Unmarshal(s.Type, &one) == nil:
		return one
	case json.Unmarshal(s.Type, &several) == nil && len(several) > 0:
		return several[0]
	case s.Properties != nil:
		return "object"
	case s.Items != nil:
		return "array"
	}
	return "string"
}

func (g *generator) object(s schema, at place) {
	at.sentence = g.next
	g.next++
	g.out.WriteByte('{')
	for i, p := range ordered(s.Properties) {
		if i > 0 {
			g.out.WriteByte(',')
		}
		g.string(p.name)
		g.out.WriteByte(':')
		inside := at
		inside.key = p.name
		inside.headline = at.headline || strings.Contains(strings.ToLower(p.name), "headline") || p.name == "title"
		g.value(p.value, inside)
	}
	g.out.WriteByte('}')
}

func (g *generator) array(s schema, at place) {
	n := plenty
	if s.MinItems != nil {
		n = *s.MinItems
	}
	if s.MaxItems != nil {
		n = min(n, *s.MaxItems)
	}
	g.out.WriteByte('[')
	for i := range n {
		if i > 0 {
			g.out.WriteByte(',')
		}
		inside := at
		inside.item = i
		inside.sentence = at.sentence + i
		g.value(s.Items, inside)
	}
	g.out.WriteByte(']')
}

// number is the lowest allowed, plus the place in an array, so that numbers of a list differ where they can.
func (s schema) number(at place) int {
	low := 1
	if s.Minimum != nil {
		low = int(math.Ceil(*s.Minimum))
	} else if s.Maximum != nil {
		low = min(low, int(math.Floor(*s.Maximum)))
	}
	if s.Maximum == nil {
		return low + at.item
	}
	return low + at.item%max(int(math.Floor(*s.Maximum))-low+1, 1)
}

func (g *generator) text(s schema, at place) {
	text := sentence(at.sentence, languageOf(at.key, ""))
	if at.headline {
		text = headline(at.sentence, languageOf(at.key, ""))
	}
	if runes := []rune(text); s.MaxLength != nil && len(runes) > *s.MaxLength {
		text = string(runes[:max(*s.MaxLength, 0)])
	}
	g.string(text)
}

func (g *generator) string(text string) {
	raw, _ := json.Marshal(text) // a string always marshals
	g.out.Write(raw)
}

type property struct {
	name  string
	value json.RawMessage
}

// ordered are the members of an object in the order in which they stand there.
func ordered(raw json.RawMessage) []property {
	d := json.NewDecoder(bytes.NewReader(raw))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil
	}
	var all []property
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return all
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return all
		}
		text, _ := name.(string)
		all = append(all, property{text, value})
	}
	return all
}

package main

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"mattinale/pipeline/news"
)

// listPlace is where the sources are written in a file: what sources add and remove work on.
type listPlace struct {
	indent int                   // columns before the keys of the top level
	pair   *ast.MappingValueNode // nil: the key is not there
	starts []int                 // the lines of their hyphens, from 1; of a list in brackets there are none
}

// read is the value of a key as text; false after an objection.
func (r *configReader) read(k key, pair *ast.MappingValueNode) (string, bool) {
	node := pair.Value
	if kind, _ := scalar(node); kind == isNothing { // which has no place of its own
		r.objectAt(pair.Key.GetToken(), "give it a value, or take the line out", "%s is nothing, not %s", k.name, k.kind)
		return "", false
	}
	text, ok := r.textOf(k, node)
	if !ok {
		return "", false
	}
	if k.path {
		text = expand(text, r.home)
	}
	if what, hint := k.objection(text, r.now); what != "" {
		r.objectAt(node.GetToken(), hint, "%s", what)
		return "", false
	}
	return text, true
}

// textOf is a value as a flag takes it. Its kind must be that of the key: a number in quotes is text.
func (r *configReader) textOf(k key, node ast.Node) (string, bool) {
	if list, ok := node.(*ast.SequenceNode); ok && k.kind == kindWords {
		return r.wordsOf(k, list)
	}
	kind, text := scalar(node)
	fits := false
	switch k.kind {
	case kindText, kindDuration, kindWords:
		fits = kind == isText
	case kindBoolean:
		fits = kind == isBoolean
	case kindInteger:
		fits = kind == isNumber && !strings.ContainsAny(text, ".eIN")
	case kindNumber:
		fits = kind == isNumber
	case kindPrice:
		fits = kind == isNumber || kind == isText
	}
	if !fits {
		r.objectAt(node.GetToken(), kindHint(k, kind), "%s is %s, not %s", k.name, kind, k.kind)
		return "", false
	}
	return text, true
}

func (r *configReader) wordsOf(k key, list *ast.SequenceNode) (string, bool) {
	var words []string
	for _, item := range list.Values {
		kind, text := scalar(item)
		if kind != isText {
			r.objectAt(item.GetToken(), kindHint(k, kind), "%s has %s in it, which is no text", k.name, kind)
			return "", false
		}
		word := k
		word.kind = kindText
		if what, hint := word.objection(text, r.now); what != "" || strings.Contains(text, ",") {
			r.objectAt(item.GetToken(), hint, "%s", cmp.Or(what, k.name+": one word an item"))
			return "", false
		}
		words = append(words, text)
	}
	if k.some && len(words) == 0 {
		r.objectAt(list.GetToken(), k.hint, "%s is an empty list", k.name)
		return "", false
	}
	return strings.Join(words, ","), true
}

// What a value is, in the words of a message.
const (
	isNothing = "nothing"
	isText    = "text"
	isNumber  = "a number"
	isBoolean = "true or false"
	isList    = "a list"
	isMapping = "a mapping"
)

func (k kind) String() string {
	switch k {
	case kindBoolean:
		return "true or false"
	case kindInteger:
		return "a whole number"
	case kindNumber:
		return "a number"
	case kindDuration:
		return "a duration"
	case kindWords:
		return "a list of texts"
	case kindPrice:
		return "a price"
	}
	return "text"
}

func kindHint(k key, got string) string {
	switch {
	case k.kind == kindDuration:
		return "with a unit: 90s, 5m, 1h"
	case k.kind == kindText && (got == isNumber || got == isBoolean):
		return "put it in quotes"
	case k.kind == kindBoolean:
		return "true or false, without quotes"
	case (k.kind == kindInteger || k.kind == kindNumber) && got == isText:
		return "without quotes, and nothing behind the number"
	}
	return ""
}

// scalar is what a value is and how it is written for a flag.
func scalar(node ast.Node) (kind, text string) {
	switch n := node.(type) {
	case nil, *ast.NullNode:
		return isNothing, ""
	case *ast.StringNode:
		return isText, n.Value
	case *ast.LiteralNode:
		return isText, n.Value.Value
	case *ast.BoolNode:
		return isBoolean, strconv.FormatBool(n.Value)
	case *ast.IntegerNode:
		switch v := n.Value.(type) {
		case int64:
			return isNumber, strconv.FormatInt(v, 10)
		case uint64:
			return isNumber, strconv.FormatUint(v, 10)
		}
		return isText, n.GetToken().Value
	case *ast.FloatNode:
		if n.Value == math.Trunc(n.Value) && math.Abs(n.Value) < 1<<53 { // 5.0 is a whole number
			return isNumber, strconv.FormatFloat(n.Value, 'f', -1, 64)
		}
		return isNumber, strconv.FormatFloat(n.Value, 'g', -1, 64)
	case *ast.InfinityNode:
		return isNumber, "Inf"
	case *ast.NanNode:
		return isNumber, "NaN"
	case *ast.SequenceNode:
		return isList, ""
	}
	return isMapping, ""
}

// expand puts the home folder, "" for none, in place of ~/. Other paths are left as they are: they are looked for from where the program runs, as
// those of the command line are.
func expand(path, home string) string {
	if rest, ok := strings.CutPrefix(path, "~"); ok && home != "" && (rest == "" || rest[0] == '/') {
		return home + rest
	}
	return path
}

// readSources reads the list of sources: texts, and mappings of what is said of one. Where there is a single one, it may be a text.
func (r *configReader) readSources(pair *ast.MappingValueNode) {
	r.list.pair = pair
	switch value := pair.Value.(type) {
	case nil, *ast.NullNode:
	case *ast.SequenceNode:
		for _, item := range value.Values {
			r.source(item)
		}
		if !value.IsFlowStyle {
			for _, entry := range value.Entries {
				r.list.starts = append(r.list.starts, entry.Start.Position.Line)
			}
		}
	default:
		if kind, _ := scalar(value); kind != isText {
			r.objectAt(value.GetToken(), "a hyphen before each source makes a list", "sources is %s, not a list", kind)
			return
		}
		r.source(value)
	}
}

// source reads one source.
func (r *configReader) source(node ast.Node) {
	s := fileSource{line: node.GetToken().Position.Line}
	keys := sourceKeys()
	pairs, ok := pairsOf(node)
	if !ok {
		s.Address, ok = r.plainSource(keys[0].key, node)
		if ok {
			r.sources = append(r.sources, s)
		}
		return
	}
	var known []string
	for _, k := range keys {
		known = append(known, k.name)
	}
	good, addressed := len(r.mistakes), false
	r.eachPair(pairs, known, func(name string, pair *ast.MappingValueNode) {
		for _, k := range keys {
			if k.name != name {
				continue
			}
			addressed = addressed || name == "address"
			if text, ok := r.read(k.key, pair); ok {
				_ = k.set(&s.Source, text) // read has checked it
			}
		}
	})
	if !addressed && len(r.mistakes) == good {
		r.objectAt(firstToken(node, pairs), "address: says where it is", "a source without an address")
	}
	if len(pairs) > 0 {
		s.line = pairs[0].Key.GetToken().Position.Line
	}
	if len(r.mistakes) == good {
		r.sources = append(r.sources, s)
	}
}

func (r *configReader) plainSource(address key, node ast.Node) (string, bool) {
	kind, text := scalar(node)
	if kind != isText {
		hint := "a file, a folder, a web address; or a mapping with address:"
		if kind == isNumber || kind == isBoolean {
			hint = "put it in quotes"
		}
		r.objectAt(node.GetToken(), hint, "a source is %s, not text", kind)
		return "", false
	}
	text = expand(text, r.home)
	if what, hint := address.objection(text, r.now); what != "" {
		r.objectAt(node.GetToken(), hint, "%s", strings.Replace(what, "address", "a source", 1))
		return "", false
	}
	return text, true
}

// said is what is said of a source, in one line; its address is no part of it.
func said(s news.Source) string {
	var all []string
	for _, k := range sourceKeys()[1:] {
		if text := k.get(s); text != "" {
			all = append(all, k.name+" "+text)
		}
	}
	return strings.Join(all, ", ")
}

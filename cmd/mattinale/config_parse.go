package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// byteOrderMark begins files of some editors. It is no part of the first key.
const byteOrderMark = "\ufeff"

// configReader walks the file as a tree rather than decoding it: so each mistake has a line and a column.
type configReader struct {
	*configFile
	home string // for ~/; "": it stays
	now  time.Time
	keys []key
}

// parseConfig reads the text of a configuration file. What is wrong is in mistakes; when there is one, the rest says only what could be
// read. home is the folder that ~/ stands for; now is the time that days are held against.
func parseConfig(path, text, home string, now time.Time) *configFile {
	file := &configFile{path: path, text: text}
	yaml := strings.ReplaceAll(strings.TrimPrefix(text, byteOrderMark), "\r\n", "\n")
	file.lines = strings.Split(yaml, "\n")
	if !file.checkCharacters() {
		return file
	}
	tokens := lexer.Tokenize(yaml)
	if !file.checkTokens(tokens) {
		return file
	}
	tree, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey()) // duplicates are found here, all of them
	if err != nil {
		file.noYAML(err)
		return file
	}
	r := configReader{file, home, now, settingKeys()}
	r.documents(tree.Docs)
	file.checkPairs()
	return file
}

// checkCharacters refuses what YAML cannot have and its parser would pass over.
func (f *configFile) checkCharacters() bool {
	for i, line := range f.lines {
		column := 1
		for _, r := range line {
			if r == utf8.RuneError && !utf8.ValidString(line) {
				f.object(i+1, column, "save it as UTF-8", "not UTF-8")
				return false
			}
			if r < ' ' && r != '\t' || r == 0x7f {
				f.object(i+1, column, "take it out", "a control character, U+%04X", r)
				return false
			}
			column++
		}
	}
	return true
}

// mostNested is how deep brackets may go; two is what there is use for. The parser takes minutes over a hundred thousand.
const mostNested = 16

// checkTokens refuses what is of no use in this file and costs the parser dear, or makes a small file large: aliases, tags, deep nesting.
func (f *configFile) checkTokens(tokens token.Tokens) bool {
	depth, entries, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			entries, line = 0, t.Position.Line
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			f.objectAt(t, "write the value out, or put it in quotes", "anchors (&) and aliases (*) are not read")
		case token.TagType:
			f.objectAt(t, "leave it out, or put the value in quotes", "tags (!) are not read")
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType, token.MappingKeyType:
			entries++
		}
		if depth > mostNested || entries > mostNested {
			f.objectAt(t, "", "nested too deeply")
		}
		if len(f.mistakes) > 0 {
			return false
		}
	}
	return true
}

// noYAML is what the parser could not read.
func (f *configFile) noYAML(err error) {
	var placed interface {
		error
		GetToken() *token.Token
		GetMessage() string
	}
	if errors.As(err, &placed) && placed.GetToken() != nil {
		what, hint := placed.GetMessage(), ""
		if strings.Contains(what, "'\t'") {
			what, hint = "a tab where something begins", "indent with spaces"
		}
		f.objectAt(placed.GetToken(), hint, "not YAML: %s", what)
		return
	}
	message, _, _ := strings.Cut(err.Error(), "\n")
	f.object(1, 1, "", "not YAML: %s", message)
}

func (r *configReader) documents(docs []*ast.DocumentNode) {
	seen := false
	for _, doc := range docs {
		switch body := doc.Body.(type) {
		case nil, *ast.NullNode, *ast.CommentGroupNode, *ast.DirectiveNode:
			continue
		default:
			if seen {
				r.objectAt(body.GetToken(), "put everything before the second ---", "a second document in one file")
				return
			}
			seen = true
			r.settings(body)
		}
	}
}

// pairsOf are the keys and values of a mapping.
func pairsOf(node ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// eachPair hands on the keys of a mapping with their values, and objects to those that are unknown or there twice.
func (r *configReader) eachPair(pairs []*ast.MappingValueNode, known []string, do func(name string, pair *ast.MappingValueNode)) {
	seen := map[string]int{}
	for _, pair := range pairs {
		at := pair.Key.GetToken()
		name, ok := keyName(pair.Key)
		switch {
		case !ok:
			r.objectAt(at, "write it as  name: value", "this is no key")
		case !slices.Contains(known, name):
			hint := "known keys: " + strings.Join(slices.Sorted(slices.Values(known)), ", ")
			if near := nearest(name, known); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			r.objectAt(at, hint, "unknown key %q", name)
		case seen[name] > 0:
			r.objectAt(at, "leave one of them out", "%q is there already, in line %d", name, seen[name])
		default:
			seen[name] = at.Position.Line
			do(name, pair)
		}
	}
}

func keyName(node ast.MapKeyNode) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// settings reads the top level.
func (r *configReader) settings(body ast.Node) {
	pairs, ok := pairsOf(body)
	if !ok {
		r.objectAt(body.GetToken(), "write it as  name: value", "the top level is no mapping of keys to values")
		return
	}
	known := []string{"sources"}
	for _, k := range r.keys {
		known = append(known, k.name)
	}
	r.list.indent = firstToken(body, pairs).Position.Column - 1
	r.eachPair(pairs, known, func(name string, pair *ast.MappingValueNode) {
		if name == "sources" {
			r.readSources(pair)
			return
		}
		k, _ := findKey(r.keys, name)
		at := pair.Key.GetToken().Position
		if text, ok := r.read(k, pair); ok {
			r.values = append(r.values, fileValue{name, text, at.Line, at.Column})
		}
	})
}

// checkPairs objects to settings of the file that exclude each other; the later one is at fault.
func (f *configFile) checkPairs() {
	on := func(name string) (fileValue, bool) {
		v, ok := f.value(name)
		return v, ok && v.text != "" && v.text != "false"
	}
	for _, pair := range exclusive {
		a, oka := on(pair[0])
		b, okb := on(pair[1])
		if !oka || !okb {
			continue
		}
		if a.line > b.line || a.line == b.line && a.column > b.column {
			a, b = b, a
		}
		f.object(b.line, b.column, pair[2], "%s and %s exclude each other", a.key, b.key)
	}
}

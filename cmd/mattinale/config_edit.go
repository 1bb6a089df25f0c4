package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"mattinale/pipeline/news"
)

// What sources add and remove do to a file is done to its text: comments, order and the way it is written stay as they are. What comes
// out is read again, and refused when it does not say what was meant, so that a way of writing that is not known here costs a message and
// no file.

var errNotMeant = errors.New("what would come out is something else")

// withSources is the text of a file with sources added behind those it has.
func (f *configFile) withSources(add []news.Source, home string, now time.Time) (string, error) {
	ready, err := f.asList(home, now)
	if err != nil {
		return "", err
	}
	text, err := ready.insert(add)
	if err != nil {
		return "", err
	}
	want := append(f.all(), add...)
	return text, f.holds(text, want, home, now)
}

// without is the text of a file without its source number i, from 0.
func (f *configFile) without(i int, home string, now time.Time) (string, error) {
	ready, err := f.asList(home, now)
	if err != nil {
		return "", err
	}
	text, err := ready.cut(i)
	if err != nil {
		return "", err
	}
	return text, f.holds(text, slices.Delete(f.all(), i, i+1), home, now)
}

// holds reads a text that is to take the place of the file's, and objects unless it sets the same and has the sources wanted.
func (f *configFile) holds(text string, want []news.Source, home string, now time.Time) error {
	if len(text) > maxConfig {
		return &failure{code: exitNothing, err: fmt.Errorf("%s would be over %d KB", f.path, maxConfig>>10), hint: "a list of feeds (.opml) is one source"}
	}
	after := parseConfig(f.path, text, home, now)
	same := len(after.mistakes) == 0 && slices.EqualFunc(f.values, after.values, func(a, b fileValue) bool {
		return a.key == b.key && a.text == b.text
	})
	same = same && slices.EqualFunc(want, after.all(), func(a, b news.Source) bool {
		a.Address = expand(a.Address, home)
		return a == b
	})
	if !same {
		return errNotMeant
	}
	return nil
}

// asList is the file with its one source, where that is written without a hyphen, as a list of one; any other file as it is.
func (f *configFile) asList(home string, now time.Time) (*configFile, error) {
	if f.list.pair == nil {
		return f, nil
	}
	switch f.list.pair.Value.(type) {
	case nil, *ast.NullNode, *ast.SequenceNode:
		return f, nil
	}
	e := newEditor(f.text)
	key, value := f.list.pair.Key.GetToken().Position, f.list.pair.Value.GetToken().Position
	before := strings.Repeat(" ", f.list.indent+2) + "- "
	if value.Line == key.Line {
		before = e.newline + before
	} else {
		before = strings.TrimLeft(before, " ")
	}
	at := e.offset(value.Line, value.Column)
	head := e.text[:at]
	if value.Line == key.Line {
		head = strings.TrimRight(head, " ")
	}
	list := parseConfig(f.path, head+before+e.text[at:], home, now)
	return list, f.holds(list.text, f.all(), home, now)
}

// insert puts sources behind the last one, in the way that this is written.
func (f *configFile) insert(add []news.Source) (string, error) {
	e := newEditor(f.text)
	pair := f.list.pair
	if pair == nil {
		lines := []string{strings.Repeat(" ", f.list.indent) + "sources:"}
		return e.behind(len(e.starts), append(lines, writtenBelow(add, f.list.indent+2)...)), nil
	}
	list, ok := pair.Value.(*ast.SequenceNode)
	switch {
	case !ok:
		return e.behind(pair.Key.GetToken().Position.Line, writtenBelow(add, f.list.indent+2)), nil
	case list.IsFlowStyle:
		return e.inBrackets(list, add)
	case len(f.list.starts) == 0:
		return "", errNotMeant
	}
	last := f.list.starts[len(f.list.starts)-1]
	return e.behind(e.endOfItem(last), writtenBelow(add, e.indentOf(last))), nil
}

// cut takes a source out.
func (f *configFile) cut(i int) (string, error) {
	e := newEditor(f.text)
	if i < len(f.list.starts) {
		first := f.list.starts[i]
		return e.text[:e.starts[first-1]] + e.text[e.startOf(e.endOfItem(first)+1):], nil
	}
	list, ok := f.list.pair.Value.(*ast.SequenceNode)
	if !ok || !list.IsFlowStyle || i >= len(list.Values) {
		return "", errNotMeant
	}
	at := func(node ast.Node) int {
		p := node.GetToken().Position
		return e.offset(p.Line, p.Column)
	}
	from := at(list.Values[i])
	if i+1 < len(list.Values) {
		return e.text[:from] + e.text[at(list.Values[i+1]):], nil
	}
	end := e.offset(list.End.Position.Line, list.End.Position.Column)
	return strings.TrimRight(e.text[:from], ", ") + e.text[end:], nil
}

// writtenBelow are sources as lines of a list, each with so many spaces before its hyphen.
func writtenBelow(sources []news.Source, indent int) []string {
	var lines []string
	for _, s := range sources {
		space := strings.Repeat(" ", indent)
		if said(s) == "" {
			lines = append(lines, space+"- "+yamlWord(s.Address))
			continue
		}
		mark := "- "
		for _, word := range writtenKeys(s) {
			lines = append(lines, space+mark+word)
			mark = "  "
		}
	}
	return lines
}

// writtenKeys are the keys of a source with their values.
func writtenKeys(s news.Source) []string {
	var all []string
	for _, k := range sourceKeys() {
		text := k.get(s)
		if text == "" {
			continue
		}
		if k.kind == kindText {
			text = yamlWord(text)
		}
		all = append(all, k.name+": "+text)
	}
	return all
}

// editor is a text with the places of its lines, which count from 1.
type editor struct {
	text    string
	starts  []int // offsets in bytes
	newline string
}

func newEditor(text string) *editor {
	e := &editor{text: text, newline: "\n"}
	at := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		if line != "" {
			e.starts = append(e.starts, at)
		}
		at += len(line)
	}
	if first, _, ok := strings.Cut(text, "\n"); ok && strings.HasSuffix(first, "\r") {
		e.newline = "\r\n"
	}
	return e
}

// startOf is where a line begins, the end of the text for those behind the last.
func (e *editor) startOf(line int) int {
	if line > len(e.starts) {
		return len(e.text)
	}
	return e.starts[line-1]
}

func (e *editor) line(n int) string {
	return strings.TrimRight(e.text[e.startOf(n):e.startOf(n+1)], "\r\n")
}

// offset is the byte of a column, which counts characters from 1.
func (e *editor) offset(line, column int) int {
	at := e.startOf(line)
	if line == 1 && strings.HasPrefix(e.text, byteOrderMark) {
		at += len(byteOrderMark)
	}
	for i := range e.text[at:e.startOf(line+1)] {
		if column--; column == 0 {
			return at + i
		}
	}
	return e.startOf(line + 1)
}

// behind puts lines behind a line.
func (e *editor) behind(line int, lines []string) string {
	at := e.startOf(line + 1)
	before := e.text[:at]
	if before != "" && before != byteOrderMark && !strings.HasSuffix(before, "\n") {
		before += e.newline
	}
	return before + strings.Join(lines, e.newline) + e.newline + e.text[at:]
}

func (e *editor) indentOf(line int) int {
	text := e.line(line)
	return len(text) - len(strings.TrimLeft(text, " "))
}

// endOfItem is the last line of the item of a list that begins in a line: those that follow belong to it as far as they are indented more
// than its hyphen, but not the comments and the empty lines behind it.
func (e *editor) endOfItem(first int) int {
	last := first
	for n := first + 1; n <= len(e.starts); n++ {
		text := strings.TrimLeft(e.line(n), " \t")
		if text == "" || text[0] == '#' {
			continue
		}
		if e.indentOf(n) <= e.indentOf(first) {
			break
		}
		last = n
	}
	return last
}

// inBrackets puts sources before the bracket that ends a list.
func (e *editor) inBrackets(list *ast.SequenceNode, add []news.Source) (string, error) {
	end := e.offset(list.End.Position.Line, list.End.Position.Column)
	if end >= len(e.text) || e.text[end] != ']' {
		return "", errNotMeant
	}
	var words []string
	for _, s := range add {
		word := yamlWord(s.Address)
		if said(s) != "" {
			word = "{" + strings.Join(writtenKeys(s), ", ") + "}"
		}
		words = append(words, word)
	}
	before := strings.TrimRight(e.text[:end], " \t\r\n")
	comma := ", "
	switch before[len(before)-1] {
	case '[':
		comma = ""
	case ',':
		comma = ""
		if len(before) == end { // no space behind it
			comma = " "
		}
	}
	return e.text[:end] + comma + strings.Join(words, ", ") + e.text[end:], nil
}

// refusedEdit says that a file is not written as it can be changed here.
func refusedEdit(f *configFile, err error, what string) error {
	if !errors.Is(err, errNotMeant) {
		return err
	}
	return usage("change it by hand: "+what, "%s: its sources are written in a way that is not changed here", f.path)
}

// unchanged objects when a file is not what was read of it.
func (f *configFile) unchanged() error {
	now, err := os.ReadFile(f.path)
	if errors.Is(err, os.ErrNotExist) && f.text == "" {
		return nil
	}
	if err != nil {
		return err
	}
	if string(now) != f.text {
		return fmt.Errorf("%s has been changed meanwhile", f.path)
	}
	return nil
}

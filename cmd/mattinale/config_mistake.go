package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
	"github.com/mattn/go-runewidth"

	"mattinale/pipeline/news"
)

// mostMistakes is how many mistakes of a file a command says that has something else to do.
const mostMistakes = 10

// mistake is one thing wrong with a configuration file.
type mistake struct {
	line, column int    // from 1; columns in characters
	what         string // one line
	hint         string // what to do; "": nothing to add
}

func (f *configFile) object(line, column int, hint, format string, args ...any) {
	f.mistakes = append(f.mistakes, mistake{max(line, 1), max(column, 1), withoutKeys(fmt.Sprintf(format, args...)), hint})
}

func (f *configFile) objectAt(t *token.Token, hint, format string, args ...any) {
	line, column := 1, 1
	if t != nil && t.Position != nil {
		line, column = t.Position.Line, t.Position.Column
	}
	f.object(line, column, hint, format, args...)
}

// firstToken is where a mapping begins: its own token is its first colon.
func firstToken(node ast.Node, pairs []*ast.MappingValueNode) *token.Token {
	if len(pairs) > 0 {
		return pairs[0].Key.GetToken()
	}
	return node.GetToken()
}

// refusal is the mistakes of a file as an error, or nil when there are none. At most so many are said; 0: all.
func (f *configFile) refusal(most int) error {
	if len(f.mistakes) == 0 {
		return nil
	}
	mistakes := slices.Clone(f.mistakes)
	slices.SortStableFunc(mistakes, func(a, b mistake) int { return cmp.Or(a.line-b.line, a.column-b.column) })
	rest := 0
	if most > 0 && len(mistakes) > most {
		mistakes, rest = mistakes[:most], len(mistakes)-most
	}
	var all []*failure
	for _, m := range mistakes {
		one := &failure{code: exitUsage, err: fmt.Errorf("%s:%d:%d: %s", f.path, m.line, m.column, m.what), hint: m.hint}
		if m.line <= len(f.lines) {
			one.shown = excerpt(f.lines[m.line-1], m.column)
		}
		all = append(all, one)
	}
	if rest > 0 {
		all = append(all, &failure{code: exitUsage, err: fmt.Errorf("%s: and %s", f.path, plural(rest, "mistake more", "mistakes more")),
			hint: "mattinale config check says all"})
	}
	all[0].also = all[1:]
	return all[0]
}

const (
	excerptIndent = "    "
	excerptWidth  = 72 // columns of a terminal; 80 with the indent and room for what is cut off
	tabWidth      = 4  // columns that a tab is shown as
)

// excerpt is a line of a file with a caret under a column, counted in characters from 1, as both may stand on a terminal: nothing in it
// acts, tabs are spaces, and wide characters count twice.
func excerpt(line string, column int) []string {
	line, column = masked(line, column)
	var shown strings.Builder
	at, caret, cut := 0, -1, 0
	for _, r := range line {
		cut++
		if cut == column {
			caret = at
		}
		switch {
		case r == '\t':
			shown.WriteString(strings.Repeat(" ", tabWidth))
			at += tabWidth
		case !news.Acts(r) && r != '\u200c' && r != '\u200d':
			shown.WriteRune(r)
			at += runewidth.RuneWidth(r)
		}
	}
	if caret < 0 {
		caret = at // past the end
	}
	text, caret := window(shown.String(), caret)
	return []string{excerptIndent + text, excerptIndent + strings.Repeat(" ", caret) + "^"}
}

// window cuts a line down to what a terminal has room for, around a column.
func window(text string, caret int) (string, int) {
	if runewidth.StringWidth(text) <= excerptWidth {
		return text, caret
	}
	if skip := caret - excerptWidth/2; skip > 0 {
		rest := runewidth.TruncateLeft(text, skip, "…") // a mark of one column
		caret -= runewidth.StringWidth(text) - runewidth.StringWidth(rest)
		text = rest
	}
	return runewidth.Truncate(text, excerptWidth, "…"), max(caret, 0)
}

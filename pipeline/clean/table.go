package clean

import (
	"strings"
	"sync"
)

// table is a set of words or lines. It is made from its list when it is first asked: a run needs few of the lists, one that
// cleans nothing none, and the program starts the sooner.
type table func() map[string]bool

func (t table) has(s string) bool { return t()[s] }

// wordTable is a table of the words of a list.
func wordTable(list string) table {
	return sync.OnceValue(func() map[string]bool { return setOf(strings.Fields(list)) })
}

// lineTable is a table of the lines of a list: what stands between semicolons and line ends.
func lineTable(list string) table {
	return sync.OnceValue(func() map[string]bool { return setOf(lineList(list)) })
}

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set
}

// prefixTable has the lines of a list by their first word. It is made as a table is.
type prefixTable func() map[string][]string

func prefixLines(list string) prefixTable {
	return sync.OnceValue(func() map[string][]string {
		lines := make(map[string][]string)
		for _, s := range lineList(list) {
			first, _, _ := strings.Cut(s, " ")
			lines[first] = append(lines[first], s)
		}
		return lines
	})
}

// prefix reports whether one of the lines is key, or its first words.
func (t prefixTable) prefix(key string) bool {
	first, _, _ := strings.Cut(key, " ")
	for _, p := range t()[first] {
		if strings.HasPrefix(key, p) && (len(key) == len(p) || key[len(p)] == ' ') {
			return true
		}
	}
	return false
}

func lineList(list string) []string {
	var lines []string
	for s := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ';' || r == '\n' }) {
		if s = strings.TrimSpace(s); s != "" {
			lines = append(lines, s)
		}
	}
	return lines
}

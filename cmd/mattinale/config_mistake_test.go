package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("abcdefghi ", 20)
	for _, tt := range []struct {
		name, line string
		column     int
		want       string // with | for the caret's column
	}{
		{"plain", "top: x", 6, "top: |x"},
		{"the first column", "top: x", 1, "|top: x"},
		{"behind the end", "top:", 7, "top:|"},
		{"a tab", "\ttop: x", 2, "    |top: x"},
		{"wide characters", "日本: x", 5, "日本: |x"},
		{"characters over each other", "perche\u0301: x", 10, "perche\u0301: |x"},
		{"what acts", "a\x1b[31mb\u202ec: x", 8, "a[31mb|c: x"},
		{"a password", "base-url: http://me:hunter2@host/", 11, "base-url: |http://…@host/"},
		{"a key", "api-key: sk-123", 1, "|api-key: …"},
		{"a key in another place", "model: sk-123", 8, "model: |…"},
		{"a long line", long, 100, "…" + long[63:99] + "|" + long[99:133] + "…"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := excerpt(tt.line, tt.column)
			before, after, _ := strings.Cut(tt.want, "|")
			want := []string{"    " + before + after, strings.Repeat(" ", 4+runewidth.StringWidth(before)) + "^"}
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
				t.Errorf("%q\nwant\n%q", got, want)
			}
			if w := runewidth.StringWidth(got[0]); w > 80 {
				t.Errorf("%d columns", w)
			}
		})
	}
}

// TestMistakesAreCounted: a file full of mistakes is not said whole, unless asked for.
func TestMistakesAreCounted(t *testing.T) {
	file := parseTest(strings.Repeat("x: 1\n", 13))
	for most, want := range map[int]string{0: "c.yaml:13:1: ", 10: "c.yaml: and 3 mistakes more", 12: "c.yaml: and 1 mistake more", 13: "c.yaml:13:1: "} {
		all := file.refusal(most).(*failure).also
		if last := all[len(all)-1].err.Error(); !strings.HasPrefix(last, want) {
			t.Errorf("%d: the last is %q, want %q", most, last, want)
		}
	}
}

func TestTable(t *testing.T) {
	path := "/" + strings.Repeat("long/", 20)
	got := table([][]string{{"a", "日本", "default"}, {"longer", "b\x1b[31m", "flag"}, {"path", path, "config.yaml:3"}, {"none", "", "default"}}, 80)
	want := []string{
		"a       日本   default",
		"longer  b[31m  flag",
		"path    " + path,
		"               config.yaml:3",
		"none           default",
	}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

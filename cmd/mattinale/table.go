package main

import (
	"strings"

	"github.com/mattn/go-runewidth"

	"mattinale/pipeline/news"
)

// table is rows of three cells as lines for a terminal, aligned, each at most width columns where that can be: a row whose middle is too
// long for that has its last cell on a line of its own. Nothing in the cells acts on a terminal.
func table(rows [][]string, width int) []string {
	var first, last int
	for i := range rows {
		for j := range rows[i] {
			rows[i][j] = news.PrintableLine(rows[i][j])
		}
		first = max(first, runewidth.StringWidth(rows[i][0]))
		last = max(last, runewidth.StringWidth(rows[i][2]))
	}
	const gap = 2
	last = min(last, width/3)
	middle := 0
	for _, r := range rows {
		if w := runewidth.StringWidth(r[1]); w <= width-first-last-2*gap {
			middle = max(middle, w)
		}
	}
	var lines []string
	for _, r := range rows {
		line := runewidth.FillRight(r[0], first+gap)
		if runewidth.StringWidth(r[1]) > middle {
			lines = append(lines, line+r[1])
			line, r[1] = strings.Repeat(" ", first+gap), ""
		}
		lines = append(lines, strings.TrimRight(line+runewidth.FillRight(r[1], middle+gap)+r[2], " "))
	}
	return lines
}

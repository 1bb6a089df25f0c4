package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// table is one of Markdown; the first column holds names, the others figures.
type table struct {
	Caption string
	Head    []string
	Rows    [][]string
}

func (t *table) add(cells ...string) { t.Rows = append(t.Rows, cells) }

// skip adds a row for what could not be measured.
func (t *table) skip(name string, why error) {
	row := slices.Repeat([]string{"–"}, len(t.Head))
	row[0] = name + ": skipped, " + why.Error()
	t.Rows = append(t.Rows, row)
}

func (t table) markdown() string {
	var b strings.Builder
	if t.Caption != "" {
		b.WriteString(t.Caption + "\n\n")
	}
	row := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + strings.ReplaceAll(c, "|", `\|`) + " ")
		}
		b.WriteString("|\n")
	}
	row(t.Head)
	b.WriteString("|---" + strings.Repeat("|---:", len(t.Head)-1) + "|\n")
	for _, r := range t.Rows {
		row(r)
	}
	return b.String()
}

// number prints a figure with three digits that count.
func number(v float64) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "–"
	case v == 0:
		return "0"
	case math.Abs(v) >= 99.95:
		return thousands(int(math.Round(v)))
	case math.Abs(v) >= 9.995:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}

// thousands prints an integer with commas.
func thousands(n int) string {
	if n < 0 {
		return "-" + thousands(-n)
	}
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return thousands(n/1000) + fmt.Sprintf(",%03d", n%1000)
}

// ratio says how many times as much the one is as the other.
func ratio(one, other float64) string {
	if other == 0 {
		return "–"
	}
	return number(one/other) + "×"
}

// median of no values is not a number. Of an even count it is the mean of the middle two.
func median(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

package main

import (
	"math"
	"testing"
)

func TestTableMarkdown(t *testing.T) {
	tab := table{Caption: "What.", Head: []string{"who", "MB/s"}}
	tab.add("ours", "12.0")
	tab.add("a|b", "1")
	tab.skip("theirs", unavailable("no network"))
	want := "What.\n\n| who | MB/s |\n|---|---:|\n| ours | 12.0 |\n| a\\|b | 1 |\n| theirs: skipped, no network | – |\n"
	if got := tab.markdown(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		value float64
		want  string
	}{
		{0, "0"}, {0.1234, "0.12"}, {9.994, "9.99"}, {9.996, "10.0"}, {99.94, "99.9"}, {99.96, "100"}, {12345.6, "12,346"}, {1234567, "1,234,567"},
		{math.NaN(), "–"}, {math.Inf(1), "–"}, {-1500, "-1,500"},
	} {
		if got := number(c.value); got != c.want {
			t.Errorf("number(%v) = %q, want %q", c.value, got, c.want)
		}
	}
}

func TestRatio(t *testing.T) {
	if got := ratio(10, 4); got != "2.50×" {
		t.Error(got)
	}
	if got := ratio(1, 0); got != "–" {
		t.Error(got)
	}
}

func TestMedian(t *testing.T) {
	if got := median([]float64{3, 1, 2}); got != 2 {
		t.Error(got)
	}
	if got := median([]float64{4, 1, 2, 3}); got != 2.5 {
		t.Error(got)
	}
	if !math.IsNaN(median(nil)) {
		t.Error("the median of nothing is a number")
	}
}

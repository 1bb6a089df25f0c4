package source

import (
	"slices"
	"testing"
)

func TestShares(t *testing.T) {
	for name, tt := range map[string]struct {
		room    int
		entries []int
		weights []float64
		want    []int
	}{
		"enough for all":           {10, []int{3, 0, 4}, []float64{1, 1, 1}, []int{3, 0, 4}},
		"none left":                {0, []int{3, 4}, []float64{1, 1}, []int{0, 0}},
		"the same for each":        {6, []int{50, 50, 50}, []float64{1, 1, 1}, []int{2, 2, 2}},
		"the first ones have more": {5, []int{50, 50, 50}, []float64{1, 1, 1}, []int{2, 2, 1}},
		"few entries, rest shared": {10, []int{1, 50, 50}, []float64{1, 1, 1}, []int{1, 5, 4}},
		"weight":                   {9, []int{50, 50}, []float64{2, 1}, []int{6, 3}},
		"a small weight":           {9, []int{50, 50}, []float64{0.1, 1}, []int{0, 9}},
		"more feeds than places":   {2, []int{5, 5, 5}, []float64{1, 1, 1}, []int{1, 1, 0}},
		"weight beats order":       {1, []int{5, 5}, []float64{1, 3}, []int{0, 1}},
		"nobody":                   {5, nil, nil, []int{}},
	} {
		if got := shares(tt.room, tt.entries, tt.weights); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

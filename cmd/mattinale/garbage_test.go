package main

import "testing"

func TestPercentFor(t *testing.T) {
	for live, want := range map[uint64]int{0: 400, 1 << 20: 400, 4 << 20: 400, 8 << 20: 150, 10 << 20: 100, 16 << 20: 50, 1 << 30: 50} {
		got := percentFor(live)
		if got != want {
			t.Errorf("%d MB live: %d %%, want %d", live>>20, got, want)
		}
		if minimum := goMinimum * uint64(got) / 100; minimum > roomyHeap {
			t.Errorf("%d MB live: the least heap is %d MB", live>>20, minimum>>20)
		}
	}
}

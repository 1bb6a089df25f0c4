package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	// roomyHeap is up to where the heap grows before garbage is looked for, in bytes: the run of a morning's hundred articles,
	// all on disk, ends before or soon after, and saves a sixth of its time.
	roomyHeap = 20 << 20
	// leastPercent is how much a larger heap grows before it is looked for again, as a share of what is live: half of Go's default,
	// so that a run of a hundred thousand articles takes less memory.
	leastPercent = 50
)

// goMinimum is the heap, in bytes, below which Go collects nothing at 100 %; at more per cent it is so many times that.
const goMinimum = 4 << 20

// tuneGarbage sets when garbage is collected, unless GOGC does, and again after each collection.
func tuneGarbage() {
	if os.Getenv("GOGC") != "" {
		return
	}
	set := percentFor(goMinimum)
	debug.SetGCPercent(set)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var after func(struct{})
	after = func(struct{}) {
		metrics.Read(live)
		if percent := percentFor(live[0].Value.Uint64()); percent != set {
			set = percent
			debug.SetGCPercent(set)
		}
		runtime.AddCleanup(new([32]byte), after, struct{}{}) // it is garbage at once: the next collection calls
	}
	runtime.AddCleanup(new([32]byte), after, struct{}{})
}

// percentFor is how much a heap with so many live bytes may grow.
func percentFor(live uint64) int {
	if live >= roomyHeap {
		return leastPercent
	}
	live = max(live, goMinimum)
	return max(leastPercent, int(100*(roomyHeap-live)/live))
}

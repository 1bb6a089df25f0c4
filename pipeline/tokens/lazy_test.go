package tokens

import (
	"runtime"
	"testing"
)

// TestNothingIsLoadedBeforeItCounts looks at what is allocated: a vocabulary is megabytes.
func TestNothingIsLoadedBeforeItCounts(t *testing.T) {
	made := func(f func()) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	for _, encoding := range Names() {
		var c *Counter
		if n := made(func() { c, _ = Load(encoding) }); n > 64<<10 || c.Encoding() != encoding {
			t.Errorf("%s: Load makes %d bytes", encoding, n)
		}
		if encoding == CL100K {
			if n := made(func() { c.Count("a") }); n < 1<<20 {
				t.Errorf("%s: the first count makes %d bytes: this test sees nothing", encoding, n)
			}
		}
	}
}

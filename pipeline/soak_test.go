package pipeline_test

import (
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"testing"

	"mattinale/cache"
	"mattinale/pipeline"
	"mattinale/pipeline/llm/llmtest"
	"mattinale/pipeline/llm/retry"
)

// TestSoak makes brief after brief of a hundred articles with an endpoint that goes wrong at 45 % of the calls, and looks at what is
// held after each: memory, goroutines, open files. MATTINALE_SOAK is the number of articles in all; make soak sets 10,000.
func TestSoak(t *testing.T) {
	total, err := strconv.Atoi(os.Getenv("MATTINALE_SOAK"))
	if err != nil || total == 0 {
		total = 300
	}
	var names []string
	for name := range faults {
		names = append(names, name)
	}
	f := &faulty{random: rand.New(rand.NewPCG(1, 2)), share: 0.45, names: names, met: map[string]int{}}
	s := llmtest.New(t, llmtest.Options{Context: 8192, Slots: 8, Forget: true, Reply: f.reply})
	store, err := cache.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	st := newStack(t, s, store, retry.Options{Retries: 3, Concurrency: 8}, hangsFor)
	var first, most held
	for round := range total / 100 {
		files := articles(100, 6+round%7)
		for name, file := range files { // other articles each time
			file.Data = append(file.Data, "Era la volta numero "+strconv.Itoa(round)+" di "+name+" che il sindaco ne parlava.\n"...)
		}
		st.config.Seeds = files
		b, err := pipeline.Run(t.Context(), st.config)
		if err != nil {
			t.Fatal(err)
		}
		wellTold(t, b, 100)
		now := holds()
		if round == 2 { // what is learnt and pooled is there by then
			first = now
		}
		most.memory, most.goroutines, most.files = max(most.memory, now.memory), max(most.goroutines, now.goroutines), max(most.files, now.files)
		if round%10 == 0 {
			t.Logf("after %d articles: %.1f MB, %d goroutines, %d files", 100*(round+1), float64(now.memory)/1e6, now.goroutines, now.files)
		}
	}
	if most.memory > first.memory+first.memory/2+(16<<20) || most.goroutines > first.goroutines+40 || most.files > first.files+40 {
		t.Errorf("held after 300 articles: %+v, at most: %+v", first, most)
	}
}

type held struct {
	memory            uint64 // bytes of the heap in use
	goroutines, files int
}

func holds() held {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	open, _ := os.ReadDir("/proc/self/fd") // none elsewhere than on Linux
	return held{m.HeapInuse, runtime.NumGoroutine(), len(open)}
}

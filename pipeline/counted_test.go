package pipeline_test

import (
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mattinale/cache"
	"mattinale/pipeline"
	"mattinale/pipeline/llm/llmtest"
	"mattinale/pipeline/memo"
	"mattinale/pipeline/news"
)

// TestCountedOnce has a second run take all counts from the first, whatever they are: it counts nothing itself.
func TestCountedOnce(t *testing.T) {
	files := articles(2, 6)
	files["long.txt"] = articles(1, 90)["00.txt"]
	cfg, _ := config(t, files, llmtest.Options{Context: 4096})
	told := 0
	var counted pipeline.Counted
	cfg.Count = func(c pipeline.Counted) { counted, told = c, told+1 }
	first, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Counted = counted
	second, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(list(first), list(second)); diff != "" || told != 1 {
		t.Errorf("told %d times, %s", told, diff)
	}
	for id := range counted.Tokens {
		counted.Tokens[id] += 1000
	}
	third, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range list(third) {
		if was, now := list(first)[i].Articles[0], s.Articles[0]; now.Tokens != was.Tokens+1000 {
			t.Errorf("%s: %d tokens in %d chunks, before %d in %d", now.Source, now.Tokens, now.Chunks, was.Tokens, was.Chunks)
		}
	}
	if n := list(first)[2].Articles[0].Chunks; n < 2 {
		t.Errorf("the long article has %d chunks", n)
	}
}

// TestCountedOfAnotherText is what was counted once and does not fit the article: it is counted again.
func TestCountedOfAnotherText(t *testing.T) {
	cfg, _ := config(t, articles(1, 6), llmtest.Options{Context: 8192})
	var counted pipeline.Counted
	cfg.Count = func(c pipeline.Counted) { counted = c }
	if _, err := pipeline.Run(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	for _, chunks := range [][]news.Chunk{nil, {{End: 10}}, {{End: 1 << 20}}, {{Index: 1, End: 10}}, {{Start: 5, End: 10}}} {
		cfg.Counted = pipeline.Counted{Splits: map[string][]news.Chunk{}}
		for key := range counted.Splits {
			cfg.Counted.Splits[key] = chunks
		}
		b, err := pipeline.Run(t.Context(), cfg)
		if err != nil || list(b)[0].Articles[0].Chunks != 1 || b.Receipt.Articles.Summarised != 1 {
			t.Errorf("%v: %v, %+v", chunks, err, b.Receipt)
		}
	}
}

// TestRerunLoadsNoVocabulary looks at what a run allocates: a vocabulary is megabytes, such a run of two short articles is not.
func TestRerunLoadsNoVocabulary(t *testing.T) {
	cfg, s := config(t, articles(2, 6), llmtest.Options{Context: 8192})
	store, err := cache.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	cfg.Model = memo.New(cfg.Model, store, memo.Options{})
	cfg.Count = func(c pipeline.Counted) { cfg.Counted = c }
	var made [3]uint64
	for i := range made {
		cfg.Counter = counter(t)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := pipeline.Run(t.Context(), cfg); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		made[i] = after.TotalAlloc - before.TotalAlloc
		if i == 1 {
			cfg.Counted = pipeline.Counted{}
		}
	}
	if n := len(s.Requests()); n != 2 {
		t.Errorf("%d calls", n)
	}
	if made[1]+(3<<20) > made[2] {
		t.Errorf("a rerun makes %d bytes, one that has to count %d", made[1], made[2])
	}
}

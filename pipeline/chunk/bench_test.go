package chunk_test

import (
	"fmt"
	"strings"
	"testing"

	"mattinale/pipeline/chunk"
	"mattinale/seeds"
)

// BenchmarkSplit splits text of many words and sentences, a file's worth at a time; each line counts as a sentence.
func BenchmarkSplit(b *testing.B) {
	counter := load(b)
	text := strings.ReplaceAll(seeds.Varied(4_000_000, 1), ". ", ".\n")
	for _, size := range []int{2000, 20_000, 2_000_000} {
		b.Run(fmt.Sprintf("%dKB", size/1000), func(b *testing.B) {
			b.SetBytes(int64(size))
			for at := 0; b.Loop(); at += size {
				if at+size > len(text) {
					at = 0
				}
				part := strings.ToValidUTF8(text[at:at+size], "")
				if _, err := chunk.Split(part, spans(part), 500, counter); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkHardCases splits texts that have no sentences.
func BenchmarkHardCases(b *testing.B) {
	counter := load(b)
	for name, text := range hardCases() {
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := chunk.Split(text, nil, 500, counter); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

package tokens

import (
	"strings"
	"testing"

	"github.com/pkoukk/tiktoken-go"

	"mattinale/seeds"
)

func BenchmarkLoad(b *testing.B) {
	for _, encoding := range []string{CL100K, O200K} {
		b.Run(encoding+"/ours", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c, err := Load(encoding)
				if err != nil {
					b.Fatal(err)
				}
				c.Count("a") // which reads the vocabulary
			}
		})
		b.Run(encoding+"/tiktoken-go", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := tiktoken.GetEncoding(encoding); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCount counts 20 MB of many words, by pieces of 20 KB: what is counted over and over is all known, and no
// measure of anything. The oracle takes the first tenth of it.
func BenchmarkCount(b *testing.B) {
	text := seeds.Varied(20_000_000, 1)
	for _, encoding := range []string{CL100K, O200K} {
		p := pairOf(b, encoding)
		benchParts(b, encoding+"/ours", text, func(part string) { p.ours.Count(part) })
		benchParts(b, encoding+"/tiktoken-go", text[:len(text)/10], func(part string) { p.oracle.EncodeOrdinary(part) })
	}
}

func benchParts(b *testing.B, name, text string, count func(part string)) {
	const size = 20_000
	b.Run(name, func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			for at := 0; at < len(text); at += size {
				count(text[at:min(len(text), at+size)])
			}
		}
	})
}

// BenchmarkUnbroken counts runs without a space. tiktoken-go takes quadratic time for them.
func BenchmarkUnbroken(b *testing.B) {
	p := pairOf(b, CL100K)
	p.bench(b, "8KB", strings.Repeat("ab", 4<<10))
	text := strings.Repeat("a", 1<<20)
	b.Run("1MB/ours", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			p.ours.Count(text)
		}
	})
}

func (p pair) bench(b *testing.B, name, text string) {
	b.Run(name+"/ours", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			p.ours.Count(text)
		}
	})
	b.Run(name+"/tiktoken-go", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			p.oracle.EncodeOrdinary(text)
		}
	})
}

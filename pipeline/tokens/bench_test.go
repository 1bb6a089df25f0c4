package tokens

import (
	"os"
	"strings"
	"testing"

	"github.com/pkoukk/tiktoken-go"
)

func BenchmarkLoad(b *testing.B) {
	for _, encoding := range []string{CL100K, O200K} {
		b.Run(encoding+"/ours", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load(encoding); err != nil {
					b.Fatal(err)
				}
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

func BenchmarkCount(b *testing.B) {
	for _, encoding := range []string{CL100K, O200K} {
		p := pairOf(b, encoding)
		for _, language := range []string{"it", "en"} {
			data, err := os.ReadFile("testdata/" + language + ".txt")
			if err != nil {
				b.Fatal(err)
			}
			p.bench(b, encoding+"/"+language, string(data))
		}
	}
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

package feed

import "testing"

func BenchmarkParse(b *testing.B) {
	b.SetBytes(int64(len(rssSample)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse([]byte(rssSample), "", ""); err != nil {
			b.Fatal(err)
		}
	}
}

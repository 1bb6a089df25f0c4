package news

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// longWay is PrintableLine without its short way.
func longWay(s string) string { return strings.Join(strings.Fields(Printable(s)), " ") }

// TestPlainLine holds the short way of PrintableLine against the long one.
func TestPlainLine(t *testing.T) {
	for r := rune(0); r < 0x3000; r++ {
		for _, s := range []string{string(r), "a" + string(r) + "b", "a " + string(r), string(r) + " b"} {
			if got := PrintableLine(s); got != longWay(s) {
				t.Errorf("%q becomes %q, want %q", s, got, longWay(s))
			}
		}
	}
	pieces := []string{
		" ", "  ", "a", "è", "’", "“", "…", "«", "\u00a0", "\u00ad", "\u2028", "\u202e", "\xc3", "\xc2", "\xe2\x80", "\xe2", "\xff", "\n", "\x7f", "中",
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range random.IntN(8) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		if s := b.String(); PrintableLine(s) != longWay(s) {
			t.Errorf("%q becomes %q, want %q", s, PrintableLine(s), longWay(s))
		}
	}
}

func FuzzPrintableLine(f *testing.F) {
	f.Add("«Sì», disse.")
	f.Fuzz(func(t *testing.T, s string) {
		if got := PrintableLine(s); got != longWay(s) {
			t.Errorf("%q becomes %q, want %q", s, got, longWay(s))
		}
	})
}

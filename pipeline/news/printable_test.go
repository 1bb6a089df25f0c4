package news

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPlainLine holds the short way of PrintableLine against the long one.
func TestPlainLine(t *testing.T) {
	long := func(s string) string { return strings.Join(strings.Fields(Printable(s)), " ") }
	for r := rune(0); r < 0x3000; r++ {
		for _, s := range []string{string(r), "a" + string(r) + "b", "a " + string(r), string(r) + " b"} {
			if got := PrintableLine(s); got != long(s) {
				t.Errorf("%q becomes %q, want %q", s, got, long(s))
			}
		}
	}
	piece := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		" ", "  ", "a", "è", "’", "“", "…", "«", "\u00a0", "\u00ad", "\u2028", "\u202e", "\xc3", "\xe2\x80", "\xff", "\n", "\x7f",
	}))
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(piece).Draw(t, "pieces"), "")
		if got := PrintableLine(s); got != long(s) {
			t.Errorf("%q becomes %q, want %q", s, got, long(s))
		}
	})
}

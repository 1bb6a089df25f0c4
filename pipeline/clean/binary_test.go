package clean

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestUnsuspicious holds the short way of checkText against what the long one counts.
func TestUnsuspicious(t *testing.T) {
	counted := func(r rune) bool {
		return r == '\uFFFD' || r < ' ' && !strings.ContainsRune("\t\n\r\f\v\x1b", r) || r >= 0x80 && r < 0xA0
	}
	for r := rune(0); r < 0x11000; r++ {
		if text := "a" + string(r) + "b"; unsuspicious(text) && strings.ContainsFunc(text, counted) {
			t.Errorf("%q raises no suspicion", text)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		if unsuspicious(text) && strings.ContainsFunc(text, counted) {
			t.Errorf("%q raises no suspicion", text)
		}
	})
	if !unsuspicious("È così: «sì», disse; 5 €.\n") {
		t.Error("a plain sentence takes the long way")
	}
}

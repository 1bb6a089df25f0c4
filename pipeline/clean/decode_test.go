package clean_test

import (
	"testing"

	"golang.org/x/text/encoding/charmap"

	"mattinale/pipeline/clean"
)

// TestDeclaredAfterOthers: what stands before a declaration, in the charset that it declares, does not move its place.
func TestDeclaredAfterOthers(t *testing.T) {
	for _, text := range []string{
		`<html><head><title>Łódź żąda łąk, świeżości i źródeł</title><meta charset="ISO-8859-2">`,
		`<!-- ÀÈÌÒÙ àèìòù ÀÈÌÒÙ àèìòù --><meta charset=iso-8859-2>`,
	} {
		b, err := charmap.ISO8859_2.NewEncoder().Bytes([]byte(text))
		if err != nil {
			b, err = charmap.ISO8859_1.NewEncoder().Bytes([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, name, err := clean.Decode(b, "text/html"); name != "iso-8859-2" || err != nil {
			t.Errorf("%.40s: decoded as %q (%v)", text, name, err)
		}
	}
}

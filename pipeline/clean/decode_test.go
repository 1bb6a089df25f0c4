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

// TestASCIIIsUTF8: a text of ASCII alone is UTF-8 whatever declares it so.
func TestASCIIIsUTF8(t *testing.T) {
	for _, mediaType := range []string{"text/plain", "text/plain; charset=utf-8", "text/html; charset=UTF8"} {
		if text, name, err := clean.Decode([]byte("<p>plain</p>"), mediaType); text != "<p>plain</p>" || name != "utf-8" || err != nil {
			t.Errorf("%s: decoded as %q (%v)", mediaType, name, err)
		}
	}
}

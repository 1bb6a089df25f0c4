package clean

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"mattinale/pipeline/news"
)

// TestCharacters holds what is told of characters without a table against the tables, for all of them.
func TestCharacters(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		s := string(r)
		if want := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r); inWord(r) != want {
			t.Errorf("%U is of a word: %v, want %v", r, inWord(r), want)
		}
		if inWord(unicode.ToLower(r)) != inWord(r) {
			t.Errorf("%U in lower case is of another kind", r)
		}
		if want := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai); solidScript(r) != want {
			t.Errorf("%U is of a script without spaces: %v, want %v", r, solidScript(r), want)
		}
		if r >= utf8.RuneSelf && lowerRune(r) != unicode.ToLower(r) {
			t.Errorf("%U in lower case is %U, want %U", r, lowerRune(r), unicode.ToLower(r))
		}
		if !settled(s) {
			continue
		}
		// What is normal, of combining class 0 and begins anew is normal beside any other such (Unicode Standard Annex 15).
		p := norm.NFC.PropertiesString(s)
		if spaces.Replace(s) != s || news.Printable(s) != s || !norm.NFC.IsNormalString(s) || p.CCC() != 0 || !p.BoundaryBefore() {
			t.Errorf("%U is taken for settled", r)
		}
	}
}

func TestTextFunctions(t *testing.T) {
	inWords := func(r rune) bool { return !inWord(r) }
	for _, s := range []string{
		"", " ", "  a", "a  b", "a b ", "a\tb", "a\u3000b", "a\u00a0b", "\n", "Perché l’UE? È già «così»… 12 mila", "E\u0301 İSTANBUL ẞ K Ⅷ ⓐ",
		"中国 政府", "\xff A\xc3 è", "ὈΔΥΣΣΕΎΣ Ǆ", "- - -", "a-b_c d", "già", "GIÀ!", "ประเทศ 3",
	} {
		if got, want := lower(s), strings.ToLower(s); got != want {
			t.Errorf("%q in lower case is %q, want %q", s, got, want)
		}
		if got, want := collapse(s), strings.Join(strings.Fields(s), " "); got != want {
			t.Errorf("%q on one line is %q, want %q", s, got, want)
		}
		if got, want := plainText(s), norm.NFC.String(news.Printable(spaces.Replace(s))); got != want {
			t.Errorf("%q as plain text is %q, want %q", s, got, want)
		}
		if got, want := key(s), strings.Join(strings.FieldsFunc(strings.ToLower(s), inWords), " "); got != want {
			t.Errorf("the key of %q is %q, want %q", s, got, want)
		}
		var list []string
		for w := range words(s) {
			list = append(list, w)
		}
		if got, want := strings.Join(list, " "), strings.Join(strings.FieldsFunc(s, inWords), " "); got != want {
			t.Errorf("the words of %q are %q, want %q", s, got, want)
		}
	}
}

// TestLimits holds what is looked up by length against the lists.
func TestLimits(t *testing.T) {
	for _, c := range credits {
		if len(c) > maxCredit {
			t.Errorf("%q is longer than %d bytes", c, maxCredit)
		}
	}
	for w, set := range stopwords().languages {
		if functionWordOf(w) != set {
			t.Errorf("%q is not found", w)
		}
	}
}

package check

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

var update = flag.Bool("update", false, "write countries.txt")

// TestCountries holds the names of countries against CLDR, as it comes with golang.org/x/text.
func TestCountries(t *testing.T) {
	var namers []display.Namer
	for _, l := range spoken {
		namers = append(namers, display.Regions(language.Make(l)))
	}
	var b strings.Builder
	for code := range 26 * 26 {
		iso := string([]byte{'A' + byte(code/26), 'A' + byte(code%26)})
		region, err := language.ParseRegion(iso)
		if err != nil || !region.IsCountry() || region.String() != iso {
			continue
		}
		b.WriteString(iso)
		for _, n := range namers {
			if form := joined(n.Name(region)); form != "" {
				b.WriteString(" " + form)
			}
		}
		b.WriteByte('\n')
	}
	if *update {
		if err := os.WriteFile("countries.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(b.String(), countries); diff != "" {
		t.Errorf("countries.txt (-CLDR +file), go test -run TestCountries -update writes it:\n%s", diff)
	}
}

// joined returns a name as the tables write it, folded, without what stands in brackets.
func joined(name string) string {
	name, _, _ = strings.Cut(name, "(")
	var words []string
	for _, t := range tokenize(name, "") {
		if t.class == word {
			words = append(words, t.fold)
		}
	}
	return strings.Join(words, "_")
}

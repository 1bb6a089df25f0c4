package check

import (
	"strconv"
	"strings"
	"unicode"
)

// longestFigure is the most bytes of a figure that are read; no figure of a news article is longer.
const longestFigure = 40

// figure returns what a run of digits with separators can mean, the likeliest first. 1.200 is 1200 in Italian; in English
// it is 1.2, or 1200 in a text that uses the other language's separators.
func figure(text, lang string) []float64 {
	if len(text) > longestFigure {
		return nil
	}
	s := plainDigits(text)
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	switch {
	case strings.Contains(s, ":"):
		return nil // a time or a score
	case dots+commas == 0:
		return parse(s)
	case dots > 0 && commas > 0:
		return bothSeparators(s)
	case dots+commas > 1:
		if !thousands(s) {
			return nil // a date or a version
		}
		return parse(strip(s))
	}
	return oneSeparator(s, lang)
}

// plainDigits returns ASCII digits with the separators . , and : only.
func plainDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r == '.', r == ',', r == ':':
			return r
		case unicode.IsDigit(r):
			return digitValue(r)
		}
		return -1
	}, s)
}

// digitValue returns the ASCII digit of any script's: in Unicode ten digits follow each other, and the zero's code is the
// one whose predecessor is no digit.
func digitValue(r rune) rune {
	d := rune(0)
	for d < 9 && unicode.IsDigit(r-1) {
		r--
		d++
	}
	return '0' + d
}

func parse(s string) []float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil
	}
	return []float64{v}
}

// strip takes the separators off.
func strip(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '.' || r == ',' {
			return -1
		}
		return r
	}, s)
}

// bothSeparators reads 1.200,5 and 1,200.5: the last separator is the decimal one.
func bothSeparators(s string) []float64 {
	cut := strings.LastIndexAny(s, ".,")
	return parse(strip(s[:cut]) + "." + s[cut+1:])
}

// thousands reports whether all groups after the first have three digits.
func thousands(s string) bool {
	first := true
	for g := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '.' || r == ',' }) {
		if !first && len(g) != 3 || len(g) > 3 {
			return false
		}
		first = false
	}
	return true
}

func oneSeparator(s, lang string) []float64 {
	cut := strings.IndexAny(s, ".,")
	decimal := parse(s[:cut] + "." + s[cut+1:])
	if !thousands(s) || s[0] == '0' {
		return decimal
	}
	grouped := parse(strip(s))
	if (s[cut] == '.') == (lang == "en") {
		return append(decimal, grouped...)
	}
	return grouped
}

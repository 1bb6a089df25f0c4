package markup

import (
	"net/url"
	"strings"
	"unicode"
)

// MaxAddress is the longest address, in bytes, that is taken: browsers take no more.
const MaxAddress = 2000

// Line is text in one line of at most most characters, without what cannot be seen.
func Line(text string, most int) string {
	text = strings.Join(strings.Fields(strings.Map(Printable, text)), " ")
	if len(text) <= most {
		return text
	}
	n := 0
	for i := range text {
		if n++; n > most {
			return strings.TrimSpace(text[:i])
		}
	}
	return text
}

// Printable drops controls, and the marks that turn the direction of what follows.
func Printable(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\r':
		return r
	case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF:
		return -1
	}
	return r
}

// Tidy takes line breaks out of an address, and writes spaces as it should have them.
func Tidy(ref string) string {
	ref = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, strings.TrimSpace(ref))
	return strings.ReplaceAll(ref, " ", "%20")
}

// Absolute is an address when it is one of http or https with a host, else "".
func Absolute(address string) string {
	if len(address) > MaxAddress {
		return ""
	}
	u, err := url.Parse(Tidy(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

package markup

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

func encoded(t *testing.T, enc encoding.Encoding, text string) string {
	t.Helper()
	b, err := enc.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func labelled(t *testing.T, label, text string) string {
	t.Helper()
	enc, _ := charset.Lookup(label)
	return encoded(t, enc, text)
}

func TestDecode(t *testing.T) {
	const (
		declares = `<?xml version="1.0" encoding="%"?><a>`
		text     = "perché “così” costa 5 €"
		greek    = "Η γραμμή του μετρό της πόλης άνοιξε ξανά σήμερα το πρωί"
		russian  = "Линия метро снова открылась сегодня утром после ремонта"
	)
	xml := func(label string) string { return strings.Replace(declares, "%", label, 1) }
	for name, c := range map[string]struct {
		body, contentType string
		want, charset     string
		notes             []string
	}{
		"utf-8, declared":                {xml("utf-8") + text, "", xml("utf-8") + text, "utf-8", nil},
		"utf-8, not declared":            {"<a>" + text, "", "<a>" + text, "utf-8", nil},
		"utf-8 with a mark":              {"\uFEFF<a>" + text, "", "<a>" + text, "utf-8", nil},
		"ASCII":                          {"<a>x", "text/xml", "<a>x", "utf-8", nil},
		"ASCII, declared as another":     {xml("iso-8859-1") + "x", "", xml("iso-8859-1") + "x", "iso-8859-1", nil},
		"windows-1252, declared":         {labelled(t, "windows-1252", xml("windows-1252")+text), "", xml("windows-1252") + text, "windows-1252", nil},
		"windows-1252, as iso-8859-1":    {labelled(t, "windows-1252", xml("iso-8859-1")+text), "", xml("iso-8859-1") + text, "iso-8859-1", nil},
		"windows-1252, as utf-8":         {labelled(t, "windows-1252", xml("utf-8")+text), "", xml("utf-8") + text, "windows-1252", []string{"declares utf-8, is windows-1252"}},
		"windows-1252, not declared":     {labelled(t, "windows-1252", "<a>"+text), "", "<a>" + text, "windows-1252", nil},
		"utf-8, declared as iso-8859-1":  {xml("iso-8859-1") + text, "", xml("iso-8859-1") + text, "utf-8", []string{"declares iso-8859-1, is utf-8"}},
		"utf-8, header says iso-8859-1":  {xml("utf-8") + text, "text/xml; charset=iso-8859-1", xml("utf-8") + text, "utf-8", []string{"declares iso-8859-1, is utf-8"}},
		"header goes before declaration": {labelled(t, "iso-8859-7", xml("windows-1251")+greek), "application/xml; charset=iso-8859-7", xml("windows-1251") + greek, "iso-8859-7", nil},
		"header that is not well-formed": {labelled(t, "iso-8859-7", "<a>"+greek), "application/xml; charset='iso-8859-7'; x", "<a>" + greek, "iso-8859-7", nil},
		"header names no charset":        {labelled(t, "koi8-r", xml("koi8-r")+russian), "text/xml; charset=bogus", xml("koi8-r") + russian, "koi8-r", nil},
		"declaration names no charset":   {xml("bogus") + text, "", xml("bogus") + text, "utf-8", []string{"declares bogus, is utf-8"}},
		"koi8-r, guessed":                {labelled(t, "koi8-r", "<a>"+strings.Repeat(russian+". ", 5)), "", "<a>" + strings.Repeat(russian+". ", 5), "koi8-r", nil},
		"shift_jis, guessed":             {labelled(t, "shift_jis", "<a>地下鉄の路線が今朝また開通しました"), "", "<a>地下鉄の路線が今朝また開通しました", "shift_jis", nil},
		"gb2312, of gb18030":             {labelled(t, "gb18030", xml("gb2312")+"地铁今天早上重新开通 嗞"), "", xml("gb2312") + "地铁今天早上重新开通 嗞", "gb2312", nil},
		"a page of DOS":                  {xml("cp850") + "perch\x82", "", xml("cp850") + "perché", "cp850", nil},
		"EBCDIC by mistake":              {xml("ebcdic-cp-us") + text, "", xml("ebcdic-cp-us") + text, "utf-8", []string{"declares ebcdic-cp-us, is utf-8"}},
		"utf-16le":                       {encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), xml("utf-16")+text), "", xml("utf-16") + text, "utf-16le", nil},
		"utf-16be with a mark":           {encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), xml("utf-16")+text), "", xml("utf-16") + text, "utf-16be", nil},
		"utf-16le after a blank line":    {encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "\n\n<a>"+text), "", "<a>" + text, "utf-16le", nil},
		"utf-32le with a mark":           {encoded(t, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "<a>"+text), "", "<a>" + text, "utf-32le", nil},
		"utf-32be":                       {encoded(t, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "<a>"+text), "", "<a>" + text, "utf-32be", nil},
		"utf-16 in the declaration only": {xml("utf-16") + text, "", xml("utf-16") + text, "utf-8", []string{"declares utf-16, is utf-8"}},
		"declaration with controls":      {xml("x\x1b[31m") + text, "", xml("x[31m") + text, "utf-8", []string{"declares x[31m, is utf-8", "has control characters, dropped"}},
		"some bytes of another charset":  {xml("utf-8") + text + " perch\xe9", "", xml("utf-8") + text + " perch\uFFFD", "utf-8", []string{"has bytes that are not utf-8"}},
		"controls":                       {"<a>x\x00\x08y\x1b[31m\uFFFE", "", "<a>xy[31m", "utf-8", []string{"has control characters, dropped"}},
		"controls of windows-1252":       {"<a>l\u0092oro", "", "<a>l’oro", "utf-8", nil},
	} {
		d, err := Decode([]byte(c.body), c.contentType)
		if err != nil || d.Text != c.want || !strings.EqualFold(d.Charset, c.charset) || !slices.Equal(d.Notes, c.notes) {
			t.Errorf("%s: %q in %s, %q, %v\n  want %q in %s, %q", name, d.Text, d.Charset, d.Notes, err, c.want, c.charset, c.notes)
		}
	}
	for name, body := range map[string]string{
		"gzip": "\x1f\x8b\x08\x00", "PNG": "\x89PNG\r\n", "controls": strings.Repeat("a\x01\x02", 100),
	} {
		if _, err := Decode([]byte(body), "text/xml"); !errors.Is(err, ErrBinary) {
			t.Errorf("%s: %v, want ErrBinary", name, err)
		}
	}
}

func TestLine(t *testing.T) {
	for text, want := range map[string]string{
		"  a \n\t b ": "a b", "perché no": "perché", "a\x1b[31mb": "a[31mb", "a\u202eb": "ab",
	} {
		if got := Line(text, 6); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestAbsolute(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/a b": "https://example.org/a%20b", " http://example.org\n": "http://example.org", "HTTPS://example.org/": "https://example.org/",
		"javascript:alert(1)": "", "/relative": "", "ftp://example.org/": "", "http://": "", "https://example.org/" + strings.Repeat("a", MaxAddress): "",
	} {
		if got := Absolute(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

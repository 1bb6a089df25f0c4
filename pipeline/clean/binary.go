package clean

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// signatures are the first bytes of files that people take for articles but that are not text.
var signatures = []struct{ prefix, kind string }{
	{"%PDF-", "a PDF document"},
	{"PK\x03\x04", "a ZIP archive, such as a Word document"},
	{"\xD0\xCF\x11\xE0", "an old Word, Excel or Outlook document"},
	{"{\\rtf", "an RTF document"},
	{"\x89PNG", "a PNG picture"},
	{"\xFF\xD8\xFF", "a JPEG picture"},
	{"GIF8", "a GIF picture"},
	{"\x1F\x8B", "a gzip archive"},
	{"BZh9", "a bzip2 archive"},
	{"\xFD7zXZ", "an xz archive"},
	{"7z\xBC\xAF", "a 7z archive"},
	{"Rar!\x1A", "a RAR archive"},
	{"\x28\xB5\x2F\xFD", "a zstd archive"},
	{"\x7FELF", "a program"},
	{"SQLite format 3", "a database"},
	{"bplist00", "a binary property list, such as a Safari web archive"},
	{"ID3\x03", "a sound file"},
	{"ID3\x04", "a sound file"},
	{"OggS\x00", "a sound file"},
}

// binaryKind names the kind of file that b is by its first bytes, "" when they are those of no known kind.
func binaryKind(b []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(b, []byte(s.prefix)) {
			return "it is " + s.kind
		}
	}
	if len(b) > 12 && string(b[:4]) == "RIFF" {
		return "it is a picture, sound or film"
	}
	if len(b) > 12 && string(b[4:8]) == "ftyp" {
		return "it is a film or picture"
	}
	return ""
}

// suspicious are the bytes of valid UTF-8 that may belong to what checkText counts.
var suspicious = func() (table [256]bool) {
	for b := range byte(' ') {
		table[b] = !strings.ContainsRune("\t\n\r\f\v\x1b", rune(b))
	}
	table[0xC2], table[0xEF] = true, true // U+0080 to U+009F, U+FFFD
	return table
}()

// unsuspicious reports whether a text has nothing that checkText counts, and may miss that.
func unsuspicious(text string) bool {
	for i := 0; i < len(text); i++ {
		if suspicious[text[i]] && (text[i] != 0xC2 || i+1 == len(text) || text[i+1] < 0xA0) {
			return false
		}
	}
	return true
}

// checkText refuses decoded text that has more control characters than any text would: over one in fifty. A stray NUL
// or escape in real text passes; it is dropped later.
func checkText(text, name string) (string, string, error) {
	if unsuspicious(text) {
		return text, name, nil
	}
	control, broken := 0, 0
	for _, r := range text {
		switch {
		case ' ' <= r && r < 0x80: // most, and told apart fast
		case r == '\uFFFD':
			broken++
		case r < ' ' && !strings.ContainsRune("\t\n\r\f\v\x1b", r), r >= 0x80 && r < 0xA0 && r != 0x85:
			control++
		}
	}
	if control+broken == 0 {
		return text, name, nil
	}
	total := utf8.RuneCountInString(text)
	if control > total/50 && (control > 3 || 4*control > total) || broken > total/4 && broken > 3 {
		return "", "", fmt.Errorf("%w: %d of %d characters are control characters or broken", ErrBinary, control+broken, total)
	}
	return text, name, nil
}

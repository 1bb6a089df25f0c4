package clean

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"strings"
	"sync"
)

// encodedWord matches an encoded word of a head (RFC 2047, section 2), also one with spaces in it, as some programs
// write them.
var encodedWord = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=`)
})

// headerText is the text of a value of a head: encoded words decoded, whatever charset they name, on one line. Words that
// follow each other in one charset are decoded together, as some programs split them inside a character. What is no
// encoded word stays as it is.
func headerText(value string) string {
	value = rawText(value)
	var b strings.Builder
	var run []byte
	charset, at := "", 0
	flush := func() {
		if len(run) > 0 {
			text, _, err := Decode(run, "text/plain; charset="+charset)
			if err != nil {
				text = strings.ToValidUTF8(string(run), "\uFFFD")
			}
			b.WriteString(text)
		}
		run = nil
	}
	for _, m := range encodedWord().FindAllStringSubmatchIndex(value, -1) {
		between := value[at:m[0]]
		name, _, _ := strings.Cut(strings.ToLower(value[m[2]:m[3]]), "*") // after it, a language
		joined := at > 0 && strings.TrimSpace(between) == ""
		if !joined || name != charset {
			flush()
		}
		if !joined {
			b.WriteString(between)
		}
		charset, at = name, m[1]
		if strings.EqualFold(value[m[4]:m[5]], "q") {
			run = append(run, unquotePrintable([]byte(strings.ReplaceAll(value[m[6]:m[7]], "_", " ")))...)
		} else {
			run = append(run, unbase64([]byte(value[m[6]:m[7]]))...)
		}
	}
	flush()
	b.WriteString(value[at:])
	return oneLine(b.String())
}

// unquotePrintable decodes quoted-printable text (RFC 2045, section 6.7) and leaves what is none as it stands: an escape
// that is broken, a line that is too long.
func unquotePrintable(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] != '=' {
			out = append(out, b[i])
			continue
		}
		end := i + 1
		for end < len(b) && (b[end] == ' ' || b[end] == '\t' || b[end] == '\r') {
			end++
		}
		switch {
		case end == len(b):
			i = end
		case b[end] == '\n':
			i = end
		case i+2 < len(b) && isHex(b[i+1]) && isHex(b[i+2]):
			out = append(out, hexValue(b[i+1])<<4|hexValue(b[i+2]))
			i += 2
		default:
			out = append(out, '=')
		}
	}
	return out
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

func hexValue(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

// unbase64 decodes base64 and passes over what is none: stray characters, and lines of text such as a mailing list puts under
// a message. Padding ends it, unless full lines follow: another piece.
func unbase64(b []byte) []byte {
	out := make([]byte, 0, len(b)*3/4)
	piece := make([]byte, 0, len(b))
	ended := false
	for line := range bytes.Lines(b) {
		line = bytes.TrimSpace(line)
		if junkLine(line) || ended && len(line) < fullLine {
			continue
		}
		ended = false
		for _, c := range line {
			if inBase64(c) {
				piece = append(piece, c)
			} else if c == '=' {
				out, piece, ended = appendDecoded(out, piece), piece[:0], true
			}
		}
	}
	return appendDecoded(out, piece)
}

// fullLine is the least length of a line that is not the last of a piece of base64. MIME has 76 characters, PEM 64.
const fullLine = 60

// appendDecoded adds the bytes of a run of base64 characters without padding.
func appendDecoded(out, piece []byte) []byte {
	if len(piece)%4 == 1 { // one character alone is no byte
		piece = piece[:len(piece)-1]
	}
	decoded := make([]byte, base64.RawStdEncoding.DecodedLen(len(piece)))
	n, _ := base64.RawStdEncoding.Decode(decoded, piece)
	return append(out, decoded[:n]...)
}

func inBase64(c byte) bool { return small[c] != 0 && c < 0x80 || c == '+' || c == '/' }

// junkLine reports whether a line is text rather than base64: words with spaces between them, or more than one character in
// sixteen that base64 does not have.
func junkLine(line []byte) bool {
	junk := 0
	for _, c := range line {
		if !inBase64(c) && c != '=' {
			junk++
		}
	}
	return junk*16 > len(line) || bytes.IndexByte(line, ' ') >= 0
}

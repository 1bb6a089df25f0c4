package source

import (
	"bytes"
	"io/fs"
	netmail "net/mail"
	"strings"
)

// pass notes that a file or message was passed over as older than Options.Since. It returns true: to go on.
func (r *reader) pass(name string) bool {
	if r.opts.Passed != nil {
		r.opts.Passed(name)
	}
	return true
}

// unchanged reports whether a file was written before Options.Since, where that counts for files. One of no known time was not: embedded
// files have none.
func (r *reader) unchanged(info fs.FileInfo) bool {
	return r.opts.Since.Files && !info.ModTime().IsZero() && info.ModTime().Before(r.opts.Since.After)
}

// sentBefore reports whether a message was sent before Options.Since, by the date in its head. One whose date cannot be
// read was not.
func (r *reader) sentBefore(message []byte) bool {
	if r.opts.Since.After.IsZero() {
		return false
	}
	sent, err := netmail.ParseDate(dateField(message))
	return err == nil && sent.Before(r.opts.Since.After)
}

// maxHead is how much of a message its date is looked for in, in bytes.
const maxHead = 256 << 10

// dateField returns the value of the first field "Date" of a message's head, "" when there is none.
func dateField(message []byte) string {
	var value strings.Builder
	found := false
	for line := range bytes.Lines(message[:min(len(message), maxHead)]) {
		text := strings.TrimRight(string(line), "\r\n")
		folded := strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\t")
		switch name, rest, _ := strings.Cut(text, ":"); {
		case found && folded:
			value.WriteString(text)
		case found, text == "":
			return strings.TrimSpace(value.String())
		case !folded && strings.EqualFold(strings.TrimSpace(name), "date"):
			found = true
			value.WriteString(rest)
		}
	}
	return strings.TrimSpace(value.String())
}

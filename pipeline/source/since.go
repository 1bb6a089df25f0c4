package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	netmail "net/mail"
	"strings"
	"time"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source/feed"
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

// delivery is how long a message may take from when it was sent until it is in its mailbox. Where arrival counts, the messages of
// that time are told apart by whether they were there before.
const delivery = 7 * 24 * time.Hour

// sentBefore reports whether a message was sent before Options.Since, by the date in its head. One whose date cannot be
// read was not.
func (r *reader) sentBefore(message []byte) bool {
	after := r.opts.Since.After
	if after.IsZero() {
		return false
	}
	if r.opts.Since.Arrived && r.opts.Store != nil {
		after = after.Add(-delivery)
	}
	sent, err := netmail.ParseDate(dateField(message))
	return err == nil && sent.Before(after)
}

// letters remembers which messages of a mailbox a run has met.
type letters struct {
	seen
	since news.Since
	began time.Time
}

// old notes a message, and reports whether it was there before what counts.
func (l letters) old(message []byte) bool {
	sum := sha256.Sum256(message)
	e := feed.Entry{ID: hex.EncodeToString(sum[:])}
	l.sight(e, l.began)
	return l.since.Arrived && !l.counts(e, l.since)
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

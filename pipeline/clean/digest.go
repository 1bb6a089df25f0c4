package clean

import "strings"

// A digest of a mailing list in one text, RFC 1153: a preamble, a line of seventy hyphens, the messages with a line of thirty
// hyphens after each, and at the end a line that says whose digest it was.
const (
	digestStart = "\n----------------------------------------------------------------------\n"
	digestBreak = "\n------------------------------\n"
	digestEnd   = "\nEnd of "
	digestParts = "-------------- next part --------------" // what Mailman puts in the place of an attachment
)

// undigested is the text of a digest as its messages alone: the subject of each as a heading, then what its author wrote. ok is
// false of any other text.
func undigested(text string) (messages string, ok bool) {
	_, rest, found := strings.Cut(text, digestStart)
	if !found || !strings.Contains(rest, digestBreak) || !strings.Contains(rest, digestEnd) {
		return text, false
	}
	var b strings.Builder
	for part := range strings.SplitSeq("\n"+rest, digestBreak) {
		head, body, _ := strings.Cut(strings.TrimLeft(part, "\n"), "\n\n")
		subject, sent := digestHead(head)
		if body = written(body); !sent || body == "" {
			continue
		}
		b.WriteString(subject + "\n\n" + body + "\n\n")
	}
	return b.String(), b.Len() > 0
}

// digestHead is the subject in the head of a message of a digest. sent is false where the head names nobody who sent it, as that of
// the list's own footer.
func digestHead(head string) (subject string, sent bool) {
	for line := range strings.SplitSeq(head, "\n") {
		name, value, _ := strings.Cut(line, ":")
		switch strings.ToLower(name) {
		case "from":
			sent = true
		case "subject":
			subject = value
		}
	}
	subject, _ = unmarked(subject)
	return withoutList(subject), sent
}

// withoutList takes the name of the list, in brackets, off a subject: "[Glaciers] The survey".
func withoutList(subject string) string {
	if _, after, found := strings.Cut(subject, "] "); found && strings.HasPrefix(subject, "[") {
		subject, _ = unmarked(after)
	}
	return subject
}

// written is the body of a message of a digest without what it quotes, its signature, and its attachments: what is quoted stands
// in the digest of the day before, or above.
func written(body string) string {
	body, _, _ = strings.Cut(body, digestParts)
	body, _, _ = strings.Cut(body, "\n-- \n")
	var kept []string
	for line := range strings.SplitSeq(body, "\n") {
		if strings.HasPrefix(line, ">") {
			for len(kept) > 0 && hasSuffix(kept[len(kept)-1], answerEnds) { // "On Tuesday Ann wrote:"
				kept = kept[:len(kept)-1]
			}
			continue
		}
		kept = append(kept, line)
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}

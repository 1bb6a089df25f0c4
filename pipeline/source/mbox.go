package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"mattinale/pipeline/news"
)

// errNoMessage is of a file called .mbox in which no message begins.
var errNoMessage = errors.New(`no message begins in it: there is no line "From …" with a date`)

// splitter cuts an mbox into its messages, one in memory at a time.
//
// A message begins with a line "From " (RFC 4155, appendix A) at the beginning of the file or after a blank line, which has
// a time and a year, as all programs write it, or is followed by a field of a mail's head. Both are asked for since some
// programs escape such a line in a text and some do not. Content-Length is not gone by: it is wrong as soon as a program
// changes a message. What stands before the first message is passed over.
type splitter struct {
	in    *bufio.Reader
	limit int // most bytes of a message

	blank   bool // the last line was empty, or none was read yet
	garbage bool // something stood before the first message
	begun   bool // the line "From " of the next message has been read
	ended   bool
	within  bool // the last read ended in the middle of a line
	message bytes.Buffer
	cut     bool
}

// maxFromLine is the longest line that may begin a message, and how much of the line after it is looked at, in bytes. It
// is less than half of a splitter's buffer.
const maxFromLine = 1000

func newSplitter(in *bufio.Reader, limit int) *splitter {
	return &splitter{in: in, limit: limit, blank: true}
}

// next returns the next message without its line "From ", and whether there was more of it than the limit. The error is
// io.EOF after the last one, or one of reading.
func (s *splitter) next() (message []byte, cut bool, err error) {
	s.message, s.cut = bytes.Buffer{}, false
	for !s.ended {
		first := !s.within
		if first && s.blank && s.begins() {
			if _, err := s.line(); err != nil && err != io.EOF {
				return nil, false, err
			}
			s.blank = false
			if s.begun {
				return s.taken(), s.cut, nil
			}
			s.begun = true
			continue
		}
		line, err := s.line()
		if err != nil && err != io.EOF {
			return nil, false, err
		}
		s.ended = err == io.EOF
		s.blank = first && !s.within && len(bytes.TrimRight(line, "\r\n")) == 0 && len(line) > 0
		if s.begun {
			s.take(line, first)
		} else {
			s.garbage = s.garbage || len(bytes.TrimSpace(line)) > 0
		}
	}
	if !s.begun {
		return nil, false, io.EOF
	}
	s.begun = false
	return s.taken(), s.cut, nil
}

// line returns the next line, or as much of it as the buffer holds; it is good until the next call.
func (s *splitter) line() ([]byte, error) {
	line, err := s.in.ReadSlice('\n')
	s.within = err == bufio.ErrBufferFull
	if s.within {
		err = nil
	}
	return line, err
}

// take adds a line, or a piece of one, to the message up to its limit. A line that was escaped, ">From ", ">>From ", loses
// one mark (mboxrd; of mboxo, which marks only the first kind, the others are quotations and read the same).
func (s *splitter) take(line []byte, first bool) {
	if rest := bytes.TrimLeft(line, ">"); first && len(rest) < len(line) && bytes.HasPrefix(rest, []byte("From ")) {
		line = line[1:]
	}
	if room := s.limit - s.message.Len(); len(line) > room {
		s.cut = s.cut || len(bytes.TrimSpace(line[room:])) > 0
		line = line[:room]
	}
	s.message.Write(line)
}

// taken is the message without the blank line that stands before the next one.
func (s *splitter) taken() []byte {
	b := s.message.Bytes()
	if rest, ok := bytes.CutSuffix(b, []byte("\n\r\n")); ok {
		return b[:len(rest)+1]
	}
	if rest, ok := bytes.CutSuffix(b, []byte("\n\n")); ok {
		return b[:len(rest)+1]
	}
	return b
}

// begins reports whether a message begins at the line to be read next. It reads nothing.
func (s *splitter) begins() bool {
	start, _ := s.in.Peek(len("From "))
	if string(start) != "From " {
		return false
	}
	ahead, _ := s.in.Peek(2 * maxFromLine) // what there is of it, at the end of the file
	return beginsMessage(ahead)
}

// beginsMessage reports whether text begins with the line that begins a message in an mbox.
func beginsMessage(text []byte) bool {
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	if !bytes.HasPrefix(line, []byte("From ")) || len(line) > maxFromLine {
		return false
	}
	if bytes.HasPrefix(rest, []byte(">From ")) { // a second one, of a mail that came by UUCP
		_, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	return dated(string(line)) || headField(string(rest))
}

// dated reports whether a line has a time and, at most two words after it, a year: "07:00:00 2026", "07:00 +0100 2026".
func dated(line string) bool {
	words := strings.Fields(line)
	for i, word := range words {
		if !isClock(word) {
			continue
		}
		for _, after := range words[i+1 : min(i+4, len(words))] {
			if len(after) == 4 && digits(after) == after {
				return true
			}
		}
	}
	return false
}

// isClock reports whether a word is a time: 07:00 or 07:00:00.
func isClock(word string) bool {
	parts := strings.Split(word, ":")
	for _, part := range parts {
		if digits(part) != part || len(part) < 1 || len(part) > 2 {
			return false
		}
	}
	return len(parts) == 2 || len(parts) == 3
}

// headField reports whether text begins with a field of a mail's head: one that mails have, or whose name has a dash.
func headField(text string) bool {
	name, _, found := strings.Cut(text[:min(len(text), 80)], ":")
	if !found || name == "" || strings.ContainsAny(name, " \t\r\n") {
		return false
	}
	switch strings.ToLower(name) {
	case "from", "to", "subject", "date", "received", "status", "sender", "cc":
		return true
	}
	return strings.Contains(name, "-") && name[0] != '-'
}

// isMailbox reports whether a file is an mbox: by its name, or by how it begins where its name says nothing else. A text
// could begin with "From" and a date, but not with a mail's head after it.
func isMailbox(name string, head []byte) bool {
	if namesMailbox(name) {
		return true
	}
	if known := mediaTypes[extension(name)]; known != "" && known != plain {
		return false
	}
	line, rest, _ := bytes.Cut(head, []byte("\n"))
	return beginsMessage(head) && dated(string(line)) && headField(string(rest))
}

// namesMailbox reports whether a file is called as an mbox is. Apple Mail exports folders "Name.mbox" with a file "mbox".
func namesMailbox(name string) bool {
	ext := extension(name)
	return ext == ".mbox" || ext == ".mbx" || filepath.Base(name) == "mbox"
}

// mailbox gives the messages of an mbox, each as a document of its own, and reports whether to go on. A message is called
// by the path and its number from 1, with words around it that no path has: more messages at the end change no name.
func (r *reader) mailbox(in input, from *bufio.Reader) bool {
	s := newSplitter(from, int(r.limit()))
	for number := 1; ; number++ {
		doc, err := await(r.ctx, in.blocks, func() (news.Document, error) {
			message, cut, err := s.next()
			return news.Document{Bytes: message, Cut: cut, MediaType: mail, Entry: true}, err
		})
		doc.Source = fmt.Sprintf("%s: message %d", in.name, number)
		switch {
		case err == io.EOF && number == 1 && s.garbage:
			return r.failed(in, errNoMessage)
		case err == io.EOF:
			return true
		case err != nil:
			return r.failed(in, err)
		case r.sentBefore(doc.Bytes):
			r.pass(doc.Source)
		case !r.yield(r.stamped(doc), nil):
			return false
		}
	}
}

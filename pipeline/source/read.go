package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"mattinale/pipeline/news"
)

// errChanging is of a file in a folder that another program was writing.
var errChanging = errors.New("it changed while it was read, and is perhaps still being written; the next run will find it whole")

// reader gives what it reads to yield, and stops for good once yield returns false or the context ends.
type reader struct {
	ctx   context.Context
	opts  Options
	tree  tree
	join  func(...string) string
	yield func(news.Document, error) bool
	seen  map[string]bool // real paths of the folders walked so far
}

// place is where a file was found.
type place uint8

const (
	named     place = iota // the user named it
	inFolder               // in a folder that is walked
	inMaildir              // in a folder of a Maildir that holds messages
)

// fail gives an error about the source at path.
func (r *reader) fail(path string, err error) bool {
	return r.yield(news.Document{Source: path}, err)
}

// named reads what the user named: a folder, or a file with any extension.
func (r *reader) named(name string) {
	info, err := r.tree.Stat(name)
	switch {
	case err != nil:
		r.fail(name, readingError(name, err))
	case info.IsDir():
		r.seen = map[string]bool{}
		r.walk(name, r.partOfMaildir(name))
	default:
		r.file(name, info, named)
	}
}

// stdin reads standard input.
func (r *reader) stdin() {
	if r.opts.Stdin == nil {
		r.fail(Stdin, errors.New("reading standard input: there is none"))
		return
	}
	in := input{name: Stdin, called: "standard input", blocks: true}
	in.open = func() (io.ReadCloser, error) { return io.NopCloser(r.opts.Stdin), nil }
	r.contents(in)
}

// file reads one file and reports whether to go on. Only a pipe that was named itself is read: in a folder it could
// hold up the run for ever.
func (r *reader) file(name string, info fs.FileInfo, found place) bool {
	in := input{name: name, called: name, size: info.Size(), found: found, info: info}
	in.open = func() (io.ReadCloser, error) { return r.tree.Open(name) }
	in.blocks = info.Mode()&fs.ModeNamedPipe != 0
	if err := r.ctx.Err(); err != nil {
		r.fail(name, readingError(name, err))
		return false
	}
	if !info.Mode().IsRegular() && !(in.blocks && found == named) {
		return r.fail(name, readingError(name, fmt.Errorf("%s is no file to read from", kindOf(info.Mode()))))
	}
	return r.contents(in)
}

// input is a file or standard input that is to be read.
type input struct {
	name   string // as a document's source
	called string // as errors have it
	open   func() (io.ReadCloser, error)
	size   int64 // a hint in bytes, 0 when unknown
	found  place
	blocks bool        // reading may take for ever
	info   fs.FileInfo // before it was opened, nil for standard input
}

// opened is an input whose beginning has been looked at.
type opened struct {
	file    io.ReadCloser
	from    *bufio.Reader
	mailbox bool
}

// bufferSize is how much is read at once, in bytes. It is more than what is sniffed and than twice maxFromLine.
const bufferSize = 64 << 10

// contents opens a file, gives the document in it or the messages of an mbox, and reports whether to go on.
func (r *reader) contents(in input) bool {
	o, err := await(r.ctx, in.blocks, func() (opened, error) {
		file, err := in.open()
		if err != nil {
			return opened{}, err
		}
		from := bufio.NewReaderSize(&interruptible{ctx: r.ctx, from: file}, bufferSize)
		head, _ := from.Peek(sniffed) // an error comes again when it is read
		return opened{file, from, in.found != inMaildir && isMailbox(in.name, head)}, nil
	})
	if err != nil {
		return r.failed(in, err)
	}
	defer o.file.Close()
	if o.mailbox {
		return r.mailbox(in, o.from)
	}
	if in.found == inMaildir && !r.opts.Since.After.IsZero() { // most of a large Maildir is old, and need not be read to the end
		if head, _ := o.from.Peek(sniffed); r.sentBefore(head) {
			return r.pass(in.name)
		}
	}
	doc, err := await(r.ctx, in.blocks, func() (news.Document, error) { return r.document(in, o) })
	switch {
	case err != nil:
		return r.failed(in, err)
	case in.found == inMaildir && r.sentBefore(doc.Bytes):
		return r.pass(in.name)
	}
	return r.yield(r.stamped(doc), nil)
}

// failed gives an error about in, and reports whether to go on.
func (r *reader) failed(in input, err error) bool {
	return r.fail(in.name, readingError(in.called, err)) && r.ctx.Err() == nil
}

// document takes in one document up to the limit and finds out what it is.
func (r *reader) document(in input, o opened) (news.Document, error) {
	limit := r.limit()
	var buffer bytes.Buffer
	buffer.Grow(int(min(in.size, limit)) + bytes.MinRead)
	if _, err := buffer.ReadFrom(io.LimitReader(o.from, limit+1)); err != nil {
		return news.Document{}, err
	}
	if in.found != named && changed(o.file, in.info) {
		return news.Document{}, errChanging
	}
	doc := news.Document{Source: in.name, Bytes: buffer.Bytes(), Entry: in.found == inMaildir}
	if int64(len(doc.Bytes)) > limit {
		doc.Cut = true
		doc.Bytes = wholeCharacters(doc.Bytes[:limit])
	}
	name := in.name
	if in.found == inMaildir {
		name = "letter.eml" // the names of a Maildir say nothing
	}
	if extension(name) == ".emlx" {
		doc.Bytes = fromAppleMail(doc.Bytes)
	}
	var err error
	doc.MediaType, err = mediaType(name, doc.Bytes)
	return doc, err
}

// changed reports whether an open file is not as it was before.
func changed(file io.ReadCloser, before fs.FileInfo) bool {
	f, ok := file.(fs.File)
	if !ok {
		return false
	}
	after, err := f.Stat()
	return err == nil && (after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()))
}

// limit is the most bytes of one document.
func (r *reader) limit() int64 {
	if r.opts.MaxBytes <= 0 {
		return DefaultMaxBytes
	}
	return min(r.opts.MaxBytes, math.MaxInt32)
}

// stamped is doc with the time of reading.
func (r *reader) stamped(doc news.Document) news.Document {
	if r.opts.Now != nil {
		doc.Read = r.opts.Now()
	}
	return doc
}

// interruptible is a reader that ends with a context, between two reads, and for good with its first error: at a terminal,
// the end of the input would have to be typed again for each read after it.
type interruptible struct {
	ctx  context.Context
	from io.Reader
	err  error
}

func (i *interruptible) Read(p []byte) (n int, err error) {
	if i.err == nil {
		i.err = i.ctx.Err()
	}
	if i.err == nil {
		n, i.err = i.from.Read(p)
	}
	return n, i.err
}

// await runs a read. One that may block for ever is given up when the context ends. The read itself cannot be stopped
// then: it holds one goroutine until its other end closes or the program exits.
func await[T any](ctx context.Context, blocks bool, read func() (T, error)) (T, error) {
	if !blocks {
		return read()
	}
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := read()
		done <- result{value, err}
	}()
	select {
	case got := <-done:
		return got.value, got.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// wholeCharacters returns b without the beginning of a character that was cut at its end, if b is UTF-8 or UTF-16.
func wholeCharacters(b []byte) []byte {
	if wide(b) {
		return b[:len(b)&^1]
	}
	start := len(b) - 1
	for start > 0 && start > len(b)-utf8.UTFMax && !utf8.RuneStart(b[start]) {
		start--
	}
	if start < 0 || utf8.FullRune(b[start:]) || !utf8.Valid(b[:start]) {
		return b
	}
	return b[:start]
}

// readingError says what was being read; the system call that failed is of no interest to the user.
func readingError(name string, err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	if errors.Is(err, fs.ErrNotExist) && Schemeless(name) {
		return fmt.Errorf("reading %s: %w; an address on the web begins with https://", name, err)
	}
	return fmt.Errorf("reading %s: %w", name, err)
}

// kindOf names what is neither a file nor a folder.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe in a folder"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}

// extension returns the last extension of a path, in lower case.
func extension(name string) string {
	return strings.ToLower(filepath.Ext(name))
}

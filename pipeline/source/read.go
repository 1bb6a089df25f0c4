package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"mattinale/pipeline/news"
)

// reader gives what it reads to yield, and stops for good once yield returns false or the context ends.
type reader struct {
	ctx   context.Context
	opts  Options
	tree  tree
	join  func(...string) string
	yield func(news.Document, error) bool
	seen  map[string]bool // real paths of the folders walked so far
}

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
		r.walk(name)
	default:
		r.file(name, info, true)
	}
}

// stdin reads standard input.
func (r *reader) stdin() {
	if r.opts.Stdin == nil {
		r.fail(Stdin, errors.New("reading standard input: there is none"))
		return
	}
	doc, err := r.abandonable(func() (news.Document, error) { return r.read(Stdin, r.opts.Stdin, 0) })
	if err != nil {
		r.fail(Stdin, fmt.Errorf("reading standard input: %w", err))
		return
	}
	r.yield(doc, nil)
}

// walk reads the folder dir and what is below it, and reports whether to go on.
func (r *reader) walk(dir string) bool {
	real, err := r.tree.Real(dir)
	if err != nil {
		return r.fail(dir, readingError(dir, err))
	}
	if r.seen[real] {
		return true
	}
	r.seen[real] = true
	entries, err := r.entries(dir)
	// What could be read comes along with the error.
	if err != nil && !r.fail(dir, readingError(dir, err)) {
		return false
	}
	for _, e := range entries {
		if !r.entry(r.join(dir, e.name), e) {
			return false
		}
	}
	return true
}

// entry is what a walk needs to know of a file or folder: a folder of a hundred thousand files takes 4 MB so, and 10 MB as Go lists it.
type entry struct {
	name string
	mode fs.FileMode // the type only
}

// entries lists a folder in natural order.
func (r *reader) entries(dir string) ([]entry, error) {
	listed, err := r.tree.ReadDir(dir)
	entries := make([]entry, len(listed))
	for i, e := range listed {
		entries[i] = entry{e.Name(), e.Type()}
	}
	slices.SortFunc(entries, func(a, b entry) int { return natural(a.name, b.name) })
	return entries, err
}

// entry reads one entry of a folder, and reports whether to go on.
func (r *reader) entry(name string, e entry) bool {
	if err := r.ctx.Err(); err != nil {
		r.fail(name, err)
		return false
	}
	link := e.mode&fs.ModeSymlink != 0
	known := mediaTypes[extension(name)] != ""
	if strings.HasPrefix(e.name, ".") || !known && !link && !e.mode.IsDir() {
		return true
	}
	info, err := r.tree.Stat(name)
	switch {
	case err != nil && known:
		return r.fail(name, readingError(name, err))
	case err != nil: // a dead link that may have been anything
		return true
	case info.IsDir():
		return r.walk(name)
	case !known:
		return true
	}
	return r.file(name, info, false)
}

// file reads one file and reports whether to go on. Only a pipe that was named itself is read: in a folder it could
// hold up the run for ever.
func (r *reader) file(name string, info fs.FileInfo, named bool) bool {
	open := func() (news.Document, error) {
		file, err := r.tree.Open(name)
		if err != nil {
			return news.Document{}, err
		}
		defer file.Close()
		return r.read(name, file, info.Size())
	}
	var doc news.Document
	err := r.ctx.Err()
	switch mode := info.Mode(); {
	case err != nil:
	case mode.IsRegular():
		doc, err = open()
	case mode&fs.ModeNamedPipe != 0 && named:
		doc, err = r.abandonable(open)
	default:
		err = fmt.Errorf("%s is no file to read from", kindOf(mode))
	}
	if err != nil {
		return r.fail(name, readingError(name, err)) && r.ctx.Err() == nil
	}
	return r.yield(doc, nil)
}

// read takes in one document up to the limit and finds out what it is. size is a hint in bytes, 0 when unknown.
func (r *reader) read(name string, from io.Reader, size int64) (news.Document, error) {
	limit := min(r.opts.MaxBytes, math.MaxInt64-1)
	if limit <= 0 {
		limit = DefaultMaxBytes
	}
	var buffer bytes.Buffer
	buffer.Grow(int(min(size, limit)) + bytes.MinRead)
	if _, err := buffer.ReadFrom(io.LimitReader(from, limit+1)); err != nil {
		return news.Document{}, err
	}
	doc := news.Document{Source: name, Bytes: buffer.Bytes()}
	if int64(len(doc.Bytes)) > limit {
		doc.Cut = true
		doc.Bytes = wholeCharacters(doc.Bytes[:limit])
	}
	if r.opts.Now != nil {
		doc.Read = r.opts.Now()
	}
	var err error
	doc.MediaType, err = mediaType(name, doc.Bytes)
	return doc, err
}

// abandonable runs a read that may block for ever and gives up on it when the context ends. The read itself cannot be
// stopped then: it holds one goroutine until its other end closes or the program exits.
func (r *reader) abandonable(read func() (news.Document, error)) (news.Document, error) {
	type result struct {
		doc news.Document
		err error
	}
	done := make(chan result, 1)
	go func() {
		doc, err := read()
		done <- result{doc, err}
	}()
	select {
	case got := <-done:
		return got.doc, got.err
	case <-r.ctx.Done():
		return news.Document{}, r.ctx.Err()
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

// Package source reads what the user named and gives documents: a file, a folder walked in natural name order, a mailbox
// or standard input goes in; each text, HTML page or mail comes out as bytes with a media type, in order. What cannot be
// read comes out as an error that names it, and the rest goes on. Nothing is decoded or cleaned here.
package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"path/filepath"
	"strings"
	"time"

	"mattinale/pipeline/news"
)

// ErrUnsupported is wrapped by errors about an address of a kind that is not read. It is a matter of usage, not of the input.
var ErrUnsupported = errors.New("only http and https addresses are read")

// ErrNoText is wrapped by errors about a file whose content is no text, HTML page or mail.
var ErrNoText = errors.New("neither text, HTML nor mail")

// DefaultMaxBytes is the reading limit of one document where Options gives none: 10 MiB.
const DefaultMaxBytes = 10 << 20

// Stdin is the argument that names standard input, and the Source of the document read from it.
const Stdin = "-"

// Options of reading. The zero value reads at most DefaultMaxBytes a document, has no standard input, and leaves
// Document.Read at zero.
type Options struct {
	Stdin    io.Reader        // what "-" reads; nil: "-" is an error
	MaxBytes int64            // most bytes of one document, 0: DefaultMaxBytes; what is longer is cut and marked
	Now      func() time.Time // stamps Document.Read; nil: it stays zero
	Began    time.Time        // of the run: an entry that no run has seen before is new from then on

	Web   Web        // reads web addresses; nil: nothing does
	Store Store      // remembers which entries a feed had; nil: nothing does
	Since news.Since // which entries of feeds, mails and files of folders count; what was named itself, or has no time, does
	Most  int        // most articles that are wanted of all sources; 0: any number

	// Passed is called with the name of each file and message that was passed over as older than Since, in order; nil: it
	// is not said.
	Passed func(name string)
}

// Read gives the documents of one source as the user named it: a file, a folder or "-".
//
// A file named here is read whatever its extension, if its content is text, HTML or mail, and even if it is a named
// pipe. In a folder only files with a known extension count, and all files in the cur and new of a Maildir; hidden files
// and folders are passed over, and a folder that is reached twice through symbolic links is walked once. Each message of
// an mbox is a document, of the source "path: message 3". An error comes with a Document that has only its
// Source, the path it is about; errors wrap fs.ErrNotExist, ErrUnsupported or ErrNoText where these fit. When the
// context ends, its error is the last item.
func Read(ctx context.Context, arg string, opts Options) iter.Seq2[news.Document, error] {
	return func(yield func(news.Document, error) bool) {
		r := reader{ctx: ctx, opts: opts, tree: disk{}, join: filepath.Join, yield: yield}
		switch {
		case arg == Stdin:
			r.stdin()
		case unsupported(arg):
			r.fail(news.Redacted(arg), fmt.Errorf("%s: %w", news.Redacted(arg), ErrUnsupported))
		default:
			r.named(arg)
		}
	}
}

// Files gives the documents of a file system, such as an embedded one, as Read does those of a folder. Each Source is
// the file's path below name: "seeds/01-alba.txt" for name "seeds".
func Files(ctx context.Context, fsys fs.FS, name string, opts Options) iter.Seq2[news.Document, error] {
	return func(yield func(news.Document, error) bool) {
		r := reader{ctx: ctx, opts: opts, tree: mounted{fsys: fsys, name: name}, join: path.Join, yield: yield}
		r.named(name)
	}
}

// unsupported reports whether arg is an address of a kind that is not read here.
func unsupported(arg string) bool {
	scheme, _, found := strings.Cut(arg, "://")
	return found && scheme != "" && !strings.ContainsAny(scheme, `/\ `)
}

// Package source reads what the user named and gives documents: a file, a folder walked in natural name order, or
// standard input goes in; each text, HTML page or mail comes out as bytes with a media type, in order. What cannot be
// read comes out as an error that names it, and the rest goes on. Nothing is decoded or cleaned here.
package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"time"

	"mattinale/pipeline/news"
)

// ErrUnsupported is wrapped by errors about a kind of source that this program knows but does not read yet: a web
// address, a feed, a list of feeds. It is a matter of usage, not of the input.
var ErrUnsupported = errors.New("not read yet")

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
}

// Read gives the documents of one source as the user named it: a file, a folder or "-".
//
// A file named here is read whatever its extension, if its content is text, HTML or mail, and even if it is a named
// pipe. In a folder only files with a known extension count; hidden files and folders are passed over, and a folder
// that is reached twice through symbolic links is walked once. An error comes with a Document that has only its
// Source, the path it is about; errors wrap fs.ErrNotExist, ErrUnsupported or ErrNoText where these fit. When the
// context ends, its error is the last item.
func Read(ctx context.Context, arg string, opts Options) iter.Seq2[news.Document, error] {
	return func(yield func(news.Document, error) bool) {
		r := reader{ctx: ctx, opts: opts, tree: disk{}, join: filepath.Join, yield: yield}
		switch {
		case arg == Stdin:
			r.stdin()
		case unsupported(arg) != "":
			r.fail(redacted(arg), fmt.Errorf("%s: %s are %w", redacted(arg), unsupported(arg), ErrUnsupported))
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

// unsupported says what kind of source arg names that is not read yet, "" when it is none.
func unsupported(arg string) string {
	lower := strings.ToLower(arg)
	switch ext := filepath.Ext(lower); {
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		return "web addresses"
	case strings.HasPrefix(lower, "feed:"), ext == ".rss", ext == ".atom":
		return "feeds"
	case ext == ".opml":
		return "lists of feeds"
	}
	if scheme, _, found := strings.Cut(lower, "://"); found && scheme != "" && !strings.ContainsAny(scheme, `/\ `) {
		return "addresses of this kind"
	}
	return ""
}

// redacted returns arg without a password in its address, since it ends up in messages and logs.
func redacted(arg string) string {
	u, err := url.Parse(arg)
	if err != nil || u.User == nil {
		return arg
	}
	return u.Redacted()
}

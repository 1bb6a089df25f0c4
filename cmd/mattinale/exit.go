package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"mattinale/pipeline/news"
)

// The one table of exit codes.
const (
	exitOK          = 0   // complete
	exitNothing     = 1   // nothing was written
	exitUsage       = 2   // wrong usage or configuration, nothing done
	exitMissing     = 3   // written, but something is missing, extracted in place of summarised, or a source failed
	exitLocked      = 4   // another run holds the lock
	exitInterrupted = 130 // SIGINT or SIGTERM
)

// failure is an error with an exit code and, where there is one, a remedy.
type failure struct {
	code int
	err  error
	hint string // one line, what to do

	shown []string   // lines that show the place, as a terminal may have them
	also  []*failure // what else is wrong
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// usage is a mistake in how the program was called or configured.
func usage(hint, format string, args ...any) error {
	return &failure{code: exitUsage, err: fmt.Errorf(format, args...), hint: hint}
}

// silent is an exit code whose reason has been said already.
func silent(code int) error { return &failure{code: code} }

// codeOf is the exit code of an error.
func codeOf(ctx context.Context, err error) int {
	var f *failure
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &f):
		return f.code
	}
	return exitNothing
}

// exitCode says what went wrong, once, and returns the code for it. Whatever the library for commands returns of its
// own accord is wrong usage; everything we return is a failure or means that nothing was written.
func exitCode(ctx context.Context, err error, stderr io.Writer) int {
	code := codeOf(ctx, err)
	if code == exitInterrupted {
		fmt.Fprintln(stderr, "mattinale: interrupted; finished calls are kept, the next run goes on from them")
	}
	if code == exitOK || code == exitInterrupted {
		return code
	}
	var f *failure
	if !errors.As(err, &f) {
		f = &failure{code: exitNothing, err: err}
	}
	if f.err == nil {
		return f.code
	}
	for _, one := range append([]*failure{f}, f.also...) {
		one.print(stderr)
	}
	return f.code
}

// print says what went wrong, where, and what to do.
func (f *failure) print(w io.Writer) {
	fmt.Fprintf(w, "mattinale: %s\n", news.PrintableLine(f.err.Error()))
	for _, line := range f.shown {
		fmt.Fprintln(w, line)
	}
	if f.hint != "" {
		fmt.Fprintf(w, "hint: %s\n", news.PrintableLine(f.hint))
	}
}

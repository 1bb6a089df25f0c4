// Command mattinale turns the day's articles into a short brief that says where each sentence came from.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	tuneGarbage()
	log.SetOutput(io.Discard) // net/http says there what servers do wrong, in their words
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings as arguments: it returns the exit code.
func run(args []string, stdin *os.File, stdout, stderr *os.File) int {
	ctx, stop := interruptible(context.Background())
	defer stop()
	app := newApp(streams{in: stdin, out: stdout, err: stderr})
	err := app.RunContext(ctx, reorder(app, args))
	return exitCode(ctx, err, stderr)
}

// interruptible ends the context at the first SIGINT or SIGTERM, so that what is finished is kept; the second one ends
// the process at once, as the signals do by default.
func interruptible(parent context.Context) (context.Context, func()) {
	ctx, cancel := signal.NotifyContext(parent, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, cancel) // gives the signals back their default
	return ctx, cancel
}

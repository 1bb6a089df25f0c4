package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
)

// bench holds what the sections share: a folder for the run, the programs built into it, and the Python peers.
type bench struct {
	opts   options
	dir    string // of this run; removed at its end
	self   string // this program, for the parts that run in processes of their own
	python func() (*python, error)
	peer   func(name string) (string, error)
}

func newBench(ctx context.Context, o options) (*bench, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "mattinale-bench-")
	if err != nil {
		return nil, err
	}
	b := &bench{opts: o, dir: dir, self: self, python: sync.OnceValues(func() (*python, error) { return newPython(ctx) })}
	b.peer = once(func(name string) (string, error) { return b.buildPeer(ctx, name) })
	for _, cmd := range []*exec.Cmd{
		exec.CommandContext(ctx, "go", "build", "-o", b.program(), "./cmd/mattinale"),
		exec.CommandContext(ctx, "go", "build", "-C", peersDir, "-o", b.launcher(), "./launch"),
	} {
		if err := run(cmd); err != nil {
			b.close()
			return nil, err
		}
	}
	return b, nil
}

// peersDir is a module of its own, so that what the peers need is not what the program needs.
const peersDir = "cmd/bench/peers"

func (b *bench) program() string  { return filepath.Join(b.dir, "mattinale") }
func (b *bench) launcher() string { return filepath.Join(b.dir, "launch") }

// buildPeer builds a peer's program and returns its path.
func (b *bench) buildPeer(ctx context.Context, name string) (path string, err error) {
	path = filepath.Join(b.dir, "peer-"+name)
	for range tries {
		if err = run(exec.CommandContext(ctx, "go", "build", "-C", peersDir, "-o", path, "./"+name)); err == nil {
			return path, nil
		}
	}
	return "", leaveOut("it could not be built", err)
}

// once makes each name's value at most once.
func once(value func(string) (string, error)) func(string) (string, error) {
	type outcome struct {
		path string
		err  error
	}
	known := map[string]outcome{}
	return func(name string) (string, error) {
		o, ok := known[name]
		if !ok {
			o.path, o.err = value(name)
			known[name] = o
		}
		return o.path, o.err
	}
}

func (b *bench) close() { _ = os.RemoveAll(b.dir) }

func (b *bench) say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

// folder makes an empty folder of this run.
func (b *bench) folder(name string) (string, error) {
	dir := filepath.Join(b.dir, name)
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	return dir, os.MkdirAll(dir, 0o700)
}

// articles writes n articles, named by their number, into a folder.
func (b *bench) articles(name string, n int, text func(i int) string) (string, error) {
	dir, err := b.folder(name)
	if err != nil {
		return "", err
	}
	for i := range n {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%06d.txt", i)), []byte(text(i)), 0o600); err != nil {
			return "", err
		}
	}
	return dir, nil
}

package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// profiler is put beside the program's own files when it is built for profiling.
//
//go:embed profiler.go.txt
var profiler string

// profiledArticles is how many articles the profiled run summarises.
const profiledArticles = 10_000

// profile runs the program on many articles with a profiler built in, writes cpu.pprof, heap.pprof (when the heap was largest) and
// allocs.pprof into a folder, and prints the head of
// each; of the CPU's also what was spent below each function.
func (b *bench) profile(ctx context.Context, into string) error {
	into, err := filepath.Abs(into)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(into, 0o755); err != nil {
		return err
	}
	program, err := b.buildProfiled(ctx, into)
	if err != nil {
		return err
	}
	server, err := b.startEndpoint(ctx, 0, slotsServed)
	if err != nil {
		return err
	}
	defer server.close()
	p, err := newPress(profiledArticles)
	if err != nil {
		return err
	}
	folder, err := b.articles("profiled", profiledArticles, func(int) string { return p.article(italian, shortSize) })
	if err != nil {
		return err
	}
	b.say("%s articles, cold", thousands(profiledArticles))
	got, err := b.launch(ctx, append(b.home("cache-profile", server.url), "BENCH_PROFILES="+into), program, "summarize", "--json", folder)
	if err != nil {
		return err
	}
	if got.Exit != 0 {
		return fmt.Errorf("exit code %d: %s", got.Exit, firstLine(got.Said))
	}
	fmt.Printf("%s s, %s CPU s, %s MB\n", number(got.WallS), number(got.CPUS), number(got.megabytes()))
	for _, args := range [][]string{{"cpu.pprof"}, {"-cum", "-focus=mattinale", "cpu.pprof"}, {"-sample_index=inuse_space", "heap.pprof"}, {"-sample_index=alloc_space", "allocs.pprof"}} {
		name := filepath.Join(into, args[len(args)-1])
		args = append([]string{"tool", "pprof", "-top", "-nodecount=25"}, args[:len(args)-1]...)
		out, err := output(exec.CommandContext(ctx, "go", append(args, program, name)...))
		if err != nil {
			return err
		}
		fmt.Printf("\n%s\n%s", strings.Join(args, " "), out)
	}
	return nil
}

// buildProfiled builds the program with a profiler, which the program that people run does not carry. Its main leaves through
// os.Exit, before which the profiles have to be written: an overlay gives it another one.
func (b *bench) buildProfiled(ctx context.Context, into string) (string, error) {
	const folder, exit = "cmd/mattinale", "os.Exit(run("
	source, err := os.ReadFile(folder + "/main.go")
	if err != nil {
		return "", err
	}
	if strings.Count(string(source), exit) != 1 {
		return "", errors.New("main.go no longer leaves through " + exit)
	}
	replace := map[string]string{}
	for name, text := range map[string]string{"main.go": strings.Replace(string(source), exit, "exitProfiled(run(", 1), "profiler.go": profiler} {
		path := filepath.Join(b.dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return "", err
		}
		at, err := filepath.Abs(filepath.Join(folder, name))
		if err != nil {
			return "", err
		}
		replace[at] = path
	}
	overlay := filepath.Join(b.dir, "overlay.json")
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(overlay, data, 0o600); err != nil {
		return "", err
	}
	program := filepath.Join(into, "mattinale")
	return program, run(exec.CommandContext(ctx, "go", "build", "-overlay", overlay, "-o", program, "./"+folder))
}

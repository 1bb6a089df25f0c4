package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// taken is what a process took, as peers/launch writes it.
type taken struct {
	WallS, CPUS float64
	RSSKB       float64 // KB on Linux, bytes on macOS
	Exit        int     `json:"-"`
	Said        string  `json:"-"` // on stderr
}

// megabytes is the memory that was resident at most.
func (t taken) megabytes() float64 {
	if runtime.GOOS == "darwin" {
		return t.RSSKB / (1 << 20)
	}
	return t.RSSKB / (1 << 10)
}

// launch runs a program to its end, its output going nowhere. An exit code is no error.
func (b *bench) launch(ctx context.Context, env []string, args ...string) (taken, error) {
	report := filepath.Join(b.dir, "taken.json")
	cmd := exec.CommandContext(ctx, b.launcher(), append([]string{report}, args...)...)
	cmd.Env, cmd.Dir, cmd.Stdout = env, b.dir, nil
	var said strings.Builder
	cmd.Stderr = &said
	var t taken
	t.Exit = exitCode(cmd.Run())
	t.Said = said.String()
	data, err := os.ReadFile(report)
	if err != nil {
		return t, fmt.Errorf("%s: %s", filepath.Base(args[0]), t.Said)
	}
	if err := os.Remove(report); err != nil {
		return t, err
	}
	return t, json.Unmarshal(data, &t)
}

// home is an environment of a user who has nothing but an endpoint, if any, and keeps the cache in a folder of this run.
func (b *bench) home(cache, baseURL string) []string {
	env := []string{"HOME=" + b.dir, "PATH=" + os.Getenv("PATH"), "XDG_CACHE_HOME=" + filepath.Join(b.dir, cache), "MATTINALE_PORTS=none"}
	if baseURL != "" {
		env = append(env, "MATTINALE_BASE_URL="+baseURL)
	}
	return env
}

// reading is what a part of a process took, as the process itself measured it.
type reading struct {
	ReadyMS float64 // until the first text could be worked on
	CPUS    float64 // user and system, seconds
	WallS   float64
	Total   int // of what was counted
	Bytes   int // of the texts
}

// read runs a command that prints a reading.
func read(cmd *exec.Cmd) (reading, error) {
	var r reading
	out, err := output(cmd)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(out, &r); err != nil {
		return r, fmt.Errorf("%s printed %.100q: %w", filepath.Base(cmd.Path), out, err)
	}
	return r, nil
}

// contender is one of those that run by turns.
type contender[T any] struct {
	name string
	run  func() (T, error)

	got []T
	err error // it is out of the race
}

// race lets the contenders run by turns, each as often. One that fails is out, with its error.
func race[T any](rounds int, all []*contender[T]) {
	for range rounds {
		for _, c := range all {
			c.turn()
		}
	}
}

func (c *contender[T]) turn() {
	if c.err != nil {
		return
	}
	got, err := c.run()
	if err != nil {
		c.err = leaveOut("it failed", fmt.Errorf("%s: %w", c.name, err))
		return
	}
	c.got = append(c.got, got)
}

// each is one figure of all rounds.
func each[T any](got []T, figure func(T) float64) []float64 {
	var all []float64
	for _, g := range got {
		all = append(all, figure(g))
	}
	return all
}

// middle is the median of one figure of all rounds.
func middle[T any](got []T, figure func(T) float64) float64 { return median(each(got, figure)) }

// least is the smallest of one figure of all rounds. Of CPU time it is the best estimate: the same work takes more when other
// work empties the caches, and never less.
func least[T any](got []T, figure func(T) float64) float64 { return slices.Min(each(got, figure)) }

// noise is how far the median of one figure lies over its smallest, in per cent.
func noise[T any](got []T, figure func(T) float64) string {
	return fmt.Sprintf("%.0f", 100*(middle(got, figure)/least(got, figure)-1))
}

// cpuOf is a reading's figure.
func cpuOf(r reading) float64 { return r.CPUS }

// fails is a contender that cannot start.
func fails[T any](name string, err error) *contender[T] { return &contender[T]{name: name, err: err} }

// whole reports whether every one of them finished.
func whole[T any](all ...*contender[T]) bool {
	return !slices.ContainsFunc(all, func(c *contender[T]) bool { return c.err != nil || len(c.got) == 0 })
}

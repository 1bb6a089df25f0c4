package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

const aboutStartup = `
The time on the clock from the start of a process to its end, started by turns from one small launcher. ` + "`split`" + ` is of a file of 2 KB. hello is the least that
a Go program takes.`

const (
	startRounds = 31
	versionMS   = 12 // what is to be reached
	splitMS     = 60
)

func measureStartup(ctx context.Context, b *bench) (result, error) {
	p, err := newPress(2)
	if err != nil {
		return result{}, err
	}
	file := filepath.Join(b.dir, "short.txt")
	if err := os.WriteFile(file, []byte(p.article(italian, 2000)), 0o600); err != nil {
		return result{}, err
	}
	starts := func(name string, args ...string) *contender[taken] {
		return &contender[taken]{name: name, run: func() (taken, error) {
			t, err := b.launch(ctx, b.home("cache-start", ""), args...)
			if err == nil && t.Exit > 1 {
				err = fmt.Errorf("exit code %d: %s", t.Exit, firstLine(t.Said))
			}
			return t, err
		}}
	}
	all := []*contender[taken]{
		starts("mattinale --version", b.program(), "--version"),
		starts("mattinale split", b.program(), "split", file),
		starts("mattinale split --raw", b.program(), "split", "--raw", file),
	}
	hello, err := b.peer("hello")
	if err != nil {
		return result{}, err
	}
	all = append(all, starts("hello (Go)", hello))
	empty, err := b.folder("empty")
	if err != nil {
		return result{}, err
	}
	for _, peer := range []struct {
		name, label string
		args        []string
	}{
		{"naive", "naive Go, an empty folder", []string{"http://127.0.0.1:9/v1", empty, empty}},
		{"mapreduce", "langchaingo map-reduce, an empty folder", []string{"http://127.0.0.1:9/v1", empty}},
	} {
		path, err := b.peer(peer.name)
		if err != nil {
			all = append(all, fails[taken](peer.label, err))
			continue
		}
		all = append(all, starts(peer.label, append([]string{path}, peer.args...)...))
	}
	if py, err := b.python(); err != nil {
		all = append(all, fails[taken]("Python", err))
	} else {
		all = append(all, starts("Python, nothing imported", py.interpreter, "-c", "0"),
			starts("Python, import tiktoken", py.interpreter, "-c", "import tiktoken"),
			starts("Python, import semantic_text_splitter", py.interpreter, "-c", "import semantic_text_splitter"))
	}
	race(startRounds, all)
	return startTable(all), nil
}

func startTable(all []*contender[taken]) result {
	clock := func(t taken) float64 { return 1000 * t.WallS }
	t := table{Head: []string{"program", "median ms", "fastest ms", "CPU ms, least", "memory MB", "÷ hello"}}
	hello := middle(all[3].got, clock)
	for _, c := range all {
		if !whole(c) {
			t.skip(c.name, c.err)
			continue
		}
		t.add(c.name, number(middle(c.got, clock)), number(least(c.got, clock)), number(least(c.got, func(t taken) float64 { return 1000 * t.CPUS })),
			number(middle(c.got, taken.megabytes)), ratio(middle(c.got, clock), hello))
	}
	r := result{Tables: []table{t}, Notes: []string{fmt.Sprintf("%d rounds by turns.", startRounds)}}
	if whole(all[0], all[1]) {
		version, split := middle(all[0].got, clock), middle(all[1].got, clock)
		r.Targets = append(r.Targets,
			target{"start-up, `--version`", fmt.Sprintf("≤ %d ms", versionMS), fmt.Sprintf("%s ms, fastest %s", number(version), number(least(all[0].got, clock))), version <= versionMS},
			target{"start-up, `split` of 2 KB", fmt.Sprintf("≤ %d ms", splitMS), fmt.Sprintf("%s ms, fastest %s", number(split), number(least(all[1].got, clock))), split <= splitMS})
	}
	return r
}

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

const intro = `# Performance

Written by ` + "`make bench`" + ` from the figures in performance.json; not to be edited by hand. The texts stand in cmd/bench.

What is compared ran in one run on the machine named below each section, by turns, in processes of their own. Throughput is in
MB (10⁶ bytes) for a second of CPU time, user and system together, of the best round: other work on the machine makes the
same work slower, never faster. "Noise" says how many per cent the median round took more than the best. Times on the clock are
medians. MB of memory are 2²⁰ bytes, the most that was resident. All articles are made from the seeds, with other names, numbers,
words and order (cmd/bench/press.go), the same each time. A Python package or Go module that could not be had is said to be
skipped.

`

const aboutTargets = `As ratios where both ran on one machine, in one run. A target in seconds or milliseconds is of the median on a machine at rest.

`

// figuresOf is where the figures of a page are kept.
func figuresOf(page string) string { return strings.TrimSuffix(page, ".md") + ".json" }

func readFigures(page string) ([]result, error) {
	data, err := os.ReadFile(figuresOf(page))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []result
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("%s: %w", figuresOf(page), err)
	}
	return all, nil
}

// keep puts a section's result in place of its former one, and writes the page anew.
func keep(page string, r result) error {
	all, err := readFigures(page)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(old result) bool { return old.Name == r.Name })
	all = append(all, r)
	slices.SortFunc(all, func(a, b result) int {
		return slices.Index(sectionNames(), a.Name) - slices.Index(sectionNames(), b.Name)
	})
	data, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(figuresOf(page), append(data, '\n'), 0o644); err != nil {
		return err
	}
	return os.WriteFile(page, []byte(pageOf(all)), 0o644)
}

func renderAgain(page string) error {
	all, err := readFigures(page)
	if err != nil {
		return err
	}
	return os.WriteFile(page, []byte(pageOf(all)), 0o644)
}

// pageOf is the page: the targets first, then a part a section.
func pageOf(all []result) string {
	var b strings.Builder
	b.WriteString(intro)
	targets := table{Head: []string{"target", "to reach", "reached", ""}}
	for _, r := range all {
		for _, t := range r.Targets {
			targets.add(t.What, t.Goal, t.Reached, t.verdict())
		}
	}
	b.WriteString("## Targets\n\n" + aboutTargets + targets.markdown() + "\n")
	for _, s := range sections {
		for _, r := range all {
			if r.Name == s.name {
				b.WriteString(r.markdown(s))
			}
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

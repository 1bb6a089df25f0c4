package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// section is one thing measured.
type section struct {
	name, title, about string
	measure            func(context.Context, *bench) (result, error)
}

var sections = []section{
	{"counting", "Counting tokens", aboutCounting, measureCounting},
	{"splitting", "Splitting into chunks", aboutSplitting, measureSplitting},
	{"workload", "One workload", aboutWorkload, measureWorkload},
	{"scaling", "From a hundred articles to ten thousand", aboutScaling, measureScaling},
	{"startup", "Start-up", aboutStartup, measureStartup},
	{"model", "The local model", aboutModel, measureModel},
}

func sectionNames() []string {
	var names []string
	for _, s := range sections {
		names = append(names, s.name)
	}
	return names
}

// choose returns the sections named, in their order; all without a name.
func choose(names []string) ([]section, error) {
	for _, name := range names {
		if !slices.Contains(sectionNames(), name) {
			return nil, fmt.Errorf("no section %q: there are %s", name, strings.Join(sectionNames(), ", "))
		}
	}
	var chosen []section
	for _, s := range sections {
		if len(names) == 0 || slices.Contains(names, s.name) {
			chosen = append(chosen, s)
		}
	}
	return chosen, nil
}

// result is what a section came to, as it is kept beside the page.
type result struct {
	Name     string
	Measured stamp
	Command  string // that measures it again
	Tables   []table
	Notes    []string
	Targets  []target
}

// target is one row of the table that the page begins with.
type target struct {
	What, Goal, Reached string
	Met                 bool
}

func (t target) verdict() string {
	if t.Met {
		return "met"
	}
	return "**not met**"
}

// markdown is the section's part of the page.
func (r result) markdown(s section) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s\n\n", s.title, strings.TrimSpace(s.about))
	for _, t := range r.Tables {
		b.WriteString(t.markdown() + "\n")
	}
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "- %s\n", n)
	}
	if len(r.Notes) > 0 {
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "Again: `%s`. %s\n\n", r.Command, r.Measured)
	return b.String()
}

// command is what measures a section again, into the page.
func command(o options, name string) string {
	c := "go run ./cmd/bench -write docs/performance.md -only " + name
	if o.full {
		c += " -full"
	}
	if o.rounds != defaultRounds {
		c += fmt.Sprintf(" -rounds %d", o.rounds)
	}
	return c
}

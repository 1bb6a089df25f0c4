// Command bench measures the program beside its peers, in one run on one machine, and writes docs/performance.md.
//
// What is compared runs by turns (A B A B) in processes of their own. Throughput is counted in CPU time, as other work on
// the machine does not slow that by much, and each figure is a median. The figures go into docs/performance.json, from
// which the page is written, so that a section can be measured again alone.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// encodings are those counted in.
var encodings = []string{"cl100k_base", "o200k_base"}

const defaultRounds = 5

type options struct {
	only   []string // names of sections; empty: all
	write  string   // the page, "": printed
	render bool     // measure nothing, write the page from its figures
	full   bool     // 100,000 articles too
	rounds int

	profile string // measure nothing, profile a run into this folder
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == childMode {
		if err := child(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	var o options
	var only string
	flag.StringVar(&only, "only", "", "sections to measure, of "+strings.Join(sectionNames(), ",")+"; empty: all")
	flag.StringVar(&o.write, "write", "", "page to write, its figures beside it as .json; empty: print what is measured")
	flag.BoolVar(&o.render, "render", false, "measure nothing: write the page anew from its figures")
	flag.BoolVar(&o.full, "full", false, "measure 100,000 articles too, and a long article with the local model")
	flag.IntVar(&o.rounds, "rounds", defaultRounds, "how often what is compared runs by turns")
	flag.StringVar(&o.profile, "profile", "", "measure nothing: profile the summaries of 10,000 articles into this folder")
	flag.Parse()
	if only != "" {
		o.only = strings.Split(only, ",")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := measureAll(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func measureAll(ctx context.Context, o options) error {
	if _, err := os.Stat("cmd/mattinale/main.go"); err != nil {
		return errors.New("run it in the root of the repository")
	}
	if o.render {
		return renderAgain(o.write)
	}
	chosen, err := choose(o.only)
	if err != nil {
		return err
	}
	b, err := newBench(ctx, o)
	if err != nil {
		return err
	}
	defer b.close()
	if o.profile != "" {
		return b.profile(ctx, o.profile)
	}
	for _, s := range chosen {
		b.say("%s", s.title)
		at := newStamp()
		r, err := s.measure(ctx, b)
		if ctx.Err() != nil {
			return ctx.Err() // what was stopped did not fail, and is no figure
		}
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		r.Name, r.Measured, r.Command = s.name, at, command(o, s.name)
		if o.write == "" {
			fmt.Print(r.markdown(s))
			continue
		}
		// After each section, so that one that fails leaves those before it.
		if err := keep(o.write, r); err != nil {
			return err
		}
	}
	return nil
}

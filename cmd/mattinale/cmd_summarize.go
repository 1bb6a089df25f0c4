package main

import (
	"fmt"
	"os"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"mattinale/pipeline/news"
	"mattinale/pipeline/render"
)

func summarizeCommand(io streams) *cli.Command {
	return command(&cli.Command{
		Name: "summarize", Usage: "print each article's summary", ArgsUsage: "[SOURCE…]",
		Flags:  runFlags(),
		Action: func(c *cli.Context) error { return runSummarize(c, io) },
	})
}

func runSummarize(c *cli.Context, io streams) (err error) {
	began := time.Now()
	s, err := readSettings(c)
	if err != nil {
		return err
	}
	s.entries = s.entriesOf(s.since, true)
	u := newUI(c, io)
	defer u.close()
	if s.dryRun {
		return dryRun(c.Context, s, u, io)
	}
	var b news.Brief
	defer func() { writeMetrics(c.Context, s, u, began, b, err) }()
	var done func()
	b, done, err = makeBrief(c.Context, s, u, io, func(story news.Story) error { // printed as soon as it and all before it are there
		return printSummary(io.out, s, story)
	})
	defer done()
	u.stopBar()
	if err != nil {
		return nothing(err, b)
	}
	return verdict(s, b, u)
}

func printSummary(out *os.File, s settings, story news.Story) error {
	if s.json {
		return render.JSONLine(out, story.Articles[0], story.Summary)
	}
	if err := render.Text(out, story.Articles[0], story.Summary, render.TextOptions{Languages: s.languages, Width: width(out)}); err != nil {
		return fmt.Errorf("printing a summary: %w", err)
	}
	return nil
}

// width is how many columns text may take.
func width(out *os.File) int {
	const most = 80
	if w, _, err := term.GetSize(int(out.Fd())); err == nil && w > 20 {
		return min(w, most)
	}
	return most
}

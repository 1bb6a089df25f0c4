package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"mattinale/pipeline"
	"mattinale/pipeline/news"
	"mattinale/pipeline/render"
	"mattinale/pipeline/shelf"
)

func briefCommand(io streams) *cli.Command {
	return command(&cli.Command{
		Name: "brief", Usage: "make the day's brief: DIR/DATE/brief.html, brief.md, brief.json", ArgsUsage: "[SOURCE…]",
		Flags:  briefFlags(),
		Action: func(c *cli.Context) error { return runBrief(c, io) },
	})
}

func runBrief(c *cli.Context, io streams) (err error) {
	began := time.Now()
	s, err := readSettings(c)
	if err != nil {
		return err
	}
	if !c.IsSet("top") {
		s.top = 20
	}
	s.entries = s.entriesOf(s.since, true)
	if s.since == (since{}) {
		s.entries = s.entriesOf(since{last: true}, false)
	}
	u := newUI(c, io)
	defer u.close()
	if s.dryRun {
		return dryRun(c.Context, s, u, io)
	}
	var b news.Brief
	defer func() { writeMetrics(c.Context, s, u, began, b, err) }()
	if s.stdout == "" {
		unlock, err := lockFolder(s.out)
		if err != nil {
			return err
		}
		defer unlock()
	}
	stories := shelf.New(shelf.Options{})
	defer stories.Close()
	var done func()
	b, done, err = makeBrief(c.Context, s, u, io, func(story news.Story) error {
		if err := stories.Add(story); err != nil {
			return &failure{code: exitNothing, err: err, hint: "set TMPDIR to a folder with room; replies that have come are kept"}
		}
		return nil
	})
	defer done()
	u.stopBar()
	b.Stories = stories
	if err != nil {
		return nothing(err, b)
	}
	if err := deliver(s, b, u, io); err != nil {
		return err
	}
	return verdict(s, b, u)
}

// deliver prints the brief, or writes its files and prints their paths.
func deliver(s settings, b news.Brief, u *ui, std streams) error {
	if form := map[string]func(io.Writer, news.Brief) error{"md": render.Markdown, "html": render.HTML, "json": render.JSON}[s.stdout]; form != nil {
		out := bufio.NewWriterSize(std.out, 64<<10)
		return errors.Join(form(out, b), out.Flush())
	}
	paths, err := render.Write(s.out, b)
	if err != nil {
		return &failure{code: exitNothing, err: err, hint: "name another folder with --out"}
	}
	switch {
	case s.json:
		return writeJSON(std.out, map[string]any{"date": b.Date, "files": paths, "receipt": b.Receipt})
	case u.quiet && pipeline.Missing(b) == nil:
		return nil
	}
	if u.quiet { // the one that is worth opening
		paths = paths[len(paths)-1:]
	}
	_, err = fmt.Fprintln(std.out, strings.Join(paths, "\n"))
	return err
}

// verdict turns the receipt into an exit code, and says in one line what is missing.
func verdict(s settings, b news.Brief, u *ui) error {
	if err := pipeline.Missing(b); err != nil {
		u.warn("incomplete: %s", strings.ReplaceAll(err.Error(), "\n", "; "))
		return silent(exitMissing)
	}
	if n := b.Receipt.Points.Marked; s.strict && n > 0 {
		u.warn("%s with a finding, and --strict is set", plural(n, "sentence", "sentences"))
		return silent(exitMissing)
	}
	r := b.Receipt
	u.say("%s: %d calls made, %d answered from disk, %s", plural(pipeline.Told(r), "story", "stories"),
		r.Calls.Made, r.Calls.Cached, time.Duration(r.Seconds*float64(time.Second)).Round(100*time.Millisecond))
	return nil
}

// nothing explains a run that gave no brief. Sources that failed have been named already.
func nothing(err error, b news.Brief) error {
	if !errors.Is(err, pipeline.ErrNothing) {
		return err
	}
	hint := "name files, folders, addresses of pages or feeds, a list of feeds (.opml), or - for standard input"
	if len(b.Receipt.Sources) == 1 && b.Receipt.Sources[0].Reason != "" {
		err = fmt.Errorf("%s: %s", b.Receipt.Sources[0].Source, b.Receipt.Sources[0].Reason)
	}
	passedOver := func(r news.SourceRow) bool {
		return strings.Contains(r.Reason, "nothing new") || strings.Contains(r.Reason, "not new")
	}
	if slices.ContainsFunc(b.Receipt.Sources, passedOver) {
		hint = "--since all takes what was there before, too"
	}
	return &failure{code: exitNothing, err: err, hint: hint}
}

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"
	"github.com/urfave/cli/v2"

	"mattinale/pipeline"
	"mattinale/pipeline/news"
)

// checkSourcesCommand reads each source as a brief would, up to its first article.
func checkSourcesCommand(std streams) *cli.Command {
	return command(&cli.Command{
		Name: "check", Usage: "read each source up to its first article: what it gives, how fresh, what was skipped and why", ArgsUsage: "[SOURCE…]",
		Flags: append([]cli.Flag{
			cacheFlag(), allowHostFlag(), boolFlag("no-cache", "ask anew and keep nothing"), boolFlag("offline", "what is kept only, no network"),
			&cli.BoolFlag{Name: "json", Usage: "a line of JSON a source"},
		}, speechFlags()...),
		Action: func(c *cli.Context) error { return runSourcesCheck(c, std) },
	})
}

func runSourcesCheck(c *cli.Context, std streams) error {
	s, err := sourceSettings(c)
	if err != nil {
		return err
	}
	if len(s.sources) == 0 {
		return usage("mattinale sources add ADDRESS adds one", "there are no sources: none is named, and the configuration has none")
	}
	u := newUI(c, std)
	defer u.close()
	in, closeWeb := newInput(s, openStore(s, u), u, std)
	defer closeWeb()
	count := map[string]int{}
	for one := range pipeline.Inspect(c.Context, in, time.Now) {
		count[one.Status]++
		if c.Bool("json") {
			err = json.NewEncoder(std.out).Encode(one)
		} else {
			_, err = io.WriteString(std.out, inspected(one, time.Now()))
		}
		if err != nil {
			return err
		}
	}
	if err := c.Context.Err(); err != nil {
		return err
	}
	bad := count[news.SourceFailed]
	all := bad + count[news.SourceOK] + count[news.SourceEmpty]
	u.say("%s: %d fine, %d empty, %d failed", plural(all, "source", "sources"), count[news.SourceOK], count[news.SourceEmpty], bad)
	if bad > 0 {
		return silent(exitMissing)
	}
	return nil
}

// sourceSettings are the settings of a command that reads sources and asks no model.
func sourceSettings(c *cli.Context) (settings, error) {
	file, err := loadConfig(c)
	if err != nil {
		return settings{}, err
	}
	s := settings{
		file: file, sources: named(c.Args().Slice()), now: time.Now(), cacheDir: cacheDir(c), noCache: c.Bool("no-cache"), offline: c.Bool("offline"),
	}
	if len(s.sources) == 0 {
		s.sources = file.all()
	}
	for _, check := range []func(*cli.Context, *settings) error{checkExclusive, checkValues} {
		if err := check(c, &s); err != nil {
			return s, err
		}
	}
	if s.allowHosts, err = parseHosts(flagText(c, "allow-host")); err != nil {
		return s, err
	}
	return s, checkSources(c, &s)
}

// inspected is what was found of a source, in lines of at most 80 columns where words allow it.
func inspected(one pipeline.Inspection, now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-7s %s\n", one.Status, news.PrintableLine(one.Source))
	line := func(format string, args ...any) {
		for _, l := range wrapped(news.PrintableLine(fmt.Sprintf(format, args...)), 72) {
			fmt.Fprintf(&b, "        %s\n", l)
		}
	}
	if one.Kind != "" {
		line("%s", feedLine(one, now))
	}
	if one.Article != nil {
		title := "an article without a title"
		if one.Article.Title != "" {
			title = `"` + one.Article.Title + `"`
		}
		line("reads: %s, %s, %s", title, one.Article.Language, plural(one.Article.Sentences, "sentence", "sentences"))
		for _, n := range one.Article.Notes {
			line("note: %s", n)
		}
	}
	if one.Reason != "" {
		line("%s", one.Reason)
	}
	for _, s := range one.Skipped {
		line("skipped: %s", s)
	}
	for _, n := range one.Notes {
		line("note: %s", n)
	}
	return b.String()
}

func feedLine(one pipeline.Inspection, now time.Time) string {
	text := one.Kind
	if one.Title != "" {
		text += fmt.Sprintf(" %q", one.Title)
	}
	text += ", " + plural(one.Entries, "entry", "entries")
	if when, err := time.Parse(time.RFC3339, one.Newest); err == nil {
		text += ", the newest " + ago(now.Sub(when))
	} else if one.Entries > 0 {
		text += ", without dates"
	}
	switch {
	case one.Entries == 0:
	case one.Whole == one.Entries:
		text += "; it has their whole text"
	case one.Whole == 0:
		text += "; their pages are read for the text"
	default:
		text += fmt.Sprintf("; it has the whole text of %d, the pages of the others are read", one.Whole)
	}
	return text
}

// ago is how long something was, roughly.
func ago(d time.Duration) string {
	switch {
	case d < 0:
		return "in the future"
	case d < 2*time.Hour:
		return plural(int(d.Minutes()), "minute", "minutes") + " ago"
	case d < 48*time.Hour:
		return plural(int(d.Hours()), "hour", "hours") + " ago"
	case d < 730*24*time.Hour:
		return plural(int(d.Hours()/24), "day", "days") + " ago"
	}
	return plural(int(d.Hours()/24/365), "year", "years") + " ago"
}

// wrapped breaks a line at spaces. A word that is longer stands alone.
func wrapped(s string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		switch {
		case line == "":
			line = word
		case runewidth.StringWidth(line)+1+runewidth.StringWidth(word) > width:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

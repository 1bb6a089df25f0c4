package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"mattinale/pipeline"
	"mattinale/pipeline/check"
	"mattinale/pipeline/news"
)

func checkCommand(io streams) *cli.Command {
	return command(&cli.Command{
		Name: "check", Usage: "hold a summary against its article", ArgsUsage: "ARTICLE SUMMARY | -",
		Description: "SUMMARY is plain text, or JSON like {\"headline\":{…},\"points\":[{\"text\":{\"it\":\"…\",\"en\":\"…\"},\"from\":[3]}]}.\n" +
			"Either may be - for standard input. With - alone: pairs on standard input, a line of JSON each,\n" +
			"{\"article\":\"the text, or a file\",\"summary\":\"…\"}. Each finding is a line; with one the exit code is 3.",
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "json", Usage: "a line of JSON a finding"},
		}, speechFlags()...),
		Action: func(c *cli.Context) error { return runCheck(c, io) },
	})
}

func runCheck(c *cli.Context, io streams) error {
	if _, err := loadConfig(c); err != nil {
		return err
	}
	for _, check := range []func(*cli.Context, *settings) error{checkExclusive, checkValues} {
		if err := check(c, &settings{now: time.Now()}); err != nil {
			return err
		}
	}
	u := newUI(c, io)
	defer u.close()
	out := bufio.NewWriter(io.out)
	report := reporter{out: out, json: c.Bool("json")}
	var err error
	switch args := c.Args().Slice(); {
	case len(args) == 1 && args[0] == "-", len(args) == 0 && !term.IsTerminal(int(io.in.Fd())):
		err = checkPairs(c.Context, io.in, &report, u)
	case len(args) == 2 && (args[0] != "-" || args[1] != "-"):
		s := settings{sources: named(args[:1]), now: time.Now()}
		err = checkOne(c.Context, s, args[1], u, io, &report)
	default:
		return usage("mattinale check ARTICLE SUMMARY; or mattinale check - for pairs on standard input", "check needs an article and a summary")
	}
	if err := errors.Join(err, out.Flush()); err != nil {
		return err
	}
	if report.found > 0 {
		u.say("%s", plural(report.found, "finding", "findings"))
		return silent(exitMissing)
	}
	u.say("nothing found")
	return nil
}

func checkOne(ctx context.Context, s settings, summary string, u *ui, io streams, report *reporter) error {
	in, closeWeb := newInput(s, nil, u, io)
	defer closeWeb()
	a, err := pipeline.OneArticle(ctx, in)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return usage("", "the article: %w", err)
	}
	data, err := readSummary(summary, io.in)
	if err != nil {
		return usage("", "the summary: %w", err)
	}
	found, err := hold(a, data)
	if err != nil {
		return usage("", "%s: %w", summary, err)
	}
	if note := check.Unchecked(a); note != "" {
		u.warn("the article: %s", note)
	}
	return report.write(0, found)
}

// maxSummary bounds a summary, and maxPair a line with a pair, in bytes.
const (
	maxSummary = 16 << 20
	maxPair    = 64 << 20
)

func readSummary(path string, stdin io.Reader) ([]byte, error) {
	in := stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxSummary+1))
	if err == nil && len(data) > maxSummary {
		err = fmt.Errorf("over %d MB", maxSummary>>20)
	}
	return data, err
}

func hold(a news.Article, summary []byte) ([]pipeline.PointFinding, error) {
	claims, err := pipeline.ReadClaims(summary, a.Language)
	if err != nil {
		return nil, err
	}
	return pipeline.CheckClaims(a, claims)
}

// checkPairs checks the pairs of JSON Lines. One that cannot be read is said, the rest is checked, and the exit code is that
// of wrong usage.
func checkPairs(ctx context.Context, in io.Reader, report *reporter, u *ui) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxPair)
	number, bad := 0, 0
	for lines.Scan() {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if len(lines.Bytes()) == 0 {
			continue
		}
		number++
		found, note, err := checkPair(ctx, lines.Bytes())
		if err != nil {
			u.warn("pair %d: %v", number, err)
			bad++
			continue
		}
		if note != "" {
			u.warn("pair %d, the article: %s", number, note)
		}
		if err := report.write(number, found); err != nil {
			return err
		}
	}
	switch err := lines.Err(); {
	case err != nil:
		return usage("", "pair %d: %w", number+1, err)
	case number == 0:
		return usage(`a line each, {"article":"…","summary":"…"}`, "there are no pairs on standard input")
	case bad > 0:
		return usage(`{"article":"the text","summary":"…" or {"points":[…]}}`, "%s of %d could not be checked", plural(bad, "pair", "pairs"), number)
	}
	return nil
}

// checkPair checks one pair, and says what of it could not be checked. The article, and the summary when it is a string, are texts, or the paths of files that are there.
func checkPair(ctx context.Context, line []byte) ([]pipeline.PointFinding, string, error) {
	var pair struct {
		Article string          `json:"article"`
		Summary json.RawMessage `json:"summary"`
	}
	if err := json.Unmarshal(line, &pair); err != nil {
		return nil, "", fmt.Errorf("no pair in JSON: %w", err)
	}
	var a news.Article
	var err error
	if isFile(pair.Article) {
		a, err = pipeline.OneArticle(ctx, pipeline.Input{Sources: named([]string{pair.Article})})
	} else {
		a, err = pipeline.TextArticle(pair.Article)
	}
	if err != nil {
		return nil, "", fmt.Errorf("the article: %w", err)
	}
	summary := []byte(pair.Summary)
	var text string
	if json.Unmarshal(summary, &text) == nil {
		summary = []byte(text)
	}
	if isFile(text) {
		if summary, err = readSummary(text, nil); err != nil {
			return nil, "", fmt.Errorf("the summary: %w", err)
		}
	}
	found, err := hold(a, summary)
	return found, check.Unchecked(a), err
}

// isFile reports whether a text is the path of a file. A text of several lines, or a long one, is none.
func isFile(text string) bool {
	if text == "" || len(text) > 1024 || strings.ContainsAny(text, "\n\x00") {
		return false
	}
	info, err := os.Stat(text)
	return err == nil && info.Mode().IsRegular()
}

// reporter prints findings, a line each.
type reporter struct {
	out   *bufio.Writer
	json  bool
	found int
}

// write prints the findings about one summary; pair is its number where there are several, else 0.
func (r *reporter) write(pair int, found []pipeline.PointFinding) error {
	r.found += len(found)
	lines := json.NewEncoder(r.out)
	lines.SetEscapeHTML(false)
	for _, f := range found {
		if r.json {
			if err := lines.Encode(struct {
				Pair int `json:"pair,omitempty"`
				pipeline.PointFinding
			}{pair, f}); err != nil {
				return err
			}
			continue
		}
		where := "headline"
		if f.Point > 0 {
			where = fmt.Sprintf("point %d", f.Point)
		}
		if pair > 0 {
			where = fmt.Sprintf("pair %d, %s", pair, where)
		}
		words := news.PrintableLine(f.Words)
		if words != "" {
			words = " “" + words + "”"
		}
		if _, err := fmt.Fprintf(r.out, "%s, %s, %s:%s %s\n", where, news.PrintableLine(f.Lang), f.Kind, words, f.Reason); err != nil {
			return err
		}
	}
	return r.out.Flush()
}

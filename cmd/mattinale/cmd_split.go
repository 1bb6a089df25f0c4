package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/urfave/cli/v2"

	"mattinale/pipeline"
	"mattinale/pipeline/news"
	"mattinale/pipeline/render"
	"mattinale/pipeline/tokens"
)

func splitCommand(io streams) *cli.Command {
	flags := []cli.Flag{
		intFlag("chunk-tokens", 2000, "", "most tokens of a chunk"),
		stringFlag("encoding", tokens.CL100K, "how tokens are counted"),
		&cli.BoolFlag{Name: "raw", Usage: "split the input as it is, without cleaning it"},
		&cli.BoolFlag{Name: "json", Usage: "a line of JSON a chunk"},
	}
	return command(&cli.Command{
		Name: "split", Usage: "print the chunks of articles", ArgsUsage: "[SOURCE…]",
		Flags:  append(flags, speechFlags()...),
		Action: func(c *cli.Context) error { return runSplit(c, io) },
	})
}

func runSplit(c *cli.Context, io streams) error {
	file, err := loadConfig(c)
	if err != nil {
		return err
	}
	s := settings{
		sources: named(c.Args().Slice()), chunkTokens: c.Int("chunk-tokens"), encoding: c.String("encoding"),
		now: time.Now(),
	}
	if len(s.sources) == 0 {
		s.sources = file.all()
	}
	if err := checkExclusive(c, &s); err != nil {
		return err
	}
	for _, f := range c.Command.Flags {
		if f.Names()[0] == "encoding" {
			continue // tokens.Load says what is wrong with it
		}
		if err := checkValue(c, &s, f); err != nil {
			return err
		}
	}
	if err := checkSources(c, &s); err != nil {
		return err
	}
	u := newUI(c, io)
	defer u.close()
	out := bufio.NewWriter(io.out)
	defer out.Flush()
	return splitAll(c.Context, s, c.Bool("raw"), printChunk(out, c.Bool("json")), u, io)
}

func splitAll(ctx context.Context, s settings, raw bool, show func(pipeline.Piece) error, u *ui, io streams) error {
	counter, err := tokens.Load(s.encoding)
	if err != nil {
		return usage("", "--encoding: %w", err)
	}
	if len(s.sources) == 0 {
		u.say("no sources given: splitting the built-in seed articles")
	}
	shown, failed := 0, 0
	in, closeWeb := newInput(s, nil, u, io)
	defer closeWeb()
	for piece, err := range pipeline.Split(ctx, in, raw, s.chunkTokens, counter) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			u.warn("%v", err)
			failed++
			continue
		}
		if err := show(piece); err != nil {
			return err
		}
		shown++
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case shown == 0:
		return &failure{code: exitNothing, err: pipeline.ErrNothing}
	case failed > 0:
		return silent(exitMissing)
	}
	return nil
}

// chunkLine is the format of split --json.
type chunkLine struct {
	Article string `json:"article"`
	Source  string `json:"source"`
	Index   int    `json:"index"`
	Tokens  int    `json:"tokens"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
}

func printChunk(out io.Writer, asJSON bool) func(pipeline.Piece) error {
	if asJSON {
		return func(p pipeline.Piece) error {
			return render.ValueLine(out, chunkLine{p.Article, p.Source, p.Index, p.Tokens, p.Start, p.End, p.Text})
		}
	}
	return func(p pipeline.Piece) error {
		_, err := fmt.Fprintf(out, "== %s, chunk %d of %d, %s ==\n%s\n\n", news.PrintableLine(p.Source), p.Index+1, p.Of,
			plural(p.Tokens, "token", "tokens"), news.Printable(p.Text))
		return err
	}
}

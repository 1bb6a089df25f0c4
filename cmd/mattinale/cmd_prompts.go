package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/urfave/cli/v2"

	"mattinale/pipeline/news"
	"mattinale/prompts"
)

func promptsCommand(io streams) *cli.Command {
	flags := append([]cli.Flag{promptsFlag(), &cli.BoolFlag{Name: "json", Usage: "one JSON value"}}, speechFlags()...)
	return command(&cli.Command{
		Name: "prompts", Usage: "see and change what a model is told",
		Subcommands: []*cli.Command{
			command(&cli.Command{Name: "list", Usage: "the prompts in use", Flags: flags,
				Action: func(c *cli.Context) error { return promptsList(c, io) }}),
			command(&cli.Command{Name: "show", Usage: "print one as it is in use", ArgsUsage: "NAME", Flags: flags,
				Action: func(c *cli.Context) error { return promptsShow(c, io) }}),
			command(&cli.Command{Name: "eject", Usage: "write the built-in ones to a folder, to be edited and used from there",
				ArgsUsage: "[DIR]", Flags: flags,
				Action: func(c *cli.Context) error { return promptsEject(c, io) }}),
		},
	})
}

func promptsList(c *cli.Context, io streams) error {
	set, err := configuredPrompts(c, 0)
	if err != nil {
		return err
	}
	type row struct {
		Name   string `json:"name"`
		Digest string `json:"digest"`
		Edited bool   `json:"edited"`
	}
	var rows []row
	for _, name := range prompts.Names() {
		rows = append(rows, row{name, set.Digest(name), set.Edited(name)})
	}
	if c.Bool("json") {
		return writeJSON(io.out, rows)
	}
	for _, r := range rows {
		mark := ""
		if r.Edited {
			mark = "  edited"
		}
		fmt.Fprintf(io.out, "%-10s %s%s\n", r.Name, r.Digest[:12], mark)
	}
	return nil
}

func promptsShow(c *cli.Context, io streams) error {
	set, err := configuredPrompts(c, 1)
	if err != nil {
		return err
	}
	text, ok := set.Source(c.Args().First())
	if !ok {
		return usage("there are "+strings.Join(prompts.Names(), ", "), "there is no prompt %q", c.Args().First())
	}
	if c.Bool("json") {
		return writeJSON(io.out, map[string]string{"name": c.Args().First(), "text": text})
	}
	_, err = fmt.Fprint(io.out, news.Printable(text))
	return err
}

func promptsEject(c *cli.Context, io streams) error {
	if _, err := loadConfig(c); err != nil {
		return err
	}
	dir := c.Args().First()
	if dir == "" {
		dir = defaultPromptDir()
	}
	paths, err := prompts.Eject(dir)
	if errors.Is(err, fs.ErrExist) {
		return &failure{code: exitNothing, err: fmt.Errorf("not overwritten: %w", err), hint: "move it away first, or name another folder"}
	}
	if err != nil {
		return err
	}
	if c.Bool("json") {
		return writeJSON(io.out, paths)
	}
	for _, p := range paths {
		fmt.Fprintln(io.out, p)
	}
	if dir != defaultPromptDir() {
		remark(c, io, "use them with --prompts %s", dir)
	}
	return nil
}

// configuredPrompts loads the prompts that a run would use, after checking that there are n arguments.
func configuredPrompts(c *cli.Context, n int) (*prompts.Set, error) {
	if c.NArg() != n {
		return nil, usage("mattinale prompts --help", "prompts %s takes %s", c.Command.Name, plural(n, "argument", "arguments"))
	}
	if _, err := loadConfig(c); err != nil {
		return nil, err
	}
	return promptSet(c)
}

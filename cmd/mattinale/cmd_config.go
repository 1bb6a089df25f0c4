package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"mattinale/pipeline/news"
)

func configCommand(io streams) *cli.Command {
	return command(&cli.Command{
		Name: "config", Usage: "the configuration file: begin one, check it, see what holds and why",
		Subcommands: []*cli.Command{
			command(&cli.Command{Name: "init", Usage: "write a file with every setting in it as a comment, and its schema for editors beside it",
				Flags: append([]cli.Flag{
					&cli.StringFlag{Name: "to", Usage: "write it to `FILE`", DefaultText: "what --config says"},
					&cli.BoolFlag{Name: "force", Usage: "write over what is there"},
				}, speechFlags()...),
				Action: func(c *cli.Context) error { return configInit(c, io) }}),
			command(&cli.Command{Name: "check", Usage: "say every mistake in it; exit 2 if there is one", ArgsUsage: "[FILE]", Flags: speechFlags(),
				Action: func(c *cli.Context) error { return configCheck(c, io) }}),
			command(&cli.Command{Name: "show", Usage: "each setting, its value, and where that comes from", Flags: briefFlags(),
				Action: func(c *cli.Context) error { return configShow(c, io) }}),
			command(&cli.Command{Name: "schema", Usage: "print the JSON Schema of the file, for editors", Flags: speechFlags(),
				Action: func(c *cli.Context) error { return printSchema(c, io) }}),
		},
	})
}

func noArguments(c *cli.Context) error {
	if c.NArg() > 0 {
		return usage("mattinale "+commandPath(c)+" --help", "%s takes no arguments", commandPath(c))
	}
	return nil
}

// commandPath is a command with the one that it belongs to.
func commandPath(c *cli.Context) string {
	return strings.TrimPrefix(c.Command.HelpName, "mattinale ")
}

// remark says one thing on stderr, unless that is to be quiet.
func remark(c *cli.Context, io streams, format string, args ...any) {
	u := plainUI(c, io)
	defer u.close()
	u.say(format, args...)
}

// plainUI is for a command without progress: a bar that nothing is on swallows what is said above it.
func plainUI(c *cli.Context, io streams) *ui {
	u := stderrUI(c, io)
	u.stopBar()
	return u
}

func printSchema(c *cli.Context, io streams) error {
	if err := noArguments(c); err != nil {
		return err
	}
	page, err := configSchema()
	if err == nil {
		_, err = io.out.Write(page)
	}
	return err
}

func configInit(c *cli.Context, io streams) error {
	if err := noArguments(c); err != nil {
		return err
	}
	path := c.String("to")
	if path == "" {
		path = configPath(c)
	}
	page, err := configSchema()
	if err != nil {
		return err
	}
	schemaPath := strings.TrimSuffix(path, filepath.Ext(path)) + ".schema.json"
	for _, p := range []string{path, schemaPath} {
		if _, err := os.Lstat(p); err == nil && !c.Bool("force") && !(p == schemaPath && isSchema(p)) {
			return &failure{code: exitNothing, err: fmt.Errorf("%s is there already", p), hint: "--force writes over it, --to FILE elsewhere"}
		}
	}
	err = writeWhole(schemaPath, string(page), false) // first: what the file points to is there
	if err == nil {
		err = writeWhole(path, starterFile(filepath.Base(schemaPath)), !c.Bool("force"))
	}
	if err != nil {
		return &failure{code: exitNothing, err: err, hint: "name another with --to FILE"}
	}
	fmt.Fprintln(io.out, path)
	remark(c, io, "%s beside it tells editors what may stand in it", filepath.Base(schemaPath))
	return nil
}

// isSchema reports whether a file is a schema that this program wrote, in whatever version, and may write anew.
func isSchema(path string) bool {
	page, err := os.ReadFile(path)
	return err == nil && strings.Contains(string(page), fmt.Sprintf("%q: %q", "title", schemaTitle))
}

func configCheck(c *cli.Context, io streams) error {
	path := configPath(c)
	if c.NArg() > 1 {
		return usage("mattinale config check --help", "config check takes one file")
	}
	if c.NArg() == 1 {
		path = c.Args().First()
	}
	file, err := readConfig(path, time.Now())
	if errors.Is(err, fs.ErrNotExist) {
		return usage("mattinale config init writes one", "there is no configuration file: %w", err)
	}
	if err != nil {
		return usage("", "reading the configuration: %w", err)
	}
	if err := file.refusal(0); err != nil {
		return err
	}
	if !c.Bool("quiet") {
		fmt.Fprintf(io.out, "%s: fine, %s\n", path, plural(len(file.sources), "source", "sources"))
	}
	if paths := file.relative(); len(paths) > 0 {
		remark(c, io, "looked for in the folder that mattinale runs in, which is another in a daily run: %s", strings.Join(paths, ", "))
	}
	return nil
}

// setting is one row of what config show tells.
type setting struct {
	Key    string `json:"key"`
	Value  any    `json:"value"` // null: not said
	From   string `json:"from"`  // flag, environment, file or default
	Line   int    `json:"line,omitempty"`
	shown  string
	origin string // for people
}

func configShow(c *cli.Context, io streams) error {
	if err := noArguments(c); err != nil {
		return err
	}
	given := map[string]bool{}
	for _, f := range c.Command.Flags {
		given[f.Names()[0]] = c.IsSet(f.Names()[0])
	}
	file, err := loadConfig(c)
	if err != nil {
		return err
	}
	if err := checkValues(c, &settings{now: time.Now()}); err != nil {
		return err
	}
	var rows []setting
	keys := settingKeys()
	for _, f := range c.Command.Flags {
		if k, ok := findKey(keys, f.Names()[0]); ok {
			rows = append(rows, settingOf(c, k, f, file, given[k.name]))
		}
	}
	if c.Bool("json") {
		sources := []map[string]any{}
		for _, s := range file.sources {
			sources = append(sources, listed(s))
		}
		return writeJSON(io.out, map[string]any{"file": file.path, "settings": rows, "sources": sources})
	}
	printSettings(c, io, file, rows)
	return nil
}

// settingOf says what a setting is and where it comes from. given: by the command line or the environment.
func settingOf(c *cli.Context, k key, f cli.Flag, file *configFile, given bool) setting {
	row := setting{Key: k.name, From: "default"}
	text := flagText(c, k.name)
	v, inFile := file.value(k.name)
	switch env := env(k.name)[0]; {
	case given && f.IsSet() && os.Getenv(env) == text:
		row.From, row.origin = "environment", env
	case given:
		row.From, row.origin = "flag", "flag"
	case inFile:
		row.From, row.Line = "file", v.line
		row.origin = fmt.Sprintf("%s:%d", filepath.Base(file.path), v.line)
	default:
		text, row.origin, row.shown = k.standard, "default", k.said
	}
	text = withoutKeys(news.Redacted(text))
	if k.name == "base-url" { // what is behind it may be a key, and is refused
		if i := strings.IndexAny(text, "?#"); i >= 0 {
			text = text[:i+1] + "…"
		}
	}
	row.Value = k.typed(text)
	if text != "" {
		row.shown = text
	}
	return row
}

func printSettings(c *cli.Context, io streams, file *configFile, rows []setting) {
	if file.path == "" {
		fmt.Fprintf(io.out, "no configuration file: %s is not there\n\n", shownAddress(configPath(c)))
	} else {
		fmt.Fprintf(io.out, "configuration file: %s, %s\n\n", shownAddress(file.path), plural(len(file.sources), "source", "sources"))
	}
	var cells [][]string
	for _, r := range rows {
		shown := r.shown
		if r.From == "default" && shown != "" && r.Value == nil {
			shown = "(" + shown + ")"
		}
		cells = append(cells, []string{r.Key, shown, r.origin})
	}
	for _, line := range table(cells, 80) {
		fmt.Fprintln(io.out, line)
	}
}

// listed is a source of the file as JSON has it.
func listed(s fileSource) map[string]any {
	all := sourceJSON(s.Source)
	all["line"] = s.line
	return all
}

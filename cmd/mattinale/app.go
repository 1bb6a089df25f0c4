package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// version is set by the linker in releases.
var version = "dev"

// streams are the standard streams.
type streams struct{ in, out, err *os.File }

func newApp(io streams) *cli.App {
	return &cli.App{
		Name: "mattinale", Version: version,
		Usage:     "the day's articles as a brief that shows its evidence",
		UsageText: "mattinale COMMAND [FLAGS] [SOURCE…]",
		Description: "A SOURCE is a file, a folder, a mailbox, the address of a page or a feed, a list of feeds (.opml), or - for\n" +
			"standard input. With none: the sources of " +
			"the configuration file; with none there either: the built-in seed articles.",
		Reader: io.in, Writer: io.out, ErrWriter: io.err,
		HideHelpCommand:        true,
		UseShortOptionHandling: false,
		Suggest:                false,
		ExitErrHandler:         func(*cli.Context, error) {}, // exitCode does it
		OnUsageError:           onUsageError,
		Action:                 noCommand,
		Commands: []*cli.Command{
			briefCommand(io), summarizeCommand(io), splitCommand(io), checkCommand(io), doctorCommand(io), modelCommand(io),
			cacheCommand(io), promptsCommand(io), scheduleCommand(io), configCommand(io), sourcesCommand(io),
		},
	}
}

// command fills in what all commands have in common.
func command(c *cli.Command) *cli.Command {
	c.OnUsageError = onUsageError
	c.HideHelpCommand = true
	if len(c.Subcommands) > 0 && c.Action == nil {
		c.Action = noCommand
	}
	return c
}

func onUsageError(c *cli.Context, err error, _ bool) error {
	hint := "mattinale --help lists the commands"
	if c.Command != nil && c.Command.Name != "" && c.Command.Name != "mattinale" {
		hint = fmt.Sprintf("mattinale %s --help lists its flags", c.Command.Name)
	}
	message := strings.ReplaceAll(err.Error(), "flag provided but not defined: -", "unknown flag ")
	return usage(hint, "%s", message)
}

// noCommand is what runs when the words given name no command.
func noCommand(c *cli.Context) error {
	if name := c.Args().First(); name != "" {
		hint := "mattinale --help lists the commands"
		if near := nearest(name, commandNames(c)); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return usage(hint, "there is no command %q", name)
	}
	if c.Command != nil && len(c.Command.Subcommands) > 0 && c.Command.Name != "mattinale" {
		return usage(fmt.Sprintf("it has: %s", strings.Join(commandNames(c), ", ")), "%s does nothing by itself", c.Command.Name)
	}
	return cli.ShowAppHelp(c)
}

func commandNames(c *cli.Context) []string {
	commands := c.App.Commands
	if c.Command != nil && len(c.Command.Subcommands) > 0 {
		commands = c.Command.Subcommands
	}
	var names []string
	for _, sub := range commands {
		if !sub.Hidden {
			names = append(names, sub.Name)
		}
	}
	return names
}

// nearest is the known word that differs from a word in at most two places, or "".
func nearest(word string, known []string) string {
	best, name := 3, ""
	for _, k := range known {
		if d := distance(word, k); d < best {
			best, name = d, k
		}
	}
	return name
}

// distance is Levenshtein's, in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

// reorder puts the flags of a command before its other arguments, since the library stops reading flags at the first
// argument that is none. What follows "--" is never a flag, and "-" is standard input.
func reorder(app *cli.App, args []string) []string {
	at, flags := 1, app.Flags
	commands := app.Commands
	for at < len(args) {
		i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(args[at]) })
		if i < 0 {
			break
		}
		flags, commands = commands[i].Flags, commands[i].Subcommands
		at++
	}
	if at == 1 || at >= len(args) {
		return args
	}
	var options, rest []string
	for i := at; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			rest = append(rest, args[i+1:]...)
			i = len(args)
		case len(arg) > 1 && arg[0] == '-':
			options = append(options, arg)
			if takesValue(flags, arg) && i+1 < len(args) {
				i++
				options = append(options, args[i])
			}
		default:
			rest = append(rest, arg)
		}
	}
	out := append(slices.Clone(args[:at]), options...)
	return append(append(out, "--"), rest...)
}

func takesValue(flags []cli.Flag, arg string) bool {
	name := strings.TrimLeft(arg, "-")
	if strings.Contains(name, "=") {
		return false
	}
	for _, f := range flags {
		if slices.Contains(f.Names(), name) {
			_, boolean := f.(*cli.BoolFlag)
			return !boolean
		}
	}
	return false
}

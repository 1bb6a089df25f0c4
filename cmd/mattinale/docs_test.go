package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"
)

var update = flag.Bool("update", false, "write docs/commands.md")

// TestCommandsAreDocumented holds docs/commands.md against the commands and flags there are.
func TestCommandsAreDocumented(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "commands.md")
	want := commandsPage(newApp(streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("docs/commands.md is out of date, run go test ./cmd/mattinale -update (-want +got):\n%s", diff)
	}
}

func commandsPage(app *cli.App) string {
	var b strings.Builder
	b.WriteString("# Commands\n\nWritten by `go test ./cmd/mattinale -update` from the program itself.\n")
	for _, c := range app.Commands {
		writeCommand(&b, "mattinale", c)
	}
	return b.String()
}

func writeCommand(b *strings.Builder, parent string, c *cli.Command) {
	if c.Hidden {
		return
	}
	name := parent + " " + c.Name
	b.WriteString("\n## " + strings.TrimSpace(name+" "+c.ArgsUsage) + "\n\n" + c.Usage + "\n")
	if len(c.Flags) > 0 {
		b.WriteString("\n```\n")
		for _, f := range c.Flags {
			b.WriteString(f.String() + "\n")
		}
		b.WriteString("```\n")
	}
	for _, sub := range c.Subcommands {
		writeCommand(b, name, sub)
	}
}

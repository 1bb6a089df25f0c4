package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"
)

var update = flag.Bool("update", false, "write the pages of docs that are made from the program")

// TestCommandsAreDocumented holds docs/commands.md against the commands and flags there are.
func TestCommandsAreDocumented(t *testing.T) {
	holdPage(t, "commands.md", commandsPage(newApp(streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})))
}

// TestSchemaIsInDocs holds docs/config.schema.json against what config schema prints.
func TestSchemaIsInDocs(t *testing.T) {
	page, err := configSchema()
	if err != nil {
		t.Fatal(err)
	}
	holdPage(t, "config.schema.json", string(page))
}

// TestKeysAreDocumented holds the tables of docs/configuration.md against the keys there are. What stands above them is written by hand.
func TestKeysAreDocumented(t *testing.T) {
	const name, mark = "configuration.md", "from the program itself.\n\n"
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	head, _, found := strings.Cut(string(page), mark)
	if !found {
		t.Fatalf("docs/%s has no line that says that the rest is written", name)
	}
	holdPage(t, name, head+mark+keysTable(settingKeys())+"\nOf a source:\n\n"+keysTable(keysOf(sourceKeys())))
}

// keysOf leaves out what is about sources.
func keysOf(all []sourceKey) []key {
	var keys []key
	for _, k := range all {
		keys = append(keys, k.key)
	}
	return keys
}

func keysTable(keys []key) string {
	var b strings.Builder
	b.WriteString("| key | value | default | |\n|---|---|---|---|\n")
	for _, k := range keys {
		value := k.kind.String()
		if k.choices != nil {
			value = strings.Join(slices.DeleteFunc(slices.Clone(k.choices), func(s string) bool { return s == "" }), ", ")
		}
		standard := k.said
		if k.standard != "" {
			standard = "`" + k.standard + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.name, value, standard, k.about)
	}
	return b.String()
}

// holdPage holds a page of docs against what the program makes of itself, or writes it.
func holdPage(t *testing.T, name, want string) {
	t.Helper()
	path := filepath.Join("..", "..", "docs", name)
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
		t.Errorf("docs/%s is out of date, run go test ./cmd/mattinale -update (-want +got):\n%s", name, diff)
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

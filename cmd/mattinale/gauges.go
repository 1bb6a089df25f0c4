package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/google/renameio/v2/maybe"
)

// gauges are metrics in Prometheus' text format (prometheus.io/docs/instrumenting/exposition_formats), each by its name. The client
// library of Prometheus would add a fifth to the time in which the program starts, and 3 MB to it, for what is done here.
type gauges map[string]string

func (g gauges) set(name, help string, value float64) {
	g.add(name, help, fmt.Sprintf("%s %s\n", prefixed(name), number(value)))
}

// setAll sets one gauge a value of a label; with no value there is no metric.
func (g gauges) setAll(name, help, label string, values map[string]int) {
	var lines strings.Builder
	for _, of := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(&lines, "%s{%s=\"%s\"} %s\n", prefixed(name), label, escapeLabel(of), number(float64(values[of])))
	}
	if lines.Len() > 0 {
		g.add(name, help, lines.String())
	}
}

func (g gauges) add(name, help, lines string) {
	g[name] = fmt.Sprintf("# HELP %[1]s %[2]s\n# TYPE %[1]s gauge\n%[3]s", prefixed(name), escapeHelp(help), lines)
}

// write puts all of it into a file, whole or not at all, that any user may read: node_exporter is another one.
func (g gauges) write(path string) error {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(g)) {
		text.WriteString(g[name])
	}
	const mode = 0o644
	if err := maybe.WriteFile(path, []byte(text.String()), mode); err != nil {
		return err
	}
	return os.Chmod(path, mode) // whatever the umask, and the mode of the old file
}

func prefixed(name string) string { return "mattinale_" + name }

func number(value float64) string { return strconv.FormatFloat(value, 'g', -1, 64) }

func escapeHelp(text string) string {
	return strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(text)
}

func escapeLabel(text string) string {
	return strings.ReplaceAll(escapeHelp(text), `"`, `\"`)
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"mattinale/cache"
	"mattinale/pipeline/llm/endpoint"
	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
	"mattinale/prompts"
)

func doctorCommand(io streams) *cli.Command {
	return command(&cli.Command{
		Name: "doctor", Usage: "what is configured, found, reachable; what would be used and why; one line a fix", ArgsUsage: "[SOURCE…]",
		Flags:  briefFlags(),
		Action: func(c *cli.Context) error { return runDoctor(c, io) },
	})
}

// diagnosis is one line of the doctor's: what was looked at, what was found, and what would mend it.
type diagnosis struct {
	About   string `json:"about"`
	Found   string `json:"found"`
	Problem bool   `json:"problem"`
	Note    bool   `json:"note,omitempty"` // no problem, but something could be better
	Hint    string `json:"hint,omitempty"`
}

func problem(about, found, hint string) diagnosis {
	return diagnosis{About: about, Found: found, Problem: true, Hint: hint}
}

func note(about, found, hint string) diagnosis {
	return diagnosis{About: about, Found: found, Note: true, Hint: hint}
}

// mark is what stands in front of the line.
func (d diagnosis) mark() string {
	switch {
	case d.Problem:
		return "FIX"
	case d.Note:
		return "note"
	}
	return "ok"
}

func runDoctor(c *cli.Context, io streams) error {
	s, err := readSettings(c)
	if err != nil {
		return err
	}
	store, rows := doctorCache(s)
	rows = append([]diagnosis{doctorConfig(c, s)}, rows...)
	choice, err := findEndpoint(c.Context, s, store)
	if err != nil {
		return err
	}
	rows = append(rows, doctorFolders(s)...)
	rows = append(rows, doctorSources(s)...)
	rows = append(rows, doctorEndpoint(s, choice)...)
	bad := false
	for _, r := range rows {
		bad = bad || r.Problem
	}
	if c.Bool("json") {
		err = writeJSON(io.out, map[string]any{"ok": !bad, "rows": rows, "endpoint": choice.Trace})
	} else {
		printDiagnosis(io, rows, choice.Trace, c.Bool("verbose"))
	}
	if err == nil && bad {
		return silent(exitMissing)
	}
	return err
}

func printDiagnosis(io streams, rows []diagnosis, trace []endpoint.Step, verbose bool) {
	line := func(mark, about, found, hint string) {
		fmt.Fprintf(io.out, "%-4s %-10s %s\n", mark, news.PrintableLine(about), news.PrintableLine(found))
		if hint != "" {
			fmt.Fprintf(io.out, "%15s -> %s\n", "", news.PrintableLine(hint))
		}
	}
	for _, r := range rows {
		line(r.mark(), r.About, r.Found, r.Hint)
	}
	fmt.Fprintln(io.out, "\nlooked at, in this order:")
	for _, t := range trace {
		mark := "-"
		if t.Used {
			mark = "used"
		}
		fmt.Fprintf(io.out, "  %-5s %s: %s\n", mark, news.PrintableLine(t.Candidate), news.PrintableLine(t.Outcome))
		if t.Hint != "" && (verbose || !t.Used) {
			fmt.Fprintf(io.out, "        -> %s\n", news.PrintableLine(t.Hint))
		}
	}
}

// doctorConfig says which file was read. One with a mistake in it has been refused before.
func doctorConfig(c *cli.Context, s settings) diagnosis {
	if s.file.path == "" {
		return diagnosis{About: "config", Found: configPath(c) + " is not there, and need not be", Hint: "mattinale config init writes one to begin with"}
	}
	return diagnosis{About: "config", Found: fmt.Sprintf("%s: %s, %s", s.file.path,
		plural(len(s.file.values), "setting", "settings"), plural(len(s.file.sources), "source", "sources"))}
}

func doctorCache(s settings) (*cache.Store, []diagnosis) {
	if s.noCache {
		return nil, []diagnosis{{About: "cache", Found: "none, as --no-cache says"}}
	}
	store, err := cache.Open(s.cacheDir)
	if err != nil {
		return nil, []diagnosis{problem("cache", err.Error(), "name another folder with --cache-dir")}
	}
	if err := store.Unwritable(); err != nil {
		return store, []diagnosis{problem("cache", err.Error(), "name another folder with --cache-dir")}
	}
	return store, []diagnosis{{About: "cache", Found: store.Dir()}}
}

// doctorFolders tries what a run will need to write to, without leaving anything.
func doctorFolders(s settings) []diagnosis {
	rows := []diagnosis{{About: "briefs", Found: s.out}}
	if err := writable(s.out); err != nil {
		rows[0] = problem("briefs", err.Error(), "name another folder with --out")
	}
	edited := 0
	for _, name := range prompts.Names() {
		if s.prompts.Edited(name) {
			edited++
		}
	}
	found := "the built-in ones"
	if edited > 0 {
		found = plural(edited, "is edited", "are edited")
	}
	return append(rows, diagnosis{About: "prompts", Found: found})
}

func writable(dir string) error {
	for {
		info, err := os.Stat(dir)
		if err == nil && !info.IsDir() {
			return fmt.Errorf("%s is no folder", dir)
		}
		if err == nil {
			break
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return err
		}
		dir = parent
	}
	f, err := os.CreateTemp(dir, ".mattinale-*")
	if err != nil {
		return err
	}
	_ = f.Close()
	return os.Remove(f.Name())
}

func doctorSources(s settings) []diagnosis {
	if len(s.sources) == 0 {
		return []diagnosis{{About: "sources", Found: "none given: the built-in seed articles"}}
	}
	var rows []diagnosis
	for _, from := range s.sources {
		row := diagnosis{About: "source", Found: news.Redacted(from.Address)}
		if more := said(from); more != "" {
			row.Found += " (" + more + ")"
		}
		if _, err := os.Stat(from.Address); err != nil && from.Address != "-" && !source.Remote(from.Address) {
			row = problem("source", err.Error(), "give the path of a file or a folder")
		}
		rows = append(rows, row)
	}
	return rows
}

func doctorEndpoint(s settings, choice endpoint.Choice) []diagnosis {
	var rows []diagnosis
	for _, t := range choice.Trace {
		if t.Warn {
			rows = append(rows, problem("endpoint", t.Candidate+": "+t.Outcome, t.Hint))
		}
	}
	e := choice.Endpoint
	switch {
	case s.engine == "extract":
		return append(rows, diagnosis{About: "engine", Found: "extract: the source's own sentences, no model"})
	case !choice.Found:
		return append(rows, problem("endpoint", "none: articles would be extracted, not summarised",
			"mattinale model install brings a small local model; or start Ollama or llama-server; or give --base-url"))
	case choice.Start:
		return append(rows, diagnosis{About: "endpoint", Found: fmt.Sprintf("%s, started for the run (%s)", e.Model, e.Origin)})
	}
	row := diagnosis{About: "endpoint", Found: fmt.Sprintf("%s, model %s (%s)", e.BaseURL, e.Model, e.Origin)}
	if !choice.Answered && !s.offline && !strings.HasPrefix(e.BaseURL, endpoint.OpenAI) {
		last := choice.Trace[len(choice.Trace)-1]
		row.Problem, row.Found, row.Hint = true, row.Found+": "+outcomeOf(last), last.Hint
	}
	rows = append(rows, row)
	if e.Key.IsSet() && !e.Loopback && strings.HasPrefix(e.BaseURL, "http:") {
		rows = append(rows, note("key", "goes over the network unencrypted, and the articles with it", "give the address with https:// where the server has that"))
	}
	return append(rows, doctorContext(s, choice)...)
}

func outcomeOf(t endpoint.Step) string {
	_, after, found := strings.Cut(t.Outcome, ": ")
	if !found {
		return t.Outcome
	}
	return after
}

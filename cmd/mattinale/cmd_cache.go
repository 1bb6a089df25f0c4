package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/urfave/cli/v2"

	"mattinale/cache"
)

func cacheCommand(io streams) *cli.Command {
	sub := func(name, about string, run func(*cli.Context, streams, *cache.Store) error, more ...cli.Flag) *cli.Command {
		flags := append(more, cacheFlag(), &cli.BoolFlag{Name: "json", Usage: "one JSON value"})
		return command(&cli.Command{
			Name: name, Usage: about, Flags: append(flags, speechFlags()...),
			Action: func(c *cli.Context) error {
				store, err := openCache(c)
				if err != nil {
					return err
				}
				return run(c, io, store)
			},
		})
	}
	return command(&cli.Command{
		Name: "cache", Usage: "look after the replies kept on disk",
		Subcommands: []*cli.Command{
			sub("stats", "how many replies, how large, how old", cacheStats),
			sub("verify", "read every entry and name each damaged one; exit 3 if there is one", cacheVerify),
			sub("prune", "remove what was not used for long, and left-over temporary files", cachePrune,
				&cli.DurationFlag{Name: "older-than", Usage: "remove what was last used longer ago, as in 720h", Value: 90 * 24 * time.Hour},
				&cli.Int64Flag{Name: "max-mb", Usage: "then the least recently used, until so many MB are left", DefaultText: "no limit"}),
			sub("clear", "remove every reply", cacheClear),
		},
	})
}

func openCache(c *cli.Context) (*cache.Store, error) {
	if _, err := loadConfig(c); err != nil {
		return nil, err
	}
	if c.NArg() > 0 {
		return nil, usage("", "cache %s takes no arguments", c.Command.Name)
	}
	store, err := cache.Open(cacheDir(c))
	if err != nil {
		return nil, usage("name another with --cache-dir", "the cache: %w", err)
	}
	return store, nil
}

func cacheStats(c *cli.Context, io streams, store *cache.Store) error {
	st, err := store.Stats(c.Context)
	if err != nil {
		return err
	}
	if c.Bool("json") {
		return writeJSON(io.out, map[string]any{
			"dir": store.Dir(), "entries": st.Entries, "bytes": st.Bytes, "temporary": st.Temporary,
			"oldest": stamp(st.Oldest), "newest": stamp(st.Newest),
		})
	}
	fmt.Fprintf(io.out, "%s\n%s, %.1f MB, %s\n", store.Dir(), plural(st.Entries, "entry", "entries"),
		float64(st.Bytes)/1e6, plural(st.Temporary, "temporary file", "temporary files"))
	if st.Entries > 0 {
		fmt.Fprintf(io.out, "last used between %s and %s\n", stamp(st.Oldest), stamp(st.Newest))
	}
	return nil
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func cacheVerify(c *cli.Context, io streams, store *cache.Store) error {
	type damage struct {
		Path   string `json:"path"`
		Reason string `json:"reason"`
	}
	damaged := []damage{}
	n, err := store.Verify(c.Context, func(path string, err error) {
		damaged = append(damaged, damage{path, err.Error()})
	})
	if err != nil {
		return err
	}
	if c.Bool("json") {
		err = writeJSON(io.out, map[string]any{"entries": n, "damaged": damaged})
	} else {
		for _, d := range damaged {
			fmt.Fprintf(io.out, "%s: %s\n", d.Path, d.Reason)
		}
		_, err = fmt.Fprintf(io.out, "%s read, %d damaged\n", plural(n, "entry", "entries"), len(damaged))
	}
	if err == nil && len(damaged) > 0 {
		return silent(exitMissing)
	}
	return err
}

func cachePrune(c *cli.Context, io streams, store *cache.Store) error {
	if c.Duration("older-than") < 0 || c.Int64("max-mb") < 0 {
		return usage("", "--older-than and --max-mb cannot be less than nothing")
	}
	limit := cache.Limit{MaxBytes: c.Int64("max-mb") << 20}
	if age := c.Duration("older-than"); age > 0 {
		limit.Before = time.Now().Add(-age)
	}
	removed, err := store.Prune(c.Context, limit)
	return sayRemoved(c, io, removed, err)
}

func cacheClear(c *cli.Context, io streams, store *cache.Store) error {
	removed, err := store.Clear(c.Context)
	return sayRemoved(c, io, removed, err)
}

func sayRemoved(c *cli.Context, io streams, r cache.Removed, err error) error {
	if err != nil {
		return err
	}
	if c.Bool("json") {
		return writeJSON(io.out, map[string]any{"removed": r.Entries, "bytes": r.Bytes, "temporary": r.Temporary})
	}
	_, err = fmt.Fprintf(io.out, "removed %s (%.1f MB) and %s\n", plural(r.Entries, "entry", "entries"),
		float64(r.Bytes)/1e6, plural(r.Temporary, "temporary file", "temporary files"))
	return err
}

func writeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}

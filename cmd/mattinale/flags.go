package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mattinale/pipeline/tokens"
)

// Each flag can also be set by MATTINALE_NAME in the environment and by a key of its name in the configuration file.

func env(name string) []string {
	return []string{"MATTINALE_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))}
}

func stringFlag(name, value, usage string) cli.Flag {
	return &cli.StringFlag{Name: name, Value: value, Usage: usage, EnvVars: env(name)}
}

func intFlag(name string, value int, text, usage string) cli.Flag {
	return &cli.IntFlag{Name: name, Value: value, DefaultText: text, Usage: usage, EnvVars: env(name)}
}

func boolFlag(name, usage string) cli.Flag {
	return &cli.BoolFlag{Name: name, Usage: usage, EnvVars: env(name)}
}

// speechFlags are about what is said on stderr; every command has them.
func speechFlags() []cli.Flag {
	return []cli.Flag{
		boolFlag("quiet", "say nothing but errors"),
		boolFlag("verbose", "say more"),
		&cli.StringFlag{Name: "log-file", Usage: "all that is said, and more, goes to the end of this `FILE` too", EnvVars: env("log-file")},
		stringFlag("log-format", "text", "of what is said on stderr: text or json"),
		&cli.StringFlag{Name: "config", Usage: "configuration `FILE`", DefaultText: "XDG_CONFIG_HOME/mattinale/config.yaml", EnvVars: env("config")},
	}
}

func cacheFlag() cli.Flag {
	return &cli.StringFlag{Name: "cache-dir", Usage: "where replies are kept: a `DIR`", DefaultText: "XDG_CACHE_HOME/mattinale", EnvVars: env("cache-dir")}
}

func allowHostFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "allow-host", Usage: "pages and feeds of `HOST[:PORT]` may be read though it is on a private network; several with commas", EnvVars: env("allow-host")}
}

func promptsFlag() cli.Flag {
	return &cli.StringFlag{Name: "prompts", Usage: "a `DIR` of edited prompts (see mattinale prompts eject)", DefaultText: "XDG_CONFIG_HOME/mattinale/prompts if there is one", EnvVars: env("prompts")}
}

// runFlags are those of commands that ask a model.
func runFlags() []cli.Flag {
	return slices.Concat([]cli.Flag{
		&cli.StringFlag{Name: "base-url", Usage: "an OpenAI-compatible endpoint: its `URL`", DefaultText: "found", EnvVars: env("base-url")},
		&cli.StringFlag{Name: "model", Usage: "the endpoint's `NAME` for the model", DefaultText: "found", EnvVars: env("model")},
		&cli.StringFlag{Name: "api-key-file", Usage: "a `FILE` with the endpoint's key", EnvVars: env("api-key-file")},
		stringFlag("engine", "auto", "auto, openai, or extract: the source's own sentences, no model"),
		stringFlag("lang", "it,en", "languages of the summaries, BCP 47"),
		stringFlag("length", "medium", "short, medium or long: 2, 3 or 6 points an article"),
		intFlag("chunk-tokens", 0, "fits the endpoint", "most tokens of a chunk"),
		&cli.StringFlag{Name: "encoding", Usage: "how tokens are counted: " + strings.Join(tokens.Names(), ", "), DefaultText: "by model", EnvVars: env("encoding")},
		intFlag("concurrency", 0, "what the endpoint serves", "most calls at once"),
		&cli.DurationFlag{Name: "timeout", Usage: "of one call", DefaultText: "10m on this machine, 2m else", EnvVars: env("timeout")},
		intFlag("retries", 3, "", "of a call that can be tried again"),
		&cli.StringFlag{Name: "ready-by", Usage: "a time of day, `HH:MM`: it is written by then, what is unfinished is extracted", EnvVars: env("ready-by")},
		&cli.IntFlag{Name: "max-calls", Usage: "make at most `N` calls, extract the rest", EnvVars: env("max-calls")},
		&cli.Float64Flag{Name: "max-cost", Usage: "spend at most so many `USD`, extract the rest", EnvVars: env("max-cost")},
		&cli.StringFlag{Name: "price", Usage: "of the model, `IN/OUT` USD for a million tokens", DefaultText: "known for OpenAI's models", EnvVars: env("price")},
		cacheFlag(),
		boolFlag("no-cache", "ask anew and keep nothing"),
		boolFlag("offline", "cache and extract only, no network"),
		promptsFlag(),
		&cli.StringFlag{Name: "since", Usage: "which entries of feeds count: all, last (new since the last run), a duration (36h, 3d, 1w) or a day (2026-11-24)",
			DefaultText: "last in a brief, all else", EnvVars: env("since")},
		allowHostFlag(),
		boolFlag("json", "results as JSON"),
		boolFlag("dry-run", "say what would be asked, ask nothing"),
		boolFlag("strict", "any finding makes the exit code 3"),
		&cli.StringFlag{Name: "metrics-file", Usage: "what the receipt says, for Prometheus' node_exporter: a `FILE`", EnvVars: env("metrics-file")},
		&cli.IntFlag{Name: "top", Usage: "most stories", DefaultText: "20 in a brief, all else", EnvVars: env("top")},
	}, speechFlags())
}

// briefFlags are those of brief alone.
func briefFlags() []cli.Flag {
	return append([]cli.Flag{
		stringFlag("out", "briefs", "where briefs go: DIR/DATE/brief.html, .md, .json"),
		&cli.StringFlag{Name: "stdout", Usage: "print md, html or json and write no files", EnvVars: env("stdout")},
		&cli.StringFlag{Name: "date", Usage: "the brief's date, YYYY-MM-DD", DefaultText: "today", EnvVars: env("date")},
	}, runFlags()...)
}

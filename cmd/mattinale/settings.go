package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"

	"mattinale/pipeline/llm/retry"
	"mattinale/pipeline/news"
	"mattinale/prompts"
)

// settings is what the flags, the environment and the configuration file come to.
type settings struct {
	sources []news.Source // of the command line, else of the file; empty: the seeds

	baseURL, model, apiKeyFile string
	fileURL, fileKey           bool // baseURL, apiKeyFile come from the configuration file
	engine                     string
	languages                  []string
	points                     int
	chunkTokens                int
	encoding                   string // "": by model
	concurrency                int    // 0: what the endpoint serves
	timeout                    time.Duration
	retries                    int
	cacheDir                   string
	noCache, offline           bool
	prompts                    *prompts.Set
	out, stdout, date          string
	top                        int
	json, dryRun, strict       bool
	readyBy                    time.Time // zero: none
	maxCalls                   int       // 0: any number
	maxCost                    float64   // US dollars; 0: any
	price                      *retry.Price
	metricsFile                string
	since                      since      // zero: not said
	entries                    news.Since // what it comes to
	allowHosts                 []string   // HOST or HOST:PORT, that may be read from though they are on a private network
	now                        time.Time  // when the settings were read
	file                       *configFile
}

// lengths are points an article.
var lengths = map[string]int{"short": 2, "medium": 3, "long": 6}

// readSettings checks everything before anything is done. Every error is wrong usage.
func readSettings(c *cli.Context) (settings, error) {
	urlSet, keySet := c.IsSet("base-url"), c.IsSet("api-key-file")
	file, err := loadConfig(c)
	if err != nil {
		return settings{}, err
	}
	s := settings{
		file:    file,
		sources: named(c.Args().Slice()),
		baseURL: c.String("base-url"), model: c.String("model"), apiKeyFile: c.String("api-key-file"),
		fileURL: !urlSet, fileKey: !keySet,
		engine: c.String("engine"), chunkTokens: c.Int("chunk-tokens"), encoding: c.String("encoding"),
		concurrency: c.Int("concurrency"), timeout: c.Duration("timeout"), retries: c.Int("retries"),
		cacheDir: cacheDir(c), noCache: c.Bool("no-cache"), offline: c.Bool("offline"),
		out: c.String("out"), stdout: c.String("stdout"), date: c.String("date"), top: c.Int("top"),
		json: c.Bool("json"), dryRun: c.Bool("dry-run"), strict: c.Bool("strict"),
	}
	s.maxCalls, s.maxCost = c.Int("max-calls"), c.Float64("max-cost")
	s.metricsFile, s.now = c.String("metrics-file"), time.Now()
	if len(s.sources) == 0 {
		s.sources = file.all()
	}
	for _, check := range []func(*cli.Context, *settings) error{
		checkExclusive, checkValues, parseValues, checkKeyFile, checkMetricsFile, checkSources, loadPrompts,
	} {
		if err := check(c, &s); err != nil {
			return settings{}, file.blame(err)
		}
	}
	return s, nil
}

// named are sources as the command line has them: with nothing said of them.
func named(addresses []string) []news.Source {
	var sources []news.Source
	for _, a := range addresses {
		sources = append(sources, news.Source{Address: a})
	}
	return sources
}

func cacheDir(c *cli.Context) string {
	if dir := c.String("cache-dir"); dir != "" {
		return dir
	}
	return filepath.Join(xdg.CacheHome, "mattinale")
}

// exclusive are pairs of flags of which only one can hold, and why.
var exclusive = [][3]string{
	{"quiet", "verbose", "one says less, the other more"},
	{"no-cache", "offline", "offline answers from the cache alone"},
	{"stdout", "out", "with --stdout no files are written"},
	{"stdout", "json", "--stdout names the format already"},
	{"dry-run", "stdout", "a dry run makes no brief"},
}

func checkExclusive(c *cli.Context, _ *settings) error {
	for _, pair := range exclusive {
		if isOn(c, pair[0]) && isOn(c, pair[1]) {
			return usage(pair[2], "--%s and --%s exclude each other", pair[0], pair[1])
		}
	}
	return nil
}

func isOn(c *cli.Context, name string) bool {
	if on, ok := c.Value(name).(bool); ok { // c.String makes "false" of it
		return on
	}
	return c.IsSet(name) && c.String(name) != ""
}

// checkValues holds the flags that were given, and the environment, against what the configuration file may have for them.
func checkValues(c *cli.Context, s *settings) error {
	for _, f := range c.Command.Flags {
		if err := checkValue(c, s, f); err != nil {
			return err
		}
	}
	return nil
}

func checkValue(c *cli.Context, s *settings, f cli.Flag) error {
	k := keyOf(f)
	if !c.IsSet(k.name) {
		return nil
	}
	if what, hint := k.objection(flagText(c, k.name), s.now); what != "" {
		return usage(hint, "--%s", what)
	}
	return nil
}

// flagText is the value of a flag as it is written.
func flagText(c *cli.Context, name string) string {
	if list, ok := c.Value(name).(cli.StringSlice); ok {
		return strings.Join(list.Value(), ",")
	}
	return fmt.Sprint(c.Value(name))
}

// parseValues takes apart what checkValues has let pass.
func parseValues(c *cli.Context, s *settings) (err error) {
	s.points = lengths[c.String("length")]
	if s.languages, err = parseLanguages(c.String("lang")); err != nil {
		return usage("for example --lang it,en", "--lang %w", err)
	}
	if s.readyBy, err = parseReadyBy(c.String("ready-by"), s.now); err != nil {
		return err
	}
	if s.price, err = parsePrice(c.String("price")); err != nil {
		return err
	}
	if s.since, err = parseSince(c.String("since"), s.now); err != nil {
		return err
	}
	s.allowHosts, err = parseHosts(flagText(c, "allow-host"))
	return err
}

func checkKeyFile(_ *cli.Context, s *settings) error {
	if s.apiKeyFile == "" {
		return nil
	}
	_, err := os.Stat(s.apiKeyFile)
	switch {
	case err == nil:
		return nil
	case !filepath.IsAbs(s.apiKeyFile) && s.apiKeyFile[0] != '.' && s.apiKeyFile[0] != '~': // it may be the key, and is not repeated
		return usage("it takes the name of a file that has the key in its first line", "--api-key-file: there is no such file")
	}
	return usage("", "--api-key-file: %w", err)
}

// checkSources refuses what is no source, before anything is done.
func checkSources(_ *cli.Context, s *settings) error {
	stdin := 0
	for i, from := range s.sources {
		switch {
		case from.Address == "":
			return usage("", "a source with an empty name")
		case from.Address == "-":
			stdin++
		}
		if _, err := parseAddress(from.Address); err != nil {
			return err
		}
		if from.Since == "" {
			continue
		}
		said, err := parseSince(from.Since, s.now)
		if err != nil {
			return err
		}
		entries := s.entriesOf(said, true)
		s.sources[i].Entries = &entries
	}
	if stdin > 1 {
		return usage("", "standard input (-) can be read only once")
	}
	return nil
}

// loadPrompts takes the folder named, else the one in the user's configuration when there is one.
func loadPrompts(c *cli.Context, s *settings) (err error) {
	s.prompts, err = promptSet(c)
	return err
}

func promptSet(c *cli.Context) (*prompts.Set, error) {
	dir := c.String("prompts")
	if dir == "" {
		if _, err := os.Stat(defaultPromptDir()); err == nil {
			dir = defaultPromptDir()
		}
	}
	set, err := prompts.Load(dir)
	if err != nil {
		return nil, usage("mattinale prompts show NAME prints the original", "%w", err)
	}
	return set, nil
}

func defaultPromptDir() string { return filepath.Join(xdg.ConfigHome, "mattinale", "prompts") }

func plural(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}

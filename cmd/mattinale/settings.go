package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"
	"golang.org/x/text/language"

	"mattinale/pipeline/llm/retry"
	"mattinale/pipeline/news"
	"mattinale/pipeline/tokens"
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
}

// lengths are points an article.
var lengths = map[string]int{"short": 2, "medium": 3, "long": 6}

// readSettings checks everything before anything is done. Every error is wrong usage.
func readSettings(c *cli.Context) (settings, error) {
	urlSet, keySet := c.IsSet("base-url"), c.IsSet("api-key-file")
	fromFile, err := applyConfig(c)
	if err != nil {
		return settings{}, err
	}
	s := settings{
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
	s.metricsFile = c.String("metrics-file")
	if len(s.sources) == 0 {
		s.sources = fromFile
	}
	for _, check := range []func(*cli.Context, *settings) error{
		checkExclusive, checkChoices, checkNumbers, checkLanguages, checkDate, checkReadyBy, checkPrice, checkKeyFile, checkMetricsFile, checkSources, loadPrompts,
	} {
		if err := check(c, &s); err != nil {
			return settings{}, err
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

// addresses are those of sources.
func addresses(sources []news.Source) []string {
	all := make([]string, len(sources))
	for i, s := range sources {
		all[i] = s.Address
	}
	return all
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
	if f := c.String("log-format"); f != "text" && f != "json" {
		return usage("text or json", "--log-format %q is unknown", f)
	}
	return nil
}

func isOn(c *cli.Context, name string) bool {
	if on, ok := c.Value(name).(bool); ok { // c.String makes "false" of it
		return on
	}
	return c.IsSet(name) && c.String(name) != ""
}

func checkChoices(c *cli.Context, s *settings) error {
	for _, choice := range []struct {
		flag, value string
		known       []string
	}{
		{"engine", s.engine, []string{"auto", "openai", "extract"}},
		{"length", c.String("length"), []string{"short", "medium", "long"}},
		{"stdout", s.stdout, []string{"", "md", "html", "json"}},
		{"encoding", s.encoding, append([]string{""}, tokens.Names()...)},
	} {
		if !slices.Contains(choice.known, choice.value) {
			names := strings.TrimPrefix(strings.Join(choice.known, ", "), ", ")
			return usage("one of "+names, "--%s %q is unknown", choice.flag, choice.value)
		}
	}
	s.points = lengths[c.String("length")]
	return nil
}

func checkNumbers(c *cli.Context, s *settings) error {
	for _, n := range []struct {
		flag     string
		value    int
		smallest int
	}{
		{"chunk-tokens", s.chunkTokens, 1}, {"concurrency", s.concurrency, 1}, {"retries", s.retries, 0}, {"top", s.top, 1},
		{"max-calls", s.maxCalls, 1},
	} {
		if c.IsSet(n.flag) && n.value < n.smallest {
			return usage("", "--%s %d: must be at least %d", n.flag, n.value, n.smallest)
		}
	}
	if c.IsSet("timeout") && s.timeout <= 0 {
		return usage("for example 90s or 5m", "--timeout %s: must be more than nothing", s.timeout)
	}
	return nil
}

func checkLanguages(c *cli.Context, s *settings) error {
	for _, tag := range strings.Split(c.String("lang"), ",") {
		tag = strings.TrimSpace(tag)
		if tag == "" {
			continue
		}
		t, err := language.Parse(tag)
		if err != nil || t == language.Und {
			return usage("for example --lang it,en", "--lang %q: %q is no language", c.String("lang"), tag)
		}
		if !slices.Contains(s.languages, t.String()) {
			s.languages = append(s.languages, t.String())
		}
	}
	if len(s.languages) == 0 {
		return usage("for example --lang it,en", "--lang names no language")
	}
	return nil
}

func checkDate(_ *cli.Context, s *settings) error {
	if s.date == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, s.date); err != nil {
		return usage("write it as YYYY-MM-DD", "--date %q is no date", s.date)
	}
	return nil
}

// checkReadyBy takes a time of day as its next occurrence, here.
func checkReadyBy(c *cli.Context, s *settings) error {
	text := c.String("ready-by")
	if text == "" {
		return nil
	}
	at, err := time.Parse("15:04", text)
	if err != nil {
		return usage("for example --ready-by 07:00", "--ready-by %q is no time of day", text)
	}
	s.readyBy = nextTime(time.Now(), at.Hour(), at.Minute())
	return nil
}

// nextTime is when a clock on the wall shows a time of day next.
func nextTime(now time.Time, hour, minute int) time.Time {
	for day := now.Day(); ; day++ {
		if at := time.Date(now.Year(), now.Month(), day, hour, minute, 0, 0, now.Location()); at.After(now) {
			return at
		}
	}
}

// checkPrice reads IN/OUT.
func checkPrice(c *cli.Context, s *settings) error {
	if c.IsSet("max-cost") && !(s.maxCost > 0) {
		return usage("", "--max-cost %g: must be more than nothing", s.maxCost)
	}
	text := c.String("price")
	if text == "" {
		return nil
	}
	in, out, found := strings.Cut(text, "/")
	prompt, err := strconv.ParseFloat(strings.TrimSpace(in), 64)
	reply, err2 := prompt, error(nil)
	if found {
		reply, err2 = strconv.ParseFloat(strings.TrimSpace(out), 64)
	}
	if err != nil || err2 != nil || !(prompt >= 0) || !(reply >= 0) {
		return usage("for example --price 0.15/0.60, dollars for a million tokens of prompt and of reply", "--price %q is no price", text)
	}
	s.price = &retry.Price{Prompt: prompt, Reply: reply}
	return nil
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

// checkSources refuses what no part of the program reads yet, before anything is done.
func checkSources(_ *cli.Context, s *settings) error {
	stdin := 0
	for _, source := range addresses(s.sources) {
		switch lower := strings.ToLower(source); {
		case source == "":
			return usage("", "a source with an empty name")
		case strings.Contains(lower, "://"):
			return usage("save the page and name the file", "%s: web addresses are not read yet", source)
		case strings.HasSuffix(lower, ".opml"):
			return usage("", "%s: lists of feeds are not read yet", source)
		case source == "-":
			stdin++
		}
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

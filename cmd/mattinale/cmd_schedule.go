package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
)

func scheduleCommand(io streams) *cli.Command {
	return command(&cli.Command{
		Name: "schedule", Usage: "print the crontab line, or the systemd timer, that makes this brief every day", ArgsUsage: "[SOURCE…]",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "at", Usage: "when, `HH:MM`", DefaultText: "06:00, or an hour before --ready-by"},
			&cli.BoolFlag{Name: "systemd", Usage: "a systemd service and timer in place of the crontab line"},
			&cli.StringFlag{Name: "to", Usage: "with --systemd: write the two files into `DIR`"},
		}, briefFlags()...),
		Action: func(c *cli.Context) error { return runSchedule(c, io) },
	})
}

// job is what is to be run each day.
type job struct {
	hour, minute int
	env          []string // NAME=value
	dir          string   // a folder to run in
	words        []string // the program and its arguments, nothing relative among them
}

func runSchedule(c *cli.Context, io streams) error {
	given := givenFlags(c) // before the configuration file is applied, which is read each day anew
	s, err := readSettings(c)
	if err != nil {
		return err
	}
	u := plainUI(c, io) // without a log: the one that is named is the daily run's
	defer u.close()
	j, err := newJob(c, s, given)
	if err != nil {
		return err
	}
	if err := j.warn(c, s, given, u); err != nil {
		return err
	}
	if !c.Bool("systemd") {
		if c.String("to") != "" {
			return usage("add --systemd", "--to names a folder for systemd's units")
		}
		line, err := j.crontab()
		if err != nil {
			return err
		}
		if len(line) > mostCommand {
			u.warn("this line is longer than the %d bytes that some crons take: --systemd, or the configuration file, has room", mostCommand)
		}
		fmt.Fprintln(io.out, line)
		u.say("put this line in the table that crontab -e opens; cron mails what a run prints, which is nothing when all is well")
		return nil
	}
	return writeUnits(c, io, u, j)
}

// flagValue is a flag as it was given: the words for it.
type flagValue struct {
	name  string
	words []string
}

// notScheduled are flags that a line cannot have, or that it has anyway.
var notScheduled = []string{"at", "systemd", "to", "quiet", "out", "log-file", "date"}

// pathFlags name files or folders; out and log-file do too, and have their place in the line.
var pathFlags = []string{"api-key-file", "cache-dir", "prompts", "config", "metrics-file"}

// givenFlags are those of the command line and of MATTINALE_* in the environment, which is not there in cron.
func givenFlags(c *cli.Context) []flagValue {
	var given []flagValue
	for _, f := range briefFlags() {
		name := f.Names()[0]
		if !c.IsSet(name) || slices.Contains(notScheduled, name) {
			continue
		}
		value := flagText(c, name)
		if slices.Contains(pathFlags, name) {
			value = absolute(value)
		}
		words := []string{"--" + name, value} // an empty value too: it undoes the configuration file's
		if _, ok := f.(*cli.BoolFlag); ok {
			words = []string{"--" + name}
			if !c.Bool(name) {
				words[0] += "=false"
			}
		}
		given = append(given, flagValue{name, words})
	}
	return given
}

func newJob(c *cli.Context, s settings, given []flagValue) (job, error) {
	j := job{hour: 6}
	if err := j.when(c); err != nil {
		return j, err
	}
	if s.dryRun || s.stdout != "" || c.IsSet("date") && c.String("date") != os.Getenv("MATTINALE_DATE") {
		return j, usage("leave it out", "a daily run writes the files of its own day: --dry-run, --stdout and --date make no sense in it")
	}
	program, err := programPath(os.Args[0])
	if err != nil {
		return j, err
	}
	j.env = environment()
	log := c.String("log-file")
	if log == "" {
		log = filepath.Join(xdg.StateHome, "mattinale", "brief.log")
	}
	if j.dir, err = os.UserHomeDir(); err != nil {
		j.dir = "/"
	}
	j.words = []string{program, "brief", "--out", absolute(s.out), "--log-file", absolute(log)}
	if !c.Bool("verbose") {
		j.words = append(j.words, "--quiet")
	}
	if !slices.ContainsFunc(given, func(f flagValue) bool { return f.name == "base-url" }) {
		for _, name := range []string{"OPENAI_BASE_URL", "OPENAI_API_BASE"} {
			if address := os.Getenv(name); address != "" {
				if err := checkAddress(name, address); err != nil {
					return j, err
				}
				j.words = append(j.words, "--base-url", address)
				break
			}
		}
	}
	for _, f := range given {
		if f.name == "base-url" {
			if err := checkAddress("--base-url", c.String(f.name)); err != nil {
				return j, err
			}
		}
		j.words = append(j.words, f.words...)
	}
	return j, j.sources(c.Args().Slice())
}

// sources adds those of the command line; the configuration file's are read each day.
func (j *job) sources(named []string) error {
	if len(named) > 0 {
		j.words = append(j.words, "--")
	}
	for _, address := range named {
		if address == "-" {
			return errNoStdin
		}
		switch {
		case !source.Remote(address):
			address = absolute(address)
		case news.Redacted(address) != address:
			return usage("put the address into the configuration file: mattinale sources add ADDRESS", "%s: a line of a crontab, and whoever lists the processes, would show its password", shownAddress(address))
		}
		j.words = append(j.words, address)
	}
	return nil
}

func (j *job) when(c *cli.Context) error {
	if readyBy, err := time.Parse("15:04", c.String("ready-by")); err == nil { // else there is none: it has been checked
		begin := readyBy.Add(-time.Hour) // by the clock on the wall, whatever happens to it tonight
		j.hour, j.minute = begin.Hour(), begin.Minute()
	}
	if text := c.String("at"); text != "" {
		at, err := time.Parse("15:04", text)
		if err != nil {
			return usage("for example --at 06:00", "--at %q is no time of day", text)
		}
		j.hour, j.minute = at.Hour(), at.Minute()
	}
	return nil
}

// cronPath is the PATH of cron and of systemd's user manager at least.
var cronPath = []string{"/usr/bin", "/bin"}

// environment is what a bare environment lacks and a run depends on.
func environment() []string {
	var env []string
	for _, name := range []string{"XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "MATTINALE_PORTS"} {
		if value := os.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	// Our own server may be llama-server as it is found on the PATH.
	if path, err := exec.LookPath("llama-server"); err == nil && !slices.Contains(cronPath, filepath.Dir(absolute(path))) {
		env = append(env, "PATH="+strings.Join(append([]string{filepath.Dir(absolute(path))}, cronPath...), ":"))
	}
	return env
}

func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil && path != "" {
		return full
	}
	return path
}

package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
)

// maxConfig bounds the configuration file, in bytes.
const maxConfig = 256 << 10

// configFile is a configuration file, read: what it sets, where, and what is wrong with it.
type configFile struct {
	path  string // as it was named; "": there is none
	text  string // as it is on disk
	lines []string

	values   []fileValue  // in the order of the file
	sources  []fileSource // likewise
	mistakes []mistake    // in the order of the file

	list    listPlace // where sources are written
	applied []string  // the keys whose values hold
}

// fileValue is a key of the file with its value, as a flag takes it.
type fileValue struct {
	key, text    string
	line, column int // from 1
}

// fileSource is a source of the file.
type fileSource struct {
	news.Source
	line int // from 1
}

// all are the sources of the file, which may be none.
func (f *configFile) all() []news.Source {
	var sources []news.Source
	for _, s := range f.sources {
		sources = append(sources, s.Source)
	}
	return sources
}

// wanders reports whether a path means another file in another folder.
func wanders(path string) bool {
	return path != "" && path != "-" && !filepath.IsAbs(path) && !source.Remote(path)
}

// relative are the paths of the file that mean another file in another folder.
func (f *configFile) relative() []string {
	var paths []string
	add := func(path string) {
		if wanders(path) {
			paths = append(paths, path)
		}
	}
	for _, k := range settingKeys() {
		if v, ok := f.value(k.name); ok && k.path {
			add(v.text)
		}
	}
	for _, s := range f.sources {
		add(s.Address)
	}
	return paths
}

// value is what the file says of a key.
func (f *configFile) value(name string) (fileValue, bool) {
	i := slices.IndexFunc(f.values, func(v fileValue) bool { return v.key == name })
	if i < 0 {
		return fileValue{}, false
	}
	return f.values[i], true
}

// configPath is the file that is named, else the one in the user's folder for configuration.
func configPath(c *cli.Context) string {
	if path := c.String("config"); path != "" {
		return path
	}
	return filepath.Join(xdg.ConfigHome, "mattinale", "config.yaml")
}

// loadConfig reads the configuration file and sets every flag that neither the command line nor the environment has set. A file
// that is not there is fine unless it was named; one with a mistake in it is refused, whatever the mistake is about.
func loadConfig(c *cli.Context) (*configFile, error) {
	path := configPath(c)
	file, err := readConfig(path, time.Now())
	if errors.Is(err, fs.ErrNotExist) && c.String("config") == "" {
		return &configFile{}, nil
	}
	if err != nil {
		return nil, usage("", "reading the configuration: %w", err)
	}
	if err := file.refusal(mostMistakes); err != nil {
		return nil, err
	}
	return file, file.apply(c)
}

// apply sets the flags of a command that neither its line nor the environment has set. A key that only another command has is passed over.
func (f *configFile) apply(c *cli.Context) error {
	for _, v := range f.values {
		if !hasFlag(c.Command.Flags, v.key) || c.IsSet(v.key) {
			continue
		}
		if err := c.Set(v.key, v.text); err != nil {
			return usage("", "%s:%d:%d: %s: %w", f.path, v.line, v.column, v.key, err)
		}
		f.applied = append(f.applied, v.key)
	}
	return nil
}

// blame gives an objection to a flag the place in the file that set it, when the file did.
func (f *configFile) blame(err error) error {
	var objection *failure
	if !errors.As(err, &objection) || objection.err == nil {
		return err
	}
	what, isFlag := strings.CutPrefix(objection.err.Error(), "--")
	name := what
	if i := strings.IndexAny(what, ": "); i >= 0 {
		name = what[:i]
	}
	v, ok := f.value(name)
	if !isFlag || !ok || !slices.Contains(f.applied, name) {
		return err
	}
	return &failure{
		code: objection.code, err: fmt.Errorf("%s:%d:%d: %s", f.path, v.line, v.column, what), hint: objection.hint,
		shown: excerpt(f.lines[v.line-1], v.column),
	}
}

// readConfig reads a file. An error is one of the disk; mistakes in the file are in what comes back.
func readConfig(path string, now time.Time) (*configFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxConfig {
		return nil, fmt.Errorf("%s: over %d KB", path, maxConfig>>10)
	}
	home, _ := os.UserHomeDir() // without one ~/ stays as it is
	return parseConfig(path, string(text), home, now), nil
}

func hasFlag(flags []cli.Flag, name string) bool {
	return slices.ContainsFunc(flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) })
}

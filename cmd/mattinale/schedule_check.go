package main

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mattinale/pipeline/llm/endpoint"
)

// programPath is the program by the name that it was called by, when that leads to the file that runs: a link outlives the
// version it points to.
func programPath(called string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding the program: %w", err)
	}
	path := self
	if found, err := exec.LookPath(called); err == nil && sameFile(found, self) {
		path = absolute(found)
	}
	if strings.Contains(path, "=") {
		return "", usage("call it by a link that has none", "%s: env takes a program with = in its path for a variable", path)
	}
	return path, nil
}

func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	other, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(one, other)
}

// checkAddress refuses what brief would refuse too, but only when it runs: by then the line, which others on this machine
// can read, has had the key in it. The address is not repeated, for the same reason.
func checkAddress(name, address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err == nil && u.Host != "" && u.User == nil && u.RawQuery == "" && u.Fragment == "" {
		return nil
	}
	return usage("put a key in a file, chmod 600, and name it with --api-key-file", "%s: no web address, or one with a password, a ? or a # in it", name)
}

// warn says what the daily run will lack that this one has.
func (j *job) warn(c *cli.Context, s settings, given []flagValue, u *ui) error {
	key, err := checkKey(s, j.words)
	if err != nil {
		return err
	}
	if key != "" {
		u.warn("%s", key)
	}
	paths, err := astray(c, s, given, j.dir)
	if len(paths) > 0 {
		u.warn("the configuration file is read in %s at that time: write %s with the full path there", j.dir, strings.Join(paths, ", "))
	}
	return err
}

var errNoStdin = usage("name a file or a folder", "standard input is not there in a daily run")

// checkKey says what is wrong with the key of a run without OPENAI_API_KEY in its environment: an error when it would not
// begin, a line when it would go without the key.
func checkKey(s settings, words []string) (warning string, err error) {
	i := slices.Index(words, "--base-url")
	named := i >= 0 && words[i+1] != "" // an empty one undoes the configuration file's
	switch {
	case s.engine == "extract":
		return "", nil
	case s.apiKeyFile != "" && !named && s.baseURL == "":
		return "", usage("for OpenAI's: --base-url "+endpoint.OpenAI, "api-key-file names a key, but nothing says which endpoint it is for; give --base-url too")
	case os.Getenv("OPENAI_API_KEY") == "" || s.apiKeyFile != "" && !(s.fileKey && named): // the configuration file's key is not for an address named elsewhere
		return "", nil
	}
	warning = "OPENAI_API_KEY will not be there at that time: put the key in a file, chmod 600, and name it with --api-key-file"
	if !named && s.baseURL == "" {
		warning += ", and --base-url " + endpoint.OpenAI
	}
	return warning, nil
}

// astray are the relative paths of the configuration file. It is read anew at that time, in another folder.
func astray(c *cli.Context, s settings, given []flagValue, dir string) (paths []string, err error) {
	if here, err := os.Getwd(); err == nil && sameFile(here, dir) {
		dir = "" // the same folder
	}
	add := func(path string) {
		if dir != "" && wanders(path) {
			paths = append(paths, path)
		}
	}
	if c.NArg() == 0 {
		for _, from := range s.sources {
			if from.Address == "-" {
				return nil, errNoStdin
			}
			add(from.Address)
		}
	}
	for _, name := range pathFlags {
		if !slices.ContainsFunc(given, func(f flagValue) bool { return f.name == name }) {
			add(c.String(name))
		}
	}
	return paths, nil
}

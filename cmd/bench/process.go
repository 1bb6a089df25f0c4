package main

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// tries is how often a registry is asked.
const tries = 3

// run runs a command for what it does; its error says what the command said.
func run(cmd *exec.Cmd) error {
	_, err := output(cmd)
	return err
}

// output is what a command prints on stdout. Its error has the last of what it said on stderr.
func output(cmd *exec.Cmd) ([]byte, error) {
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		text := strings.TrimSpace(said.String())
		return out, fmt.Errorf("%s: %w: %s", filepath.Base(cmd.Path), err, text[max(0, len(text)-600):])
	}
	return out, nil
}

// unavailable is why a peer is left out, as the page says it: without what the machine or a registry said, which is told on
// stderr.
type unavailable string

func (u unavailable) Error() string { return string(u) }

// leaveOut tells the whole error and returns what the page says.
func leaveOut(reason string, err error) error {
	fmt.Fprintf(os.Stderr, "%s: %v\n", reason, err)
	return unavailable(reason)
}

// exitCode is a command's exit code, -1 when there is none.
func exitCode(err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	return -1
}

func bytesLines(out []byte) iter.Seq[string] { return strings.Lines(string(out)) }

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

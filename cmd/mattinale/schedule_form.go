package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/renameio/v2/maybe"
	"github.com/urfave/cli/v2"
)

var errLineBreak = errors.New("a line break in a path or a value cannot be scheduled")

// mostCommand is what crons that descend from Vixie's take of a command, in bytes; some cut the rest off and say nothing.
const mostCommand = 998

// plainWord needs no quoting in a shell.
var plainWord = regexp.MustCompile(`^[A-Za-z0-9_@+=:,./-]+$`)

// crontab is the job as one line of a crontab. Cron takes the first % of a line for the end of the command unless a backslash
// stands before it, inside quotes too, and takes that backslash away before sh sees the line (crontab(5)). A backslash of a word's own
// would make that one plain, or be taken for one: the quotes are closed and opened again after it, which sh does not see.
func (j job) crontab() (string, error) {
	all := j.words
	if len(j.env) > 0 {
		all = slices.Concat([]string{"env"}, j.env, j.words)
	}
	var words []string
	for _, word := range all {
		if strings.ContainsAny(word, "\n\r\x00") {
			return "", &failure{code: exitUsage, err: errLineBreak}
		}
		if !plainWord.MatchString(word) {
			word = "'" + strings.NewReplacer("'", `'\''`, `\`, `\''`).Replace(word) + "'"
		}
		words = append(words, strings.ReplaceAll(word, "%", `\%`))
	}
	return fmt.Sprintf("%d %d * * * %s", j.minute, j.hour, strings.Join(words, " ")), nil
}

func writeUnits(c *cli.Context, io streams, u *ui, j job) error {
	dir := c.String("to")
	service, timer, err := j.units()
	if err != nil {
		return err
	}
	for _, unit := range []struct{ name, text string }{{"mattinale.service", service}, {"mattinale.timer", timer}} {
		if dir == "" {
			fmt.Fprintf(io.out, "# ~/.config/systemd/user/%s\n%s\n", unit.name, unit.text)
			continue
		}
		path := filepath.Join(dir, unit.name)
		if err := maybe.WriteFile(path, []byte(unit.text), 0o644); err != nil {
			return &failure{code: exitNothing, err: fmt.Errorf("writing %s: %w", path, err), hint: "name a folder that is there with --to"}
		}
		fmt.Fprintln(io.out, path)
	}
	u.say("with both files in ~/.config/systemd/user: systemctl --user daemon-reload && systemctl --user enable --now mattinale.timer")
	return nil
}

// units are the job as a service and a timer of systemd. The timer is persistent: a morning on which the machine was off is made
// up for when it is on again.
func (j job) units() (service, timer string, err error) {
	var env, words []string
	for _, word := range slices.Concat(j.words, j.env) {
		if strings.ContainsAny(word, "\n\r\x00") {
			return "", "", &failure{code: exitUsage, err: errLineBreak}
		}
		if !utf8.ValidString(word) { // systemd passes over the whole line then
			return "", "", usage("rename it, or take the crontab line", "%q: systemd reads only UTF-8", word)
		}
	}
	for _, pair := range j.env {
		env = append(env, "Environment="+unitWord(pair, false))
	}
	exec := j.words
	if strings.ContainsAny(exec[0], `"'\`) { // systemd starts no program whose path has one of these
		exec = append([]string{"/usr/bin/env"}, exec...)
	}
	for i, word := range exec {
		words = append(words, unitWord(word, i > 0)) // in the path of the program a $ is no variable
	}
	lines := append([]string{
		"[Unit]",
		"Description=The day's articles as a brief",
		"",
		"[Service]",
		"Type=oneshot",
		"WorkingDirectory=" + strings.ReplaceAll(j.dir, "%", "%%"),
	}, env...)
	lines = append(lines, "ExecStart="+strings.Join(words, " "), "")
	service = strings.Join(lines, "\n")
	timer = strings.Join([]string{
		"[Unit]",
		"Description=Every morning's brief",
		"",
		"[Timer]",
		fmt.Sprintf("OnCalendar=*-*-* %02d:%02d:00", j.hour, j.minute),
		"Persistent=true",
		"",
		"[Install]",
		"WantedBy=timers.target",
		"",
	}, "\n")
	return service, timer, nil
}

// unitWord is a word as systemd reads it back: % begins a specifier, $ a variable where there are any, and a backslash an escape
// (systemd.syntax(7), systemd.service(5)).
func unitWord(word string, variables bool) string {
	word = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%", "%%").Replace(word)
	if variables {
		word = strings.ReplaceAll(word, "$", "$$")
	}
	if plainWord.MatchString(word) {
		return word
	}
	return `"` + word + `"`
}

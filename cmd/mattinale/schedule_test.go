package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// awkward are words that a shell, cron or systemd could take for something else.
var awkward = []string{
	"/plain/path", "/with space", `/it's`, `/"quoted"`, "/100%", "/%d-%m", "$HOME", "`id`", `back\slash`, `\%`, `\\%`, `\\`, `end\`, `'%`, `\'`, "", "perché no", "*", "a;b|c&d", "-", "~", "#", "$$", "{}",
}

// TestCrontabLine runs the line as cron does, in a bare environment, and looks at the words that came through.
func TestCrontabLine(t *testing.T) {
	dir := t.TempDir()
	script := filepath.Join(dir, "words of it's 100% own")
	if err := os.WriteFile(script, []byte("#!/bin/sh\nfor w in \"$@\"; do printf '%s\\n' \"$w\"; done\nprintf '%s\\n' \"$XDG_CACHE_HOME\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	line, err := job{hour: 6, minute: 30, env: []string{"XDG_CACHE_HOME=/a cache/100%"}, words: append([]string{script}, awkward...)}.crontab()
	if err != nil {
		t.Fatal(err)
	}
	command, ok := strings.CutPrefix(line, "30 6 * * * ")
	if !ok {
		t.Fatal(line)
	}
	for _, cron := range crons {
		t.Run(cron.name, func(t *testing.T) {
			out, err := asCron(t, cron.escapes, command, dir)
			if err != nil {
				t.Fatalf("%v\n%s\n%s", err, line, out)
			}
			want := append(append([]string{}, awkward...), "/a cache/100%")
			if diff := cmp.Diff(want, strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// crons differ in what a backslash makes plain in a command: % alone (cronie, OpenBSD), or a backslash too (FreeBSD).
var crons = []struct{ name, escapes string }{{"percent", "%"}, {"backslash", `%\`}}

// asCron runs a command as cron does: it takes the backslashes of % away, ends the command at a % without one, and gives the
// rest to sh in a bare environment.
func asCron(t *testing.T, escapes, command, home string) ([]byte, error) {
	t.Helper()
	var b []byte
	escaped := false
	for i := range len(command) {
		switch ch := command[i]; {
		case escaped:
			if strings.IndexByte(escapes, ch) >= 0 {
				b = b[:len(b)-1]
			}
			b, escaped = append(b, ch), false
		case ch == '%':
			t.Fatalf("cron ends the command at character %d: %s", i, command)
		default:
			b, escaped = append(b, ch), ch == '\\'
		}
	}
	cmd := exec.Command("/bin/sh", "-c", string(b))
	cmd.Dir = home
	cmd.Env = []string{"HOME=" + home, "PATH=/usr/bin:/bin", "LOGNAME=me", "SHELL=/bin/sh"}
	return cmd.CombinedOutput()
}

func TestNoLineBreaks(t *testing.T) {
	j := job{words: []string{"/bin/true", "a\nb"}}
	if _, err := j.crontab(); err == nil {
		t.Error("a line break in a crontab line")
	}
	if _, _, err := j.units(); err == nil {
		t.Error("a line break in a unit")
	}
}

func TestUnitsAreUTF8(t *testing.T) {
	_, _, err := job{words: []string{"/bin/true", "/caff\xe8"}}.units()
	if err == nil || codeOf(t.Context(), err) != exitUsage {
		t.Errorf("a name that systemd cannot read: %v", err)
	}
}

// TestAnyWords has sh take any words out of the line that cron makes of it.
func TestAnyWords(t *testing.T) {
	word := rapid.StringOf(rapid.RuneFrom([]rune("a '\"\\%$`~*!#-è"), unicode.L, unicode.P, unicode.S))
	rapid.Check(t, func(r *rapid.T) {
		want := rapid.SliceOfN(word, 1, 20).Draw(r, "words")
		line, err := job{words: append([]string{"/usr/bin/printf", "%s\\0"}, want...)}.crontab()
		if err != nil {
			r.Fatal(err)
		}
		for _, cron := range crons {
			out, err := asCron(t, cron.escapes, strings.TrimPrefix(line, "0 0 * * * "), "/")
			if got := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00"); err != nil || !cmp.Equal(want, got) {
				r.Fatalf("%s: %v\n%s\n%s", cron.name, err, line, cmp.Diff(want, got))
			}
		}
	})
}

func TestProgramPath(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	link := filepath.Join(dir, "mattinale")
	if err := os.Symlink(self, link); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	for _, called := range []string{link, "mattinale"} {
		if got, err := programPath(called); err != nil || got != link {
			t.Errorf("called %s: %s, %v; want the link", called, got, err)
		}
	}
	if got, err := programPath("something else"); err != nil || got != self {
		t.Errorf("%s, %v; want %s", got, err, self)
	}
	odd := filepath.Join(dir, "a=b")
	if err := os.Symlink(self, odd); err != nil {
		t.Fatal(err)
	}
	if _, err := programPath(odd); err == nil {
		t.Error("env would take it for a variable")
	}
}

// TestUnits has systemd itself read the units.
func TestUnits(t *testing.T) {
	service, timer, err := job{hour: 6, minute: 5, dir: "/tmp", env: []string{`XDG_CACHE_HOME=/a "cache"/100%`}, words: append([]string{"/bin/echo"}, awkward...)}.units()
	if err != nil {
		t.Fatal(err)
	}
	if want := `ExecStart=/bin/echo /plain/path "/with space" "/it's" "/\"quoted\"" "/100%%" "/%%d-%%m" "$$HOME"`; !strings.Contains(service, want) {
		t.Errorf("no %s in\n%s", want, service)
	}
	if !strings.Contains(timer, "OnCalendar=*-*-* 06:05:00\nPersistent=true\n") {
		t.Error(timer)
	}
	verifyUnits(t, service, timer)
}

// TestUnitProgram has systemd find a program whose own path is awkward.
func TestUnitProgram(t *testing.T) {
	for _, folder := range []string{"$HOME 100% `id` {}", `it's "here" \ $HOME`} {
		program := filepath.Join(t.TempDir(), folder, "mattinale")
		if err := os.MkdirAll(filepath.Dir(program), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(program, []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		service, timer, err := job{hour: 6, dir: "/tmp", words: []string{program, "brief"}}.units()
		if err != nil {
			t.Fatal(err)
		}
		verifyUnits(t, service, timer)
	}
}

func verifyUnits(t *testing.T, service, timer string) {
	t.Helper()
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not here")
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"mattinale.service": service, "mattinale.timer": timer} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(analyze, "verify", "--user", filepath.Join(dir, "mattinale.timer"), filepath.Join(dir, "mattinale.service"))
	cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(out), "mattinale.") {
		t.Errorf("systemd-analyze verify: %v\n%s\n%s", err, out, service)
	}
}

func TestNextTime(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Skip(err)
	}
	for _, tt := range []struct{ now, want string }{
		{"2026-11-27T06:00:00+01:00", "2026-11-27T07:00:00+01:00"},
		{"2026-11-27T07:00:00+01:00", "2026-11-28T07:00:00+01:00"},
		{"2026-11-27T07:00:01+01:00", "2026-11-28T07:00:00+01:00"},
		{"2026-12-31T23:59:00+01:00", "2027-01-01T07:00:00+01:00"},
		{"2026-10-24T22:00:00+02:00", "2026-10-25T07:00:00+01:00"}, // the clocks go back that night
	} {
		now, err := time.Parse(time.RFC3339, tt.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := nextTime(now.In(rome), 7, 0).Format(time.RFC3339); got != tt.want {
			t.Errorf("after %s: %s, want %s", tt.now, got, tt.want)
		}
	}
}

// TestScheduledLineRuns gives the line of the real program to cron, in folders with awkward names.
func TestScheduledLineRuns(t *testing.T) {
	program, err := exec.LookPath("mattinale") // this test's own binary: see TestMain
	if err != nil {
		t.Fatal(err)
	}
	for _, cron := range crons {
		t.Run(cron.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "it's $HOME `id` 100% \\% \"here\"")
			if err := os.MkdirAll(filepath.Join(dir, "home"), 0o755); err != nil {
				t.Fatal(err)
			}
			source := "il ponte's 50% \\\\ $1.txt"
			if err := os.WriteFile(filepath.Join(dir, source), []byte("Il ponte riapre lunedì dopo sei mesi di lavori.\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(program, "schedule", "--engine", "extract", "--metrics-file", "m%.prom", "--model", "", "--at", "05:00", source)
			cmd.Dir = dir
			cmd.Env = []string{"HOME=" + dir, "PATH=/usr/bin:/bin", "XDG_STATE_HOME=" + filepath.Join(dir, "state"), "XDG_CACHE_HOME=" + filepath.Join(dir, "cache"), "MATTINALE_PORTS=none"}
			line, err := cmd.Output()
			command, ok := strings.CutPrefix(strings.TrimSuffix(string(line), "\n"), "0 5 * * * ")
			if err != nil || !ok {
				t.Fatalf("%v\n%s", err, line)
			}
			out, err := asCron(t, cron.escapes, command, filepath.Join(dir, "home"))
			const want = "1 of 1 articles extracted in place of summarised, in whole or in part (extracted, as --engine extract says)\n"
			if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.ExitCode() != exitMissing || !strings.HasSuffix(string(out), want) {
				t.Errorf("%v\n%s\n%s", err, line, out)
			}
			for _, name := range []string{"m%.prom", "state/mattinale/brief.log", "briefs/" + time.Now().Format(time.DateOnly) + "/brief.html"} {
				if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// awkward are words that a shell, cron or systemd could take for something else.
var awkward = []string{
	"/plain/path", "/with space", `/it's`, `/"quoted"`, "/100%", "/%d-%m", "$HOME", "`id`", `back\slash`, `\%`, "perché no", "*", "a;b|c&d", "-", "~", "#", "$$", "{}",
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
	if cut := strings.Index(strings.ReplaceAll(command, `\%`, ""), "%"); cut >= 0 {
		t.Fatalf("cron ends the command at a %%: %s", line)
	}
	cmd := exec.Command("/bin/sh", "-c", strings.ReplaceAll(command, `\%`, "%"))
	cmd.Env = []string{"HOME=" + dir, "PATH=/usr/bin:/bin", "LOGNAME=me", "SHELL=/bin/sh"}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, line, out)
	}
	if diff := cmp.Diff(append(append([]string{}, awkward...), "/a cache/100%"), strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
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
	out, err := exec.Command(analyze, "verify", filepath.Join(dir, "mattinale.timer"), filepath.Join(dir, "mattinale.service")).CombinedOutput()
	if err != nil || strings.Contains(string(out), dir) {
		t.Errorf("systemd-analyze verify: %v\n%s", err, out)
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

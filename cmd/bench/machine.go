package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// stamp says when and where figures were measured, and of what. The load is how many processes wanted to run in the last minute.
type stamp struct {
	Date, Commit, Machine, Load string
	Busy                        bool // others wanted more than half of the cores
}

func (s stamp) String() string {
	busy := ""
	if s.Busy {
		busy = ", so the machine was busy: times on the clock are too long, and the noise is high"
	}
	return fmt.Sprintf("Measured %s at commit %s on %s; load average before %s%s.", s.Date, s.Commit, s.Machine, s.Load, busy)
}

func newStamp() stamp {
	commit := "unknown"
	if out, err := output(exec.Command("git", "rev-parse", "--short", "HEAD")); err == nil {
		commit = strings.TrimSpace(string(out))
	}
	if out, err := output(exec.Command("git", "status", "--porcelain", "--", "*.go", "go.mod", "*.tmpl")); err == nil && len(out) > 0 {
		commit += ", with changes,"
	}
	s := stamp{Date: time.Now().Format(time.DateOnly), Commit: commit, Machine: machine(), Load: "unknown"}
	if data, err := os.ReadFile("/proc/loadavg"); err == nil {
		var load float64
		if _, err := fmt.Sscan(string(data), &load); err == nil {
			s.Load, s.Busy = number(load), load > float64(runtime.NumCPU())/2
		}
	}
	return s
}

// machine is the processor, its cores, the memory, the system and Go's version. What the system does not say is left out.
func machine() string {
	parts := []string{}
	if cpu := field("/proc/cpuinfo", "model name"); cpu != "" {
		parts = append(parts, cpu)
	}
	parts = append(parts, fmt.Sprintf("%d cores", runtime.NumCPU()))
	var kb float64
	if _, err := fmt.Sscan(field("/proc/meminfo", "MemTotal"), &kb); err == nil {
		parts = append(parts, fmt.Sprintf("%.0f GB", kb/(1<<20)))
	}
	system := runtime.GOOS
	if name := strings.Trim(fieldAt("/etc/os-release", "PRETTY_NAME", "="), `"`); name != "" {
		system = name
	}
	if release, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil {
		system += " (Linux " + strings.SplitN(strings.TrimSpace(string(release)), "-", 2)[0] + ")"
	}
	return strings.Join(append(parts, system, runtime.Version()+" "+runtime.GOARCH), ", ")
}

func field(file, name string) string { return fieldAt(file, name, ":") }

// fieldAt is the value of the first line "name SEPARATOR value", "" when there is none.
func fieldAt(file, name, separator string) string {
	data, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(data)) {
		if key, value, ok := strings.Cut(line, separator); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// stamp says when and where figures were measured, and of what.
type stamp struct{ Date, Commit, Machine, Load string }

func (s stamp) String() string {
	return fmt.Sprintf("Measured %s at commit %s on %s; load average before %s.", s.Date, s.Commit, s.Machine, s.Load)
}

func newStamp() stamp {
	commit := "unknown"
	if out, err := output(exec.Command("git", "rev-parse", "--short", "HEAD")); err == nil {
		commit = strings.TrimSpace(string(out))
	}
	return stamp{time.Now().Format(time.DateOnly), commit, machine(), load()}
}

// load is how many processes wanted to run in the last minute: over the number of cores, times on the clock are too long.
func load() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	one, _, _ := strings.Cut(string(data), " ")
	return one
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

// Command launch runs a program and writes what it took, as JSON, to the file that is its first argument. A process counts
// as its own the memory that its parent held when it was started (Linux folds it into ru_maxrss), so the parent is this
// small one.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func main() {
	cmd := exec.Command(os.Args[2], os.Args[3:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	began := time.Now()
	err := cmd.Run()
	wall := time.Since(began)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(126)
	}
	usage, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	data, _ := json.Marshal(map[string]any{ // numbers always marshal
		"WallS": wall.Seconds(), "CPUS": (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), "RSSKB": usage.Maxrss,
	})
	if err := os.WriteFile(os.Args[1], data, 0o600); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(126)
	}
	os.Exit(cmd.ProcessState.ExitCode())
}

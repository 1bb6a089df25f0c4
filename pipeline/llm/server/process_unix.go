//go:build unix

package server

import (
	"os/exec"
	"syscall"
)

// detach puts a process into a session of its own: neither the terminal's signals nor its end reach it.
func detach(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
}

// killTree kills a child and what it started: llama-server on PATH may be a script that runs the true one.
func killTree(cmd *exec.Cmd) {
	if syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) != nil {
		_ = cmd.Process.Kill()
	}
}

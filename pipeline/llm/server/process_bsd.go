//go:build unix && !linux

package server

import (
	"os/exec"
	"syscall"
)

// ownedByThread cannot tie the child to this process here: serve.py sees its input end, and a llama-server left over is
// found by its key at the next start.
func ownedByThread(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

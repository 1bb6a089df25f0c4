package server

import (
	"os/exec"
	"syscall"
)

// ownedByThread has the child killed when the thread that starts it ends, and so when this process is killed. The caller
// holds the thread (runtime.LockOSThread) as long as the child is to live.
func ownedByThread(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

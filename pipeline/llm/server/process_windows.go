package server

import (
	"os/exec"
	"syscall"
)

const detachedProcess = 0x8 // DETACHED_PROCESS of CreateProcess: no console, so no Ctrl-C

// detach cuts a process off from the console.
func detach(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP | detachedProcess}
}

// ownedByThread cannot tie the child to this process here: serve.py sees its input end, and a llama-server left over is
// found by its key at the next start.
func ownedByThread(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true}
}

func killTree(cmd *exec.Cmd) { _ = cmd.Process.Kill() }

package server

import (
	"context"
	"fmt"
	"os"
	"os/exec"

	"github.com/google/renameio/v2/maybe"

	"mattinale/pipeline/llm"
)

// Start has the server up and keeps it up until Stop, whether anybody uses it or not.
func Start(ctx context.Context, dirs Dirs, opts Options) (Info, error) {
	lease, err := Acquire(ctx, dirs, opts)
	if err != nil {
		return Info{}, err
	}
	if err := maybe.WriteFile(dirs.pin(), []byte(lease.info.id), 0o600); err != nil {
		_ = lease.Release()
		return Info{}, fmt.Errorf("keeping the model server up: %w", err)
	}
	lease.info.Pinned = true
	return lease.info, lease.Release()
}

// Stopped is what Stop came to.
type Stopped string

// The outcomes of Stop.
const (
	NotRunning Stopped = "not running"
	Ended      Stopped = "stopped"
	InUse      Stopped = "in use" // by a run, which ends it when it is done
)

// Stop takes back what Start said. It waits until the server is gone, unless a run uses it.
func Stop(dirs Dirs) (Stopped, error) {
	held, err := supervised(dirs)
	if err != nil || !held {
		return NotRunning, err
	}
	if err := remove(dirs.pin()); err != nil {
		return "", fmt.Errorf("stopping the model server: %w", err)
	}
	if err := gone(dirs); err != nil {
		return "", err
	}
	if held, err = supervised(dirs); err != nil || held {
		return InUse, err
	}
	return Ended, nil
}

// Status is what there is and what goes on.
type Status struct {
	Manifest  Manifest
	Installed bool // Manifest is of something
	Problem   error
	Info      Info
	Running   bool // Info is of something
	Loading   bool // there is a supervisor, but no server that answers
	InUse     bool // by a run
	Log       string
}

// Look reports what is installed and what runs. Problem says why nothing is installed.
func Look(ctx context.Context, dirs Dirs) (Status, error) {
	s := Status{Log: dirs.log()}
	s.Manifest, s.Problem = readManifest(dirs)
	s.Installed = s.Problem == nil
	held, err := supervised(dirs)
	if err != nil || !held {
		return s, err
	}
	s.Info, s.Running = Running(ctx, dirs)
	s.Loading, s.InUse = !s.Running, inUse(dirs)
	return s, nil
}

// Local is what may serve a run on this machine, as endpoints.
type Local struct {
	Dirs     Dirs
	LookPath func(name string) (string, error) // finds llama-server; nil: exec.LookPath
}

// Running is the server that Start keeps up, when it answers. One that is up for another run is none: it ends with that
// run, unless a share of it is taken with Acquire.
func (l Local) Running(ctx context.Context) (llm.Endpoint, bool) {
	info, ok := Running(ctx, l.Dirs)
	if !ok || !info.Pinned {
		return llm.Endpoint{}, false
	}
	e := info.Endpoint()
	e.Origin = "mattinale model start"
	return e, true
}

// Installed is the model that Acquire would serve; its address is not known before.
func (l Local) Installed() (llm.Endpoint, bool) {
	m, ok := Installed(l.Dirs)
	if !ok || !l.hasServer() {
		return llm.Endpoint{}, false
	}
	return llm.Endpoint{
		Model: m.Model, Context: m.Context, Slots: 1, Loopback: true, Origin: "mattinale model install",
	}, true
}

// hasServer reports whether there is a program that can serve the model.
func (l Local) hasServer() bool {
	look := l.LookPath
	if look == nil {
		look = exec.LookPath
	}
	if _, err := look(KindLlama); err == nil {
		return true
	}
	_, err := os.Stat(l.Dirs.finished())
	return err == nil
}

package server

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gofrs/flock"

	"mattinale/pipeline/llm"
)

const (
	pause      = 50 * time.Millisecond // between two looks at files and locks
	stopWithin = 10 * time.Second      // most time for a server to be gone; killing one takes far less
)

// Lease is a run's share of the server. It holds until Release, or until the process ends in whatever way.
type Lease struct {
	info  Info
	dirs  Dirs
	users *flock.Flock
}

// BaseURL is the server's address, as in http://127.0.0.1:40123/v1.
func (l *Lease) BaseURL() string { return l.info.BaseURL }

// Endpoint is the server as one that requests can go to.
func (l *Lease) Endpoint() llm.Endpoint { return l.info.Endpoint() }

// Acquire takes a share of the running server, and starts one when there is none. It returns when the server answers.
// The error is an *Error where there is a remedy, and has the end of the server's log when it did not come up; after an
// error nothing that this call started is left.
func Acquire(ctx context.Context, dirs Dirs, opts Options) (*Lease, error) {
	opts, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := dirs.makeRunning(); err != nil {
		return nil, fmt.Errorf("making the folders of the model server: %w", err)
	}
	users := flock.New(dirs.users())
	// A supervisor that is ending keeps the lock for itself until its server is gone.
	waiting, cancel := context.WithTimeout(ctx, stopWithin+pause)
	defer cancel()
	if _, err := users.TryRLockContext(waiting, pause); err != nil {
		return nil, fmt.Errorf("waiting for the model server that is ending: %w", err)
	}
	info, err := await(ctx, dirs, opts)
	if err != nil {
		lease := &Lease{dirs: dirs, users: users}
		return nil, errors.Join(err, lease.Release())
	}
	return &Lease{info: info, dirs: dirs, users: users}, nil
}

// Release gives the share back. When nobody else has one and the server is not pinned, it returns when the server is
// gone. It does not look at any context: it is what an interrupted run still has to do.
func (l *Lease) Release() error {
	if err := l.users.Unlock(); err != nil {
		return fmt.Errorf("releasing the model server: %w", err)
	}
	return gone(l.dirs)
}

// gone waits until there is no supervisor, unless there is reason for one.
func gone(dirs Dirs) error {
	shared := 0
	for range int(stopWithin / pause) {
		held, err := supervised(dirs)
		if err != nil || !held {
			return err
		}
		r, err := readRecord(dirs)
		if err == nil && pinned(dirs, r.ID) {
			return nil
		}
		// Another who only looks is seen once; a run is seen each time.
		if shared++; !inUse(dirs) {
			shared = 0
		}
		if shared == 3 {
			return nil
		}
		time.Sleep(pause)
	}
	return fmt.Errorf("the model server has not ended within %v; its log is %s", stopWithin, dirs.log())
}

// inUse reports whether a run has a share. A supervisor that is ending has the lock for itself, which is no run.
func inUse(dirs Dirs) bool {
	lock := flock.New(dirs.users())
	if ok, err := lock.TryRLock(); err != nil || !ok {
		return false
	}
	_ = lock.Unlock()
	if ok, err := lock.TryLock(); err != nil || ok {
		_ = lock.Unlock()
		return false
	}
	return true
}

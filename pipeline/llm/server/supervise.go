package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/gofrs/flock"
)

// errUnused ends a supervisor: no run has a share of its server any more.
var errUnused = errors.New("nobody uses it")

// maxRestarts bounds how often a server that crashed is started anew.
const maxRestarts = 3

// supervisor keeps one server up while it is used.
type supervisor struct {
	job
	manifest Manifest
	users    *flock.Flock
	log      *boundedLog
	port     int    // of the first start, kept for the next; 0: none yet
	key      string // that the server wants
}

// Supervise starts the server and returns when nobody has a share of it and it is not pinned, or when ctx ends; the
// server is gone then. It is the whole work of a process that Acquire starts with one argument; a second one beside the
// first returns at once.
func Supervise(ctx context.Context, args ...string) error {
	if len(args) != 1 {
		return errors.New("the supervisor of the model server takes one argument, and is not for people")
	}
	s := &supervisor{key: newKey()}
	if err := json.Unmarshal([]byte(args[0]), &s.job); err != nil {
		return fmt.Errorf("reading the supervisor's argument: %w", err)
	}
	// The system may kill a child when the thread that started it ends (see ownedByThread).
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()

	s.users = flock.New(s.Dirs.users())
	defer s.users.Unlock()
	lock := flock.New(s.Dirs.supervisorLock())
	waiting, cancel := context.WithTimeout(ctx, 2*time.Second) // somebody who only looks is gone by then
	defer cancel()
	if ok, err := lock.TryLockContext(waiting, pause); !ok {
		if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
			return nil // another supervises
		}
		return err
	}
	defer lock.Unlock()
	return s.serve(ctx)
}

// serve brings the server up, again when it crashes, until it is not wanted. It leaves a record only of a failure.
func (s *supervisor) serve(ctx context.Context) error {
	s.endOrphan(ctx)
	err := s.prepare()
	for restarts := 0; err == nil; restarts++ {
		if restarts > maxRestarts {
			err = fmt.Errorf("it crashed %d times; its log ends: %s", restarts, s.log.tail())
			break
		}
		err = s.once(ctx)
	}
	s.log.close()
	if errors.Is(err, errUnused) || ctx.Err() != nil {
		return errors.Join(remove(s.Dirs.record()), remove(s.Dirs.pin()))
	}
	_ = remove(s.Dirs.pin())
	return errors.Join(err, s.write(record{State: stateFailed, Error: err.Error()}))
}

// prepare reads what is to be run and makes the files that takes.
func (s *supervisor) prepare() (err error) {
	if s.manifest, err = readManifest(s.Dirs); err != nil {
		return err
	}
	if err = s.write(record{State: stateLoading}); err != nil {
		return err
	}
	if err = os.WriteFile(s.Dirs.script(), servePy, 0o600); err != nil {
		return err
	}
	s.log, err = openLog(s.Dirs.log())
	return err
}

// once brings the server up and stays with it. No error: it ended by itself.
func (s *supervisor) once(ctx context.Context) error {
	c, about, err := s.bring(ctx)
	if err != nil {
		return err
	}
	defer c.end()
	s.port = c.port
	r := record{State: stateReady, PID: c.cmd.Process.Pid, Kind: c.variant.kind, BaseURL: c.baseURL(), Started: time.Now()}
	r.Context, r.Slots = about.context, about.slots
	if r.Context == 0 {
		r.Context = s.manifest.Context
	}
	if err := s.write(r); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-c.exited:
			return s.write(record{State: stateLoading})
		case <-time.After(2 * pause):
		}
		if s.unused() {
			return errUnused
		}
	}
}

// unused reports that the server is not wanted. It then has the users lock, and keeps it until all is over: who comes now
// waits, and starts a new one.
func (s *supervisor) unused() bool {
	if pinned(s.Dirs, s.ID) {
		return false
	}
	alone, err := s.users.TryLock()
	return alone || err != nil
}

// endOrphan ends a server whose supervisor was killed, where the system did not see to that. It is ours beyond doubt when
// it answers to the key that was made up for it.
func (s *supervisor) endOrphan(ctx context.Context) {
	r, err := readRecord(s.Dirs)
	if err != nil || r.PID <= 1 || r.State != stateReady || probe(ctx, r).err != nil {
		return
	}
	if p, err := os.FindProcess(r.PID); err == nil {
		_ = p.Kill()
	}
}

func (s *supervisor) write(r record) error {
	r.ID, r.Key, r.Model = s.ID, s.key, s.manifest.Model
	return writeJSON(s.Dirs.record(), r, 0o600)
}

// remove takes a file away that may not be there.
func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"mattinale/pipeline/news"
)

// lockFolder takes the lock on a folder of briefs, which is made when it is missing, and writes down who holds it. The
// system frees the lock when the process ends, however it ends.
func lockFolder(dir string) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, &failure{code: exitNothing, err: fmt.Errorf("making the folder of briefs: %w", err), hint: "name another with --out"}
	}
	path := filepath.Join(dir, ".mattinale.lock")
	lock := flock.New(path)
	held, err := lock.TryLock()
	if err != nil {
		return nil, &failure{code: exitNothing, err: fmt.Errorf("locking %s: %w", dir, err), hint: "name another folder with --out"}
	}
	if !held {
		note, _ := os.ReadFile(path) // may be empty: the other run has just begun
		who := strings.TrimSpace(news.PrintableLine(string(note)))
		if who == "" {
			who = "another run"
		}
		return nil, &failure{code: exitLocked, err: fmt.Errorf("%s is locked by %s", dir, who), hint: "wait for it to end, or name another folder with --out"}
	}
	// A full disk may have room again when the brief is there, and what is asked until then is kept.
	if err := os.WriteFile(path, holder(time.Now()), 0o644); err != nil && !errors.Is(err, syscall.ENOSPC) {
		_ = lock.Unlock()
		return nil, &failure{code: exitNothing, err: fmt.Errorf("locking the folder of briefs: %w", err), hint: "name another with --out"}
	}
	return func() { _ = lock.Unlock() }, nil
}

// holder is what a second run says of this one. The folder may be shared by machines.
func holder(since time.Time) []byte {
	host, err := os.Hostname()
	if err != nil {
		host = "this machine"
	}
	return fmt.Appendf(nil, "process %d on %s since %s\n", os.Getpid(), host, since.Format(time.DateTime))
}

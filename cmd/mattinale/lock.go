package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

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
		holder, _ := os.ReadFile(path) // may be empty: the other run has just begun
		who := strings.TrimSpace(news.PrintableLine(string(holder)))
		if who == "" {
			who = "another run"
		}
		return nil, &failure{code: exitLocked, err: fmt.Errorf("%s is locked by %s", dir, who), hint: "wait for it to end, or name another folder with --out"}
	}
	if err := os.WriteFile(path, fmt.Appendf(nil, "process %d\n", os.Getpid()), 0o644); err != nil {
		_ = lock.Unlock()
		return nil, fmt.Errorf("writing %s: %w", path, err)
	}
	return func() { _ = lock.Unlock() }, nil
}

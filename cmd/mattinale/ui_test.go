package main

import (
	"strings"
	"testing"
	"time"

	"mattinale/pipeline"
)

// TestSaidAfterTheBar: the verdict of a run on a terminal is said when its bar has gone.
func TestSaidAfterTheBar(t *testing.T) {
	var screen strings.Builder
	u := &ui{now: time.Now}
	u.showBar(&screen)
	u.report(pipeline.Event{Kind: pipeline.Started, Total: 1, Name: "one"})
	u.report(pipeline.Event{Kind: pipeline.Finished, Total: 1, Name: "one"})
	u.stopBar()
	u.warn("incomplete: two.txt")
	u.close()
	if line := "mattinale: incomplete: two.txt\n"; !strings.Contains(screen.String(), line) {
		t.Errorf("%q is not on the screen: %q", line, &screen)
	}
}

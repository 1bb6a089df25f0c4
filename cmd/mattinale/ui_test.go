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

// TestBarOfMore: a bar at its end goes on when more articles are read, which it did not when it was made with a total.
func TestBarOfMore(t *testing.T) {
	var screen strings.Builder
	u := &ui{now: time.Now}
	u.showBar(&screen)
	for i := range 3 {
		u.report(pipeline.Event{Kind: pipeline.Started, Index: i, Total: i + 1})
		u.report(pipeline.Event{Kind: pipeline.Finished, Index: i, Total: i + 1})
		if i == 0 && u.bar.Completed() {
			t.Fatal("the bar has ended")
		}
	}
	u.report(pipeline.Event{Kind: pipeline.AllRead, Total: 3})
	if u.bar.Completed() || u.bar.Current() != 3 || u.total != 3 {
		t.Errorf("%d of %d, ended: %v", u.bar.Current(), u.total, u.bar.Completed())
	}
	u.close()
}

// redrawn is a terminal on which the bar is drawn anew while something is written, as mpb does: each waits for the other.
type redrawn struct{ bar func() string }

func (r redrawn) Write(p []byte) (int, error) {
	r.bar()
	return len(p), nil
}

// TestSaidWhileTheBarIsDrawn ends at all: a run whose line met the bar's next picture hung for good.
func TestSaidWhileTheBarIsDrawn(t *testing.T) {
	u := &ui{now: time.Now}
	u.out = redrawn{func() string { return u.left(1, 2) + u.nowOn() }}
	u.setCurrent("one")
	u.say("two.txt: not there")
}

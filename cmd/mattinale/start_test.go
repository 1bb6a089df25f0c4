package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// TestNothingBesides holds what must not be linked: what only tests use, and Prometheus' client, whose start costs milliseconds.
func TestNothingBesides(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", ".")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range strings.Fields(string(out)) {
		for _, besides := range []string{
			"github.com/prometheus/", "google.golang.org/protobuf/", "testing", "net/http/httptest", "net/http/pprof", "expvar",
			"mattinale/pipeline/llm/llmtest", "github.com/rogpeppe/", "pgregory.net/", "github.com/santhosh-tekuri/",
		} {
			if pkg == besides || strings.HasSuffix(besides, "/") && strings.HasPrefix(pkg, besides) {
				t.Errorf("the program links %s", pkg)
			}
		}
	}
}

// TestLeanStart holds that packages make nothing of size before main is reached, and main nothing that a version needs no more than
// a vocabulary: tables are taken apart when they are first used. It looks at bytes, which are the same each time, not at time.
func TestLeanStart(t *testing.T) {
	const most = 32 << 10 // bytes, of a package

	cmd := exec.Command("mattinale", "--version") // this test's own binary: see TestMain
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	looked := 0
	for line := range strings.Lines(string(out)) {
		var pkg string
		var at, clock float64
		var bytes int
		if n, _ := fmt.Sscanf(line, "init %s @%f ms, %f ms clock, %d bytes", &pkg, &at, &clock, &bytes); n != 4 || !strings.HasPrefix(pkg, "mattinale/") {
			continue
		}
		looked++
		if bytes > most {
			t.Errorf("%s makes %d bytes before main, want at most %d", pkg, bytes, most)
		}
	}
	if looked == 0 {
		t.Errorf("no package of ours in the trace:\n%s", out)
	}

	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run([]string{"mattinale", "--version"}, null, null, null)
	runtime.ReadMemStats(&after)
	if made := after.TotalAlloc - before.TotalAlloc; made > 512<<10 {
		t.Errorf("--version makes %d bytes in main", made)
	}
}

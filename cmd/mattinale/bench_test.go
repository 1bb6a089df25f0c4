package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"mattinale/pipeline/llm/llmtest"
)

// program builds the real program once for the benchmarks, which measure whole processes.
func program(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "mattinale")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		b.Fatalf("building: %v\n%s", err, out)
	}
	return path
}

// tenArticles writes ten articles of some 3 KB.
func tenArticles(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	for i := range 10 {
		var text strings.Builder
		fmt.Fprintf(&text, "Il ponte numero %d riapre lunedì\n\n", i)
		for n := range 24 {
			fmt.Fprintf(&text, "La frase %d dell'articolo %d racconta che il Comune di Vernazza ha speso %d mila euro per la strada.\n\n", n, i, n*7+i)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.txt", i)), []byte(text.String()), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// measure runs the program again and again and reports its resident memory at most, in MB.
func measure(b *testing.B, env []string, args ...string) {
	b.Helper()
	path, home := program(b), b.TempDir()
	run := func() int64 {
		cmd := exec.Command(path, args...)
		cmd.Dir = home
		cmd.Env = append([]string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "MATTINALE_PORTS=none"}, env...)
		out, err := cmd.CombinedOutput()
		if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 0 && cmd.ProcessState.ExitCode() != exitMissing {
			b.Fatalf("%v\n%s", err, out)
		}
		usage, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		return usage.Maxrss // KB on Linux
	}
	run() // fills the cache
	var most int64
	for b.Loop() {
		most = max(most, run())
	}
	b.ReportMetric(float64(most)/1024, "MB-resident")
}

// BenchmarkRerun is a brief of ten articles whose replies are all on disk.
func BenchmarkRerun(b *testing.B) {
	s := llmtest.New(b, llmtest.Options{Context: 8192})
	measure(b, []string{"MATTINALE_BASE_URL=" + s.URL()}, "brief", tenArticles(b))
}

// BenchmarkExtract is a brief of ten articles without a model.
func BenchmarkExtract(b *testing.B) { measure(b, nil, "brief", "--engine", "extract", tenArticles(b)) }

// BenchmarkVersion is the start of the program.
func BenchmarkVersion(b *testing.B) { measure(b, nil, "--version") }

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"mattinale/pipeline/llm/llmtest"
	"mattinale/pipeline/llm/server"
	"mattinale/pipeline/news"
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

// BenchmarkLocalModel summarises four of the seeds, of 2 to 3.4 KB, with the installed model, each twice: as a person
// does first, then with more points, when the server should have the article's tokens from the first call.
func BenchmarkLocalModel(b *testing.B) {
	if _, ok := server.Installed(serverDirs()); !ok {
		b.Skip("no local model is installed: mattinale model install")
	}
	path := program(b)
	start := exec.Command(path, "model", "start")
	if out, err := start.CombinedOutput(); err != nil {
		b.Fatalf("starting the model: %v\n%s", err, out)
	}
	defer func() { _ = exec.Command(path, "model", "stop").Run() }()
	var seconds, replies, cached []float64
	for b.Loop() {
		for _, seed := range []string{"02", "03", "05", "17"} {
			first, _ := summarised(b, path, seed, "medium")
			second, tokens := summarised(b, path, seed, "long")
			seconds = append(seconds, first.Seconds/float64(first.Calls.Made))
			replies = append(replies, float64(first.Tokens.Reply)/float64(first.Calls.Made))
			cached = append(cached, min(100, 100*float64(second.Tokens.PromptCached)/float64(tokens)))
		}
	}
	b.ReportMetric(median(seconds), "s/call")
	b.ReportMetric(median(replies), "reply-tokens/call")
	b.ReportMetric(median(cached), "%article-cached-2nd")
}

// summarised makes a brief of one seed and returns its receipt, and how many tokens the article has in cl100k, which counts
// Italian within a few per cent of the model's own tokenizer.
func summarised(b *testing.B, path, seed, length string) (receipt news.Receipt, tokens int) {
	b.Helper()
	files, err := filepath.Glob("../../seeds/articles/" + seed + "-*")
	if err != nil || len(files) != 1 {
		b.Fatalf("seed %s: %v, %v", seed, files, err)
	}
	cmd := exec.Command(path, "brief", "--no-cache", "--stdout", "json", "--length", length, files[0])
	out, err := cmd.Output()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 0 && cmd.ProcessState.ExitCode() != exitMissing {
		b.Fatal(err)
	}
	var stories news.StoryList
	brief := news.Brief{Stories: &stories}
	if err := json.Unmarshal(out, &brief); err != nil {
		b.Fatal(err)
	}
	if brief.Receipt.Calls.Made == 0 {
		b.Fatalf("seed %s: no call was made: %+v", seed, brief.Receipt)
	}
	return brief.Receipt, stories[0].Articles[0].Tokens
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"github.com/urfave/cli/v2"

	"mattinale/pipeline"
	"mattinale/pipeline/news"
)

// checkMetricsFile finds out before the run what would keep the metrics from being written after it.
func checkMetricsFile(_ *cli.Context, s *settings) error {
	if s.metricsFile == "" {
		return nil
	}
	dir := filepath.Dir(s.metricsFile)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return usage("make it, or name another", "--metrics-file: there is no folder %s", dir)
	}
	if info, err := os.Stat(s.metricsFile); err == nil && info.IsDir() {
		return usage("name a file in it, for node_exporter one that ends in .prom", "--metrics-file: %s is a folder", s.metricsFile)
	}
	return nil
}

// writeMetrics writes what the receipt says as a file of Prometheus' text format, whole or not at all, for the textfile collector of
// node_exporter. It does so however the run ended: an alert is of use when it did not end well.
func writeMetrics(ctx context.Context, s settings, u *ui, began time.Time, b news.Brief, err error) {
	if s.metricsFile == "" {
		return
	}
	m := gauges{}
	code := codeOf(ctx, err)
	ended := time.Now()
	now := float64(ended.Unix())
	r := b.Receipt
	m.set("run_timestamp_seconds", "When the last run ended.", now)
	m.set("run_duration_seconds", "How long the last run took, however it ended.", ended.Sub(began).Seconds())
	m.set("run_exit_code", "The exit code of the last run: 0 complete, 3 something is missing or extracted, 1 nothing was written.", float64(code))
	if code != exitOK {
		now = lastSuccess(s.metricsFile)
	}
	if now > 0 {
		m.set("last_success_timestamp_seconds", "When a run last ended complete.", now)
	}
	m.set("stories", "Stories of the brief.", float64(pipeline.Told(r)))
	m.set("cost_usd", "What the calls cost, where that is known.", r.CostUSD)
	sources := map[string]int{news.SourceOK: 0, news.SourceFailed: 0, news.SourceEmpty: 0}
	for _, row := range r.Sources {
		sources[row.Status]++
	}
	m.setAll("sources", "Sources of the last run.", "status", sources)
	a, p, c := r.Articles, r.Points, r.Calls
	m.setAll("articles", "Articles of the last run.", "state", map[string]int{
		"read": a.Read, "summarised": a.Summarised, "extracted": a.Extracted, "failed": a.Failed, "skipped": a.Skipped,
	})
	m.setAll("points", "What became of the points that the model wrote.", "state", map[string]int{
		"written": p.Written, "clean": p.Clean, "repaired": p.Repaired, "marked": p.Marked, "replaced": p.Replaced, "dropped": p.Dropped,
	})
	m.setAll("calls", "Calls of the last run.", "state", map[string]int{
		"made": c.Made, "cached": c.Cached, "retried": c.Retried, "rejected": c.Rejected, "failed": c.Failed,
	})
	m.setAll("failures", "Requests that failed or whose reply was rejected, by what was wrong.", "kind", c.Kinds)
	m.setAll("tokens", "Tokens of the calls, as the endpoint counted them.", "kind", map[string]int{
		"prompt": r.Tokens.Prompt, "reply": r.Tokens.Reply, "prompt_cached": r.Tokens.PromptCached,
	})
	if err := m.write(s.metricsFile); err != nil {
		u.warn("the metrics are not written: %v", err)
	}
}

// lastSuccess is what the last file says, 0 when it does not.
func lastSuccess(path string) float64 {
	old, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	found := regexp.MustCompile(`(?m)^mattinale_last_success_timestamp_seconds (\S+)$`).FindSubmatch(old)
	if found == nil {
		return 0
	}
	at, _ := strconv.ParseFloat(string(found[1]), 64) // 0 when it is no number
	return at
}

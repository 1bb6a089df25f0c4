package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/prometheus/common/expfmt"
	names "github.com/prometheus/common/model"
)

// TestGauges has what must be escaped read back by Prometheus' own parser, which also wants each family once.
func TestGauges(t *testing.T) {
	const odd = "a \"word\", C:\\new\nline {x=\"1\"} è"
	g := gauges{}
	g.set("b", odd, 0.1)
	g.set("a", "Large.", 1.795768813e+09)
	g.setAll("c", "Labelled.", "of", map[string]int{odd: 3, "": -1, "z": 0})
	g.setAll("d", "No value.", "of", nil)
	path := filepath.Join(t.TempDir(), "m.prom")
	old := syscall.Umask(0o077)
	err := g.write(path)
	syscall.Umask(old)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("%v, %v: node_exporter is another user", info.Mode(), err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	parser := expfmt.NewTextParser(names.LegacyValidation)
	families, err := parser.TextToMetricFamilies(f)
	if err != nil {
		t.Fatal(err)
	}
	if len(families) != 3 || families["mattinale_b"].GetHelp() != odd || families["mattinale_b"].GetMetric()[0].GetGauge().GetValue() != 0.1 ||
		families["mattinale_a"].GetMetric()[0].GetGauge().GetValue() != 1.795768813e+09 {
		t.Errorf("%v", families)
	}
	values := map[string]float64{}
	for _, m := range families["mattinale_c"].GetMetric() {
		if label := m.GetLabel()[0]; label.GetName() == "of" {
			values[label.GetValue()] = m.GetGauge().GetValue()
		}
	}
	if len(values) != 3 || values[odd] != 3 || values[""] != -1 {
		t.Errorf("%v", values)
	}
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	names "github.com/prometheus/common/model"
	"github.com/rogpeppe/go-internal/testscript"
)

// holdMetrics reads a file as Prometheus does and holds values in it: metrics FILE [NAME=VALUE…], without "mattinale_" in front,
// NAME:LABEL where there is a label; NAME=none is for what must not be there, NAME=some for any value but 0. Every metric has to be
// a gauge with a HELP, and nothing may be left beside the file.
func holdMetrics(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: metrics FILE [NAME=VALUE…]")
	}
	path := ts.MkAbs(args[0])
	got := readMetrics(ts, path)
	for _, arg := range args[1:] {
		name, want, _ := strings.Cut(arg, "=")
		value, ok := got[name]
		switch {
		case want == "none" && !ok, want == "some" && ok && value != 0, ok && fmt.Sprint(value) == want:
		default:
			ts.Fatalf("%s is %v (there: %v), want %s", name, value, ok, want)
		}
	}
	info, err := os.Stat(path)
	ts.Check(err)
	if info.Mode().Perm() != 0o644 {
		ts.Fatalf("mode %v: node_exporter is another user", info.Mode())
	}
	if beside, _ := filepath.Glob(path + "?*"); len(beside) > 0 {
		ts.Fatalf("left behind: %v", beside)
	}
}

func readMetrics(ts *testscript.TestScript, path string) map[string]float64 {
	f, err := os.Open(path)
	ts.Check(err)
	defer f.Close()
	parser := expfmt.NewTextParser(names.LegacyValidation)
	families, err := parser.TextToMetricFamilies(f)
	ts.Check(err)
	values := map[string]float64{}
	for name, family := range families {
		short, ours := strings.CutPrefix(name, "mattinale_")
		if !ours || family.GetHelp() == "" || family.GetType() != dto.MetricType_GAUGE {
			ts.Fatalf("%s: %s, help %q", name, family.GetType(), family.GetHelp())
		}
		for _, m := range family.GetMetric() {
			key := short
			for _, label := range m.GetLabel() {
				key += ":" + label.GetValue()
			}
			values[key] = m.GetGauge().GetValue()
		}
	}
	return values
}

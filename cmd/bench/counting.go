package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const aboutCounting = `
Every text is counted on its own, by one process a counter and round. ` + "`ready`" + ` is the time from the call that loads the encoding until
the first text is counted (for Python the import of tiktoken included). The counters make lists of tokens, but for ours, which
only counts. Exactness: the same hard texts, counted three ways in both encodings; the text of special tokens is ordinary text.`

const ours = "ours"

// Of the counting.
const (
	corpusSize  = 20_000_000 // bytes
	hardTextsOf = 5000       // each class
)

// What is to be reached, as ratios of MB/CPU s, and until the first text is counted.
const (
	timesTiktoken   = 3
	timesTiktokenGo = 10
	readyMS         = 30
)

func measureCounting(ctx context.Context, b *bench) (result, error) {
	texts, err := corpus(1, corpusSize)
	if err != nil {
		return result{}, err
	}
	joined := strings.Join(texts, "\x00")
	file := filepath.Join(b.dir, "corpus")
	if err := os.WriteFile(file, []byte(joined), 0o600); err != nil {
		return result{}, err
	}
	size := float64(len(joined)-len(texts)+1) / 1e6
	r := result{Notes: []string{fmt.Sprintf("%.1f MB: %s articles of 3 KB, Italian and English by turns, with %s different words.",
		size, thousands(len(texts)), thousands(distinctWords(texts)))}}
	t := table{Head: []string{"counter", "cl100k MB/CPU s", "ours ÷ this", "o200k MB/CPU s", "ours ÷ this", "ready cl100k ms", "ready o200k ms", "noise %"}}
	var columns [][]*contender[reading]
	for _, encoding := range encodings {
		all := b.counters(ctx, encoding, file)
		race(b.opts.rounds, all)
		columns = append(columns, all)
	}
	speed := func(c *contender[reading]) float64 {
		return size / least(c.got, cpuOf)
	}
	ready := func(c *contender[reading]) string {
		return number(middle(c.got, func(r reading) float64 { return r.ReadyMS }))
	}
	for i, cl := range columns[0] {
		o2 := columns[1][i]
		if !whole(cl, o2) {
			t.skip(cl.name, cl.err)
			continue
		}
		t.add(cl.name, number(speed(cl)), ratio(speed(columns[0][0]), speed(cl)), number(speed(o2)), ratio(speed(columns[1][0]), speed(o2)),
			ready(cl), ready(o2), noise(cl.got, cpuOf)+", "+noise(o2.got, cpuOf))
	}
	r.Tables = append(r.Tables, t)
	r.Notes = append(r.Notes, sameTotals(columns))
	for i, all := range columns {
		mine, python, other := all[0], all[1], all[2]
		faster := func(peer *contender[reading], name string, goal float64) {
			if whole(mine, peer) {
				times := speed(mine) / speed(peer)
				r.Targets = append(r.Targets, target{"counting, " + encodings[i], fmt.Sprintf("≥ %s× %s's MB/CPU s", number(goal), name), number(times) + "×", times >= goal})
			}
		}
		faster(other, "tiktoken-go", timesTiktokenGo)
		faster(python, "tiktoken", timesTiktoken)
		if whole(mine) {
			ms := middle(mine.got, func(r reading) float64 { return r.ReadyMS })
			r.Targets = append(r.Targets, target{"ready to count, " + encodings[i], fmt.Sprintf("≤ %d ms", readyMS), ready(mine) + " ms", ms <= readyMS})
		}
	}
	return b.exactness(ctx, r)
}

// counters are ours and its peers, for one encoding.
func (b *bench) counters(ctx context.Context, encoding, file string) []*contender[reading] {
	own := func(who string) func() (reading, error) {
		return func() (reading, error) {
			return read(exec.CommandContext(ctx, b.self, childMode, "count", who, encoding, file))
		}
	}
	all := []*contender[reading]{{name: ours, run: own(ours)}}
	if py, err := b.python(); err != nil {
		all = append(all, fails[reading]("tiktoken (Python, Rust)", err))
	} else {
		all = append(all, &contender[reading]{name: "tiktoken 0.14.0 (Python, Rust)", run: func() (reading, error) {
			return read(py.command(ctx, "count.py", "texts", encoding, file))
		}})
	}
	return append(all, &contender[reading]{name: "tiktoken-go 0.1.8", run: own("tiktoken-go")})
}

// sameTotals says whether all counters came to the same sums.
func sameTotals(columns [][]*contender[reading]) string {
	var said []string
	for i, all := range columns {
		totals := map[int]bool{}
		for _, c := range all {
			for _, r := range c.got {
				totals[r.Total] = true
			}
		}
		if len(totals) == 1 && len(all[0].got) > 0 {
			said = append(said, fmt.Sprintf("%s: every counter and round came to %s tokens", encodings[i], thousands(all[0].got[0].Total)))
		} else {
			said = append(said, fmt.Sprintf("%s: THE TOTALS DIFFER: %v", encodings[i], totals))
		}
	}
	return strings.Join(said, "; ") + "."
}

// exactness adds how often the counters disagree about hard texts.
func (b *bench) exactness(ctx context.Context, r result) (result, error) {
	py, pyErr := b.python()
	hard := hardTexts(hardTextsOf, 1)
	rows, differ, err := agree(ctx, py, b.dir, hard)
	if err != nil {
		return r, err
	}
	t := table{Caption: "How often two counters disagree about a hard text:", Head: []string{"texts", "counts", "ours ≠ tiktoken", "ours ≠ tiktoken-go", "tiktoken ≠ tiktoken-go"}}
	all, wrong := 0, 0
	for _, row := range rows {
		python, goPython := thousands(row.oursPython), thousands(row.goPython)
		if pyErr != nil {
			python, goPython = "–", "–"
		}
		t.add(row.class, thousands(row.texts), python, thousands(row.oursGo), goPython)
		all, wrong = all+row.texts, wrong+row.oursPython
	}
	r.Tables = append(r.Tables, t)
	for _, d := range differ[:min(len(differ), 20)] {
		r.Notes = append(r.Notes, fmt.Sprintf("`%+q` (%s, %s): ours %d, tiktoken %d, tiktoken-go %d.", d.text, d.class, d.encoding, d.ours, d.python, d.tiktokenGo))
	}
	if pyErr != nil {
		return r, nil
	}
	r.Targets = append(r.Targets, target{"counts that differ from tiktoken's", "0", fmt.Sprintf("%s of %s", thousands(wrong), thousands(all)), wrong == 0})
	return r, nil
}

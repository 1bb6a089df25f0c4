package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pkoukk/tiktoken-go"
	loader "github.com/pkoukk/tiktoken-go-loader"

	"mattinale/pipeline/tokens"
)

// difference is a hard text for which two counters do not agree.
type difference struct {
	class, encoding, text    string
	ours, python, tiktokenGo int
}

// agreement is how many texts of a class were counted, and for how many two counters came to different totals.
type agreement struct {
	class                               string
	texts, oursPython, oursGo, goPython int
}

// agree counts hard texts three ways in both encodings. Without Python its column stays empty.
func agree(ctx context.Context, py *python, dir string, all []hardText) ([]agreement, []difference, error) {
	var theirs [][2]int
	if py != nil {
		var err error
		if theirs, err = py.countEach(ctx, dir, all); err != nil {
			return nil, nil, err
		}
	}
	tiktoken.SetBpeLoader(loader.NewOfflineLoader())
	rows := map[string]*agreement{}
	var differ []difference
	for e, encoding := range encodings {
		ours, err := tokens.Load(encoding)
		if err != nil {
			return nil, nil, err
		}
		peer, err := tiktoken.GetEncoding(encoding)
		if err != nil {
			return nil, nil, err
		}
		for i, h := range all {
			row := rows[h.class]
			if row == nil {
				row = &agreement{class: h.class}
				rows[h.class] = row
			}
			d := difference{class: h.class, encoding: encoding, text: h.text, ours: ours.Count(h.text), tiktokenGo: len(peer.EncodeOrdinary(h.text))}
			d.python = d.ours
			if theirs != nil {
				d.python = theirs[i][e]
			}
			row.texts++
			row.oursPython += oneIf(d.ours != d.python)
			row.oursGo += oneIf(d.ours != d.tiktokenGo)
			row.goPython += oneIf(d.tiktokenGo != d.python)
			if d.ours != d.python || d.ours != d.tiktokenGo {
				differ = append(differ, d)
			}
		}
	}
	var sums []agreement
	for _, class := range classNames() {
		if row := rows[class]; row != nil {
			sums = append(sums, *row)
		}
	}
	return sums, differ, nil
}

func oneIf(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// countEach has Python count every text in each of encodings.
func (py *python) countEach(ctx context.Context, dir string, all []hardText) ([][2]int, error) {
	path := filepath.Join(dir, "hard.jsonl")
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	lines := json.NewEncoder(w)
	for _, h := range all {
		if err := lines.Encode(h.text); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	out, err := output(py.command(ctx, "count.py", "each", path))
	if err != nil {
		return nil, err
	}
	return readPairs(out, len(all))
}

func readPairs(out []byte, n int) ([][2]int, error) {
	var pairs [][2]int
	for line := range bytesLines(out) {
		var p [2]int
		if _, err := fmt.Sscan(line, &p[0], &p[1]); err != nil {
			return nil, fmt.Errorf("counts of Python, line %d: %w", len(pairs)+1, err)
		}
		pairs = append(pairs, p)
	}
	if len(pairs) != n {
		return nil, fmt.Errorf("counted by Python: %d texts of %d", len(pairs), n)
	}
	return pairs, nil
}

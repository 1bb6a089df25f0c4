package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

const aboutSplitting = `
Files of Italian and English text, of half to one and a half times the size named, are read from a folder, one after the other, and split into chunks of at most 500 tokens of
cl100k_base: ours as ` + "`mattinale split --raw`" + ` does it (sentences found, counted, chunked), the peers with their splitters for
text. The start of the process and the loading of the encoding do not count. "Least possible" is the sum, over the files, of the file's
tokens divided by 500, rounded up. "Cuts in a sentence" are chunks that begin inside a sentence that has at most 500 tokens, by our
sentence boundaries, which is how ours cuts: a peer's may be of another opinion. "Text lost" is what is not white space and stands in no chunk.`

const splitLimit = 500 // tokens

// splitSet is a set of files to be split.
type splitSet struct {
	name        string
	size, files int     // mean bytes of a file, how many
	oneLine     bool    // no line breaks, as text comes out of many programs
	goal        float64 // times semantic-text-splitter's speed, 0: none
}

var splitSets = []splitSet{
	{"2 KB", 2000, 4000, false, 8},
	{"20 KB", 20000, 400, false, 8},
	{"20 KB in one line", 20000, 400, true, 0},
}

// slowShare is the part of the files that the slowest peer gets.
const slowShare = 8

func measureSplitting(ctx context.Context, b *bench) (result, error) {
	var r result
	t := table{Head: []string{"files", "splitter", "MB/CPU s", "ours ÷ this", "noise %", "chunks ÷ least possible", "over 500 tokens", "cuts in a sentence", "text lost, bytes"}}
	for _, set := range splitSets {
		if err := b.splitting(ctx, set, &t, &r); err != nil {
			return r, err
		}
	}
	r.Tables = append(r.Tables, t)
	r.Notes = append(r.Notes, fmt.Sprintf("langchaingo splits one file in %d, as it takes so long; its figures are of those. It is given a function that counts with "+
		"tiktoken-go, loaded once; semantic-text-splitter is made with from_tiktoken_model(\"gpt-4\", %d), its white space trimmed as is its default.", slowShare, splitLimit))
	return r, nil
}

func (b *bench) splitting(ctx context.Context, set splitSet, t *table, r *result) error {
	p, err := newPress(uint64(set.size))
	if err != nil {
		return err
	}
	texts := make([]string, set.files)
	for i := range texts {
		texts[i] = p.article([]string{italian, english}[i%2], set.size/2+p.random.IntN(set.size))
		if set.oneLine {
			texts[i] = strings.Join(strings.Fields(texts[i]), " ")
		}
	}
	folder, err := b.articles("split", set.files, func(i int) string { return texts[i] })
	if err != nil {
		return err
	}
	all, outs := b.splitters(ctx, folder, set.files)
	race(b.opts.rounds, all)
	for i, c := range all {
		if !whole(c) {
			t.skip(c.name, c.err)
			continue
		}
		quality, err := judge(texts, outs[i])
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		t.add(set.name, c.name, number(splitSpeed(c)), ratio(splitSpeed(all[0]), splitSpeed(c)), noise(c.got, cpuOf),
			fmt.Sprintf("%.3f", float64(quality.chunks)/float64(quality.least)), fmt.Sprintf("%.1f %%", percent(quality.over, quality.chunks)),
			fmt.Sprintf("%.1f %%", percent(quality.inside, quality.cuts)), thousands(quality.lost))
		if i == 0 {
			most := float64(quality.chunks) / float64(quality.least)
			r.Targets = append(r.Targets, target{"chunks of files of " + set.name, "≤ 1.06 × the least possible", fmt.Sprintf("%.3f", most), most <= 1.06},
				target{"of these, over the limit or beginning inside a sentence that fits", "0", thousands(quality.over + quality.inside), quality.over+quality.inside == 0})
		}
	}
	if set.goal > 0 && whole(all[0], all[1]) {
		times := splitSpeed(all[0]) / splitSpeed(all[1])
		r.Targets = append(r.Targets, target{"splitting files of " + set.name, "≥ " + number(set.goal) + "× semantic-text-splitter's MB/CPU s", number(times) + "×", times >= set.goal})
	}
	return nil
}

func splitSpeed(c *contender[reading]) float64 {
	return float64(c.got[0].Bytes) / 1e6 / least(c.got, cpuOf)
}

func percent(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}

// splitters are ours and its peers, and where each writes its chunks.
func (b *bench) splitters(ctx context.Context, folder string, files int) (all []*contender[reading], outs []string) {
	limit := strconv.Itoa(splitLimit)
	enter := func(name string, err error, command func(out string) *exec.Cmd) {
		out := filepath.Join(b.dir, "chunks-"+strconv.Itoa(len(all)))
		outs = append(outs, out)
		all = append(all, &contender[reading]{name: name, err: err, run: func() (reading, error) { return read(command(out)) }})
	}
	enter(ours, nil, func(out string) *exec.Cmd {
		return exec.CommandContext(ctx, b.self, childMode, "split", limit, out, folder)
	})
	py, err := b.python()
	enter("semantic-text-splitter 0.33.1 (Python, Rust)", err, func(out string) *exec.Cmd {
		return py.command(ctx, "split.py", limit, strconv.Itoa(files), out, folder)
	})
	peer, err := b.peer("split")
	enter("langchaingo 0.1.14, recursive", err, func(out string) *exec.Cmd {
		return exec.CommandContext(ctx, peer, limit, strconv.Itoa(files/slowShare), out, folder)
	})
	return all, outs
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"github.com/adrg/xdg"

	"mattinale/pipeline/llm/server"
	"mattinale/pipeline/news"
	"mattinale/seeds"
)

const aboutModel = `
Seeds are summarised with the installed local model and no cache of replies, each twice: as a person does first, then with more points. The second
time the server should have the tokens of the article from the first: "from the prefix cache" is the share of the article's tokens, as
cl100k_base counts them, that it took from there, by its own count. With -full an article of
28 KB too: it has several chunks, and a server with one slot keeps the last.`

// modelSeeds begin the names of the articles, of 2.4 and 5.4 KB; longSeed's has 28 KB, which takes a small model many minutes.
var modelSeeds = []string{"02", "06"}

const longSeed = "07"

func measureModel(ctx context.Context, b *bench) (result, error) {
	dirs := server.Dirs{Data: filepath.Join(xdg.DataHome, "mattinale"), State: filepath.Join(xdg.StateHome, "mattinale")}
	installed, ok := server.Installed(dirs)
	if !ok {
		return result{Notes: []string{"Skipped: no local model is installed (`mattinale model install`)."}}, nil
	}
	stop, err := b.startModel(ctx, dirs)
	if err != nil {
		return result{}, err
	}
	defer stop()
	t := table{Head: []string{"article", "points", "tokens", "calls", "s/call", "reply tokens/call", "prompt tokens", "from the prefix cache", "of the article"}}
	var short []float64
	chosen := modelSeeds
	if b.opts.full {
		chosen = append(slices.Clone(chosen), longSeed)
	}
	for _, seed := range chosen {
		path, err := b.seed(seed)
		if err != nil {
			return result{}, err
		}
		for _, length := range []string{"medium", "long"} {
			b.say("%s, %s", filepath.Base(path), length)
			receipt, tokens, err := b.brief(ctx, path, length)
			if err != nil {
				return result{}, err
			}
			share := min(1, float64(receipt.Tokens.PromptCached)/float64(tokens))
			calls := float64(receipt.Calls.Made)
			t.add(filepath.Base(path), length, thousands(tokens), number(calls), number(receipt.Seconds/calls), number(float64(receipt.Tokens.Reply)/calls),
				thousands(receipt.Tokens.Prompt), thousands(receipt.Tokens.PromptCached), fmt.Sprintf("%.0f %%", 100*share))
			if length == "long" && seed != longSeed {
				short = append(short, share)
			}
		}
	}
	r := result{Tables: []table{t}, Notes: []string{fmt.Sprintf("%s by %s, %s tokens of context.", installed.Model, installed.Kind, thousands(installed.Context))}}
	if len(short) > 0 {
		r.Targets = append(r.Targets, target{"an article asked about again: its tokens from the prefix cache", "≥ 90 %", fmt.Sprintf("%.0f %%", 100*median(short)), median(short) >= 0.9})
	}
	return r, nil
}

// startModel has the model's server run, and stops it in the end unless it ran before.
func (b *bench) startModel(ctx context.Context, dirs server.Dirs) (stop func(), err error) {
	if st, err := server.Look(ctx, dirs); err == nil && st.Running {
		return func() {}, nil
	}
	if err := run(exec.CommandContext(ctx, b.program(), "model", "start")); err != nil {
		return nil, err
	}
	return func() { _ = exec.Command(b.program(), "model", "stop").Run() }, nil
}

// seed writes the seed whose name begins so into the folder of this run.
func (b *bench) seed(prefix string) (string, error) {
	names, err := fs.Glob(seeds.Articles(), prefix+"-*")
	if err != nil || len(names) != 1 {
		return "", fmt.Errorf("seed %s: %v, %w", prefix, names, err)
	}
	data, err := fs.ReadFile(seeds.Articles(), names[0])
	if err != nil {
		return "", err
	}
	path := filepath.Join(b.dir, names[0])
	return path, os.WriteFile(path, data, 0o600)
}

// brief makes a brief of one article with the local model and returns its receipt, and the article's tokens in cl100k_base, which
// counts Italian within a few per cent of the model's own tokenizer.
func (b *bench) brief(ctx context.Context, path, length string) (receipt news.Receipt, tokens int, err error) {
	cmd := exec.CommandContext(ctx, b.program(), "brief", "--no-cache", "--stdout", "json", "--length", length, path)
	out, err := output(cmd)
	if code := exitCode(err); code != 0 && code != 3 {
		return receipt, 0, err
	}
	var stories news.StoryList
	brief := news.Brief{Stories: &stories}
	if err := json.Unmarshal(out, &brief); err != nil {
		return receipt, 0, err
	}
	if brief.Receipt.Calls.Made == 0 || len(stories) == 0 {
		return receipt, 0, fmt.Errorf("%s: no call was made", filepath.Base(path))
	}
	return brief.Receipt, stories[0].Articles[0].Tokens, nil
}

package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

const aboutScaling = `
Articles of 3 KB, Italian, in one folder, and an endpoint that answers at once and works on 8 calls at once, in a process of its own: its
CPU time is not in the figures, but on the clock it takes its share of the cores. Cold: the cache is empty; warm: the same again. A brief
has 20 stories unless it is told otherwise; "of all" is with ` + "`--top`" + ` as many as there are articles. Of up to a thousand articles it
is the middle one of three runs, of more a single one.`

// scalingSizes are how many articles; the last only with -full.
var scalingSizes = []int{100, 1000, 10_000, 100_000}

// What is to be reached.
const (
	flatWithin = 1.3
	mostMB     = 100
)

// scaled are the runs that are measured, in this order: the second finds what the first has kept.
var scaled = []struct {
	name  string
	args  []string
	empty bool // the cache is emptied before
}{
	{"summarize, cold", []string{"summarize", "--json"}, true},
	{"summarize, warm", []string{"summarize", "--json"}, false},
	{"brief, cold", []string{"brief", "--out", "briefs"}, true},
	{"brief of all, cold", []string{"brief", "--out", "briefs", "--top"}, true},
	{"brief of all, warm", []string{"brief", "--out", "briefs", "--top"}, false},
}

func measureScaling(ctx context.Context, b *bench) (result, error) {
	server, err := b.startEndpoint(ctx, 0, slotsServed)
	if err != nil {
		return result{}, err
	}
	defer server.close()
	var r result
	t := table{Head: []string{"articles", "run", "clock s", "clock ms/article", "CPU ms/article", "memory MB", "calls", "exit", "stories"}}
	sizes := scalingSizes[:len(scalingSizes)-1]
	if b.opts.full {
		sizes = scalingSizes
	}
	most, each := 0.0, map[string][]float64{} // MB; clock ms an article, by run
	for _, n := range sizes {
		p, err := newPress(uint64(n))
		if err != nil {
			return r, err
		}
		folder, err := b.articles("scaling", n, func(int) string { return p.article(italian, shortSize) })
		if err != nil {
			return r, err
		}
		for _, s := range scaled {
			b.say("%s articles: %s", thousands(n), s.name)
			got, stories, err := b.scaleOften(ctx, server, folder, n, s.args, s.empty)
			if err != nil {
				return r, fmt.Errorf("%d articles, %s: %w", n, s.name, err)
			}
			t.add(thousands(n), s.name, number(got.WallS), number(1000*got.WallS/float64(n)), number(1000*got.CPUS/float64(n)), number(got.megabytes()),
				thousands(int(got.Calls)), strconv.Itoa(got.Exit), stories)
			most = max(most, got.megabytes())
			each[s.name] = append(each[s.name], 1000*got.WallS/float64(n))
		}
	}
	r.Tables = append(r.Tables, t)
	last := thousands(sizes[len(sizes)-1])
	cold := each[scaled[0].name]
	apart := slices.Max(cold) / slices.Min(cold)
	r.Targets = append(r.Targets, target{"time an article, 100 to " + last + " articles, " + scaled[0].name, fmt.Sprintf("flat within %s×", number(flatWithin)),
		fmt.Sprintf("%.2f×", apart), apart <= flatWithin})
	r.Targets = append(r.Targets, target{"memory, 100 to " + last + " articles, the most of all runs", fmt.Sprintf("≤ %d MB", mostMB), number(most) + " MB", most <= mostMB})
	return r, nil
}

// scaleOften is the middle one of three runs of scale where these are short.
func (b *bench) scaleOften(ctx context.Context, server *endpoint, folder string, n int, args []string, empty bool) (got trip, stories string, err error) {
	const short, rounds = 1000, 3
	if n > short {
		return b.scale(ctx, server, folder, n, args, empty)
	}
	var all []trip
	for range rounds {
		if got, stories, err = b.scale(ctx, server, folder, n, args, empty); err != nil {
			return got, "", err
		}
		all = append(all, got)
	}
	slices.SortFunc(all, func(a, b trip) int { return cmp.Compare(a.WallS, b.WallS) })
	return all[rounds/2], stories, nil
}

// scale runs the program on a folder of n articles.
func (b *bench) scale(ctx context.Context, server *endpoint, folder string, n int, args []string, empty bool) (got trip, stories string, err error) {
	if empty {
		if _, err := b.folder("cache-scaling"); err != nil {
			return got, "", err
		}
	}
	if args[len(args)-1] == "--top" {
		args = append(args[:len(args):len(args)], strconv.Itoa(n))
	}
	out, err := b.folder("briefs")
	if err != nil {
		return got, "", err
	}
	args = append([]string{b.program()}, append(args[:len(args):len(args)], folder)...)
	if got.taken, err = b.launch(ctx, b.home("cache-scaling", server.url), args...); err != nil {
		return got, "", err
	}
	if got.Exit != 0 && got.Exit != 3 {
		return got, "", fmt.Errorf("exit code %d: %s", got.Exit, firstLine(got.Said))
	}
	if got.asked, err = server.look(); err != nil {
		return got, "", err
	}
	return got, storiesIn(out), nil
}

// storiesIn is how many stories a brief that was written has, "–" when there is none.
func storiesIn(out string) string {
	files, err := filepath.Glob(filepath.Join(out, "*", "brief.json"))
	if err != nil || len(files) != 1 {
		return "–"
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		return "–"
	}
	var brief struct {
		Stories []struct{} `json:"stories"`
	}
	if json.Unmarshal(data, &brief) != nil {
		return "–"
	}
	return thousands(len(brief.Stories))
}

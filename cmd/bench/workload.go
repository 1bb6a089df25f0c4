package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"
)

const aboutWorkload = `
105 Italian articles (100 of 3 KB, 5 of 60 KB) in a folder are summarised in Italian and English. The endpoint runs in a process of its own,
takes 500 ms for a call, works on 8 at once, says so as llama.cpp does, and has 8,192 tokens of context; its replies tell facts of the
article, so that no check has a reason to ask again. Cold: the cache is empty; ours is the middle one of three runs. Warm: the same again, nothing changed. Calls and the
bytes of their messages are counted by the endpoint. naive is peers/naive: parts cut at a number of bytes, a call a part and language,
replies in files; langchaingo is its map-reduce chain, eight at once, which keeps nothing. "Reading" reads the files and takes their SHA-256, no
more: what the warm run is held against.`

// Of the workload.
const (
	shortArticles, longArticles = 100, 5
	shortSize, longSize         = 3000, 60_000 // bytes
	callTakes                   = 500 * time.Millisecond
	slotsServed                 = 8
	coldRounds                  = 3 // of ours, of which the middle one counts; the peers have one
	warmRounds                  = 21
)

// trip is what one run of a program took, and what it asked.
type trip struct {
	taken
	asked
}

// workload is the folder with the articles, and the endpoint.
type workload struct {
	b      *bench
	folder string
	server *endpoint
}

func measureWorkload(ctx context.Context, b *bench) (result, error) {
	p, err := newPress(105)
	if err != nil {
		return result{}, err
	}
	// The long ones lie among the others, as they come.
	folder, err := b.articles("workload", shortArticles+longArticles, func(i int) string {
		if i%20 == 10 {
			return p.article(italian, longSize)
		}
		return p.article(italian, shortSize)
	})
	if err != nil {
		return result{}, err
	}
	server, err := b.startEndpoint(ctx, callTakes, slotsServed)
	if err != nil {
		return result{}, err
	}
	defer server.close()
	w := workload{b, folder, server}
	var r result
	t := table{Head: []string{"program", "cold s", "calls", "prompt MB", "memory MB", "CPU s", "÷ calls × 0.5 ÷ 8", "warm s", "warm calls"}}
	if err := w.ours(ctx, &t, &r); err != nil {
		return r, err
	}
	w.peers(ctx, &t)
	r.Tables = append(r.Tables, t)
	return r, nil
}

// program runs one program on the articles.
func (w workload) program(ctx context.Context, cache string, args ...string) (trip, error) {
	var r trip
	var err error
	if r.taken, err = w.b.launch(ctx, w.b.home(cache, w.server.url), args...); err != nil {
		return r, err
	}
	if r.Exit != 0 {
		return r, fmt.Errorf("exit code %d: %s", r.Exit, firstLine(r.Said))
	}
	r.asked, err = w.server.look()
	return r, err
}

func (w workload) ours(ctx context.Context, t *table, r *result) error {
	args := []string{w.b.program(), "summarize", "--json", w.folder}
	first := &contender[trip]{name: ours, run: func() (trip, error) {
		if _, err := w.b.folder("cache-ours"); err != nil {
			return trip{}, err
		}
		return w.program(ctx, "cache-ours", args...)
	}}
	race(coldRounds, []*contender[trip]{first})
	if !whole(first) {
		return first.err
	}
	cold := slices.SortedFunc(slices.Values(first.got), func(a, b trip) int { return cmp.Compare(a.WallS, b.WallS) })[coldRounds/2]
	reader, err := w.b.peer("readhash")
	if err != nil {
		return err
	}
	again := &contender[trip]{name: ours, run: func() (trip, error) { return w.program(ctx, "cache-ours", args...) }}
	reading := &contender[trip]{name: "reading", run: func() (trip, error) { return w.program(ctx, "cache-ours", reader, w.folder) }}
	brief := &contender[trip]{name: "brief", run: func() (trip, error) {
		return w.program(ctx, "cache-ours", w.b.program(), "brief", "--out", "briefs", "--top", strconv.Itoa(shortArticles+longArticles), w.folder)
	}}
	race(warmRounds, []*contender[trip]{again, brief, reading})
	if !whole(again, brief, reading) {
		return fmt.Errorf("running again: %w, %w, %w", again.err, brief.err, reading.err)
	}
	warm, page, bare := middle(again.got, wallOf), middle(brief.got, wallOf), middle(reading.got, wallOf)
	w.row(t, ours, cold, number(warm), thousands(int(again.got[0].Calls)))
	limit := 1.05*w.floor(cold) + 0.3
	r.Targets = append(r.Targets,
		target{"105 articles, cold", fmt.Sprintf("≤ 1.05 × calls × 0.5 ÷ 8 + 0.3 s = %s s", number(limit)), number(cold.WallS) + " s", cold.WallS <= limit},
		target{"calls for them", "≤ 150", thousands(int(cold.Calls)), cold.Calls <= 150},
		target{"their prompts", "≤ 0.8 MB", number(float64(cold.PromptBytes)/1e6) + " MB", float64(cold.PromptBytes) <= 0.8e6},
		target{"memory for them", "≤ 60 MB", number(cold.megabytes()) + " MB", cold.megabytes() <= 60},
		target{"105 articles, warm", "≤ 0.12 s, no call", fmt.Sprintf("%s s, fastest %s, %d calls", number(warm), number(least(again.got, wallOf)), again.got[0].Calls),
			warm <= 0.12 && again.got[0].Calls == 0},
		target{"the same as a brief of all 105, its page written", "≤ 0.12 s, no call", fmt.Sprintf("%s s, fastest %s, %d calls", number(page), number(least(brief.got, wallOf)),
			brief.got[0].Calls), page <= 0.12 && brief.got[0].Calls == 0},
		target{"105 articles, warm, against reading and hashing the files", "≤ 2×", ratio(warm, bare), warm <= 2*bare})
	r.Notes = append(r.Notes, fmt.Sprintf("Warm, medians of %d runs by turns: ours %s ms (noise %s %%, CPU %s ms, %s MB), reading %s ms (noise %s %%, CPU %s ms): %s. "+
		"In CPU time of the best rounds: %s.", warmRounds, number(1000*warm), noise(again.got, wallOf), number(1000*leastCPU(again.got)), number(again.got[0].megabytes()),
		number(1000*bare), noise(reading.got, wallOf), number(1000*leastCPU(reading.got)), ratio(warm, bare), ratio(leastCPU(again.got), leastCPU(reading.got))))
	return nil
}

func wallOf(r trip) float64 { return r.WallS }

func leastCPU(got []trip) float64 { return least(got, func(r trip) float64 { return r.CPUS }) }

// floor is the time that the calls take when no slot is ever idle, in seconds.
func (w workload) floor(r trip) float64 {
	return float64(r.Calls) * callTakes.Seconds() / slotsServed
}

func (w workload) row(t *table, name string, cold trip, warm, warmCalls string) {
	t.add(name, number(cold.WallS), thousands(int(cold.Calls)), number(float64(cold.PromptBytes)/1e6), number(cold.megabytes()), number(cold.CPUS),
		fmt.Sprintf("%.3f", cold.WallS/w.floor(cold)), warm, warmCalls)
}

// peers adds a row for each peer, or why there is none.
func (w workload) peers(ctx context.Context, t *table) {
	cache, err := w.b.folder("cache-naive")
	if err != nil {
		t.skip("naive Go", err)
		return
	}
	for _, p := range []struct {
		name, program string
		args          []string
	}{
		{"naive Go, 8 goroutines, file cache", "naive", []string{w.server.url, cache, w.folder}},
		{"langchaingo 0.1.14, map-reduce", "mapreduce", []string{w.server.url, w.folder}},
	} {
		path, err := w.b.peer(p.program)
		if err != nil {
			t.skip(p.name, err)
			continue
		}
		args := append([]string{path}, p.args...)
		twice := &contender[trip]{name: p.name, run: func() (trip, error) { return w.program(ctx, "cache-peer", args...) }}
		race(2, []*contender[trip]{twice})
		if twice.err != nil {
			t.skip(p.name, twice.err)
			continue
		}
		w.row(t, p.name, twice.got[0], number(twice.got[1].WallS), thousands(int(twice.got[1].Calls)))
	}
}

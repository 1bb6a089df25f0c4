package summarize

import (
	"context"

	"golang.org/x/sync/errgroup"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/prompts"
)

// reduce makes one draft of those of the chunks, by choosing: the model names the points to keep and their order, so
// that every point stays tied to its part of the article and nothing is told a second time in other words. Where there
// are more points than one call takes, it chooses in rounds; each round leaves fewer, so it ends.
func (w *writer) reduce(ctx context.Context, drafts []Draft) (Draft, error) {
	if len(drafts) == 1 {
		return drafts[0], nil
	}
	var all []Point
	for _, d := range drafts {
		all = append(all, d.Points...)
	}
	for len(all) > w.opts.FanIn {
		kept, err := w.round(ctx, all)
		if err != nil {
			return Draft{}, err
		}
		all = kept
	}
	return w.choose(ctx, all)
}

// round chooses within groups of FanIn points, at once, and returns what they leave in the order of the article.
func (w *writer) round(ctx context.Context, all []Point) ([]Point, error) {
	groups := groupsOf(all, w.opts.FanIn)
	kept := make([]Draft, len(groups))
	g, gctx := errgroup.WithContext(ctx)
	for i, group := range groups {
		g.Go(func() (err error) {
			kept[i], err = w.choose(gctx, group)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	var left []Point
	for _, d := range kept {
		left = append(left, d.Points...)
	}
	return left, nil
}

// groupsOf cuts points into as few groups of at most size as there can be, of even length.
func groupsOf(all []Point, size int) [][]Point {
	n := (len(all) + size - 1) / size
	groups := make([][]Point, 0, n)
	for i := range n {
		groups = append(groups, all[i*len(all)/n:(i+1)*len(all)/n])
	}
	return groups
}

// reduceCalls counts the calls that reduce makes for so many chunks, when each gives as many points as asked for.
func reduceCalls(chunks, points, fanIn int) int {
	if chunks < 2 {
		return 0
	}
	calls := 0
	for n := chunks * points; n > fanIn; {
		groups := (n + fanIn - 1) / fanIn
		calls += groups
		n = groups * points
	}
	return calls + 1
}

// choose asks which of the points to keep and for a headline over them.
func (w *writer) choose(ctx context.Context, from []Point) (Draft, error) {
	user, err := w.opts.Prompts.Render(prompts.Reduce, prompts.ForReduce{
		Title:     prompts.Quote(w.article.Title),
		Numbered:  w.numbered(from),
		Points:    min(w.opts.Points, len(from)),
		Languages: w.languages,
		Example:   prompts.ExampleReduce(w.languages),
	})
	if err != nil {
		return Draft{}, err
	}
	n := min(w.opts.Points, len(from))
	req, err := w.call(user, "choice", choiceSchema(w.languages, n, len(from)), func(text string) error {
		_, err := parseChoice(text, w.languages, len(from))
		return err
	})
	if err != nil {
		return Draft{}, err
	}
	reply, err := w.model.Complete(ctx, req)
	if err != nil {
		return Draft{}, err
	}
	c, err := parseChoice(reply.Text, w.languages, len(from))
	if err != nil {
		return Draft{}, &llm.Error{Kind: llm.Garbled, Err: err}
	}
	d := Draft{Headline: c.headline}
	for _, number := range fill(c.keep, n, len(from)) {
		d.Points = append(d.Points, from[number-1])
	}
	return d, nil
}

// numbered shows points in one language only, the first of the reply: the choice does not need the others.
func (w *writer) numbered(points []Point) []prompts.Numbered {
	out := make([]prompts.Numbered, len(points))
	for i, p := range points {
		out[i] = prompts.Numbered{Number: i + 1, Text: prompts.Quote(p.Text[w.languages[0].Tag])}
	}
	return out
}

// fill returns n different numbers from 1 to last: those kept, in their order, then, where the model named too few or
// one twice, the numbers it left out, spread evenly over the article.
func fill(keep []int, n, last int) []int {
	used := make(map[int]bool, n)
	out := make([]int, 0, n)
	add := func(number int) {
		if len(out) < n && !used[number] {
			used[number] = true
			out = append(out, number)
		}
	}
	for _, number := range keep {
		add(number)
	}
	for i := range n {
		add(1 + i*last/n)
	}
	for number := 1; number <= last; number++ {
		add(number)
	}
	return out
}

// texts turns the reply's keys into tags.
func texts(byKey map[string]string, languages []prompts.Language) news.Texts {
	out := make(news.Texts, len(languages))
	for _, l := range languages {
		out[l.Tag] = finish(byKey[l.Key])
	}
	return out
}

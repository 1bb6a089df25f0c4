package main

import (
	"context"
	"fmt"

	"mattinale/pipeline"
	"mattinale/pipeline/news"
)

// dryRun says what a run would ask, and asks nothing.
func dryRun(ctx context.Context, s settings, u *ui, io streams) error {
	store := openStore(s, u)
	m, err := chooseModel(ctx, s, store, u)
	if err != nil {
		return err
	}
	defer m.close()
	cfg, closeWeb := config(s, m, store, u, io)
	defer closeWeb()
	plan, err := pipeline.DryRun(ctx, cfg)
	if err != nil {
		return nothing(err, news.Brief{Receipt: plan.Receipt})
	}
	if s.json {
		return writeJSON(io.out, plan)
	}
	for _, a := range plan.Articles {
		fmt.Fprintf(io.out, "%s\n    %s, %s, %s", news.PrintableLine(a.Source), plural(a.Tokens, "token", "tokens"),
			plural(a.Chunks, "chunk", "chunks"), plural(a.Calls, "call", "calls"))
		if a.Cached > 0 {
			fmt.Fprintf(io.out, ", %d answered from disk", a.Cached)
		}
		fmt.Fprintln(io.out)
	}
	fmt.Fprintf(io.out, "in all: %s, %s to make (%d from disk), about %d tokens of prompts, at most %d of replies; cost: %s\n",
		plural(len(plan.Articles), "article", "articles"), plural(plan.Calls, "call", "calls"), plan.Cached,
		plan.PromptTokens, plan.ReplyTokens, m.cost(s, plan.PromptTokens, plan.ReplyTokens))
	if plan.Calls > 0 {
		fmt.Fprintln(io.out, "and at most one short call more for each of these articles, for points that a check objects to")
	}
	if plan.Endpoint != "" {
		fmt.Fprintf(io.out, "endpoint: %s, model %s\n", news.PrintableLine(plan.Endpoint), news.PrintableLine(plan.Model))
	}
	return nil
}

package main

import (
	"context"
	"time"

	"mattinale/pipeline"
	"mattinale/pipeline/news"
	"mattinale/seeds"
)

// makeBrief runs the pipeline with the model that is found, and fills in what the receipt says of the calls. done lets go of the
// model, which may take seconds: what was made is delivered before. keep takes the stories one by one.
func makeBrief(ctx context.Context, s settings, u *ui, io streams, keep func(news.Story) error) (b news.Brief, done func(), err error) {
	m, err := chooseModel(ctx, s, u)
	if err != nil {
		return news.Brief{}, func() {}, err
	}
	cfg := config(s, m, u, io)
	cfg.Learn, cfg.Keep = m.remember, keep
	cfg.Count = m.count
	b, err = pipeline.Run(ctx, cfg)
	m.account(&b.Receipt)
	return b, m.close, err
}

func config(s settings, m *model, u *ui, io streams) pipeline.Config {
	if len(s.sources) == 0 {
		u.say("no sources given: using the built-in seed articles")
	}
	return pipeline.Config{
		Input:     pipeline.Input{Sources: s.sources, Seeds: seeds.Articles(), Stdin: io.in},
		Languages: s.languages, Points: s.points, Top: s.top, Counter: m.counter, Counted: m.counted(), ChunkTokens: s.chunkTokens,
		Model: m.completer, WhyExtract: m.why, Endpoint: m.endpoint, Learnt: m.learnt, Concurrency: m.concurrency,
		Prompts: s.prompts, Date: s.date, ReadyBy: s.readyBy, Now: time.Now, Report: u.report,
	}
}

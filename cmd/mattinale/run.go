package main

import (
	"context"
	"time"

	"mattinale/cache"
	"mattinale/pipeline"
	"mattinale/pipeline/news"
)

// makeBrief runs the pipeline with the model that is found, and fills in what the receipt says of the calls. done lets go of the
// model, which may take seconds: what was made is delivered before. keep takes the stories one by one.
func makeBrief(ctx context.Context, s settings, u *ui, io streams, keep func(news.Story) error) (b news.Brief, done func(), err error) {
	store := openStore(s, u)
	m, err := chooseModel(ctx, s, store, u)
	if err != nil {
		return news.Brief{}, func() {}, err
	}
	cfg, closeWeb := config(s, m, store, u, io)
	defer closeWeb()
	cfg.Learn, cfg.Keep = m.remember, keep
	cfg.Count = m.count
	b, err = pipeline.Run(ctx, cfg)
	m.account(&b.Receipt)
	return b, m.close, err
}

// config is what a run works on and with. closeWeb ends the connections to its sources.
func config(s settings, m *model, store *cache.Store, u *ui, io streams) (cfg pipeline.Config, closeWeb func()) {
	if len(s.sources) == 0 {
		u.say("no sources given: using the built-in seed articles")
	}
	in, closeWeb := newInput(s, store, u, io)
	return pipeline.Config{
		Input:     in,
		Languages: s.languages, Points: s.points, Top: s.top, Counter: m.counter, Counted: m.counted(), ChunkTokens: s.chunkTokens,
		Model: m.completer, WhyExtract: m.why, Endpoint: m.endpoint, Learnt: m.learnt, Concurrency: m.concurrency,
		Prompts: s.prompts, Date: s.date, ReadyBy: s.readyBy, Now: time.Now, Report: u.report,
	}, closeWeb
}

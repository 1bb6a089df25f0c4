package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"mattinale/pipeline"
	"mattinale/pipeline/llm/llmtest"
	"mattinale/pipeline/llm/openai"
	"mattinale/pipeline/news"
	"mattinale/pipeline/tokens"
	"mattinale/prompts"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// articles are n articles about different things, named so that they are read in order.
func articles(n, sentences int) fstest.MapFS {
	files := fstest.MapFS{}
	for i := range n {
		var text strings.Builder
		fmt.Fprintf(&text, "Il ponte numero %d riapre lunedì\n\n", i)
		for s := range sentences {
			fmt.Fprintf(&text, "La frase %d dell’articolo %d racconta che il Comune ha speso %d mila euro per la strada.\n\n", s, i, s*7+i)
		}
		files[fmt.Sprintf("%02d.txt", i)] = &fstest.MapFile{Data: []byte(text.String())}
	}
	return files
}

func loadPrompts(t testing.TB) *prompts.Set {
	t.Helper()
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func counter(t testing.TB) *tokens.Counter {
	t.Helper()
	c, err := tokens.Load(tokens.CL100K)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// config is a run over files with the fake endpoint.
func config(t *testing.T, files fstest.MapFS, opts llmtest.Options) (pipeline.Config, *llmtest.Server) {
	t.Helper()
	s := llmtest.New(t, opts)
	set := loadPrompts(t)
	client := openai.New(s.Endpoint(), openai.Options{})
	t.Cleanup(client.Close)
	return pipeline.Config{
		Input: pipeline.Input{Seeds: files}, Languages: []string{"it", "en"}, Points: 3, Counter: counter(t),
		Model: client, Endpoint: s.Endpoint(), Concurrency: 4, Prompts: set,
		Now: func() time.Time { return time.Date(2026, 11, 27, 6, 0, 0, 0, time.UTC) },
	}, s
}

// list are the stories of a brief in memory.
func list(b news.Brief) news.StoryList {
	all, _ := b.Stories.(news.StoryList)
	return all
}

// sums checks what holds of every receipt.
func sums(t *testing.T, b news.Brief) {
	t.Helper()
	a := b.Receipt.Articles
	if a.Read != a.Summarised+a.Extracted+a.Failed+a.Skipped || b.Stories.Len() != a.Summarised+a.Extracted {
		t.Errorf("%d stories, and the receipt says %+v", b.Stories.Len(), a)
	}
	if p := b.Receipt.Points; p.Written != p.Clean+p.Repaired+p.Marked+p.Replaced+p.Dropped {
		t.Errorf("the receipt's points do not add up: %+v", p)
	}
}

func TestOrderOfTheInput(t *testing.T) {
	cfg, s := config(t, articles(12, 6), llmtest.Options{Slots: 4, Context: 8192})
	var finished []int
	cfg.Report = func(e pipeline.Event) {
		if e.Kind == pipeline.Finished {
			finished = append(finished, e.Index)
		}
	}
	b, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	sums(t, b)
	for i, story := range list(b) {
		if want := fmt.Sprintf("seeds/%02d.txt", i); story.Articles[0].Source != want || finished[i] != i {
			t.Errorf("story %d is of %s and finished as %d", i, story.Articles[0].Source, finished[i])
		}
		if len(story.Summary.Points) == 0 || story.Summary.Points[0].Engine != news.EngineOpenAI {
			t.Errorf("story %d: %+v", i, story.Summary)
		}
	}
	if n := len(s.Requests()); n != 12 {
		t.Errorf("%d calls for 12 articles of one chunk, %+v", n, b.Receipt.Problems)
	}
}

func TestSameTextTwice(t *testing.T) {
	files := articles(2, 6)
	files["99.txt"] = files["00.txt"]
	cfg, s := config(t, files, llmtest.Options{Context: 8192})
	b, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	sums(t, b)
	if b.Receipt.Articles.Skipped != 1 || len(s.Requests()) != 2 {
		t.Errorf("receipt %+v after %d calls", b.Receipt.Articles, len(s.Requests()))
	}
}

// TestSmallerThanItSays is an endpoint whose context turns out to hold less than it said: the articles are split again.
func TestSmallerThanItSays(t *testing.T) {
	cfg, _ := config(t, articles(2, 120), llmtest.Options{Context: 2600})
	cfg.Endpoint.Context = 16384
	b, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	sums(t, b)
	if b.Receipt.Articles.Summarised != 2 {
		t.Fatalf("receipt %+v, %v", b.Receipt.Articles, b.Receipt.Problems)
	}
	for _, story := range list(b) {
		if story.Articles[0].Chunks < 2 {
			t.Errorf("%d chunks", story.Articles[0].Chunks)
		}
	}
}

func TestEndpointThatGivesNothing(t *testing.T) {
	cfg, _ := config(t, articles(3, 6), llmtest.Options{
		Context: 8192, Reply: func(llmtest.Request) llmtest.Reply { return llmtest.Text("Mi dispiace.") },
	})
	b, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	sums(t, b)
	if b.Receipt.Articles.Extracted != 3 || pipeline.Missing(b) == nil {
		t.Errorf("receipt %+v, missing %v", b.Receipt.Articles, pipeline.Missing(b))
	}
	for _, story := range list(b) {
		for _, p := range story.Summary.Points {
			if p.Engine != news.EngineExtract || len(p.From) != 1 || p.Text["it"] != story.Articles[0].Sentences[p.From[0].Sentence-1] {
				t.Errorf("point %+v is not a sentence of the article", p)
			}
		}
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cfg, _ := config(t, articles(8, 6), llmtest.Options{Context: 8192, Reply: func(r llmtest.Request) llmtest.Reply {
		if r.Number == 2 {
			cancel()
			return llmtest.Hang()
		}
		return llmtest.Summarizer()(r)
	}})
	cfg.Concurrency = 1
	if _, err := pipeline.Run(ctx, cfg); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestNoArticles(t *testing.T) {
	cfg, _ := config(t, fstest.MapFS{"a.txt": {Data: []byte("  \n")}}, llmtest.Options{})
	b, err := pipeline.Run(t.Context(), cfg)
	if !errors.Is(err, pipeline.ErrNothing) || len(b.Receipt.Sources) != 1 || b.Receipt.Sources[0].Status != news.SourceFailed {
		t.Errorf("error %v, sources %+v", err, b.Receipt.Sources)
	}
}

// TestOverTheLimit has a row for each of a hundred articles that are left out, and one for all others.
func TestOverTheLimit(t *testing.T) {
	cfg, _ := config(t, articles(110, 3), llmtest.Options{Context: 8192})
	cfg.Top, cfg.Model = 3, nil
	b, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	sums(t, b)
	rows := map[string]int{}
	for _, p := range b.Receipt.Problems {
		if p.Status == "skipped" {
			rows[p.Reason]++
		}
	}
	last := b.Receipt.Problems[len(b.Receipt.Problems)-1]
	if rows["over the limit of 3 stories"] != 101 || last.Article != "7 more articles" || b.Receipt.Articles.Skipped != 107 {
		t.Errorf("%v, the last %+v, %+v", rows, last, b.Receipt.Articles)
	}
}

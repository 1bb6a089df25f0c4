// Command eval measures prompts on a real model: it summarises the seeds, and any articles named, with each variant, and
// prints what the checks find, how many tokens and seconds it took, and whether evidence is found where people see it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/openai"
	"mattinale/pipeline/llm/server"
	"mattinale/pipeline/news"
)

type options struct {
	baseURL, model, program, labels, out, pages, truth, feeds, oracle, translated, predictions string
	variants                                                                                   []string
	points, most                                                                               int
	skip                                                                                       string
	articles                                                                                   []string
}

func main() {
	var o options
	var variants string
	flag.StringVar(&o.baseURL, "base-url", "", "endpoint; empty: the installed local model, started for the run")
	flag.StringVar(&o.model, "model", "default", "the endpoint's name for the model")
	flag.StringVar(&o.program, "program", "bin/mattinale", "the program, which keeps watch over the local model")
	flag.StringVar(&o.labels, "labels", "cmd/eval/testdata/labels.jsonl", "labels of the seeds")
	flag.StringVar(&o.out, "out", "eval/out", "folder for all replies, to be read")
	flag.StringVar(&variants, "variants", strings.Join(variantNames(), ","), "which to run; none: evidence only")
	flag.IntVar(&o.points, "points", 3, "points an article")
	flag.IntVar(&o.most, "most", 0, "most articles; 0: all")
	flag.StringVar(&o.skip, "skip", "", "leave out articles with this in their name")
	flag.StringVar(&o.pages, "pages", "", "only score the cleaning on a folder of pages whose articles are known, laid out as scrapinghub/article-extraction-benchmark is, or as trafilatura's tests are")
	flag.StringVar(&o.predictions, "predictions", "", "with -pages: folder for what was found, as the benchmark's own evaluate.py reads it")
	flag.StringVar(&o.truth, "truth", "pipeline/check/testdata/faithful.jsonl", "further articles with faithful points, a line of JSON each")
	flag.StringVar(&o.feeds, "feeds", "", "only score the reading of a folder of feeds")
	flag.StringVar(&o.oracle, "oracle", "", "with -feeds: what another program finds in them, as cmd/eval/python/feeds.py writes it")
	flag.StringVar(&o.translated, "translated", "pipeline/check/testdata/translated.jsonl", "articles in other languages with faithful points, a line of JSON each")
	flag.Parse()
	o.articles = flag.Args()
	if variants != "none" {
		o.variants = strings.Split(variants, ",")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	if o.pages != "" {
		return scorePages(os.Stdout, o.pages, o.predictions)
	}
	if o.feeds != "" {
		return scoreFeeds(os.Stdout, o.feeds, o.oracle)
	}
	labels, err := readLabels(o.labels)
	if err != nil {
		return err
	}
	articles, err := readArticles(ctx, o)
	if err != nil {
		return err
	}
	printCleaning(os.Stdout, labels, articles)
	printAlignment(os.Stdout, labels, articles)
	further, err := readTruth(filepath.Join(filepath.Dir(o.labels), "truth.jsonl"))
	if err != nil {
		return err
	}
	truth := scoreTruth(os.Stdout, labels, further, articles)
	if err := truth.sets(os.Stdout, o.truth); err != nil {
		return err
	}
	truth.print(os.Stdout)
	scores, err := scoreTranslated(os.Stdout, o.translated)
	if err != nil {
		return err
	}
	printTranslated(os.Stdout, scores)
	if len(o.variants) == 0 {
		return nil
	}
	model, name, release, err := endpoint(ctx, o)
	if err != nil {
		return err
	}
	defer release()
	if o.skip != "" {
		articles = slices.DeleteFunc(articles, func(a news.Article) bool { return strings.Contains(a.Source, o.skip) })
	}
	if o.most > 0 && len(articles) > o.most {
		articles = articles[:o.most]
	}
	var results []score
	for _, v := range o.variants {
		s, err := evaluate(ctx, v, model, name, articles, o)
		if err != nil {
			return fmt.Errorf("variant %s: %w", v, err)
		}
		results = append(results, s)
	}
	printScores(os.Stdout, results)
	return nil
}

// endpoint is the one named, or the local model, which release gives back.
func endpoint(ctx context.Context, o options) (llm.Completer, string, func(), error) {
	if o.baseURL != "" {
		e := llm.Endpoint{BaseURL: o.baseURL, Model: o.model, Loopback: strings.Contains(o.baseURL, "127.0.0.1")}
		return openai.New(e, openai.Options{}), o.model, func() {}, nil
	}
	dirs := server.Dirs{Data: filepath.Join(xdg.DataHome, "mattinale"), State: filepath.Join(xdg.StateHome, "mattinale")}
	installed, ok := server.Installed(dirs)
	if !ok {
		return nil, "", nil, errors.New("no local model is installed (mattinale model install), and no -base-url given")
	}
	program, err := filepath.Abs(o.program)
	if err != nil {
		return nil, "", nil, err
	}
	lease, err := server.Acquire(ctx, dirs, server.Options{Executable: program})
	if err != nil {
		return nil, "", nil, err
	}
	return openai.New(lease.Endpoint(), openai.Options{}), installed.Model, func() { _ = lease.Release() }, nil
}

package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mattinale/pipeline/check"
	"mattinale/pipeline/extract"
	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/pipeline/summarize"
)

// summarised splits an article and asks for its summary. When a prompt turns out to be too long for the endpoint, the limit is
// lowered for the rest of the run and the article is split again; when replies reach their limit, it is asked for less, then in
// smaller parts.
func (r *run) summarised(ctx context.Context, a item) (summarize.Draft, int, error) {
	limit, opts := r.limitFor(a), r.options(a)
	for halved := false; ; {
		chunks, err := r.counting.split(a.Article, limit)
		if err != nil {
			return summarize.Draft{}, 0, err
		}
		draft, err := summarize.Article(ctx, r.cfg.Model, a.Article, chunks, opts)
		switch answer := llm.KindOf(err).Answer(); {
		case answer.Split && r.lower(limit, err):
			limit = r.chunkLimit()
		case answer.Less && opts.Points > 1:
			opts.Points /= 2
		case answer.Less && !halved && limit > 2*smallestChunk: // a smaller text leaves more of the context to its reply
			halved, limit, opts.Points = true, limit/2, r.cfg.Points
		default:
			if err == nil && (halved || opts.Points < r.cfg.Points) {
				r.problem(a.Article, "note", askedForLess)
			}
			return draft, len(chunks), err
		}
	}
}

// askedForLess is the note about an article whose replies were cut at first. A later run tries for all of it again.
const askedForLess = "the model's replies were cut: it was asked for fewer points, or in smaller parts"

// limitFor is the limit of an article's chunks: that of the run, or, where all replies to larger chunks are on disk, of those. An
// endpoint that turns out to hold less than was thought has no article asked again.
func (r *run) limitFor(a item) int {
	limit := r.chunkLimit()
	peek, ok := r.peek()
	if !ok || limit >= r.widest {
		return limit
	}
	chunks, err := r.counting.split(a.Article, r.widest)
	if err != nil {
		return limit
	}
	requests, _, err := summarize.Plan(a.Article, chunks, r.options(a))
	if err != nil || slices.ContainsFunc(requests, func(req llm.Request) bool { return !peek.Has(req) }) {
		return limit
	}
	return r.widest
}

func (r *run) options(a item) summarize.Options {
	return summarize.Options{
		Model: r.cfg.Endpoint.Model, Languages: r.cfg.Languages, Points: r.cfg.Points, Prompts: r.cfg.Prompts,
		Order: a.turn, Reject: r.foreign,
	}
}

// foreign is the error of a reply most of whose points are in another language than the one they stand under. Single ones are
// for a check to find and for a repair to mend.
func (r *run) foreign(points []news.Texts) error {
	for _, lang := range r.cfg.Languages {
		other := 0
		for _, p := range points {
			if check.Language(p[lang], lang) != lang {
				other++
			}
		}
		if 2*other > len(points) {
			return &llm.Error{Kind: llm.Foreign, Err: fmt.Errorf("%d of %d texts that should be in %s are not", other, len(points), lang)}
		}
	}
	return nil
}

// checked gives every point its evidence and its findings, has those repaired to which a check objects, and settles what is
// shown. The headline is the model's where nothing is found against it, else it is made from the first point. replaced is how many points are the article's own sentences.
func (r *run) checked(ctx context.Context, a item, draft summarize.Draft) (s news.Summary, replaced int) {
	if note := check.Unchecked(a.Article); note != "" {
		r.problem(a.Article, "note", note)
	}
	src := check.NewSource(a.Article)
	all := r.candidates(src, a.Article, draft)
	r.repair(ctx, src, a, all)
	s.Points, replaced = r.settle(src, a.Article, all)
	switch {
	case unlike(all): // a headline has no mark: it is the article's
		s.Headline = news.Texts{}
		for _, lang := range r.cfg.Languages {
			s.Headline[lang] = title(a.Article)
		}
	case len(s.Points) > replaced:
		first := s.Points[slices.IndexFunc(s.Points, func(p news.Point) bool { return p.Engine == news.EngineOpenAI })]
		s.Headline = headline(src, draft.Headline, first, r.cfg.Languages)
	}
	return s, replaced
}

// Tell holds a draft against its article as a run does, the one call for what is found included, and returns what would be shown
// and what became of the draft's points.
func Tell(ctx context.Context, cfg Config, a news.Article, draft summarize.Draft) (news.Summary, news.PointCount, error) {
	r, err := newRun(cfg)
	if err != nil {
		return news.Summary{}, news.PointCount{}, err
	}
	s, _ := r.checked(ctx, item{Article: a}, draft)
	return s, r.receipt.Points, ctx.Err()
}

// title is the article's title, or its first sentence shortened.
func title(a news.Article) string {
	if a.Title != "" {
		return a.Title
	}
	return summarize.HeadlineFrom(a.SentenceText(1))
}

func stopped(t news.Texts) news.Texts {
	out := make(news.Texts, len(t))
	for lang, text := range t {
		out[lang] = summarize.Stop(text)
	}
	return out
}

// unshowable reports whether a point may not be shown as a sentence at all, marked or not.
func unshowable(findings []news.Finding) bool {
	for _, f := range findings {
		if f.Kind == news.KindCut || f.Kind == news.KindLanguage {
			return true
		}
	}
	return false
}

// headline keeps the model's headline in the languages in which nothing was found against it.
func headline(src *check.Source, model news.Texts, first news.Point, languages []string) news.Texts {
	bad := map[string]bool{}
	for _, f := range src.CheckHeadline(model, languages) {
		bad[f.Lang] = true
	}
	for i, lang := range languages { // the same words in two languages are a translation that was not made
		for _, other := range languages[:i] {
			if model[lang] == model[other] && strings.Count(model[lang], " ") > 1 {
				reads := check.Language(model[lang], "")
				bad[lang], bad[other] = bad[lang] || reads != lang, bad[other] || reads != other
			}
		}
	}
	out := news.Texts{}
	for _, lang := range languages {
		if out[lang] = strings.TrimRight(model[lang], ". "); bad[lang] {
			out[lang] = summarize.HeadlineFrom(first.Text[lang])
		}
	}
	return out
}

// told makes the story of a summarised article. One with a sentence of its own among the points counts as extracted.
func (r *run) told(a news.Article, s news.Summary, chunks, replaced int) (news.Story, error) {
	r.mu.Lock()
	if replaced > 0 {
		r.receipt.Articles.Extracted++
	} else {
		r.receipt.Articles.Summarised++
	}
	r.mu.Unlock()
	return r.build(a, s, chunks, news.EngineOpenAI), nil
}

// extracted makes a story of the article's own sentences. What is so for all articles alike, that there is no model or that it is
// not asked any more, is said elsewhere, once.
func (r *run) extracted(a news.Article, why string, err error) (news.Story, error) {
	s := extract.Summarize(a, r.cfg.Points)
	kind := llm.KindOf(err)
	if err != nil {
		var failed *llm.Error
		if errors.As(err, &failed) && kind == llm.NotAsked {
			err = failed.Err // that it was not asked goes without saying
		}
		why = fmt.Sprintf(why, err)
	}
	status, count := "extracted", &r.receipt.Articles.Extracted
	if len(s.Points) == 0 {
		status, count = "failed", &r.receipt.Articles.Failed
	}
	r.problem(a, status, why)
	r.mu.Lock()
	*count++
	r.mu.Unlock()
	if r.cfg.Model != nil && kind != llm.NotAsked && kind != llm.Offline {
		r.report(Event{Kind: Trouble, Name: name(a), Err: errors.New(why)})
	}
	return r.build(a, s, 0, news.EngineExtract), nil
}

func (r *run) build(a news.Article, s news.Summary, chunks int, engine string) news.Story {
	shown := news.StoryArticle{
		ID: a.ID, Title: a.Title, Source: a.Source, URL: a.URL, Byline: a.Byline, Published: a.Published, Topic: a.Topic,
		Language: a.Language, Tokens: r.counting.of(a.ID, a.Text), Chunks: chunks, Engine: engine,
		Sentences: make([]string, len(a.Sentences)),
	}
	for i, sentence := range a.Sentences {
		shown.Sentences[i] = a.SentenceText(i + 1)
		if sentence.Heading {
			shown.Headings = append(shown.Headings, i+1)
		}
	}
	return news.Story{
		ID: a.ID[:16], Summary: s, Status: "new", Conflicts: []news.Conflict{}, Articles: []news.StoryArticle{shown},
	}
}

func name(a news.Article) string {
	if a.Title != "" {
		return a.Title
	}
	return a.Source
}

// nameOf is the name of a story's article.
func nameOf(s news.Story) string {
	return name(news.Article{Title: s.Articles[0].Title, Source: s.Articles[0].Source})
}

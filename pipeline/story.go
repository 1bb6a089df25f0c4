package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"mattinale/pipeline/check"
	"mattinale/pipeline/chunk"
	"mattinale/pipeline/extract"
	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/pipeline/summarize"
)

// summarised splits an article and asks for its summary. When the endpoint says that a prompt is too long for it, the
// limit is lowered for the rest of the run and the article is split again.
func (r *run) summarised(ctx context.Context, a news.Article) (summarize.Draft, int, error) {
	for {
		limit := r.chunkLimit()
		chunks, err := chunk.Split(a.Text, a.Sentences, limit, r.counter)
		if err != nil {
			return summarize.Draft{}, 0, err
		}
		draft, err := summarize.Article(ctx, r.cfg.Model, a, chunks, r.options())
		if llm.KindOf(err) != llm.TooLong || !r.lower(limit, err) {
			return draft, len(chunks), err
		}
	}
}

func (r *run) options() summarize.Options {
	return summarize.Options{
		Model: r.cfg.Endpoint.Model, Languages: r.cfg.Languages, Points: r.cfg.Points, Prompts: r.cfg.Prompts,
	}
}

// checked gives every point its evidence and its findings. A point that breaks off or is in another language than it
// should be is left out, and so is one that says what an earlier one says; ok is false when none is left. A headline
// with a finding is replaced by the first point.
func (r *run) checked(a news.Article, draft summarize.Draft) (s news.Summary, ok bool) {
	src := check.NewSource(a)
	told := map[string]bool{}
	for _, d := range draft.Points {
		p := news.Point{Text: stopped(d.Text), Engine: news.EngineOpenAI, From: []news.Ref{}}
		for _, n := range src.Evidence(p.Text, d.Start, d.End) {
			p.From = append(p.From, news.Ref{Article: a.ID, Sentence: n})
		}
		p.Findings = src.Check(p, r.cfg.Languages)
		key := strings.ToLower(p.Text[r.cfg.Languages[0]])
		if unshowable(p.Findings) || told[key] {
			r.problem(a, "note", fmt.Sprintf("a point was left out: %s", whyLeftOut(p.Findings)))
			continue
		}
		told[key] = true
		s.Points = append(s.Points, p)
	}
	if len(s.Points) == 0 {
		return s, false
	}
	s.Headline = headline(src, draft.Headline, s.Points[0], r.cfg.Languages)
	return s, true
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

func whyLeftOut(findings []news.Finding) string {
	for _, f := range findings {
		if f.Kind == news.KindCut || f.Kind == news.KindLanguage {
			return fmt.Sprintf("%s (%s)", f.Reason, f.Lang)
		}
	}
	return "it repeats an earlier one"
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
				bad[lang], bad[other] = true, true
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

// told makes the story of a summarised article.
func (r *run) told(a news.Article, s news.Summary, chunks int) (news.Story, error) {
	r.mu.Lock()
	r.receipt.Articles.Summarised++
	r.mu.Unlock()
	return r.build(a, s, chunks, news.EngineOpenAI), nil
}

// extracted makes a story of the article's own sentences.
func (r *run) extracted(a news.Article, why string) (news.Story, error) {
	s := extract.Summarize(a, r.cfg.Points)
	r.problem(a, "extracted", why)
	r.mu.Lock()
	r.receipt.Articles.Extracted++
	r.mu.Unlock()
	if r.cfg.Model != nil { // else it is the same for all, and was said once
		r.report(Event{Kind: Trouble, Name: name(a), Err: errors.New(why)})
	}
	return r.build(a, s, 0, news.EngineExtract), nil
}

func (r *run) build(a news.Article, s news.Summary, chunks int, engine string) news.Story {
	shown := news.StoryArticle{
		ID: a.ID, Title: a.Title, Source: a.Source, URL: a.URL, Byline: a.Byline, Published: a.Published,
		Language: a.Language, Tokens: r.counter.Count(a.Text), Chunks: chunks, Engine: engine,
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

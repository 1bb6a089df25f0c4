package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"mattinale/pipeline/chunk"
	"mattinale/pipeline/extract"
	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
	"mattinale/pipeline/summarize"
	"mattinale/pipeline/tokens"
	"mattinale/prompts"
)

// chunkTokens is the limit the local model's context of 8,192 tokens leaves.
const chunkTokens = 4500

// variant is one way to ask.
type variant func(ctx context.Context, model llm.Completer, name string, a news.Article, points int) (summarize.Draft, error)

var variants = map[string]variant{
	"default":  production(nil),
	"own-last": production(func(o *summarize.Options) { o.OwnLast = true }),
	"no-pattern": func(ctx context.Context, model llm.Completer, name string, a news.Article, points int) (summarize.Draft, error) {
		return production(nil)(ctx, loose{model}, name, a, points)
	},
	"choose-then-translate": chooseThenTranslate,
}

func variantNames() []string {
	return []string{"default", "own-last", "no-pattern", "choose-then-translate"}
}

// production asks as the program does, with a change to its options.
func production(change func(*summarize.Options)) variant {
	return func(ctx context.Context, model llm.Completer, name string, a news.Article, points int) (summarize.Draft, error) {
		set, err := prompts.Load("")
		if err != nil {
			return summarize.Draft{}, err
		}
		counter, err := tokens.Load(tokens.CL100K)
		if err != nil {
			return summarize.Draft{}, err
		}
		chunks, err := chunk.Split(a.Text, a.Sentences, chunkTokens, counter)
		if err != nil {
			return summarize.Draft{}, err
		}
		o := summarize.Options{Model: name, Languages: []string{"it", "en"}, Points: points, Prompts: set}
		if change != nil {
			change(&o)
		}
		return summarize.Article(ctx, model, a, chunks, o)
	}
}

// loose takes the pattern of a sentence out of the schema.
type loose struct{ next llm.Completer }

var pattern = regexp.MustCompile(`,"pattern":"(?:[^"\\]|\\.)*"`)

func (l loose) Complete(ctx context.Context, req llm.Request) (llm.Reply, error) {
	schema := *req.Schema
	schema.JSON = pattern.ReplaceAll(schema.JSON, nil)
	req.Schema = &schema
	return l.next.Complete(ctx, req)
}

const translateInstruction = `

Below are %d sentences of the article above:
%s
Retell each of them, in the same order, as one short sentence of its own. Keep its numbers, names and dates, add nothing, leave out what is not needed. Then write a headline of at most ten words for the whole article.
%s
The reply for another article looked like this:
%s

Now reply for the %d sentences.`

// chooseThenTranslate lets the program choose the sentences; the model only retells them and writes a headline.
func chooseThenTranslate(ctx context.Context, model llm.Completer, name string, a news.Article, points int) (summarize.Draft, error) {
	chosen := extract.Summarize(a, points)
	languages := []prompts.Language{prompts.LanguageOf("it"), prompts.LanguageOf("en")}
	if a.Language == "en" {
		slices.Reverse(languages)
	}
	var numbered, said strings.Builder
	for i, p := range chosen.Points {
		fmt.Fprintf(&numbered, "%d. %s\n", i+1, prompts.Quote(p.Text[firstKey(p.Text)]))
	}
	for _, l := range languages {
		fmt.Fprintf(&said, "- %s: %s\n", l.Quoted(), l.Instruction)
	}
	set, err := prompts.Load("")
	if err != nil {
		return summarize.Draft{}, err
	}
	system, err := set.Render(prompts.System, nil)
	if err != nil {
		return summarize.Draft{}, err
	}
	text := prompts.Quote(a.Text)
	if most := 4 * chunkTokens; len(text) > most {
		text = strings.ToValidUTF8(text[:most], "")
	}
	n := len(chosen.Points)
	user := "<article>\n" + prompts.Quote(a.Title) + "\n\n" + text + "\n</article>" +
		fmt.Sprintf(translateInstruction, n, numbered.String(), said.String(), prompts.ExampleSummary(languages), n)
	reply, err := model.Complete(ctx, llm.Request{
		Model:     name,
		Messages:  []llm.Message{{Role: llm.RoleSystem, Content: system}, {Role: llm.RoleUser, Content: user}},
		Schema:    &llm.Schema{Name: "summary", JSON: summarize.Schema(languages, n)},
		MaxTokens: 2 * summarize.MaxTokens(points, 2),
	})
	if err != nil {
		return summarize.Draft{}, err
	}
	draft, err := summarize.Parse(reply.Text, languages)
	if err != nil {
		return summarize.Draft{}, err
	}
	for i := range draft.Points {
		at := a.Sentences[chosen.Points[min(i, n-1)].From[0].Sentence-1]
		draft.Points[i].Start, draft.Points[i].End = at.Start, at.End
	}
	return draft, nil
}

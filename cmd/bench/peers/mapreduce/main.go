// Command mapreduce summarises the files of a folder with langchaingo's map-reduce chain, in two languages, eight chains at
// once.
//
// usage: mapreduce BASE-URL FOLDER
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sync"

	"github.com/tmc/langchaingo/chains"
	"github.com/tmc/langchaingo/llms"
	"github.com/tmc/langchaingo/llms/openai"
	"github.com/tmc/langchaingo/prompts"
	"github.com/tmc/langchaingo/schema"
	"github.com/tmc/langchaingo/textsplitter"
)

const atOnce = 8

func main() {
	url, dir := os.Args[1], os.Args[2]
	llm, err := openai.New(openai.WithBaseURL(url), openai.WithToken("none"), openai.WithModel("fake-model"))
	if err != nil {
		log.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		log.Fatal(err)
	}
	type task struct{ file, language string }
	work := make(chan task)
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range atOnce {
		wg.Go(func() {
			for t := range work {
				out, err := summarise(llm, t.file, t.language)
				if err != nil {
					log.Fatal(err)
				}
				mu.Lock()
				fmt.Println(out)
				mu.Unlock()
			}
		})
	}
	for _, f := range files {
		for _, language := range []string{"Italian", "English"} {
			work <- task{filepath.Join(dir, f.Name()), language}
		}
	}
	close(work)
	wg.Wait()
}

func summarise(llm llms.Model, file, language string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	parts, err := textsplitter.NewRecursiveCharacter(textsplitter.WithChunkSize(8000), textsplitter.WithChunkOverlap(0)).SplitText(string(data))
	if err != nil {
		return "", err
	}
	var docs []schema.Document
	for _, p := range parts {
		docs = append(docs, schema.Document{PageContent: p})
	}
	template := prompts.NewPromptTemplate("Write a concise summary in "+language+" of the following:\n\n\"{{.context}}\"\n\nCONCISE SUMMARY:", []string{"context"})
	combine := chains.NewStuffDocuments(chains.NewLLMChain(llm, template))
	return chains.Run(context.Background(), chains.NewMapReduceDocuments(chains.NewLLMChain(llm, template), combine), docs)
}

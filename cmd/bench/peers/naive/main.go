// Command naive summarises the files of a folder as a first version of such a program would: parts of some 2,000 tokens cut
// at a fixed number of bytes, a call for each part and language, one more for each language where there are several parts,
// eight workers, and replies kept in files under the hash of the prompt.
//
// usage: naive BASE-URL CACHE-DIR FOLDER
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

const (
	workers  = 8
	partSize = 8000 // bytes: some 2,000 tokens
)

func main() {
	url, cache, dir := os.Args[1], os.Args[2], os.Args[3]
	files, err := os.ReadDir(dir)
	if err != nil {
		log.Fatal(err)
	}
	work := make(chan string)
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range workers {
		wg.Go(func() {
			for file := range work {
				summary, err := summarise(url, cache, file)
				if err != nil {
					log.Fatal(err)
				}
				mu.Lock()
				fmt.Println(summary)
				mu.Unlock()
			}
		})
	}
	for _, f := range files {
		work <- filepath.Join(dir, f.Name())
	}
	close(work)
	wg.Wait()
}

func summarise(url, cache, file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var both []string
	for _, language := range []string{"Italian", "English"} {
		var parts []string
		for text := string(data); text != ""; {
			n := min(partSize, len(text))
			reply, err := ask(url, cache, "Summarise the following article in "+language+" in three sentences, and write a headline.\n\n"+strings.ToValidUTF8(text[:n], ""))
			if err != nil {
				return "", err
			}
			parts, text = append(parts, reply), text[n:]
		}
		if len(parts) > 1 {
			reply, err := ask(url, cache, "Put these summaries of the parts of one article together into one in "+language+", in three sentences.\n\n"+strings.Join(parts, "\n\n"))
			if err != nil {
				return "", err
			}
			parts = []string{reply}
		}
		both = append(both, parts[0])
	}
	return strings.Join(both, "\n"), nil
}

func ask(url, cache, prompt string) (string, error) {
	entry := filepath.Join(cache, fmt.Sprintf("%x", sha256.Sum256([]byte(prompt))))
	if data, err := os.ReadFile(entry); err == nil {
		return string(data), nil
	}
	body, err := json.Marshal(map[string]any{"model": "fake-model", "messages": []map[string]string{{"role": "user", "content": prompt}}})
	if err != nil {
		return "", err
	}
	resp, err := http.Post(url+"/chat/completions", "application/json", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	var answer struct {
		Choices []struct {
			Message struct {
				Content string `json:"content"`
			} `json:"message"`
		} `json:"choices"`
	}
	if err := json.Unmarshal(raw, &answer); err != nil {
		return "", err
	}
	if len(answer.Choices) == 0 {
		return "", errors.New(string(raw))
	}
	text := answer.Choices[0].Message.Content
	return text, os.WriteFile(entry, []byte(text), 0o600)
}

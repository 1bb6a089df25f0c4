package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"mattinale/pipeline/llm/llmtest"
)

// asked is what an endpoint was asked since it was last looked at.
type asked struct{ Calls, PromptBytes int64 }

// endpoint is a fake endpoint in a process of its own, so that its CPU time is not ours.
type endpoint struct {
	url   string
	cmd   *exec.Cmd
	stdin io.WriteCloser
	lines *bufio.Scanner
}

// startEndpoint starts an endpoint that takes so long for a call and works on so many at once.
func (b *bench) startEndpoint(ctx context.Context, latency time.Duration, slots int) (*endpoint, error) {
	cmd := exec.CommandContext(ctx, b.self, childMode, "endpoint", latency.String(), strconv.Itoa(slots), strconv.Itoa(endpointContext))
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	e := &endpoint{cmd: cmd, stdin: stdin, lines: bufio.NewScanner(stdout)}
	if !e.lines.Scan() {
		return nil, errors.Join(errors.New("the endpoint did not start"), cmd.Wait())
	}
	e.url = e.lines.Text()
	return e, nil
}

// look returns what was asked since the last look.
func (e *endpoint) look() (asked, error) {
	var a asked
	if _, err := fmt.Fprintln(e.stdin); err != nil {
		return a, err
	}
	if !e.lines.Scan() {
		return a, errors.New("the endpoint has ended")
	}
	return a, json.Unmarshal(e.lines.Bytes(), &a)
}

// close ends the endpoint.
func (e *endpoint) close() {
	_ = e.stdin.Close()
	_ = e.cmd.Wait()
}

// endpointContext is the tokens a slot has, as many as a local server gives by default.
const endpointContext = 8192

// childEndpoint serves until its standard input ends. For each line there it prints what it was asked since the last.
func childEndpoint(latency, slots, tokens string) error {
	takes, err := time.ParseDuration(latency)
	if err != nil {
		return err
	}
	atOnce, err := strconv.Atoi(slots)
	if err != nil {
		return err
	}
	room, err := strconv.Atoi(tokens)
	if err != nil {
		return err
	}
	var calls, prompts atomic.Int64
	s, err := llmtest.Start(llmtest.Options{
		Slots: atOnce, Context: room, Forget: true,
		Gate: func(ctx context.Context, r llmtest.Request) {
			calls.Add(1)
			for _, m := range r.Messages {
				prompts.Add(int64(len(m.Content)))
			}
			wait(ctx, takes)
		},
		Reply: reporter(),
	})
	if err != nil {
		return err
	}
	defer s.Close()
	fmt.Println(s.URL())
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		if err := json.NewEncoder(os.Stdout).Encode(asked{calls.Swap(0), prompts.Swap(0)}); err != nil {
			return err
		}
	}
	return nil
}

func wait(ctx context.Context, d time.Duration) {
	if d == 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// pointsAsked finds how many points, or numbers of points, a schema asks for.
var pointsAsked = regexp.MustCompile(`"minItems":([0-9]+)`)

// reporter is a model that tells facts of the article: what the schema asks for, or a sentence where there is none. What it
// finds no facts for, llmtest's own model answers.
func reporter() func(llmtest.Request) llmtest.Reply {
	other := llmtest.Summarizer()
	return func(r llmtest.Request) llmtest.Reply {
		prompt := r.Messages[len(r.Messages)-1].Content
		found := factsIn(prompt)
		if len(found) == 0 {
			return other(r)
		}
		if r.Schema == nil {
			if strings.Contains(prompt, "Italian") {
				return llmtest.Text(found[0].it)
			}
			return llmtest.Text(found[0].en)
		}
		m := pointsAsked.FindSubmatch(r.Schema)
		if m == nil {
			return other(r)
		}
		n, _ := strconv.Atoi(string(m[1])) // digits
		n = min(n, len(found))
		if r.SchemaName == "choice" {
			return llmtest.Text(choiceOf(found, n))
		}
		return llmtest.Text(summaryOf(found[:n]))
	}
}

// Both replies are written by hand, for the order of the keys.

func summaryOf(points []told) string {
	var texts []string
	for _, p := range points {
		texts = append(texts, inBoth(p.it, p.en))
	}
	return `{"points":[` + strings.Join(texts, ",") + `],"headline":` + inBoth(points[0].headIT, points[0].headEN) + `}`
}

func choiceOf(points []told, n int) string {
	var keep []string
	for i := range n {
		keep = append(keep, strconv.Itoa(i+1))
	}
	return `{"keep":[` + strings.Join(keep, ",") + `],"headline":` + inBoth(points[0].headIT, points[0].headEN) + `}`
}

func inBoth(it, en string) string {
	italian, _ := json.Marshal(it) // strings always marshal
	english, _ := json.Marshal(en)
	return `{"italiano":` + string(italian) + `,"english":` + string(english) + `}`
}

// Package endpoint finds the model server to use. What goes in is what the user said and what the machine has; what
// comes out is one endpoint, or none, with the reason, and every candidate that was looked at on the way. The order is
// fixed: an address that was given, OpenAI when only its key is there, a server of our own that runs, any server that
// answers on this machine, a model that was installed and can be started, none.
package endpoint

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"

	"mattinale/pipeline/llm"
)

// OpenAI is OpenAI's own base address, and OpenAIModel what is used there when no model is named: the cheapest that
// follows a JSON Schema and writes good Italian.
const (
	OpenAI      = "https://api.openai.com/v1"
	OpenAIModel = "gpt-4o-mini"
)

// DefaultPorts are those on which local servers listen: Ollama, llama.cpp, LM Studio, vLLM.
func DefaultPorts() []int { return []int{11434, 8080, 1234, 8000} }

// Settings are what Find decides on. Getenv must be set.
type Settings struct {
	FlagURL string // of the command line or MATTINALE_BASE_URL; empty: not given
	FileURL string // of the configuration file
	Model   string // empty: the endpoint's own choice
	KeyFile string // of the command line or the environment; empty: none

	FileKeyFile string // of the configuration file: it goes to FileURL alone

	Getenv  func(string) string
	Ports   []int                              // to look at on this machine; nil: DefaultPorts
	Managed Managed                            // our own server; nil: there is none
	Offline bool                               // look at nothing, go by what is remembered
	HTTP    *http.Client                       // for the questions asked; nil: one that follows no redirect
	Recall  func(baseURL string) (Facts, bool) // what an earlier run learnt of an endpoint; nil: nothing
}

// Managed is the local server that the program itself can run.
type Managed interface {
	Running(ctx context.Context) (llm.Endpoint, bool)
	Installed() (llm.Endpoint, bool) // its BaseURL is not known before it is started
}

// Facts are what is worth remembering of an endpoint, for runs in which it cannot be asked.
type Facts struct {
	Model   string  `json:"model"`
	Context int     `json:"context"` // tokens, 0: not known
	Slots   int     `json:"slots"`   // 0: not known
	Ratio   float64 `json:"ratio"`   // its tokens for one of ours, 0: not measured
}

// Choice is the endpoint to use and how it was come by.
type Choice struct {
	Endpoint llm.Endpoint
	Found    bool // there is one
	Start    bool // it is our own server, to be started when the first call is made
	Answered bool // it answered when it was looked at
	Room     Room // what it said that it holds; the zero value when it was not asked
	Trace    []Step
}

// Step is a candidate that was looked at.
type Step struct {
	Candidate string `json:"candidate"`
	Outcome   string `json:"outcome"`
	Used      bool   `json:"used"`
	Warn      bool   `json:"warn,omitempty"` // a person should hear of it
	Hint      string `json:"hint,omitempty"` // what would mend it
}

// ErrSetting wraps what is wrong with a setting, as opposed to an endpoint that does not answer.
var ErrSetting = errors.New("setting")

// Find chooses. Its error wraps ErrSetting, or is the context's; an endpoint that was named and does not answer is
// chosen all the same, since taking another one in its place would not be what was asked for.
func Find(ctx context.Context, s Settings) (Choice, error) {
	f := &finder{Settings: s, client: s.HTTP}
	if f.client == nil {
		f.client = noRedirects()
	}
	if f.Ports == nil {
		f.Ports = DefaultPorts()
	}
	ctx, cancel := context.WithCancel(ctx)
	defer f.asking.Wait()
	defer cancel() // what was asked early and is not needed
	for _, look := range []func(context.Context) (bool, error){
		f.named, f.openAI, f.running, f.loopback, f.installed,
	} {
		if found, err := look(ctx); err != nil || found {
			return f.choice, err
		}
		if ctx.Err() != nil {
			return f.choice, ctx.Err()
		}
	}
	f.step(Step{Candidate: "a model server", Outcome: "none found", Hint: "mattinale model install brings a small one; or start Ollama or llama-server"})
	return f.choice, nil
}

type finder struct {
	Settings
	client *http.Client
	choice Choice
	early  map[string]func() ([]byte, error) // answers that are on their way, by address
	asking sync.WaitGroup                    // for them
}

func (f *finder) step(s Step) { f.choice.Trace = append(f.choice.Trace, s) }

func (f *finder) use(e llm.Endpoint, outcome string) {
	f.choice.Endpoint, f.choice.Found = e, true
	f.step(Step{Candidate: e.Origin, Outcome: outcome, Used: true})
}

// named is an address that the user gave, in the order of the design.
func (f *finder) named(ctx context.Context) (bool, error) {
	for _, candidate := range []struct {
		origin, url string
		keyFile     string
		envKey      bool // OPENAI_API_KEY was given beside it
	}{
		{"--base-url or MATTINALE_BASE_URL", f.FlagURL, f.KeyFile, true},
		{"OPENAI_BASE_URL", f.Getenv("OPENAI_BASE_URL"), f.KeyFile, true},
		{"OPENAI_API_BASE", f.Getenv("OPENAI_API_BASE"), f.KeyFile, true},
		{"base-url of the configuration file", f.FileURL, cmp.Or(f.KeyFile, f.FileKeyFile), false},
	} {
		if candidate.url == "" {
			f.step(Step{Candidate: candidate.origin, Outcome: "not set"})
			continue
		}
		e, err := parse(candidate.url)
		if err != nil {
			return false, fmt.Errorf("%w: %s: %w", ErrSetting, candidate.origin, err)
		}
		e.Origin = candidate.origin
		if e.Key, err = f.keyFor(e, candidate.keyFile, candidate.envKey); err != nil {
			return false, err
		}
		if f.FileKeyFile != "" && candidate.keyFile == "" {
			f.step(Step{Candidate: f.FileKeyFile, Outcome: "not sent: this key of the configuration file is for the base-url there", Warn: !e.Loopback,
				Hint: "name it with --api-key-file to send it to " + e.BaseURL})
		}
		f.ask(ctx, e)
		return true, nil
	}
	return false, nil
}

// openAI is chosen when a key is there and no address.
func (f *finder) openAI(context.Context) (bool, error) {
	if f.KeyFile != "" || f.FileKeyFile != "" { // it may be another endpoint's: a guess would send it to the wrong host
		return false, fmt.Errorf("%w: api-key-file names a key, but nothing says which endpoint it is for; give --base-url too", ErrSetting)
	}
	key, err := f.keyFor(llm.Endpoint{BaseURL: OpenAI}, "", true)
	if err != nil {
		return false, err
	}
	if !key.IsSet() {
		f.step(Step{Candidate: "OPENAI_API_KEY", Outcome: "not set"})
		return false, nil
	}
	e := llm.Endpoint{BaseURL: OpenAI, Key: key, Model: cmp.Or(f.Model, OpenAIModel), Origin: "OPENAI_API_KEY, without an address: OpenAI"}
	f.choice.Room = openAIRoom(e.Model)
	e.Context = f.choice.Room.Context
	f.use(e, fmt.Sprintf("%s, model %s", e.BaseURL, e.Model))
	return true, nil
}

func (f *finder) running(ctx context.Context) (bool, error) {
	if f.Managed == nil || f.Offline {
		return false, nil
	}
	e, ok := f.Managed.Running(ctx)
	if !ok {
		f.step(Step{Candidate: "mattinale's own server", Outcome: "not running"})
		return false, nil
	}
	e.Origin = "mattinale's own server, running"
	f.choice.Answered = true
	f.use(e, fmt.Sprintf("%s, model %s", e.BaseURL, e.Model))
	return true, nil
}

// loopback looks at the ports that local servers use. No key goes there.
func (f *finder) loopback(ctx context.Context) (bool, error) {
	if f.Offline {
		return false, nil
	}
	for _, port := range f.Ports {
		e := llm.Endpoint{BaseURL: fmt.Sprintf("http://127.0.0.1:%d/v1", port), Loopback: true}
		e.Origin = fmt.Sprintf("port %d on this machine", port)
		f.askEarly(ctx, e)
		models, err := f.models(ctx, &e)
		if err != nil {
			f.step(Step{Candidate: e.Origin, Outcome: err.Error()})
			continue
		}
		if e.Model = f.pick(models); e.Model == "" {
			f.step(Step{Candidate: e.Origin, Outcome: "answers, but has no model that writes text", Hint: "load one there, or name it with --model"})
			continue
		}
		f.choice.Answered = true
		e = f.size(ctx, e, models)
		f.use(e, describe(e))
		return true, nil
	}
	return false, nil
}

func (f *finder) installed(context.Context) (bool, error) {
	if f.Managed == nil {
		return false, nil
	}
	e, ok := f.Managed.Installed()
	if !ok {
		f.step(Step{Candidate: "mattinale's own model", Outcome: "not installed"})
		return false, nil
	}
	e.Origin = "mattinale's own model"
	f.choice.Start = true
	f.use(e, fmt.Sprintf("installed: %s, started for the run and stopped after it", e.Model))
	return true, nil
}

func describe(e llm.Endpoint) string {
	out := fmt.Sprintf("%s, model %s", e.BaseURL, e.Model)
	if e.Context > 0 {
		out += fmt.Sprintf(", %d tokens of context", e.Context)
	}
	if e.Slots > 0 {
		out += fmt.Sprintf(", %d at once", e.Slots)
	}
	return out
}

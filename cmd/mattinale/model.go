package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"mattinale/cache"
	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/endpoint"
	"mattinale/pipeline/llm/openai"
	"mattinale/pipeline/llm/retry"
	"mattinale/pipeline/llm/server"
	"mattinale/pipeline/memo"
	"mattinale/pipeline/news"
)

// model is what a run asks: the client, the retries around it, the memory in front of them. Its zero completer means
// that there is nothing to ask, and why says so.
type model struct {
	completer   llm.Completer
	why         string
	endpoint    llm.Endpoint
	answered    bool // it answered when it was looked at
	concurrency int
	learnt      float64

	store  *cache.Store
	client func() *openai.Client // nil until the first call, when the server is started for it
	calls  *retry.Completer
	memory *memo.Completer
	close  func()
}

// chooseModel finds the endpoint and puts the completers together. Nothing is started or asked for a text yet.
func chooseModel(ctx context.Context, s settings, u *ui) (*model, error) {
	m := &model{close: func() {}, concurrency: max(s.concurrency, 1)}
	if s.engine == "extract" {
		m.why = "extracted, as --engine extract says"
		return m, nil
	}
	m.store = openStore(s, u)
	choice, err := findEndpoint(ctx, s, m.store)
	if err != nil {
		return nil, err
	}
	for _, step := range choice.Trace {
		u.detail("endpoint: %s: %s", step.Candidate, step.Outcome)
		if step.Warn {
			u.warn("%s: %s (%s)", step.Candidate, step.Outcome, step.Hint)
		}
	}
	if !choice.Found {
		m.why = "no model server was found"
		if s.engine == "openai" {
			return nil, usage("mattinale doctor says what was looked at; mattinale model install brings a small model", "--engine openai, but %s", m.why)
		}
		u.warn("%s: taking the articles' own sentences, untranslated (mattinale doctor says what to do)", m.why)
		return m, nil
	}
	m.assemble(s, choice, u)
	return m, nil
}

func openStore(s settings, u *ui) *cache.Store {
	if s.noCache {
		return nil
	}
	store, err := cache.Open(s.cacheDir)
	if err != nil {
		u.warn("nothing is kept on disk: %v", err)
		return nil
	}
	if err := store.Unwritable(); err != nil && !s.offline { // offline there is nothing to keep
		u.warn("replies are not kept: %v", err)
	}
	return store
}

func findEndpoint(ctx context.Context, s settings, store *cache.Store) (endpoint.Choice, error) {
	set := endpoint.Settings{
		FlagURL: s.baseURL, Model: s.model, KeyFile: s.apiKeyFile, Getenv: os.Getenv, Ports: loopbackPorts(os.Getenv),
		Managed: server.Local{Dirs: serverDirs()}, Offline: s.offline,
		Recall: func(baseURL string) (endpoint.Facts, bool) { return recall(store, baseURL) },
	}
	if s.fileURL {
		set.FlagURL, set.FileURL = "", s.baseURL
	}
	if s.fileKey {
		set.KeyFile, set.FileKeyFile = "", s.apiKeyFile
	}
	choice, err := endpoint.Find(ctx, set)
	if errors.Is(err, endpoint.ErrSetting) {
		return choice, usage("mattinale doctor shows every setting", "%w", err)
	}
	return choice, err
}

const (
	// unknownSlots are the calls at once where an endpoint does not say what it serves: a server on this machine has
	// one or two slots, one elsewhere takes more.
	unknownSlotsHere  = 2
	unknownSlotsThere = 4
)

func (m *model) assemble(s settings, choice endpoint.Choice, u *ui) {
	m.endpoint, m.answered = choice.Endpoint, choice.Answered
	if s.concurrency == 0 {
		m.concurrency = slots(m.endpoint)
	}
	if facts, ok := recall(m.store, m.endpoint.BaseURL); ok {
		m.learnt = facts.Ratio
	}
	var asked llm.Completer
	switch {
	case s.offline:
		m.client = func() *openai.Client { return nil }
		m.memory = memo.New(memo.NewOffline(), m.store, memo.Options{Attempts: s.retries, Warn: warning(u)})
		m.completer = m.memory
		return
	case choice.Start:
		m.endpoint.BaseURL = "local" // its address is not known before it runs, and differs from run to run
		l := &lazyServer{endpoint: m.endpoint, options: openai.Options{Timeout: s.timeout}, say: u.say}
		asked, m.client, m.close = l, l.started, l.release
	default:
		c := openai.New(m.endpoint, openai.Options{Timeout: s.timeout})
		asked, m.client, m.close = c, func() *openai.Client { return c }, c.Close
	}
	m.calls = retry.New(asked, retry.Options{Retries: s.retries, Concurrency: m.concurrency})
	m.memory = memo.New(m.calls, m.store, memo.Options{Attempts: s.retries, Warn: warning(u)})
	m.completer = m.memory
}

func warning(u *ui) func(error) {
	return func(err error) { u.warn("%v", err) }
}

func slots(e llm.Endpoint) int {
	switch {
	case e.Slots > 0:
		return e.Slots
	case e.Loopback:
		return unknownSlotsHere
	}
	return unknownSlotsThere
}

// account fills in what the receipt says of the calls.
func (m *model) account(r *news.Receipt) {
	if m.memory == nil {
		return
	}
	if m.calls != nil {
		counts := m.calls.Counts()
		r.Calls, r.Tokens = counts.Calls, counts.Tokens
		if c := m.client(); c != nil {
			r.Calls.Made += c.Resent()
			r.Calls.Retried += c.Resent()
		}
	}
	r.Calls.Cached = m.memory.Cached()
}

// cost says what the calls cost, as far as that can be known.
func (m *model) cost() string {
	if m.completer == nil || m.endpoint.Loopback {
		return "nothing, no paid endpoint is asked"
	}
	return "not known for this endpoint"
}

// factsKey is where what was learnt of an endpoint is kept.
func factsKey(baseURL string) cache.Key { return cache.KeyOf([]byte("endpoint/1\n" + baseURL)) }

func recall(store *cache.Store, baseURL string) (endpoint.Facts, bool) {
	if store == nil {
		return endpoint.Facts{}, false
	}
	raw, err := store.Get(factsKey(baseURL))
	if err != nil {
		return endpoint.Facts{}, false
	}
	var facts endpoint.Facts
	return facts, json.Unmarshal(raw, &facts) == nil
}

// remember keeps what was learnt of an endpoint that answered, for runs in which it does not.
func (m *model) remember(ratio float64) {
	if m.store == nil || m.completer == nil || !m.answered && ratio == 0 {
		return
	}
	facts := endpoint.Facts{Model: m.endpoint.Model, Context: m.endpoint.Context, Slots: m.endpoint.Slots, Ratio: max(ratio, m.learnt)}
	if old, ok := recall(m.store, m.endpoint.BaseURL); ok && old == facts {
		return
	}
	if raw, err := json.Marshal(facts); err == nil {
		_ = m.store.Put(factsKey(m.endpoint.BaseURL), raw) // the next run asks again; trouble with the store was said
	}
}

// errNotStarted wraps why our own server could not be started.
func errNotStarted(err error) error {
	return &llm.Error{Kind: llm.Unreachable, Err: fmt.Errorf("starting the local model: %w", err)}
}

// loopbackPorts are the ports of this machine to look at for a server. MATTINALE_PORTS names others, "none" none at all.
func loopbackPorts(getenv func(string) string) []int {
	list := getenv("MATTINALE_PORTS")
	if list == "" {
		return endpoint.DefaultPorts()
	}
	ports := []int{}
	for _, field := range strings.Split(list, ",") {
		if port, err := strconv.Atoi(strings.TrimSpace(field)); err == nil && port > 0 && port < 1<<16 {
			ports = append(ports, port)
		}
	}
	return ports
}

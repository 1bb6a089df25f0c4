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
	"mattinale/pipeline"
	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/endpoint"
	"mattinale/pipeline/llm/openai"
	"mattinale/pipeline/llm/retry"
	"mattinale/pipeline/llm/server"
	"mattinale/pipeline/llm/tripwire"
	"mattinale/pipeline/memo"
	"mattinale/pipeline/news"
	"mattinale/pipeline/tokens"
)

// model is what a run asks: the client, the retries around it, the memory in front of them. Its zero completer means
// that there is nothing to ask, and why says so.
type model struct {
	completer   llm.Completer
	why         string
	endpoint    llm.Endpoint
	answered    bool // it answered when it was looked at
	concurrency int
	start       int // calls at once to begin with, 0: as many as concurrency, which is known
	learnt      float64
	counter     *tokens.Counter // of the model's tokens, as far as they are known; nothing is loaded before something is counted

	store  *cache.Store
	client func() *openai.Client // nil until the first call, when the server is started for it
	calls  *retry.Completer
	wire   *tripwire.Completer
	memory *memo.Completer
	close  func()
}

// chooseModel finds the endpoint and puts the completers together. Nothing is started or asked for a text yet.
func chooseModel(ctx context.Context, s settings, store *cache.Store, u *ui) (m *model, err error) {
	m = &model{close: func() {}, concurrency: max(s.concurrency, 1)}
	if m.counter, err = tokens.Load(encodingFor(s, "")); err != nil {
		return nil, err
	}
	if s.engine == "extract" {
		m.why = "extracted, as --engine extract says"
		return m, nil
	}
	m.store = store
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
		u.trouble("%s: taking the articles' own sentences, untranslated (mattinale doctor says what to do)", m.why)
		return m, nil
	}
	return m, m.assemble(s, choice, u)
}

// openStore opens what replies and feeds are kept in; nil where nothing is.
func openStore(s settings, u *ui) *cache.Store {
	if s.noCache || s.engine == "extract" && !s.remembers() {
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
	// unknownSlots are the calls at once to begin with where an endpoint does not say what it serves: a server on this machine
	// has one or two slots, one elsewhere takes more. mostSlots is where looking for more ends.
	unknownSlotsHere  = 2
	unknownSlotsThere = 4
	mostSlots         = 16
)

func (m *model) assemble(s settings, choice endpoint.Choice, u *ui) error {
	m.endpoint, m.answered = choice.Endpoint, choice.Answered
	var err error
	if m.counter, err = tokens.Load(encodingFor(s, m.endpoint.Model)); err != nil {
		return err
	}
	m.slots(s)
	if facts, ok := recall(m.store, m.endpoint.BaseURL); ok {
		m.learnt = facts.Ratio
		if m.endpoint.Context == 0 && facts.Model == m.endpoint.Model {
			m.endpoint.Context = facts.Context
		}
	}
	price, known := m.pricing(s)
	if !known && s.maxCost > 0 {
		return usage("give it with --price IN/OUT, in dollars for a million tokens", "--max-cost, but what %s costs is not known", m.endpoint.Model)
	}
	var asked llm.Completer
	switch {
	case s.offline:
		m.client = func() *openai.Client { return nil }
		m.memory = memo.New(memo.NewOffline(), m.store, memo.Options{Attempts: s.retries, Warn: warning(u)})
		m.completer = m.memory
		return nil
	case choice.Start:
		m.endpoint.BaseURL = "local" // its address is not known before it runs, and differs from run to run
		l := &lazyServer{endpoint: m.endpoint, options: openai.Options{Timeout: s.timeout}, say: u.say}
		asked, m.client, m.close = l, l.started, l.release
	default:
		c := openai.New(m.endpoint, openai.Options{Timeout: s.timeout})
		asked, m.client, m.close = c, func() *openai.Client { return c }, c.Close
	}
	count := m.counter.Count
	m.calls = retry.New(asked, retry.Options{
		Retries: s.retries, Concurrency: m.concurrency, Start: m.start, Until: s.readyBy, Say: func(err error) { u.trouble("%v", err) },
		MaxCalls: s.maxCalls, MaxCost: s.maxCost, Price: price, PromptTokens: func(req llm.Request) int {
			n := 0
			for _, message := range req.Messages {
				n += count(message.Content)
			}
			return int(tokens.Margin * float64(n))
		},
	})
	m.wire = tripwire.New(m.calls, tripwire.Options{Count: count, Context: choice.Endpoint.Context, Ratio: m.learnt})
	m.memory = memo.New(m.wire, m.store, memo.Options{Attempts: s.retries, Warn: warning(u)})
	m.completer = m.memory
	return nil
}

func encodingFor(s settings, model string) string {
	if s.encoding != "" {
		return s.encoding
	}
	encoding, _ := tokens.ForModel(model)
	return encoding
}

// pricing is what the calls cost: as the flag says, as is known of the model, nothing on this machine. known is false for others.
func (m *model) pricing(s settings) (price retry.Price, known bool) {
	if s.price != nil {
		return *s.price, true
	}
	price, known = priceOf(m.endpoint.Model)
	return price, known || m.endpoint.Loopback
}

func warning(u *ui) func(error) {
	return func(err error) { u.warn("%v", err) }
}

// slots decides how many calls are made at once: as told, as the endpoint says, or as many as turn out to be of use.
func (m *model) slots(s settings) {
	switch {
	case s.concurrency > 0:
		m.concurrency = s.concurrency
	case m.endpoint.Slots > 0:
		m.concurrency = m.endpoint.Slots
	case m.endpoint.Loopback:
		m.concurrency, m.start = mostSlots, unknownSlotsHere
	default:
		m.concurrency, m.start = mostSlots, unknownSlotsThere
	}
}

// account fills in what the receipt says of the calls.
func (m *model) account(r *news.Receipt) {
	if m.memory == nil {
		return
	}
	if m.calls != nil {
		counts := m.calls.Counts()
		r.Calls, r.Tokens, r.CostUSD = counts.Calls, counts.Tokens, counts.Cost
		if c := m.client(); c != nil {
			r.Calls.Made += c.Resent()
			r.Calls.Retried += c.Resent()
		}
		if n := m.wire.Refused(); n > 0 {
			r.Calls.Rejected += n
			if r.Calls.Kinds == nil {
				r.Calls.Kinds = map[string]int{}
			}
			r.Calls.Kinds[string(llm.CutPrompt)] = n
		}
	}
	r.Calls.Cached = m.memory.Cached()
}

// cost says what so many calls would cost at most, as far as that can be known.
func (m *model) cost(s settings, promptTokens, replyTokens int) string {
	if m.completer == nil {
		return "nothing"
	}
	switch price, known := m.pricing(s); {
	case !known:
		return "not known for this endpoint (--price says it)"
	case price == retry.Price{}:
		return "nothing, no paid endpoint is asked"
	default:
		return fmt.Sprintf("%.4f USD at most", price.Of(promptTokens, replyTokens))
	}
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
	context := m.endpoint.Context
	if m.wire != nil && m.wire.Context() > 0 { // what it turned out to hold, whatever it says
		context = m.wire.Context()
	}
	facts := endpoint.Facts{Model: m.endpoint.Model, Context: context, Slots: m.endpoint.Slots, Ratio: max(ratio, m.learnt)}
	if old, ok := recall(m.store, m.endpoint.BaseURL); ok && old == facts {
		return
	}
	if raw, err := json.Marshal(facts); err == nil {
		_ = m.store.Put(factsKey(m.endpoint.BaseURL), raw) // the next run asks again; trouble with the store was said
	}
}

// countedKey is where what runs counted in the model's encoding is kept. Its number rises when sentences, chunks or counts change.
func (m *model) countedKey() cache.Key {
	return cache.KeyOf([]byte("counted/1\n" + m.counter.Encoding()))
}

// counted is what the last run counted.
func (m *model) counted() (counted pipeline.Counted) {
	if m.store == nil {
		return counted
	}
	if raw, err := m.store.Get(m.countedKey()); err == nil {
		_ = json.Unmarshal(raw, &counted) // what cannot be read is counted again
	}
	return counted
}

// count keeps what a run counted for the next.
func (m *model) count(counted pipeline.Counted) {
	raw, err := json.Marshal(counted)
	if err == nil && m.store != nil {
		_ = m.store.Put(m.countedKey(), raw) // the next run counts again; trouble with the store was said
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

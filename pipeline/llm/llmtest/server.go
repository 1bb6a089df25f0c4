// Package llmtest is an OpenAI-compatible endpoint inside the test: it answers /v1/chat/completions from a function or
// a queue of replies, misbehaves in every way endpoints are known to, has slots, a context and a prefix cache as a
// local server has, and remembers what it was asked. Nothing in it waits for real time.
package llmtest

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	"mattinale/pipeline/llm"
)

// Options describe the endpoint. The zero value is a patient llama.cpp server with any number of slots, no limit of
// context, and Summarizer for a model.
type Options struct {
	Reply func(Request) Reply // nil: Summarizer(). It is called for several requests at once
	Model string              // the only model it has; "": "fake-model", and any name is served
	Key   string              // "": no key is asked for
	Slots int                 // requests it works on at once, the others wait for their turn; 0: any number

	Context    int // tokens of prompt and reply together; 0: any number
	TruncateTo int // tokens that a prompt over Context is silently cut down to, as Ollama does; 0: refused with an error, as llama.cpp does

	Formats []string // the response_format types it takes; nil: all. Others get a 400
	Strict  bool     // a body field that OpenAI does not know gets a 400
	Bare    bool     // no /props, /health, context in /v1/models or timings: some other server than llama.cpp

	// Tokens counts; nil: a token for each started four bytes.
	Tokens func(string) int
	// Gate is called when a request has its slot and before it is answered: what blocks in it is the model at work.
	// The context ends when the client leaves or the server closes.
	Gate func(ctx context.Context, r Request)
	// Forget keeps no record of the requests: Requests is empty.
	Forget bool
	// Addr is where to listen; "": 127.0.0.1, on a free port.
	Addr string
}

// Server is a running endpoint.
type Server struct {
	opts   Options
	http   *httptest.Server
	ctx    context.Context // ends with Close, so that nothing hangs on
	cancel context.CancelFunc
	slots  chan struct{}
	cache  prefixCache

	mu       sync.Mutex
	requests []Request
	asked    int
	inFlight int
	most     int
	loading  bool
}

// New starts a server that ends with the test.
func New(t testing.TB, opts Options) *Server {
	t.Helper()
	s, err := Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// Start starts a server outside a test; who starts it closes it.
func Start(opts Options) (*Server, error) {
	if opts.Reply == nil {
		opts.Reply = Summarizer()
	}
	if opts.Tokens == nil {
		opts.Tokens = func(text string) int { return (len(text) + 3) / 4 }
	}
	if opts.Addr == "" {
		opts.Addr = "127.0.0.1:0"
	}
	listener, err := net.Listen("tcp", opts.Addr)
	if err != nil {
		return nil, fmt.Errorf("starting the fake endpoint: %w", err)
	}
	s := &Server{opts: opts}
	s.cache.keep = max(opts.Slots, 1)
	s.ctx, s.cancel = context.WithCancel(context.Background())
	if opts.Slots > 0 {
		s.slots = make(chan struct{}, opts.Slots)
	}
	s.http = httptest.NewUnstartedServer(s.routes())
	_ = s.http.Listener.Close()
	s.http.Listener = listener
	s.http.Start()
	return s, nil
}

// Close lets go of what hangs and stops the server.
func (s *Server) Close() {
	s.cancel()
	s.http.CloseClientConnections()
	s.http.Close()
}

// URL is the base address, ending in /v1.
func (s *Server) URL() string { return s.http.URL + "/v1" }

// Endpoint describes the server as a program that has found it would.
func (s *Server) Endpoint() llm.Endpoint {
	return llm.Endpoint{
		BaseURL: s.URL(), Model: s.model(), Key: llm.NewSecret(s.opts.Key),
		Context: s.opts.Context, Slots: s.opts.Slots, Loopback: true, Origin: "the test",
	}
}

// Requests are the chat completions asked for so far, in the order in which they came.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// MostAtOnce is the highest number of chat completions that were in flight at once, those that waited for a slot
// included.
func (s *Server) MostAtOnce() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.most
}

// SetLoading makes the server say, with a 503, that its model is still being loaded, until it is told otherwise.
func (s *Server) SetLoading(loading bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.loading = loading
}

func (s *Server) isLoading() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.loading
}

func (s *Server) model() string {
	if s.opts.Model == "" {
		return "fake-model"
	}
	return s.opts.Model
}

// arrive logs a request and counts it in until the function it returns is called.
func (s *Server) arrive(r *Request) (leave func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.Number = s.asked
	s.asked++
	if !s.opts.Forget {
		s.requests = append(s.requests, *r)
	}
	s.inFlight++
	s.most = max(s.most, s.inFlight)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.inFlight--
	}
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/chat/completions", s.chat)
	mux.HandleFunc("GET /v1/models", s.ready(s.models))
	if !s.opts.Bare {
		mux.HandleFunc("GET /props", s.ready(s.props))
		mux.HandleFunc("GET /health", s.ready(func() any { return map[string]any{"status": "ok"} }))
	}
	return mux
}

// ready answers with a JSON value, unless the model is still being loaded or the key is wrong.
func (s *Server) ready(value func() any) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if refused := s.refuseAll(r.Header); refused != nil {
			s.write(r.Context(), w, *refused, nil)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(value()) // fails when the client has left
	}
}

func (s *Server) models() any {
	model := map[string]any{"id": s.model(), "object": "model", "created": 0, "owned_by": "llmtest"}
	if !s.opts.Bare && s.opts.Context > 0 {
		model["meta"] = map[string]any{"n_ctx": s.opts.Context, "n_ctx_train": 4 * s.opts.Context}
	}
	return map[string]any{"object": "list", "data": []any{model}}
}

func (s *Server) props() any {
	return map[string]any{
		"default_generation_settings": map[string]any{"n_ctx": s.opts.Context},
		"total_slots":                 max(s.opts.Slots, 1),
		"model_path":                  "/models/" + s.model() + ".gguf",
	}
}

package llmtest

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
)

// chat answers one chat completion.
func (s *Server) chat(w http.ResponseWriter, hr *http.Request) {
	ctx, cancel := context.WithCancel(hr.Context())
	defer cancel()
	defer context.AfterFunc(s.ctx, cancel)()

	r, err := parseRequest(hr)
	if err != nil {
		s.write(ctx, w, Error(http.StatusBadRequest, "", err.Error()), nil)
		return
	}
	fits := s.fit(&r)
	defer s.arrive(&r)()
	if refused := s.refuse(r, fits); refused != nil {
		s.write(ctx, w, *refused, nil)
		return
	}
	if !s.takeSlot(ctx) {
		return
	}
	defer s.freeSlot()
	if s.opts.Gate != nil {
		s.opts.Gate(ctx, r)
	}
	s.write(ctx, w, s.opts.Reply(r), &r)
}

func (s *Server) takeSlot(ctx context.Context) bool {
	if s.slots == nil {
		return true
	}
	select {
	case s.slots <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (s *Server) freeSlot() {
	if s.slots != nil {
		<-s.slots
	}
}

// refuseAll is the error that any request gets for now, nil when there is none.
func (s *Server) refuseAll(h http.Header) *Reply {
	var reply Reply
	switch {
	case s.opts.Key != "" && h.Get("Authorization") != "Bearer "+s.opts.Key:
		reply = Error(http.StatusUnauthorized, "invalid_api_key", "Incorrect API key provided.")
	case s.isLoading():
		reply = Loading()
	default:
		return nil
	}
	return &reply
}

// refuse is the error that a chat completion gets before any model sees it, nil when there is none.
func (s *Server) refuse(r Request, fits bool) *Reply {
	if refused := s.refuseAll(r.Header); refused != nil {
		return refused
	}
	var reply Reply
	switch {
	case s.opts.Model != "" && r.Model != s.opts.Model:
		reply = Error(http.StatusNotFound, "model_not_found", fmt.Sprintf("The model '%s' does not exist.", r.Model))
	case r.Format != "" && s.opts.Formats != nil && !slices.Contains(s.opts.Formats, r.Format):
		reply = Error(http.StatusBadRequest, "", fmt.Sprintf("'response_format' of type '%s' is not supported with this model.", r.Format))
	case s.opts.Strict && r.unknownField() != "":
		reply = Error(http.StatusBadRequest, "", "Unrecognized request argument supplied: "+r.unknownField())
	case !fits:
		reply = JSON(http.StatusBadRequest, fmt.Sprintf(`{"error":{"code":400,"message":"request (%d tokens) exceeds the available context `+
			`size (%d tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":%d,"n_ctx":%d}}`,
			r.PromptTokens, s.opts.Context, r.PromptTokens, s.opts.Context))
	default:
		return nil
	}
	return &reply
}

// write sends a reply, or breaks the connection as it says. Without a request the reply has a body of its own.
func (s *Server) write(ctx context.Context, w http.ResponseWriter, reply Reply, r *Request) {
	switch reply.Break {
	case BreakHang:
		<-ctx.Done()
		return
	case BreakReset:
		reset(w)
		return
	}
	body := []byte(reply.Body)
	if reply.Body == "" && r != nil {
		body = s.completion(reply, *r)
	}
	w.Header().Set("Content-Type", "application/json")
	for name, values := range reply.Header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if reply.Status != 0 {
		w.WriteHeader(reply.Status)
	}
	if reply.Break == "" {
		_, _ = w.Write(body) // fails when the client has left
		return
	}
	_, _ = w.Write(body[:len(body)/2])
	_ = http.NewResponseController(w).Flush()
	if reply.Break == BreakStall {
		<-ctx.Done()
	}
	panic(http.ErrAbortHandler) // closes the connection, short of what Content-Length promised
}

// reset closes a connection so that the client sees a reset, not an end.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// completion is the body of an answer.
func (s *Server) completion(reply Reply, r Request) []byte {
	text, finish, usage := s.spend(reply, r)
	message := map[string]any{"role": "assistant", "content": text}
	if reply.Reasoning != "" {
		message["reasoning_content"] = reply.Reasoning
	}
	if reply.Refusal != "" {
		message["refusal"] = reply.Refusal
	}
	choice := map[string]any{"index": 0, "message": message, "finish_reason": finish}
	if reply.NoFinish {
		choice["finish_reason"] = nil
	}
	choices := []any{choice}
	if reply.NoChoices {
		choices = []any{}
	}
	answer := map[string]any{
		"id": fmt.Sprintf("chatcmpl-%d", r.Number), "object": "chat.completion", "created": 0, "model": s.model(), "choices": choices,
		"usage": map[string]any{
			"prompt_tokens": usage.Prompt, "completion_tokens": usage.Reply, "total_tokens": usage.Prompt + usage.Reply,
			"prompt_tokens_details": map[string]any{"cached_tokens": usage.PromptCached},
		},
	}
	if !s.opts.Bare {
		answer["timings"] = map[string]any{
			"cache_n": usage.PromptCached, "prompt_n": usage.Prompt - usage.PromptCached, "predicted_n": usage.Reply,
		}
	}
	body, _ := json.Marshal(answer) // maps of strings and numbers always marshal
	return body
}

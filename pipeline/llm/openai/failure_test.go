package openai

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/llmtest"
)

func TestFailures(t *testing.T) {
	tests := []struct {
		name  string
		reply llmtest.Reply
		want  llm.Kind
		text  string // in the error
	}{
		{"wrong key", llmtest.Error(401, "invalid_api_key", "Incorrect API key provided."), llm.Denied, "Incorrect API key"},
		{"forbidden", llmtest.HTML(403), llm.Denied, "a page titled 403 Forbidden"},
		{"no money", llmtest.JSON(402, `{"error":{"message":"Insufficient Balance"}}`), llm.Denied, "Insufficient Balance"},
		{"quota spent", llmtest.Error(429, "insufficient_quota", "You exceeded your current quota."), llm.Denied, "quota"},
		{"key refused with 400", llmtest.JSON(400, `[{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT"}}]`), llm.Denied, "not valid"},
		{"flagged", llmtest.JSON(403, `{"error":{"code":403,"message":"Your input was flagged"}}`), llm.Filtered, "flagged"},
		{"Azure's filter", llmtest.JSON(400, `{"error":{"message":"The response was filtered","code":"content_filter","innererror":{"code":"x"}}}`), llm.Filtered, "filtered"},

		{"no such address", llmtest.HTML(404), llm.NotFound, "404 Not Found"},
		{"no such address, in text", llmtest.Raw(404, "text/plain", "404 page not found\n"), llm.NotFound, "404 page not found"},
		{"not a POST address", llmtest.Raw(405, "text/plain", ""), llm.NotFound, "no reason given"},
		{"Ollama without the model", llmtest.OllamaError(404, `model "x" not found, try pulling it first`), llm.NotFound, "try pulling it first"},
		{"no such model with 400", llmtest.JSON(400, `{"error":{"message":"x is not a valid model ID","code":400}}`), llm.NotFound, "not a valid model"},
		{"redirected", llmtest.Reply{Status: 302, Header: http.Header{"Location": {"https://login.example/hotspot?token=1"}}, Body: "<a>moved</a>"}, llm.NotFound, "https://login.example/hotspot,"},
		{"redirected nowhere", llmtest.Raw(304, "text/plain", ""), llm.NotFound, "not to an address"},

		{"rate limited", llmtest.Later(429, "7"), llm.RateLimited, "Too many requests"},
		{"Gemini's rate limit", llmtest.JSON(429, `{"error":{"code":429,"message":"You exceeded your current quota, check billing","status":"RESOURCE_EXHAUSTED"}}`), llm.RateLimited, "quota"},
		{"loading", llmtest.Loading(), llm.Overloaded, "Loading model"},
		{"bad gateway", llmtest.HTML(502), llm.Overloaded, "502 Bad Gateway"},
		{"server error", llmtest.OllamaError(500, "llama runner process has terminated"), llm.Overloaded, "terminated"},
		{"Anthropic overloaded", llmtest.JSON(529, `{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`), llm.Overloaded, "Overloaded"},
		{"request timeout", llmtest.Raw(408, "text/plain", "slow"), llm.Timeout, "slow"},
		{"conflict", llmtest.Error(409, "", "try again"), llm.Overloaded, "try again"},

		{"bad request", llmtest.Error(400, "", "messages: field required"), llm.Invalid, "field required"},
		{"FastAPI", llmtest.JSON(422, `{"detail":[{"loc":["body","messages"],"msg":"Field required","type":"missing","input":{"context":"x exceeds the maximum"}}]}`), llm.Invalid, "Field required"},
		{"an odd one", llmtest.Raw(418, "text/plain", "teapot"), llm.Invalid, "teapot"},
		{"not implemented", llmtest.Raw(501, "text/plain", "no chat here"), llm.Invalid, "no chat here"},
		{"an empty body", llmtest.Raw(400, "text/plain", "\n"), llm.Invalid, "no reason given"},
		{"control characters", llmtest.Raw(400, "text/plain", "bad\x1b[31m\u202eword"), llm.Invalid, "bad[31mword"},

		{"200 with an error", llmtest.Error(200, "", "something went wrong"), llm.Garbled, "something went wrong"},
		{"200 with an error that has a status", llmtest.JSON(200, `{"error":{"message":"Provider returned error","code":502,"metadata":{"raw":"{\"error\":{\"message\":\"upstream down\"}}"}}}`), llm.Overloaded, "upstream down"},
		{"200 with a rate limit", llmtest.JSON(200, `{"error":{"message":"slow down","code":429}}`), llm.RateLimited, "slow down"},
		{"200 with the context's size", llmtest.JSON(200, `{"error":{"message":"maximum context length is 4096 tokens"}}`), llm.TooLong, "4096"},
		{"200 with HTML", llmtest.HTML(200), llm.Garbled, "a page titled 200 OK"},
		{"200 with a title-less page", llmtest.Raw(200, "text/html", "<!doctype html><p>Please <b>log in</b>"), llm.Garbled, "Please log in"},
		{"200 with nothing", llmtest.Raw(200, "application/json", " "), llm.Garbled, "EOF"},
		{"200 with half of the JSON", llmtest.JSON(200, `{"choices":[{"message":{"content":"Cia`), llm.Garbled, "unexpected EOF"},
		{"200 with other JSON", llmtest.JSON(200, `{"choices":"none"}`), llm.Garbled, "cannot unmarshal"},
		{"200 with a list", llmtest.JSON(200, `[]`), llm.Garbled, "cannot unmarshal"},
		{"a stream that was not asked for", llmtest.Raw(200, "text/event-stream", "data: {\"choices\":[]}\n\n"), llm.Garbled, "not a completion"},
		{"no choices", llmtest.Reply{NoChoices: true}, llm.Garbled, "without choices"},
		{"no choices, and a reason", llmtest.JSON(200, `{"object":"error","message":"worker died","choices":[]}`), llm.Garbled, "worker died"},

		{"empty", llmtest.Reply{}, llm.Empty, "no text"},
		{"blank", llmtest.Text(" \n\t"), llm.Empty, "no text"},
		{"null", llmtest.JSON(200, `{"choices":[{"finish_reason":"stop","message":{"content":null}}]}`), llm.Empty, "no text"},
		{"reasoning only", llmtest.OpenThink("Let me see."), llm.Empty, "reasoning"},
		{"reasoning apart", llmtest.Reply{Reasoning: "Let me see."}, llm.Empty, "no text"},
		{"cut", llmtest.Cut("Il consiglio ha"), llm.Cut, "limit"},
		{"cut in the reasoning", llmtest.Reply{Text: "<think>Let me", Finish: "length"}, llm.Cut, "limit"},
		{"cut, as Mistral says it", llmtest.Reply{Text: "Il", Finish: "model_length"}, llm.Cut, "limit"},
		{"filtered", llmtest.Filtered(), llm.Filtered, "content_filter"},
		{"refused", llmtest.Refusal("I can't help with that."), llm.Filtered, "can't help"},
		{"no finish_reason", llmtest.Reply{Text: "Il consiglio", NoFinish: true}, llm.Garbled, "no finish_reason"},
		{"a call of a tool", llmtest.Reply{Text: "x", Finish: "tool_calls"}, llm.Garbled, "tool_calls"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ask(t, llmtest.Options{Reply: llmtest.Always(tt.reply)}, request())
			if llm.KindOf(err) != tt.want || !strings.Contains(fmt.Sprint(err), tt.text) {
				t.Errorf("Complete = %v, want %s with %q", err, tt.want, tt.text)
			}
			var failed *llm.Error
			if status := max(tt.reply.Status, 200); errors.As(err, &failed) && failed.Status != status {
				t.Errorf("Status = %d, want %d", failed.Status, status)
			}
		})
	}
}

func TestTooLong(t *testing.T) {
	tests := []struct {
		name    string
		status  int
		body    string
		context int
	}{
		{"OpenAI", 400, `{"error":{"message":"This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}`, 8192},
		{"llama.cpp", 400, `{"error":{"code":400,"message":"request (6030 tokens) exceeds the available context size (512 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":6030,"n_ctx":512}}`, 512},
		{"llama.cpp, older", 500, `{"error":{"code":500,"message":"the request exceeds the available context size. try increasing the context size or enable context shift","type":"server_error"}}`, 0},
		{"vLLM", 400, `{"object":"error","message":"This model's maximum context length is 6048 tokens. However, you requested 6616 tokens (568 in the messages, 6048 in the completion).","type":"BadRequestError","param":null,"code":400}`, 6048},
		{"vLLM, the limit of the reply", 400, `{"error":{"message":"'max_tokens' or 'max_completion_tokens' is too large: 5000. This model's maximum context length is 4096 tokens and your request has 300 input tokens","type":"BadRequestError","code":400}}`, 4096},
		{"vLLM, no room left", 400, `{"object":"error","message":"max_tokens must be at least 1, got -186.","code":400}`, 0},
		{"vLLM, the prompt", 400, `{"error":{"message":"The decoder prompt (length 5000) is longer than the maximum model length of 4096."}}`, 0},
		{"Ollama", 400, `{"error":{"message":"the input length exceeds the context length","type":"invalid_request_error"}}`, 0},
		{"Ollama, its own form", 500, `{"error":"input length exceeds maximum context length"}`, 0},
		{"LM Studio", 400, `{"error":"Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough."}`, 4096},
		{"Mistral", 400, `{"object":"error","message":"Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length","type":"invalid_request_prompt"}`, 0},
		{"TGI", 422, "{\"error\":\"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000\",\"error_type\":\"validation\"}", 0},
		{"Gemini", 400, `[{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}]`, 0},
		{"Anthropic", 400, `{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 200001 tokens > 200000 maximum"}}`, 0},
		{"a proxy", 413, "<html><title>413 Request Entity Too Large</title></html>", 0},
		{"a number that is no context", 400, `{"error":{"message":"This model's maximum context length is 3 tokens.","code":400}}`, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ask(t, llmtest.Options{Reply: llmtest.Always(llmtest.JSON(tt.status, tt.body))}, shaped())
			if llm.KindOf(err) != llm.TooLong {
				t.Fatalf("Complete = %v, want %s", err, llm.TooLong)
			}
			var limit interface{ ContextLimit() int }
			got := 0
			if errors.As(err, &limit) {
				got = limit.ContextLimit()
			}
			if got != tt.context {
				t.Errorf("context = %d, want %d", got, tt.context)
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	tests := []struct {
		name, header, value string
		want                time.Duration
	}{
		{"seconds", "Retry-After", "20", 20 * time.Second},
		{"a fraction", "Retry-After", "1.5", 1500 * time.Millisecond},
		{"a date", "Retry-After", "Tue, 24 Nov 2026 12:00:45 GMT", 45 * time.Second},
		{"a date that is past", "Retry-After", "Tue, 24 Nov 2026 11:00:00 GMT", 0},
		{"a date by a wrong clock", "Retry-After", "Tue, 24 Nov 2099 12:00:00 GMT", maxRetryAfter},
		{"negative", "Retry-After", "-1", 0},
		{"immense", "Retry-After", "1e300", maxRetryAfter},
		{"no number", "Retry-After", "NaN", 0},
		{"words", "Retry-After", "soon", 0},
		{"milliseconds", "Retry-After-Ms", "250", 250 * time.Millisecond},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			reply := llmtest.Raw(503, "text/plain", "busy")
			reply.Header.Set(tt.header, tt.value)
			_, err := ask(t, llmtest.Options{Reply: llmtest.Always(reply)}, request())
			var failed *llm.Error
			if !errors.As(err, &failed) || failed.RetryAfter != tt.want {
				t.Errorf("Complete = %#v, want to wait %v", err, tt.want)
			}
		})
	}
}

// Whatever an endpoint says, the key is in no error.
func TestKeyIsHidden(t *testing.T) {
	const key = "sk-very-secret-0001"
	replies := map[string]llmtest.Reply{
		"echoed":             llmtest.Error(401, "", "Incorrect API key provided: "+key),
		"echoed in a page":   llmtest.Raw(502, "text/html", "<title>no "+key+"</title>"),
		"echoed in a 200":    llmtest.Error(200, "", key),
		"in a redirect":      {Status: 307, Header: http.Header{"Location": {"https://elsewhere.example/" + key}}, Body: "x"},
		"in a refusal":       llmtest.Refusal(key),
		"in the text":        llmtest.Text("no JSON but " + key),
		"in a finish_reason": {Text: "x", Finish: key},
	}
	for name, reply := range replies {
		t.Run(name, func(t *testing.T) {
			s := llmtest.New(t, llmtest.Options{Reply: llmtest.Always(reply), Key: key})
			_, err := client(t, s).Complete(t.Context(), shaped())
			if err == nil {
				t.Fatal("no error")
			}
			for ; err != nil; err = errors.Unwrap(err) {
				if text := fmt.Sprintf("%v %+v", err, err); strings.Contains(text, key) {
					t.Errorf("the key is in %T: %s", err, text)
				}
			}
		})
	}
}

// The key follows no redirect to another host, and the request none that makes a GET of it.
func TestRedirects(t *testing.T) {
	to := func(status int, address string) llmtest.Reply {
		return llmtest.Reply{Status: status, Header: http.Header{"Location": {address}}, Body: "moved"}
	}
	elsewhere := llmtest.New(t, llmtest.Options{})
	for _, where := range []string{"elsewhere", "as a GET"} {
		s := llmtest.New(t, llmtest.Options{Key: "sk-secret", Reply: func(llmtest.Request) llmtest.Reply {
			if where == "elsewhere" {
				return to(307, elsewhere.URL()+"/chat/completions")
			}
			return to(302, "/v1/models")
		}})
		if _, err := client(t, s).Complete(t.Context(), request()); llm.KindOf(err) != llm.NotFound {
			t.Errorf("%s: %v", where, err)
		}
	}
	if n := len(elsewhere.Requests()); n != 0 {
		t.Errorf("%d requests followed a redirect to another host", n)
	}
	s := llmtest.New(t, llmtest.Options{Key: "sk-secret", Reply: llmtest.Queue(nil, to(308, "/v1/chat/completions"), llmtest.Text("arrived"))})
	reply, err := client(t, s).Complete(t.Context(), request())
	if err != nil || reply.Text != "arrived" {
		t.Fatalf("a redirect on the same host: %+v, %v", reply, err)
	}
	if again := s.Requests()[1]; string(again.Field("temperature")) != "0" || again.Header.Get("Authorization") != "Bearer sk-secret" {
		t.Errorf("lost on the redirect: %s", again.Body)
	}
}

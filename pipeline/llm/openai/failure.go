package openai

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"mattinale/pipeline/llm"
)

// ContextError is the cause of an llm.TooLong error when the endpoint said how much fits. A stage that may not import
// this package asks errors.As for an interface with its method.
type ContextError struct {
	Limit int // tokens of prompt and reply together
	Text  string
}

func (e *ContextError) Error() string { return e.Text }

// ContextLimit is Limit.
func (e *ContextError) ContextLimit() int { return e.Limit }

func success(status int) bool { return status >= 200 && status < 300 }

// refused is the error of an answer whose status is no success.
func (c *Client) refused(ex *exchange) *llm.Error {
	if ex.status < 400 {
		return c.failed(llm.NotFound, ex.status, c.redirected(ex))
	}
	said := parseComplaint(ex.body)
	kind := kindOf(ex.status, said)
	var cause error = errors.New(said.shown())
	if kind == llm.TooLong && said.context > 0 {
		cause = &ContextError{Limit: said.context, Text: said.shown()}
	}
	failed := c.failed(kind, ex.status, cause)
	failed.RetryAfter = retryAfter(ex.header, c.now())
	return failed
}

// redirected says where a redirect that was not followed leads, without what may be secret in the address.
func (c *Client) redirected(ex *exchange) error {
	to, err := url.Parse(ex.header.Get("Location"))
	if err != nil || to.String() == "" {
		return fmt.Errorf("%s redirects, but not to an address", c.host())
	}
	return fmt.Errorf("%s redirects to %s, and the key and the articles do not follow; if that address is right, use it as the base address",
		c.host(), (&url.URL{Scheme: to.Scheme, Host: to.Host, Path: to.Path}).String())
}

// kindOf tells what an error is about. The text decides before the status where endpoints differ in the status.
func kindOf(status int, c complaint) llm.Kind {
	switch {
	case c.aboutRequest(status):
		if kind := c.kind(); kind != "" {
			return kind
		}
	case status == http.StatusTooManyRequests && c.has("insufficient_quota", "exceeded_current_quota_error"):
		return llm.Denied // no waiting helps where the money is spent
	}
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusPaymentRequired, http.StatusProxyAuthRequired:
		return llm.Denied
	case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusGone:
		return llm.NotFound
	case http.StatusRequestTimeout:
		return llm.Timeout
	case http.StatusRequestEntityTooLarge:
		return llm.TooLong
	case http.StatusTooManyRequests:
		return llm.RateLimited
	case http.StatusConflict, http.StatusTooEarly: // what OpenAI's own clients try again
		return llm.Overloaded
	case http.StatusNotImplemented:
		return llm.Invalid
	}
	if status >= 500 {
		return llm.Overloaded
	}
	return llm.Invalid
}

// aboutRequest reports whether a status leaves open what the request's fault is. 500 is among them because older
// versions of local servers use it for all of their own errors.
func (c complaint) aboutRequest(status int) bool {
	switch status {
	case http.StatusBadRequest, http.StatusForbidden, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity,
		http.StatusInternalServerError:
		return true
	}
	return false
}

// kind is what the text alone tells, or "".
func (c complaint) kind() llm.Kind {
	switch {
	case c.tooLong():
		return llm.TooLong
	case c.has("content_filter", "content management policy", "content_policy", "moderation", "flagged"):
		return llm.Filtered
	case c.has("json_validate_failed"): // Groq: the model's JSON was bad
		return llm.Garbled
	case c.has("model_not_found", "not a valid model id", "no models loaded", "model not found") || c.has("model") && c.has("does not exist"):
		return llm.NotFound
	case c.has("invalid_api_key", "incorrect api key", "api key not valid", "invalid api key"):
		return llm.Denied
	case c.has("loading model", "model is loading", "currently loading"):
		return llm.Overloaded
	}
	return ""
}

// tooLong knows the words of OpenAI, llama.cpp, vLLM, Ollama, LM Studio, TGI, Mistral, Gemini and Anthropic.
func (c complaint) tooLong() bool {
	if c.has("context_length_exceeded", "exceed_context_size", "string_above_max_length", "prompt is too long", "input is too long",
		"prompt too long", "maximum input length", "input length exceeds", "input token count", "too many input tokens",
		"maximum model length", "max_model_len", "max_new_tokens` must be <=", "max_tokens must be at least 1, got -") {
		return true
	}
	return c.has("context length", "context size", "context window", "maximum context", "context limit", "context the overflows") &&
		c.has("exceed", "maximum", "too long", "too large", "larger", "longer", "greater", "reduce", "overflow", "not enough", "only", "at most")
}

// contextIn is the number of tokens that a text names as the context, or 0: the first number after the words.
func contextIn(text string) int {
	lower := strings.ToLower(text)
	for _, words := range []string{"context length", "context size", "context window"} {
		_, after, found := strings.Cut(lower, words)
		if !found {
			continue
		}
		after = after[:min(len(after), 60)]
		from := strings.IndexAny(after, "0123456789")
		if from < 0 {
			continue
		}
		digits := after[from:]
		if end := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' }); end >= 0 {
			digits = digits[:end]
		}
		if n, err := strconv.Atoi(digits); err == nil && n >= 256 { // less is no context of any model, but some other number
			return n
		}
	}
	return 0
}

// maxRetryAfter is the longest wait that is taken seriously: a clock is wrong where a header asks for more.
const maxRetryAfter = 24 * time.Hour

// retryAfter reads the header of that name, in seconds (some send fractions) or as an HTTP date, and the one in
// milliseconds that OpenAI and Azure send beside it. Source: RFC 9110, section 10.2.3.
func retryAfter(h http.Header, now time.Time) time.Duration {
	wait := time.Duration(0)
	value := strings.TrimSpace(h.Get("Retry-After"))
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil {
		wait = inUnits(ms, time.Millisecond)
	} else if s, err := strconv.ParseFloat(value, 64); err == nil {
		wait = inUnits(s, time.Second)
	} else if at, err := http.ParseTime(value); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), maxRetryAfter)
}

// inUnits converts without overflow; what is no number is 0.
func inUnits(n float64, unit time.Duration) time.Duration {
	if !(n > 0) {
		return 0
	}
	if n > float64(maxRetryAfter/unit) {
		return maxRetryAfter
	}
	return time.Duration(n * float64(unit))
}

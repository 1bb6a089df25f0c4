package openai

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"mattinale/pipeline/news"
)

const (
	maxComplaint = 4096 // bytes of an error's text that are looked at
	maxShown     = 300  // bytes of it that are shown
	maxNested    = 5    // error objects within each other: proxies wrap what they got
)

// complaint is what an endpoint says is wrong, in whichever of the many forms.
type complaint struct {
	text    string // for people, on one line
	codes   string // machine-readable words of it, separated by spaces
	status  int    // an HTTP status that stands in the body, 0: none
	context int    // tokens of context that the endpoint says it has, 0: it does not say
}

// parseComplaint reads the body of an error: OpenAI's {"error":{"message":…}}, Ollama's {"error":"…"}, vLLM's
// {"object":"error","message":…}, FastAPI's {"detail":[{"loc":…,"msg":…}]}, Gemini's list of errors, an HTML page, or text.
// What else is in the body, such as an echo of the request, is not looked at.
func parseComplaint(body []byte) complaint {
	var c complaint
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\ufeff")))
	if json.Valid(body) {
		c.collect(body, 0)
	} else {
		c.say(pageText(body))
	}
	c.text = cut(c.text, maxComplaint)
	if c.context == 0 {
		c.context = contextIn(c.text)
	}
	return c
}

func (c *complaint) collect(raw json.RawMessage, depth int) {
	var text string
	var list []json.RawMessage
	var object map[string]json.RawMessage
	switch {
	case depth > maxNested || len(raw) == 0:
	case json.Unmarshal(raw, &text) == nil:
		c.sayNested(text, depth)
	case json.Unmarshal(raw, &list) == nil:
		for _, item := range list {
			c.collect(item, depth+1)
		}
	case json.Unmarshal(raw, &object) == nil:
		c.collectObject(object, depth)
	}
}

func (c *complaint) collectObject(object map[string]json.RawMessage, depth int) {
	for _, name := range []string{"code", "type", "error_type", "param", "status", "loc"} {
		c.mark(object[name])
	}
	if n, err := strconv.Atoi(string(object["n_ctx"])); err == nil && n > 0 {
		c.context = n
	}
	for _, name := range []string{"error", "errors", "message", "msg", "detail", "error_description", "title"} {
		c.collect(object[name], depth+1)
	}
	// OpenRouter puts what the provider behind it said here.
	var metadata struct {
		Raw json.RawMessage `json:"raw"`
	}
	if json.Unmarshal(object["metadata"], &metadata) == nil {
		c.collect(metadata.Raw, depth+1)
	}
}

// mark notes a code: a word, a number, or a list of words.
func (c *complaint) mark(raw json.RawMessage) {
	if len(raw) == 0 || raw[0] == '{' || len(raw)+len(c.codes) > maxComplaint {
		return
	}
	code := strings.Trim(string(raw), `"`)
	if n, err := strconv.Atoi(code); err == nil && n >= 400 && n < 600 {
		c.status = n
	}
	c.codes += " " + strings.ToLower(code)
}

// sayNested adds a text, or what it wraps when it is JSON itself.
func (c *complaint) sayNested(text string, depth int) {
	if inner := []byte(strings.TrimSpace(text)); len(inner) > 0 && inner[0] == '{' && json.Valid(inner) {
		c.collect(inner, depth+1)
		return
	}
	c.say(text)
}

func (c *complaint) say(text string) {
	text = news.PrintableLine(cut(text, maxComplaint))
	if text == "" || len(c.text) > maxComplaint || strings.Contains(c.text, text) {
		return
	}
	if c.text != "" {
		c.text += "; "
	}
	c.text += text
}

// has reports whether the complaint has one of the words, which are in lower case.
func (c complaint) has(words ...string) bool {
	text := strings.ToLower(c.text)
	for _, word := range words {
		if strings.Contains(text, word) || strings.Contains(c.codes, word) {
			return true
		}
	}
	return false
}

// shown is the complaint in a message to the user.
func (c complaint) shown() string {
	if c.text == "" {
		return "no reason given"
	}
	return cut(c.text, maxShown)
}

// pageText is the title of an HTML page, or its text when it has none, or plain text as it is.
func pageText(body []byte) string {
	page := string(body[:min(len(body), 16*maxComplaint)])
	if !strings.HasPrefix(page, "<") {
		return page
	}
	lower := asciiLower(page)
	if from := strings.Index(lower, "<title"); from >= 0 {
		if _, title, ok := strings.Cut(page[from:], ">"); ok {
			title, _, _ = strings.Cut(title, "<")
			return "a page titled " + strings.TrimSpace(title)
		}
	}
	return "a page: " + withoutTags(page)
}

func withoutTags(page string) string {
	var b strings.Builder
	for page != "" {
		text, rest, _ := strings.Cut(page, "<")
		b.WriteString(text + " ")
		_, page, _ = strings.Cut(rest, ">")
	}
	return b.String()
}

// asciiLower keeps byte offsets, which strings.ToLower does not.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// cut shortens s to at most n bytes, at a rune.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

package llm_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"mattinale/pipeline/llm"
)

const value = "sk-very-secret-0123456789"

// shows reports whether a text has the secret in it, as it is or in hexadecimal.
func shows(text string) bool {
	lower := strings.ToLower(text)
	return strings.Contains(text, "0123456789") || strings.Contains(lower, fmt.Sprintf("%x", value)) || strings.Contains(lower, "115 107 45")
}

// TestSecretDoesNotPrint tries each verb there is, and those that there are not.
func TestSecretDoesNotPrint(t *testing.T) {
	e := llm.Endpoint{BaseURL: "http://host/v1", Key: llm.NewSecret(value)}
	type holder struct {
		E    llm.Endpoint
		Also *llm.Endpoint
		Many []llm.Secret
		By   map[string]llm.Secret
		Any  any
		e    llm.Endpoint // fmt reaches no methods in here
	}
	h := holder{E: e, Also: &e, Many: []llm.Secret{llm.NewSecret(value)}, By: map[string]llm.Secret{"a": llm.NewSecret(value)}, Any: llm.NewSecret(value), e: e}
	for verb := 'A'; verb <= 'z'; verb++ {
		for _, flag := range []string{"", "+", "#", "-40", "40", ".30", " ", "0"} {
			for _, v := range []any{e.Key, e, &e, h, &h, []any{e}, map[llm.Secret]int{llm.NewSecret(value): 1}, fmt.Errorf("with %v: %w", e, errors.New("x"))} {
				if text := fmt.Sprintf("%"+flag+string(verb), v); shows(text) {
					t.Errorf("%%%s%c of %T: %s", flag, verb, v, text)
				}
			}
		}
	}
	if text := fmt.Sprint(e.Key, e, h) + fmt.Sprintln(e, e.Key); shows(text) || !strings.Contains(text, "[secret]") {
		t.Errorf("Sprint: %s", text)
	}
}

func TestSecretInLogs(t *testing.T) {
	var out bytes.Buffer
	e := llm.Endpoint{Key: llm.NewSecret(value)}
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(h).With("key", e.Key).Error("x", "endpoint", e, "at", &e, "all", []any{e.Key}, slog.Group("g", "key", e.Key))
	}
	raw, err := json.Marshal(map[llm.Secret]any{e.Key: e})
	if err != nil {
		t.Fatal(err)
	}
	if text := out.String() + string(raw); shows(text) || !strings.Contains(text, "[secret]") {
		t.Errorf("logged: %s", text)
	}
}

// TestPanicDoesNotShowSecret goes the way that a panic's value takes to the terminal for errors and for text.
func TestPanicDoesNotShowSecret(t *testing.T) {
	defer func() {
		if text := fmt.Sprintf("panic: %v %+v %#v", recover(), nil, nil); shows(text) {
			t.Error(text)
		}
	}()
	panic(fmt.Errorf("bad endpoint %+v", llm.Endpoint{Key: llm.NewSecret(value)}))
}

func TestRedact(t *testing.T) {
	for name, c := range map[string]struct {
		secret     string
		text, want string
	}{
		"none":           {"", "nothing is secret", "nothing is secret"},
		"whole":          {value, "no " + value + ", twice " + value, "no [secret], twice [secret]"},
		"cut off":        {value, "no " + value[:14] + "…", "no [secret]…"},
		"beginning only": {value, "keys begin with sk-very-", "keys begin with sk-very-"},
		"short":          {"sk-1", "no sk-1, sk-", "no [secret], sk-"},
	} {
		if got := llm.NewSecret(c.secret).Redact(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestRedactReply(t *testing.T) {
	for name, c := range map[string]struct{ secret, body, want string }{
		"no secret":     {"", `{"a":"b"}`, `{"a":"b"}`},
		"echoed":        {value, `{"a":"` + value + `"}`, `{"a":"[secret]"}`},
		"not echoed":    {value, `{"a":"b"}`, `{"a":"b"}`},
		"word as a key": {"ollama", `{"model":"ollama"}`, `{"model":"ollama"}`},
	} {
		if got := string(llm.NewSecret(c.secret).RedactReply([]byte(c.body))); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

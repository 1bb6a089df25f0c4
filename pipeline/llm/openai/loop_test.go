package openai

import (
	"strings"
	"testing"
	"time"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/llmtest"
)

func TestLoop(t *testing.T) {
	tests := []struct {
		name, text string
		want       bool
	}{
		{"one word", "Il sindaco ha detto " + strings.Repeat("the ", 40), true},
		{"a phrase", strings.Repeat("la giunta ha approvato il piano e ", 8), true},
		{"characters", `{"points":[{"italiano":"` + strings.Repeat("ha", 80) + `"}]}`, true},
		{"a sentence", "Il consiglio comunale ha votato ieri sera il bilancio dell’anno prossimo.", false},
		{"three times no", "No, no, no, ha detto il ministro, no e poi no.", false},
		{"a list", `{"keep":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16],"headline":{}}`, false},
		{"indented", `{` + strings.Repeat("\n        \"a\": \"b\",", 3) + strings.Repeat(" ", 200) + `}`, false},
		{"a rule", strings.Repeat("-", 40), false},
	}
	for _, tt := range tests {
		if got := loop(tt.text); (got != "") != tt.want {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
}

// A stream that nobody asked for is read; without its end it is no reply.
func TestStream(t *testing.T) {
	event := func(text, finish string) string {
		return `data: {"choices":[{"index":0,"delta":{"content":"` + text + `"},"finish_reason":` + finish + `}]}` + "\n\n"
	}
	tests := []struct {
		name, body string
		kind       llm.Kind
		text       string
	}{
		{"whole", ": hello\n\n" + event("Buon", "null") + event("giorno.", `"stop"`) + "data: [DONE]\n\n", "", "Buongiorno."},
		{"no end", event("Buon", "null") + event("giorno.", "null"), llm.Garbled, ""},
		{"broken off", event("Buon", "null") + `data: {"choices":[{"ind`, llm.Garbled, ""},
		{"cut", event("Buon", `"length"`), llm.Cut, ""},
		{"an error in it", event("Buon", "null") + `data: {"error":{"message":"out of memory"}}` + "\n\n", llm.Garbled, ""},
		{"nothing", "data: [DONE]\n\n", llm.Garbled, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := llmtest.New(t, llmtest.Options{Reply: llmtest.Always(llmtest.Raw(200, "text/event-stream", tt.body))})
			c := New(s.Endpoint(), Options{})
			defer c.Close()
			reply, err := c.Complete(t.Context(), llm.Request{Messages: []llm.Message{{Role: llm.RoleUser, Content: "Saluta."}}})
			if llm.KindOf(err) != tt.kind || reply.Text != tt.text {
				t.Errorf("Complete = %q, %v", reply.Text, err)
			}
		})
	}
}

func TestStalledAnswer(t *testing.T) {
	s := llmtest.New(t, llmtest.Options{Reply: llmtest.Always(llmtest.Stall("Buongiorno a tutti."))})
	c := New(s.Endpoint(), Options{Idle: 30 * time.Millisecond, Timeout: time.Hour})
	defer c.Close()
	_, err := c.Complete(t.Context(), llm.Request{Messages: []llm.Message{{Role: llm.RoleUser, Content: "Saluta."}}})
	if llm.KindOf(err) != llm.Timeout || !strings.Contains(err.Error(), "stopped coming") {
		t.Errorf("Complete = %v", err)
	}
}

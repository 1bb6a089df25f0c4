package openai

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/llmtest"
)

func TestWithoutReasoning(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"none", " Ciao. ", "Ciao."},
		{"in front", "<think>\nLet me see.\n</think>\n\nCiao.", "Ciao."},
		{"empty", "<think>\n\n</think>\n\nCiao.", "Ciao."},
		{"left open", "<think>Let me see. {\"points\":[]}", ""},
		{"nothing after it", "<think>Let me see.</think>", ""},
		{"two blocks", "<think>a</think>\n<think>b</think>Ciao.", "Ciao."},
		{"upper case", "<THINK>a</Think>Ciao.", "Ciao."},
		{"attributes", "<think time=\"3\">a</think>Ciao.", "Ciao."},
		{"the opening mark was in the prompt", "Let me see.\n</think>\n\nCiao.", "Ciao."},
		{"thinking", "<thinking>a</thinking>Ciao.", "Ciao."},
		{"reasoning", "<reasoning>a</reasoning>Ciao.", "Ciao."},
		{"Magistral", "[THINK]a[/THINK]Ciao.", "Ciao."},
		{"Kimi", "◁think▷a◁/think▷Ciao.", "Ciao."},
		{"Command A", "<|START_THINKING|>a<|END_THINKING|><|START_RESPONSE|>Ciao.<|END_RESPONSE|>", "Ciao."},
		{"gpt-oss", "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>Ciao.<|return|>", "Ciao."},
		{"gpt-oss, left open", "<|channel|>analysis<|message|>a<|end|>", ""},
		{"a token that ends the turn", "Ciao.<|im_end|>\n", "Ciao."},
		{"a byte order mark", "\ufeff<think>a</think>Ciao.", "Ciao."},
		{"another tag", "<thinker>Rodin</thinker>", "<thinker>Rodin</thinker>"},
		{"the reply's own words", "The page said <think>buy</think> twice.", "The page said <think>buy</think> twice."},
		{"JSON about a tag", `{"english":"The tag </think> ends it."}`, `{"english":"The tag </think> ends it."}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := withoutReasoning(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPickJSON(t *testing.T) {
	hasA := func(text string) error {
		var object map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &object); err != nil {
			return err
		}
		if object["a"] == nil {
			return errors.New("no a")
		}
		return nil
	}
	tests := []struct {
		name, text string
		accept     func(string) error
		want       string // "": an error
	}{
		{"alone", ` {"a":1} `, nil, `{"a":1}`},
		{"a fence", "```json\n{\"a\":1}\n```", nil, `{"a":1}`},
		{"prose around it", "Sure, {here} it is: {\"a\":1}. Enjoy {it}!", nil, `{"a":1}`},
		{"braces in strings", `x {"a":"} { \" }"} y`, nil, `{"a":"} { \" }"}`},
		{"nested", `{"a":{"b":{}}} {"c":1}`, nil, `{"a":{"b":{}}}`},
		{"the first that is accepted", `For example {"b":1}. So: {"a":2} {"a":3}`, hasA, `{"a":2}`},
		{"the longest without accept", `{} {"a":1}`, nil, `{"a":1}`},
		{"braces doubled", `{{"a":1}}`, nil, `{"a":1}`},
		{"in a list", `[{"a":1}]`, hasA, `{"a":1}`},
		{"breaks off", `{"x":{"a":1}`, hasA, ""},
		{"breaks off in a string", `{"a":"il consiglio`, nil, ""},
		{"a part of what is not valid", `{"x":{"a":1},}`, hasA, ""},
		{"none is accepted", `{"b":1}`, hasA, ""},
		{"no JSON", "Ciao.", nil, ""},
		{"a list alone", "[1,2]", nil, ""},
		{"an open brace in the prose", `I open { and then {"a":1}`, nil, `{"a":1}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := pickJSON(tt.text, tt.accept)
			if got != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestAccepted(t *testing.T) {
	const good = `{"points":[{"italiano":"Sì.","english":"Yes."}],"headline":"H"}`
	tests := []struct {
		name  string
		reply llmtest.Reply
		want  string
	}{
		{"plain", llmtest.Text(good), good},
		{"after reasoning with JSON in it", llmtest.Think(`maybe {"points":[]}?`, good), good},
		{"reasoning apart", llmtest.Reply{Text: good, Reasoning: "Let me see."}, good},
		{"a list of parts", llmtest.JSON(200, `{"choices":[{"finish_reason":"stop","message":{"content":[{"type":"text","text":"{\"points\":[{\"english\":"},{"type":"text","text":"\"Yes.\"}]}"}]}}]}`), `{"points":[{"english":"Yes."}]}`},
		{"another word for stop", llmtest.Reply{Text: good, Finish: "eos_token"}, good},
		{"an error that is null", llmtest.JSON(200, `{"error":null,"choices":[{"finish_reason":"stop","message":{"content":"{\"points\":[{\"english\":\"Yes.\"}]}"}}]}`), `{"points":[{"english":"Yes."}]}`},
		{"another shape", llmtest.Text(`{"points":[]}`), ""},
		{"no JSON", llmtest.Text("Here you are."), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			reply, err := ask(t, llmtest.Options{Reply: llmtest.Always(tt.reply)}, shaped())
			if reply.Text != tt.want || (tt.want == "") != (llm.KindOf(err) == llm.Garbled) {
				t.Errorf("Complete = %q, %v; want %q", reply.Text, err, tt.want)
			}
		})
	}
	t.Run("free text that is not accepted", func(t *testing.T) {
		req := request()
		req.Accept = func(string) error { return errors.New("in Latin") }
		if _, err := ask(t, llmtest.Options{Reply: llmtest.Always(llmtest.Text("Salve."))}, req); llm.KindOf(err) != llm.Garbled || !strings.Contains(err.Error(), "in Latin") {
			t.Errorf("Complete = %v", err)
		}
	})
}

// Replies made to take time with their square take none.
func TestHostileReplies(t *testing.T) {
	const n = 1 << 20
	texts := map[string]string{
		"opening braces":      strings.Repeat("{", n),
		"opening braces, far": strings.Repeat("{ ", n/2),
		"quoted braces":       strings.Repeat(`{"`, n/2),
		"empty blocks":        strings.Repeat("<think></think>", n/15),
		"opening marks":       strings.Repeat("<think>", n/7),
		"closing marks":       strings.Repeat("</think>", n/8),
		"empty objects":       strings.Repeat("{}", n/2),
		"bad objects":         strings.Repeat("{x}", n/3),
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, _ = pickJSON(withoutReasoning(text), func(string) error { return errors.New("no") })
			// Seconds where it takes milliseconds, so that no slow machine fails it; with the square it is minutes.
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestHostileErrors(t *testing.T) {
	const n = 1 << 20
	var different strings.Builder
	for i := range n / 10 {
		fmt.Fprintf(&different, `"word %d",`, i)
	}
	bodies := map[string]string{
		"many messages": `{"errors":[` + different.String() + `"end"]}`,
		"many codes":    `{"errors":[` + strings.Repeat(`{"code":"c"},`, n/13) + `0]}`,
		"deep":          strings.Repeat(`{"error":`, 9000) + "1" + strings.Repeat("}", 9000),
		"tags":          strings.Repeat("<", n),
		"titles":        strings.Repeat("<title", n/6),
	}
	for name, body := range bodies {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			c := parseComplaint([]byte(body))
			_ = kindOf(400, c)
			if took := time.Since(start); took > 20*time.Second || len(c.text) > maxComplaint+8 || len(c.codes) > maxComplaint+8 {
				t.Errorf("took %v, %d bytes of text, %d of codes", took, len(c.text), len(c.codes))
			}
		})
	}
}

func FuzzReply(f *testing.F) {
	for _, seed := range []string{
		"<think>a</think>{\"a\":1}", "```json\n{\"a\":{}}\n```", "[THINK]", "{{\"a\":\"\\\"}\"}}", "x</think>y", "<|channel|>final<|message|>{", "◁think▷",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		answer := withoutReasoning(text)
		if !strings.Contains(text, answer) {
			t.Fatalf("%q is no part of %q", answer, text)
		}
		if again := withoutReasoning(answer); len(again) > len(answer) {
			t.Fatalf("%q grew to %q", answer, again)
		}
		object, err := pickJSON(answer, nil)
		if err == nil && (!json.Valid([]byte(object)) || object[0] != '{' || !strings.Contains(answer, object)) {
			t.Fatalf("picked %q out of %q", object, answer)
		}
		if trimmed := strings.TrimSpace(answer); err != nil && strings.HasPrefix(trimmed, "{") && json.Valid([]byte(trimmed)) {
			t.Fatalf("%q is an object and was not picked: %v", trimmed, err)
		}
	})
}

func FuzzComplaint(f *testing.F) {
	for _, seed := range []string{
		`{"error":{"message":"m","code":"c"}}`, `{"error":"text"}`, `[{"error":{"code":400}}]`, `<html><title>502`, `{"detail":[{"loc":["a"],"msg":"m"}]}`,
		`{"error":{"metadata":{"raw":"{\"error\":\"x\"}"}}}`, "context length 512", "\xff\xfe",
	} {
		f.Add([]byte(seed), 400)
	}
	f.Fuzz(func(t *testing.T, body []byte, status int) {
		c := parseComplaint(body)
		if len(c.text) > maxComplaint+8 || strings.ContainsAny(c.text, "\x1b\n\x00") {
			t.Fatalf("text %q", c.text)
		}
		if kindOf(status, c) == "" {
			t.Fatal("no kind")
		}
		if next, ok := (dialect{}).after(status, c); ok && next == (dialect{}) {
			t.Fatal("learnt nothing, and would ask the same again")
		}
	})
}

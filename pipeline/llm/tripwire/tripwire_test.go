package tripwire

import (
	"context"
	"errors"
	"strings"
	"testing"

	"mattinale/pipeline/llm"
)

// server counts each word as so many tokens, holds so many, and cuts what is over that to a number.
type server struct {
	ratio     float64
	holds, to int      // to -1: refused; -2: blocks of half of what it holds are left out until it fits
	fails     llm.Kind // of probes; "": none
	first     int      // only the first so many of them fail; 0: all
	constant  int      // what it says whatever it is asked; 0: the truth
	probes    int
}

func (s *server) Complete(_ context.Context, req llm.Request) (llm.Reply, error) {
	if req.Probe {
		s.probes++
	}
	n := 0
	for _, m := range req.Messages {
		n += int(s.ratio * float64(words(m.Content)))
	}
	if s.holds > 0 && n > s.holds {
		switch {
		case s.to == -2:
			for n > s.holds {
				n -= s.holds / 2
			}
		case s.to >= 0:
			n = s.to
		default:
			return llm.Reply{}, &llm.Error{Kind: llm.TooLong, Err: errors.New("it is too long")}
		}
	}
	if s.constant > 0 {
		n = s.constant
	}
	if req.Probe && s.fails != "" && (s.first == 0 || s.probes <= s.first) {
		return llm.Reply{}, &llm.Error{Kind: s.fails, Err: errors.New("not now")}
	}
	usage := llm.Usage{Prompt: n, Reply: 100}
	if req.Probe {
		return llm.Reply{Usage: usage}, &llm.Error{Kind: llm.Cut, Err: errors.New("one token")}
	}
	return llm.Reply{Text: "Ciao.", Usage: usage}, nil
}

func words(text string) int { return len(strings.Fields(text)) }

func ask(t *testing.T, c *Completer, n int) bool {
	t.Helper()
	_, err := c.Complete(t.Context(), llm.Request{Messages: []llm.Message{{Role: llm.RoleUser, Content: strings.Repeat("parola ", n)}}})
	if err != nil && llm.KindOf(err) != llm.CutPrompt {
		t.Fatal(err)
	}
	return err == nil
}

func TestTripwire(t *testing.T) {
	tests := []struct {
		name    string
		server  server
		options Options
		prompts []int
		good    []bool
		context int
		probes  int
	}{
		{"all read", server{ratio: 1.1}, Options{}, []int{600, 1800, 2600}, []bool{true, true, true}, 0, 0},
		{"to the context", server{ratio: 1, holds: 2048, to: 2048}, Options{}, []int{600, 2500, 1900, 2600}, []bool{true, false, true, false}, 2048, 2},
		{"to half of it", server{ratio: 1, holds: 2048, to: 1024}, Options{}, []int{600, 2500, 1900}, []bool{true, false, true}, 2048, 2},
		{"the first prompt is cut", server{ratio: 1.05, holds: 2048, to: 2048}, Options{}, []int{2200, 1200}, []bool{false, true}, 2048, 3},
		{"by little", server{ratio: 1, holds: 2048, to: 2048}, Options{}, []int{1000, 2080}, []bool{true, false}, 2048, 2},
		{"learnt in earlier runs", server{ratio: 1.1, holds: 4096, to: 4096}, Options{Ratio: 1.1}, []int{5000}, []bool{false}, 4096, 2},
		{"a frugal tokenizer", server{ratio: 0.8}, Options{}, []int{2400, 1200, 2000}, []bool{true, true, true}, 0, 1},
		{"counts words, and says what it holds", server{ratio: 0.6}, Options{Context: 8192}, []int{2400, 1200, 2000}, []bool{true, true, true}, 0, 1},
		{"the same number always", server{constant: 10}, Options{}, []int{600, 2500, 1200}, []bool{true, true, true}, 0, 1},
		{"another number always", server{constant: 700}, Options{}, []int{600, 2500, 1200, 5000}, []bool{true, true, true, true}, 0, 2},
		{"a large number always", server{constant: 8192}, Options{Context: 8192}, []int{1500, 2500, 5000}, []bool{true, true, true}, 0, 2},
		{"by blocks", server{ratio: 1, holds: 4096, to: -2}, Options{Ratio: 1}, []int{1000, 4500, 5500}, []bool{true, false, false}, 3452, 4},
		{"a tokenizer of twice as many", server{ratio: 2, holds: 4096, to: 4096}, Options{Context: 4096}, []int{900, 4500, 6000, 1500}, []bool{true, false, false, true}, 4096, 2},
		{"another language, fewer tokens", server{ratio: 1}, Options{Ratio: 1.17}, []int{1800, 900, 1800}, []bool{true, true, true}, 0, 0},
		{"just what contexts hold, by chance", server{ratio: 1}, Options{Ratio: 1.1}, []int{900, 2048, 2300}, []bool{true, true, true}, 0, 1},
		{"refuses what is too long", server{ratio: 1, holds: 2200, to: -1}, Options{Ratio: 1.1}, []int{900, 2048, 2100}, []bool{true, true, true}, 0, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.options.Count = words
			c := New(&tt.server, tt.options)
			for i, n := range tt.prompts {
				if got := ask(t, c, n); got != tt.good[i] {
					t.Errorf("prompt %d of %d words: taken %v", i+1, n, got)
				}
			}
			if c.Context() != tt.context || tt.server.probes != tt.probes {
				t.Errorf("context %d after %d probes, want %d after %d", c.Context(), tt.server.probes, tt.context, tt.probes)
			}
		})
	}
}

// TestNotNow is a suspicion that cannot be looked into: the reply is not taken, and nothing is concluded from it.
func TestNotNow(t *testing.T) {
	for _, kind := range []llm.Kind{llm.RateLimited, llm.NotAsked, llm.Unreachable} {
		c := New(&server{ratio: 0.6, fails: kind}, Options{Count: words, Context: 8192})
		_, err := c.Complete(t.Context(), llm.Request{Messages: []llm.Message{{Role: llm.RoleUser, Content: strings.Repeat("parola ", 2400)}}})
		if llm.KindOf(err) != kind || c.Context() != 0 || c.Refused() != 0 {
			t.Errorf("%s: %v, context %d", kind, err, c.Context())
		}
	}
	// An endpoint that takes no such question: the count alone decides.
	c := New(&server{ratio: 0.6, fails: llm.Invalid}, Options{Count: words, Context: 8192})
	if ask(t, c, 2400) {
		t.Error("too little was counted, and the reply taken")
	}
}

// TestProbesThatGoWrong has an endpoint of which odd prompts are suspected that it reads whole, and that answers the first probes with garbage.
func TestProbesThatGoWrong(t *testing.T) {
	for _, kind := range []llm.Kind{llm.Garbled, llm.Invalid, llm.Empty} {
		s := &server{ratio: 0.6, fails: kind, first: probes - 1}
		c := New(s, Options{Count: words, Context: 8192})
		if !ask(t, c, 2400) || c.Context() != 0 {
			t.Errorf("%s: a reply to a whole prompt was refused for a probe that went wrong, context %d", kind, c.Context())
		}
	}
}

// What cannot be described as a count is no reason to refuse anything.
func TestNoCounts(t *testing.T) {
	c := New(&server{}, Options{Count: words})
	if !ask(t, c, 3000) || !ask(t, c, 100) {
		t.Error("refused although the endpoint does not count")
	}
}

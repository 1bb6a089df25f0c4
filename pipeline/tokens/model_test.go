package tokens

import "testing"

func TestForModel(t *testing.T) {
	for _, c := range []struct {
		model, encoding string
		known           bool
	}{
		{"gpt-4o-mini", O200K, true}, {"gpt-4.1", O200K, true}, {"GPT-5-nano", O200K, true}, {"o3", O200K, true},
		{"o1-preview", O200K, true}, {"openai/gpt-4o", O200K, true}, {"gpt-4-turbo", CL100K, true}, {"gpt-3.5-turbo", CL100K, true},
		{"qwen2.5-coder-1.5b-instruct-q4_k_m", CL100K, false}, {"olmo", CL100K, false}, {"o200", CL100K, false}, {"", CL100K, false},
	} {
		encoding, known := ForModel(c.model)
		if encoding != c.encoding || known != c.known {
			t.Errorf("ForModel(%q) = %s, %v; want %s, %v", c.model, encoding, known, c.encoding, c.known)
		}
	}
}

func TestRatio(t *testing.T) {
	var r Ratio
	for _, pair := range [][2]int{
		{100, 150},   // a short prompt: the template's tokens
		{4000, 2048}, // cut by the server
		{4000, 0},    // not counted
	} {
		r.Observe(pair[0], pair[1])
	}
	if r.Value() != 0 {
		t.Errorf("learnt %v from prompts that say nothing", r.Value())
	}
	r.Observe(1000, 1110)
	r.Observe(1000, 1050)
	if r.Value() != 1.11 {
		t.Errorf("Value() = %v, want the highest seen, 1.11", r.Value())
	}
}

package tokens

import (
	"path"
	"strings"
)

// Margin is how many tokens a model whose tokenizer is unknown may take for one of cl100k_base, on Italian and English
// news. Measured on real tokenizers: Qwen2.5 and Llama 3 1.00, Tekken 0.86, DeepSeek 0.93, Llama 4 0.79, Mistral v3 1.11
// with 1.17 for its worst article.
const Margin = 1.2

// o200k and cl100k are beginnings of OpenAI's model names, by encoding. Source: tiktoken's model.py and OpenAI's list of
// models.
var (
	o200kModels  = []string{"gpt-4o", "gpt-4.1", "gpt-4.5", "gpt-5", "chatgpt-4o", "gpt-oss"}
	cl100kModels = []string{"gpt-4", "gpt-3.5", "gpt-35", "text-embedding-"}
)

// ForModel returns the encoding of a model, and whether it is known to be the model's own. For every other model it is
// cl100k_base, and counts need the Margin.
func ForModel(model string) (encoding string, known bool) {
	name := strings.ToLower(path.Base(model)) // "openai/gpt-4o" at resellers
	if len(name) > 1 && name[0] == 'o' && name[1] >= '1' && name[1] <= '9' && (len(name) == 2 || name[2] == '-') {
		return O200K, true // o1, o3-mini, o4-mini
	}
	for _, prefix := range o200kModels {
		if strings.HasPrefix(name, prefix) {
			return O200K, true
		}
	}
	for _, prefix := range cl100kModels {
		if strings.HasPrefix(name, prefix) {
			return CL100K, true
		}
	}
	return CL100K, false
}

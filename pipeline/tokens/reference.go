package tokens

import (
	"github.com/pkoukk/tiktoken-go"
	loader "github.com/pkoukk/tiktoken-go-loader"
)

// gpt2Pattern is how the encodings before cl100k_base cut a text into pieces (OpenAI's tiktoken_ext/openai_public.py).
const gpt2Pattern = `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`

// reference is tiktoken-go itself, for the encodings of models that are no longer offered. It takes quadratic time on a
// long run of letters without a space.
type reference struct{ tiktoken *tiktoken.Tiktoken }

// newReference puts tiktoken-go's parts together by hand: tiktoken.GetEncoding would need its loader set in a variable
// of the package, and reads the vocabulary from the network without.
func newReference(encoding string) (*reference, error) {
	file := encoding
	if encoding == P50KEdit {
		file = P50K // the same tokens; only the special ones differ
	}
	ranks, err := loader.NewOfflineLoader().LoadTiktokenBpe(file + ".tiktoken")
	if err != nil {
		return nil, err
	}
	core, err := tiktoken.NewCoreBPE(ranks, nil, gpt2Pattern)
	if err != nil {
		return nil, err
	}
	e := &tiktoken.Encoding{Name: encoding, PatStr: gpt2Pattern, MergeableRanks: ranks}
	return &reference{tiktoken.NewTiktoken(core, e, nil)}, nil
}

func (r *reference) count(text string) int {
	return len(r.tiktoken.EncodeOrdinary(text))
}

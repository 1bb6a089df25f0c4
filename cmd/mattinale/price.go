package main

import (
	"path"
	"strings"

	"mattinale/pipeline/llm/retry"
)

// prices are OpenAI's list prices, in US dollars for a million tokens; they change, and --price says better. The longest
// name that a model's name begins with counts.
var prices = map[string]retry.Price{
	"gpt-4o-mini":  {Prompt: 0.15, Reply: 0.60},
	"gpt-4o":       {Prompt: 2.50, Reply: 10},
	"gpt-4.1":      {Prompt: 2, Reply: 8},
	"gpt-4.1-mini": {Prompt: 0.40, Reply: 1.60},
	"gpt-4.1-nano": {Prompt: 0.10, Reply: 0.40},
	"gpt-5":        {Prompt: 1.25, Reply: 10},
	"gpt-5-mini":   {Prompt: 0.25, Reply: 2},
	"gpt-5-nano":   {Prompt: 0.05, Reply: 0.40},
	"o3":           {Prompt: 2, Reply: 8},
	"o4-mini":      {Prompt: 1.10, Reply: 4.40},
}

// priceOf is what a model costs, where that is known. A name of OpenAI's costs what it costs there wherever it is asked: a proxy on
// this machine may pass the calls on.
func priceOf(model string) (retry.Price, bool) {
	name := strings.ToLower(path.Base(model))
	best := ""
	for known := range prices {
		if strings.HasPrefix(name, known) && len(known) > len(best) {
			best = known
		}
	}
	return prices[best], best != ""
}

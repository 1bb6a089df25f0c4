package endpoint

import (
	"cmp"
	"context"
	"net/http"
	"sync"

	"mattinale/pipeline/llm"
)

// askEarly puts the questions that follow upon the list of models together with it, at an endpoint that an earlier run has used: they
// are those of the model that the user names, or of the last time's. So an endpoint far away is waited for once, not once a question.
// When it lists another model, other questions are asked, and these answers are not looked at.
func (f *finder) askEarly(ctx context.Context, e llm.Endpoint) {
	if f.Offline || f.Recall == nil || isOpenAI(e.BaseURL) {
		return
	}
	last, ok := f.Recall(e.BaseURL)
	if e.Model = cmp.Or(f.Model, last.Model); !ok || e.Model == "" {
		return
	}
	f.early = map[string]func() ([]byte, error){}
	addresses := []string{propsAddress(e)}
	if last.Context == 0 { // nobody said it, so all were asked
		addresses = append(addresses, studioAddress(e), ollamaAddress(e))
	}
	for _, address := range addresses {
		ask := sync.OnceValues(func() ([]byte, error) { return f.answer(ctx, e, http.MethodGet, address, nil) })
		f.early[address] = ask
		f.asking.Go(func() { _, _ = ask() })
	}
}

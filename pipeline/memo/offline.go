package memo

import (
	"context"
	"errors"

	"mattinale/pipeline/llm"
)

// NewOffline is the completer to remember for when no call may be made: whatever is not kept is an error of kind
// llm.Offline.
func NewOffline() llm.Completer { return offline{} }

type offline struct{}

func (offline) Complete(context.Context, llm.Request) (llm.Reply, error) {
	return llm.Reply{}, &llm.Error{Kind: llm.Offline, Err: errors.New("no reply to this request is kept, and no call may be made")}
}

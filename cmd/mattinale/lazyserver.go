package main

import (
	"context"
	"sync"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/llm/openai"
	"mattinale/pipeline/llm/server"
)

// lazyServer starts our own model server when the first call is made, so that a run that finds everything on disk starts
// nothing, and shares one that another run has started.
type lazyServer struct {
	endpoint llm.Endpoint
	options  openai.Options
	say      func(format string, args ...any)

	mu     sync.Mutex
	client *openai.Client
	lease  *server.Lease
	failed error
}

// Complete starts the server if need be, and asks it.
func (l *lazyServer) Complete(ctx context.Context, req llm.Request) (llm.Reply, error) {
	client, err := l.start(ctx)
	if err != nil {
		return llm.Reply{}, err
	}
	return client.Complete(ctx, req)
}

func (l *lazyServer) start(ctx context.Context) (*openai.Client, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.client != nil || l.failed != nil {
		return l.client, l.failed
	}
	lease, err := server.Acquire(ctx, serverDirs(), server.Options{Progress: func(line string) { l.say("%s", line) }})
	if ctx.Err() != nil {
		if err == nil {
			_ = lease.Release()
		}
		return nil, ctx.Err()
	}
	if err != nil {
		l.failed = errNotStarted(err)
		return nil, l.failed
	}
	l.lease = lease
	l.client = openai.New(lease.Endpoint(), l.options)
	return l.client, nil
}

func (l *lazyServer) started() *openai.Client {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.client
}

// release gives the server back; when no other run uses it, it is stopped before release returns.
func (l *lazyServer) release() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.client != nil {
		l.client.Close()
	}
	if l.lease != nil {
		_ = l.lease.Release() // it says what is left running; a later run shares or ends it
	}
	l.client, l.lease = nil, nil
}

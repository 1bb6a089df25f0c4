package memo

import (
	"context"
	"sync"

	"golang.org/x/sync/singleflight"

	"mattinale/pipeline/llm"
)

// flights are the calls under way, by description.
type flights struct {
	group singleflight.Group

	mu   sync.Mutex
	byID map[string]*flight
}

// flight is one call for several callers: it goes on as long as one of them waits.
type flight struct {
	ctx     context.Context
	cancel  context.CancelFunc
	callers int
}

// join waits for the call under way with this id, or makes it. A caller that gives up leaves the call to the others;
// the last one ends it, and waits until it has: a reply that had just come is on disk before the program is.
func (f *flights) join(ctx context.Context, id string, call func(context.Context) (llm.Reply, error)) (llm.Reply, error) {
	if err := ctx.Err(); err != nil {
		return llm.Reply{}, err
	}
	fl := f.board(ctx, id)
	type result struct {
		reply llm.Reply
		err   error
	}
	done := f.group.DoChan(id, func() (any, error) {
		reply, err := call(fl.ctx)
		return result{reply, err}, nil
	})
	select {
	case r := <-done:
		f.leave(id, fl)
		got, _ := r.Val.(result) // nothing else is ever sent
		return got.reply, got.err
	case <-ctx.Done():
		if f.leave(id, fl) {
			<-done
		}
		return llm.Reply{}, ctx.Err()
	}
}

func (f *flights) board(ctx context.Context, id string) *flight {
	f.mu.Lock()
	defer f.mu.Unlock()
	fl := f.byID[id]
	if fl == nil {
		fl = &flight{}
		fl.ctx, fl.cancel = context.WithCancel(context.WithoutCancel(ctx))
		if f.byID == nil {
			f.byID = map[string]*flight{}
		}
		f.byID[id] = fl
	}
	fl.callers++
	return fl
}

// leave reports whether the caller was the last one.
func (f *flights) leave(id string, fl *flight) (last bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fl.callers--
	if fl.callers > 0 {
		return false
	}
	fl.cancel()
	delete(f.byID, id)
	f.group.Forget(id) // it ends for lack of callers, and whoever comes now makes a new one
	return true
}

package pipeline

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// inOrder calls work for 0 to n-1, most of them at once, and done for each in that order as soon as it and all before
// it are worked. The first error ends it.
func inOrder(ctx context.Context, most, n int, work func(context.Context, int) error, done func(int)) error {
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(most + 1) // one for the loop that starts the others
	finished := make([]chan struct{}, n)
	for i := range finished {
		finished[i] = make(chan struct{})
	}
	g.Go(func() error {
		for i := range n {
			if gctx.Err() != nil {
				return gctx.Err()
			}
			g.Go(func() error {
				defer close(finished[i])
				return work(gctx, i)
			})
		}
		return nil
	})
	for i := range n {
		select {
		case <-finished[i]:
		case <-gctx.Done():
			return g.Wait()
		}
		if gctx.Err() == nil {
			done(i)
		}
	}
	return g.Wait()
}

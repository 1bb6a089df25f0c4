package pipeline

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// inOrder calls work for 0 to n-1, most of them at once and in the order in which pick names them, and done for each in order of
// number as soon as it and all before it are worked. The first error ends it.
func inOrder(ctx context.Context, most, n int, pick func() int, work func(context.Context, int) error, done func(int)) error {
	g, gctx := errgroup.WithContext(ctx)
	finished := make([]chan struct{}, n)
	for i := range finished {
		finished[i] = make(chan struct{})
	}
	g.Go(func() error {
		turns := make(chan struct{}, most)
		for range n {
			select {
			case turns <- struct{}{}:
			case <-gctx.Done():
				return gctx.Err()
			}
			i := pick() // when there is room for it, not before
			g.Go(func() error {
				defer close(finished[i])
				defer func() { <-turns }()
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

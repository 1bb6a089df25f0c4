package source

import (
	"context"
	"errors"
	"time"
)

// errSlow is of what did not come while there was time for it.
var errSlow = errors.New("it did not come in half of the time that was left")

// half is a context with half of the time that ctx has left, where it has an end: a server that hangs must not take the time of what
// has come from others. Errors of a request in it are to go through slow.
func half(ctx context.Context) (context.Context, context.CancelFunc) {
	end, ok := ctx.Deadline()
	if !ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, time.Until(end)/2)
}

// slow is err, or errSlow when that is only that half of ctx's time is over.
func slow(ctx context.Context, err error) error {
	if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		return errSlow
	}
	return err
}

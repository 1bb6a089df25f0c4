package llm

import (
	"errors"
	"fmt"
	"time"
)

// Kind says what went wrong with a call, and so what to do about it.
type Kind string

// The kinds of failed calls.
const (
	Unreachable Kind = "unreachable"  // no connection, or it broke
	Timeout     Kind = "timeout"      // no whole answer in time
	RateLimited Kind = "rate limited" // 429
	Overloaded  Kind = "overloaded"   // 5xx, or a server that is still loading its model
	Denied      Kind = "denied"       // 401 or 403: the key
	NotFound    Kind = "not found"    // 404: the address or the model
	TooLong     Kind = "too long"     // prompt and reply do not fit the context
	Invalid     Kind = "invalid"      // another 4xx: the request
	Offline     Kind = "offline"      // not in the cache, and calls are not allowed

	Empty    Kind = "empty"    // an answer without text
	Cut      Kind = "cut"      // the reply stopped at its limit
	Filtered Kind = "filtered" // refused by the endpoint's content filter
	Garbled  Kind = "garbled"  // not what was asked for: an error page, no JSON, JSON of another shape
)

// Error is a call that came to nothing.
type Error struct {
	Kind       Kind
	Status     int           // of HTTP, 0 when there was none
	RetryAfter time.Duration // what the endpoint asked for, 0 when it did not
	Err        error         // the cause; its text never has a key in it
}

func (e *Error) Error() string {
	if e.Status != 0 {
		return fmt.Sprintf("%s (HTTP %d): %v", e.Kind, e.Status, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.Kind, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of the *Error in err's chain, or "" when there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// Rejected reports whether a reply came that could not be used, as opposed to none.
func (k Kind) Rejected() bool {
	return k == Empty || k == Cut || k == Filtered || k == Garbled
}

// Retryable reports whether asking again can help.
func (k Kind) Retryable() bool {
	switch k {
	case Unreachable, Timeout, RateLimited, Overloaded, Empty, Cut, Garbled:
		return true
	}
	return false
}

package llm

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Kind says what went wrong with a call, and so what to do about it.
type Kind string

// The kinds of failed calls. What each leads to is in answers.
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
	NotAsked    Kind = "not asked"    // the endpoint is down, or what may be spent on calls is

	Empty     Kind = "empty"          // an answer without text
	Cut       Kind = "cut"            // the reply stopped at its limit
	Looping   Kind = "looping"        // the reply says the same over and over
	Filtered  Kind = "filtered"       // refused by the endpoint's content filter, or by the model
	Garbled   Kind = "garbled"        // not what was asked for: an error page, no JSON, JSON of another shape
	Foreign   Kind = "wrong language" // texts in another language than asked for
	CutPrompt Kind = "prompt cut"     // the endpoint read less than the prompt, and did not say so
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

// Answer is what is done about a failed call.
type Answer struct {
	Tries    int  // most times the call is sent again, on top of which Options say less or more; 0: not at all
	Another  bool // as another attempt: another seed, warmer, with more room
	Rejected bool // a reply came that could not be used, as opposed to none
	Split    bool // the text is split smaller and asked again
	Less     bool // the article is asked again for fewer points
}

// always is more tries than any Options allow.
const always = 1 << 20

// answers is the one place that says what each kind of failure leads to. When it is used up, the article's own sentences are
// taken. docs/reliability.md has the same table in words, and a test compares the two.
var answers = map[Kind]Answer{
	Unreachable: {Tries: always},
	Timeout:     {Tries: always},
	RateLimited: {Tries: always},
	Overloaded:  {Tries: always},
	Denied:      {},
	NotFound:    {},
	Invalid:     {},
	Offline:     {},
	NotAsked:    {},
	TooLong:     {Split: true},

	Empty:     {Tries: always, Another: true, Rejected: true},
	Cut:       {Tries: 1, Another: true, Rejected: true, Less: true},
	Looping:   {Tries: always, Another: true, Rejected: true},
	Filtered:  {Rejected: true},
	Garbled:   {Tries: always, Another: true, Rejected: true},
	Foreign:   {Tries: always, Another: true, Rejected: true},
	CutPrompt: {Rejected: true, Split: true},
}

// Answer is what is done about a failure of this kind.
func (k Kind) Answer() Answer { return answers[k] }

// Kinds are all kinds of failures, in no order.
func Kinds() []Kind { return slices.Collect(maps.Keys(answers)) }

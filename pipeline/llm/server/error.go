package server

// Error is a failure with a remedy.
type Error struct {
	Err  error
	Hint string // what to do, one line
}

func (e *Error) Error() string { return e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

func hinted(err error, hint string) error { return &Error{Err: err, Hint: hint} }

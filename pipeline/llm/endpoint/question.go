package endpoint

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"mattinale/pipeline/llm"
)

// maxAnswer bounds what is read of an answer, in bytes.
const maxAnswer = 4 << 20

func (f *finder) get(ctx context.Context, e llm.Endpoint, address string, into any) error {
	if early, ok := f.early[address]; ok {
		raw, err := early()
		if err != nil {
			return err
		}
		return read(raw, into)
	}
	return f.do(ctx, e, http.MethodGet, address, nil, into)
}

var (
	errNotFound = errors.New("answers HTTP 404")
	errDenied   = errors.New("answers, but does not take the key")
	errNoServer = errors.New("answers, but not as a model server does")
)

// do asks one question. Its errors are short enough for one line of doctor.
func (f *finder) do(ctx context.Context, e llm.Endpoint, method, address string, body []byte, into any) error {
	raw, err := f.answer(ctx, e, method, address, body)
	if err != nil {
		return err
	}
	return read(raw, into)
}

// read takes a field of another type as one that is missing: what servers add to the lists of others differs.
func read(raw []byte, into any) error {
	var odd *json.UnmarshalTypeError
	if err := json.Unmarshal(raw, into); err != nil && !errors.As(err, &odd) {
		return errNoServer
	}
	return nil
}

func (f *finder) answer(ctx context.Context, e llm.Endpoint, method, address string, body []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout(e))
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return nil, errors.New("no web address")
	}
	if e.Key.IsSet() {
		req.Header.Set("Authorization", "Bearer "+e.Key.Reveal())
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, unreachable(err, e.Key)
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound:
		return nil, errNotFound
	case http.StatusUnauthorized, http.StatusForbidden:
		return nil, errDenied
	default:
		return nil, fmt.Errorf("answers HTTP %d", resp.StatusCode)
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, unreachable(err, e.Key)
	}
	return e.Key.RedactReply(raw), nil
}

// unreachable says in a few words why no answer came. The library's own text repeats the address, and of an answer that
// is none what came in its place, where the key may be.
func unreachable(err error, key llm.Secret) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("no answer in time")
	}
	if strings.Contains(err.Error(), "connection refused") {
		return errors.New("nothing there")
	}
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return fmt.Errorf("no answer: %s", key.Redact(err.Error()))
}

package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"sync"
	"time"

	"mattinale/cache"
)

// holds are the addresses that are not to be asked for a while, of this run; those of earlier ones are in the store.
type holds struct {
	mu sync.Mutex
	of map[cache.Key]hold
}

// hold is the record of one: what the server answered, and until when it is left alone.
type hold struct {
	Format string    `json:"format"`
	Code   int       `json:"code"`
	Until  time.Time `json:"until"`
}

// goneFor is how long an address that is gone for good is left alone.
const goneFor = 24 * time.Hour

func holdKey(address *url.URL) cache.Key { return keyOf("hold", Feed, address) }

// held is the error of an address that is not to be asked now.
func (c *Client) held(address *url.URL) error {
	key := holdKey(address)
	c.holds.mu.Lock()
	h, ok := c.holds.of[key]
	c.holds.mu.Unlock()
	if !ok && c.opts.Store != nil {
		record, err := c.opts.Store.Get(key)
		ok = err == nil && json.Unmarshal(record, &h) == nil && h.sound()
	}
	wait := h.Until.Sub(c.opts.Now())
	if !ok || wait <= 0 || wait > longestWait || h.Code == http.StatusGone && c.opts.Fresh {
		return nil
	}
	if h.Code == http.StatusGone {
		return &StatusError{Code: h.Code}
	}
	return &StatusError{Code: h.Code, RetryAt: h.Until}
}

func (h hold) sound() bool {
	return h.Format == format && (h.Code == http.StatusGone || h.Code == http.StatusTooManyRequests || h.Code == http.StatusServiceUnavailable)
}

// leave remembers an answer that says to leave the address alone for a while.
func (c *Client) leave(address *url.URL, status *StatusError) {
	h := hold{Format: format, Code: status.Code, Until: status.RetryAt}
	if status.Code == http.StatusGone {
		h.Until = c.opts.Now().Add(goneFor)
	}
	if !h.sound() || h.Until.IsZero() {
		return
	}
	key := holdKey(address)
	c.holds.mu.Lock()
	c.holds.of[key] = h
	c.holds.mu.Unlock()
	if c.opts.Store == nil {
		return
	}
	if record, err := json.Marshal(h); err == nil {
		_ = c.opts.Store.Put(key, record) // the next run asks once too often
	}
}

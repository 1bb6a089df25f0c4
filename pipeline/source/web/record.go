package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"

	"mattinale/cache"
)

// format names the form of a record; one of another form is a miss.
const format = "web/1"

// movedFor is how long a permanent redirect is followed without asking the old address: a network that catches all requests,
// as hotels have, sends such redirects too.
const movedFor = 7 * 24 * time.Hour

// head is the first line of a record, JSON; the body follows as it is.
type head struct {
	Format  string            `json:"format"`
	Address string            `json:"address"`         // that the body came from; no credentials
	Moved   string            `json:"moved,omitempty"` // where the permanent redirects ended
	MovedAt time.Time         `json:"moved_at,omitzero"`
	Detour  bool              `json:"detour,omitempty"` // there were other redirects: how long they hold, nobody said
	Header  map[string]string `json:"header"`
	Agent   string            `json:"agent,omitempty"` // the User-Agent, where the answer varies by it
	Cookies bool              `json:"cookies,omitempty"`
	Read    time.Time         `json:"read"`    // when the body was
	Checked time.Time         `json:"checked"` // when its headers were
	Size    int64             `json:"size"`
	Sum     string            `json:"sha256"`
}

// keyOf is the key of what an address gave; credentials are part of what was asked.
func keyOf(kind string, accept Accept, address *url.URL) cache.Key {
	return cache.KeyOf([]byte(format + "\n" + kind + "\n" + accept.header() + "\n" + address.String()))
}

// encode begins a record, with room for a body of size bytes.
func encode(h head, size int64) ([]byte, error) {
	h.Format = format
	line, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	record := make([]byte, 0, int64(len(line))+1+size)
	return append(append(record, line...), '\n'), nil
}

var errRecord = errors.New("the record is damaged or of another form")

// decode reads a record and holds its head against its body.
func decode(record []byte) (*head, []byte, error) {
	line, body, found := bytes.Cut(record, []byte("\n"))
	if !found || len(line) > 64<<10 {
		return nil, nil, errRecord
	}
	var h head
	if err := json.Unmarshal(line, &h); err != nil || h.Format != format {
		return nil, nil, errRecord
	}
	sum := sha256.Sum256(body)
	if h.Size != int64(len(body)) || h.Sum != hex.EncodeToString(sum[:]) || !h.sound() {
		return nil, nil, errRecord
	}
	return &h, body, nil
}

// sound reports whether a head is one that could have been written: what stands in it is sent in requests.
func (h *head) sound() bool {
	for name, value := range h.Header {
		if value == "" || !sendable(value, limitOf(name)) {
			return false
		}
	}
	if u, err := parse(h.Address); err != nil || u.User != nil {
		return false
	}
	if h.Moved != "" {
		if u, err := parse(h.Moved); err != nil || u.User != nil {
			return false
		}
	}
	return !h.Read.IsZero() && !h.Checked.IsZero()
}

// fresh reports whether nobody needs to be asked.
func (h *head) fresh(now time.Time, agent string) bool {
	if h.Detour || varies(h.Header["Vary"], "cookie") && h.Cookies ||
		varies(h.Header["Vary"], "user-agent") && h.Agent != agent {
		return false
	}
	if h.Moved != "" && !h.stillMoved(now) {
		return false
	}
	age := now.Sub(h.Checked)
	return age >= 0 && age < freshFor(h.Header, h.Checked)
}

func (h *head) stillMoved(now time.Time) bool {
	age := now.Sub(h.MovedAt)
	return h.Moved != "" && age >= 0 && age < movedFor
}

// condition asks whether what is kept has changed.
func (h *head) condition(request http.Header) {
	if etag := h.Header["Etag"]; etag != "" {
		request.Set("If-None-Match", etag)
	}
	if modified := h.Header["Last-Modified"]; modified != "" {
		if _, ok := httpTime(modified); ok {
			request.Set("If-Modified-Since", modified)
		}
	}
}

// update takes over the headers of a 304, and keeps those that it does not have (RFC 9111, section 3.2).
func (h *head) update(header http.Header, now time.Time) {
	kept := keep(header)
	delete(kept, "Content-Type")
	_, age := h.Header["Age"]
	if _, said := kept["Age"]; age && !said {
		delete(h.Header, "Age") // it was that of the answer before
	}
	if _, said := kept["Date"]; !said {
		delete(h.Header, "Date")
	}
	for name, value := range kept {
		h.Header[name] = value
	}
	h.Checked = now
}

package web

import (
	"crypto/sha256"
	"errors"
	"time"

	"mattinale/cache"
)

// How says where a response comes from.
type How int

const (
	Asked       How = iota // the server sent it
	NotModified            // the server said that what is kept has not changed (304)
	Kept                   // kept, and fresh by what the server said of it: nobody was asked
	Offline                // kept, and nobody was asked because of Options.Offline
)

func (h How) String() string {
	switch h {
	case NotModified:
		return "not modified"
	case Kept:
		return "kept"
	case Offline:
		return "offline"
	}
	return "asked"
}

// Response is what an address gave.
type Response struct {
	Address     string // that the body came from, after redirects: the base of relative links. Without credentials
	Moved       string // where the address has moved for good: the end of the permanent redirects (301, 308) before any other; "": it has not
	ContentType string
	How         How
	Cut         bool      // the body has an end that is missing
	Read        time.Time // when the body was read from the server
	Notes       []string  // short clauses worth saying

	body body
}

// Bytes reads the body. It is an error when a body that was kept has been replaced or taken away since, or after Close one that was not kept.
func (r *Response) Bytes() ([]byte, error) { return r.body.bytes() }

// body is in memory, in blocks of the spool, or in the store.
type body struct {
	memory []byte
	spool  *spool
	blocks []int
	size   int64
	sum    [sha256.Size]byte

	client *Client // of the store
	key    cache.Key
}

var errReplaced = errors.New("what was kept of it was replaced or taken away in the meantime")

func (b *body) bytes() ([]byte, error) {
	switch {
	case b.client != nil:
		return b.client.stored(b.key, b.sum)
	case b.blocks != nil:
		bytes := make([]byte, b.size)
		return bytes, b.spool.read(b.blocks, bytes)
	}
	return b.memory, nil
}

package web

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"time"

	"mattinale/cache"
)

// kept is a record without the body, where that is large.
type kept struct {
	head
	body body
}

// load reads a record; nil: there is none that is of use.
func (c *Client) load(key cache.Key) *kept {
	if c.opts.Store == nil {
		return nil
	}
	c.memory <- struct{}{}
	defer func() { <-c.memory }()
	record, err := c.opts.Store.Get(key)
	if err != nil {
		return nil
	}
	h, b, err := decode(record)
	if err != nil {
		return nil
	}
	k := &kept{head: *h, body: body{size: h.Size, memory: b}}
	_, _ = hex.Decode(k.body.sum[:], []byte(h.Sum)) // decode has held it against the body
	if len(b) > block {
		k.body.memory, k.body.client, k.body.key = nil, c, key
	}
	return k
}

// stored reads a body out of the store.
func (c *Client) stored(key cache.Key, sum [sha256.Size]byte) ([]byte, error) {
	c.memory <- struct{}{}
	defer func() { <-c.memory }()
	return c.find(key, sum)
}

// find is stored for who holds a place in memory.
func (c *Client) find(key cache.Key, sum [sha256.Size]byte) ([]byte, error) {
	record, err := c.opts.Store.Get(key)
	if err != nil {
		return nil, errReplaced
	}
	h, b, err := decode(record)
	if err != nil || h.Sum != hex.EncodeToString(sum[:]) {
		return nil, errReplaced
	}
	return b, nil
}

// save keeps a body under its head; from then on a large body is only in the store.
func (c *Client) save(key cache.Key, h head, b *body) error {
	c.memory <- struct{}{}
	defer func() { <-c.memory }()
	h.Size, h.Sum = b.size, hex.EncodeToString(b.sum[:])
	record, err := encode(h, b.size)
	if err != nil {
		return err
	}
	if record, err = c.appendBody(record, b); err != nil {
		return err
	}
	if err := c.opts.Store.Put(key, record); err != nil {
		return err
	}
	if b.blocks != nil {
		c.spool.give(b.blocks)
		*b = body{size: b.size, sum: b.sum, client: c, key: key}
	}
	return nil
}

// appendBody appends a body to the begin of a record, which has room for it.
func (c *Client) appendBody(record []byte, b *body) ([]byte, error) {
	switch start := len(record); {
	case b.client != nil:
		bytes, err := c.find(b.key, b.sum)
		return append(record, bytes...), err
	case b.blocks != nil:
		record = record[:start+int(b.size)]
		return record, b.spool.read(b.blocks, record[start:])
	}
	return append(record, b.memory...), nil
}

// response is what is kept as an answer.
func (k *kept) response(how How, now time.Time) *Response {
	r := &Response{Address: k.Address, ContentType: k.Header["Content-Type"], How: how, Read: k.Read, body: k.body}
	if how != Kept || k.stillMoved(now) {
		r.Moved = k.Moved
	}
	return r
}

// copied is a record whose head can be changed without changing this one.
func (k *kept) copied() *kept {
	c := *k
	c.Header = maps.Clone(k.Header)
	return &c
}

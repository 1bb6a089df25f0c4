package web

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"strings"
)

// acceptEncoding names the compressions of the standard library.
const acceptEncoding = "gzip, deflate"

// slack is how much longer than its content a compressed body may be, in bytes: stored blocks cost five bytes in 64 KB.
const slack = 64 << 10

// taken is a body that was read.
type taken struct {
	body
	cut  bool
	note string // why it is cut
}

// sink collects a body: in memory to one block, in the spool beyond.
type sink struct {
	spool  *spool
	sum    hash.Hash
	buffer []byte
	blocks []int
	size   int64
}

func (s *sink) Write(b []byte) (int, error) {
	s.sum.Write(b)
	for rest := b; len(rest) > 0; {
		if len(s.buffer) == block {
			if err := s.flush(); err != nil {
				return 0, err
			}
		}
		n := min(len(rest), block-len(s.buffer))
		s.buffer = append(s.buffer, rest[:n]...)
		rest = rest[n:]
	}
	s.size += int64(len(b))
	return len(b), nil
}

func (s *sink) flush() error {
	n, err := s.spool.write(s.buffer)
	if err != nil {
		return err
	}
	s.blocks = append(s.blocks, n)
	s.buffer = s.buffer[:0]
	return nil
}

// end is what was collected.
func (s *sink) end() (body, error) {
	b := body{size: s.size, memory: s.buffer}
	s.sum.Sum(b.sum[:0])
	if s.blocks == nil {
		return b, nil
	}
	if err := s.flush(); err != nil {
		return body{}, err
	}
	b.memory, b.spool, b.blocks = nil, s.spool, s.blocks
	return b, nil
}

// take reads the body of an answer, decompressed, to the limit. A connection that breaks after some of it leaves a body that is cut.
// Other errors are those of the request's context and of the temporary file; read is how far it came.
func (c *Client) take(answer *http.Response) (got taken, read int64, err error) {
	s := &sink{spool: c.spool, sum: sha256.New()}
	defer func() {
		if err != nil {
			c.spool.give(s.blocks)
		}
	}()
	limit := c.opts.MaxBytes
	raw := &io.LimitedReader{R: answer.Body, N: limit + slack}
	plain, err := decompress(raw, answer.Header.Get("Content-Encoding"))
	if err == nil {
		_, err = io.Copy(s, io.LimitReader(plain, limit))
	}
	more := false
	if err == nil && s.size == limit {
		var n int
		if n, err = io.ReadFull(plain, make([]byte, 1)); err == io.EOF {
			err = nil
		}
		more = n > 0
	}
	if err != nil && (answer.Request.Context().Err() != nil || errors.Is(err, errTemporary) || errors.Is(err, errClosed)) {
		return taken{}, s.size, err
	}
	if s.size == 0 && raw.N == 0 {
		return taken{}, 0, faultf(ErrAnswer, "the answer is long, compressed, and empty")
	}
	if s.size == 0 && err != nil {
		return taken{}, 0, unreadable(err)
	}
	switch {
	case more, raw.N == 0:
		got.cut, got.note = true, "only its first "+size(s.size)+" were read"
	case err != nil:
		got.cut, got.note = true, "it broke off after "+size(s.size)
	}
	got.body, err = s.end()
	return got, s.size, err
}

// unreadable is the error of a body of which nothing came.
func unreadable(err error) error {
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, zlib.ErrHeader) {
		return faultf(ErrAnswer, "the answer is compressed, and broken")
	}
	return err
}

// decompress reads a body in one of the forms that were offered, or as it is. Servers that name a form and send none, or name a
// charset where the form stands, are read all the same.
func decompress(r io.Reader, encoding string) (io.Reader, error) {
	b := bufio.NewReader(r)
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "br", "zstd", "compress", "x-compress":
		return nil, faultf(ErrAnswer, "the answer is compressed in a way that was not asked for")
	case "gzip", "x-gzip":
		if start, _ := b.Peek(2); string(start) == "\x1f\x8b" {
			return gzip.NewReader(b)
		}
	case "deflate": // zlib by the standard, raw by custom
		start, _ := b.Peek(2)
		if len(start) == 0 {
			return b, nil
		}
		if len(start) == 2 && start[0]&0x0f == 8 && (int(start[0])<<8|int(start[1]))%31 == 0 {
			return zlib.NewReader(b)
		}
		return flate.NewReader(b), nil
	}
	if strings.Contains(encoding, ",") {
		return nil, faultf(ErrAnswer, "the answer is compressed more than once")
	}
	return b, nil
}

// size is a number of bytes in words.
func size(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d bytes", n)
	case n < 1<<20:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

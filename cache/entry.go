package cache

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// format names the form of an entry. A change of the form changes the name, and older entries become misses.
const format = "cache-entry/1"

// maxHeader is more bytes than a header has: fixed words, two hashes, a size, a time.
const maxHeader = 512

// header is the first line of an entry:
//
//	cache-entry/1 key=<64 hex> size=<bytes of the value> sha256=<64 hex, of the value> created=<RFC 3339, UTC>
func header(key Key, value []byte, created time.Time) []byte {
	return fmt.Appendf(nil, "%s key=%s size=%d sha256=%x created=%s\n",
		format, key, len(value), sha256.Sum256(value), created.UTC().Format(time.RFC3339))
}

// damage is an entry that is there and cannot be used.
type damage struct{ reason string }

func (d *damage) Error() string { return d.reason }

// parseEntry reads an entry of the given length in bytes and returns its value. The error is a *damage unless reading
// itself failed.
func parseEntry(r io.Reader, length int64, key Key) ([]byte, error) {
	head := make([]byte, min(length, maxHeader))
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, err
	}
	line, begin, found := bytes.Cut(head, []byte("\n"))
	if !found {
		return nil, &damage{missingHeader(length)}
	}
	fields, bad := parseHeader(string(line), key)
	if bad != nil {
		return nil, bad
	}
	// The size is held against the file's before anything is allocated for it.
	if have := length - int64(len(line)) - 1; have != fields.size {
		return nil, &damage{fmt.Sprintf("%d bytes of value where the header says %d", have, fields.size)}
	}
	value := make([]byte, fields.size)
	if _, err := io.ReadFull(r, value[copy(value, begin):]); err != nil {
		return nil, err
	}
	if fmt.Sprintf("%x", sha256.Sum256(value)) != fields.sum {
		return nil, &damage{"the value does not match its hash"}
	}
	return value, nil
}

func missingHeader(length int64) string {
	if length == 0 {
		return "an empty file"
	}
	return "no header line"
}

type fields struct {
	size int64
	sum  string
}

// parseHeader reads a header line strictly: it has to be what header would write.
func parseHeader(line string, key Key) (fields, *damage) {
	parts := strings.Split(line, " ")
	if parts[0] != format {
		return fields{}, &damage{"not of the format " + format}
	}
	if len(parts) != 5 {
		return fields{}, &damage{"a header line of another form"}
	}
	named := func(i int, name string) string {
		value, ok := strings.CutPrefix(parts[i], name+"=")
		if !ok {
			return ""
		}
		return value
	}
	if named(1, "key") != key.String() {
		return fields{}, &damage{"the key in the header is another"}
	}
	size, err := strconv.ParseInt(named(2, "size"), 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != named(2, "size") {
		return fields{}, &damage{"no size in the header"}
	}
	sum := named(3, "sha256")
	if len(sum) != 2*sha256.Size {
		return fields{}, &damage{"no hash in the header"}
	}
	if _, err := time.Parse(time.RFC3339, named(4, "created")); err != nil {
		return fields{}, &damage{"no time in the header"}
	}
	return fields{size: size, sum: sum}, nil
}

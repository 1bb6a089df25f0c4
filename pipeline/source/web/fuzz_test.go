package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

func seal(h head, body string) []byte {
	sum := sha256.Sum256([]byte(body))
	h.Size, h.Sum = int64(len(body)), hex.EncodeToString(sum[:])
	record, _ := encode(h, h.Size)
	return append(record, body...)
}

// What reads a record takes only what it would have written, and sends nothing in a header that is none.
func FuzzRecord(f *testing.F) {
	h := head{Address: "http://news.example/feed", Read: noon, Checked: noon,
		Header: map[string]string{"Etag": `"x"`, "Last-Modified": "Tue, 24 Nov 2026 11:00:00 GMT", "Cache-Control": "max-age=60"}}
	line, _ := json.Marshal(h)
	f.Add(line, "body")
	h.Moved, h.MovedAt = "https://news.example/new", noon
	line, _ = json.Marshal(h)
	f.Add(line, "")
	f.Add([]byte("{}"), "")
	f.Fuzz(func(t *testing.T, line []byte, text string) {
		_, _, _ = decode(line) // as a whole
		var sealed head
		if json.Unmarshal(line, &sealed) != nil {
			return
		}
		h, body, err := decode(seal(sealed, text))
		if err != nil {
			return
		}
		again, more, err := decode(seal(*h, string(body)))
		if err != nil || string(more) != string(body) || again.Address != h.Address {
			t.Fatalf("%v of a record that was read", err)
		}
		request := http.Header{}
		h.condition(request)
		for name, values := range request {
			if strings.ContainsAny(values[0], "\r\n\x00") || len(values[0]) > maxValidator {
				t.Fatalf("%s: %q", name, values[0])
			}
		}
		if h.fresh(noon, "") && noon.Sub(h.Checked) > longestFresh {
			t.Fatal("fresh for too long")
		}
	})
}

// Whatever a server says of its freshness, it holds for a day at most, and never when it is not to be kept.
func FuzzFreshness(f *testing.F) {
	f.Add("max-age=60, no-cache=\"a, b\"", "10", "Tue, 24 Nov 2026 12:00:00 GMT", "Tue, 24 Nov 2026 13:00:00 GMT", "Accept", "120")
	f.Add("no-store", "", "", "0", "*", "soon")
	f.Fuzz(func(t *testing.T, control, age, date, expires, vary, retry string) {
		h := keep(http.Header{"Cache-Control": {control}, "Age": {age}, "Date": {date}, "Expires": {expires}, "Vary": {vary}, "Etag": {control}})
		fresh := freshFor(h, noon)
		if fresh < 0 || fresh > longestFresh || fresh > 0 && !storable(h) {
			t.Fatalf("%v fresh", fresh)
		}
		for name, value := range h {
			if strings.ContainsAny(value, "\r\n\x00") || len(value) > maxKeptHeader {
				t.Fatalf("%s: %q", name, value)
			}
		}
		if at := retryAt(retry, noon); !at.IsZero() && (at.Before(noon) || at.Sub(noon) > longestWait) {
			t.Fatalf("asked again at %v", at)
		}
	})
}

// Whatever a store has for an address, a wait of at most a day comes out of it.
func FuzzHold(f *testing.F) {
	f.Add([]byte(`{"format":"web/1","code":410,"until":"2026-11-25T12:00:00Z"}`))
	f.Add([]byte(`{"format":"web/1","code":429,"until":"9999-11-25T12:00:00Z"}`))
	address, _ := parse("http://news.example/")
	f.Fuzz(func(t *testing.T, record []byte) {
		store := newMemory()
		store.all[holdKey(address)] = record
		c := New(Options{Store: store, Now: func() time.Time { return noon }})
		defer c.Close()
		if err, _ := c.held(address).(*StatusError); err != nil && (err.RetryAt.Sub(noon) > longestWait || err.Code < 400) {
			t.Fatal(err)
		}
	})
}

package source

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"mattinale/cache"
	"mattinale/pipeline/news"
	"mattinale/pipeline/source/feed"
	"mattinale/pipeline/source/web"
)

// Store keeps values between runs.
type Store interface {
	Get(cache.Key) ([]byte, error)
	Put(cache.Key, []byte) error
}

const (
	// keptFor is how long an entry is remembered after it has left its feed: feeds that are put together anew may have it again.
	keptFor = 60 * 24 * time.Hour
	// mostKept bounds what is remembered of a feed, in entries.
	mostKept = 20_000
)

// seen is when each entry of a feed was there first, and last.
type seen struct {
	Entries map[string]sighting `json:"entries"` // by the beginning of its ID's SHA-256, in hexadecimal

	shared map[string]bool // IDs that several entries of the feed have now: some feeds give all of them that of the site
}

// sighting is in seconds since 1970.
type sighting struct {
	First int64 `json:"first"`
	Last  int64 `json:"last"`
}

func seenKey(address string) cache.Key { return cache.KeyOf([]byte("mattinale/seen/1\x00" + address)) }

// key is what an entry is known by: its ID, and where that says nothing its address and title too.
func (s seen) key(e feed.Entry) string {
	name := e.ID
	if s.shared[e.ID] {
		name += "\x00" + e.Link + "\x00" + e.Title
	}
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:10])
}

// look is what is remembered of a feed, with its entries as seen in a run that began now. A record that is not there, or that cannot be
// read, is an empty one.
func look(store Store, address string, entries []feed.Entry, now time.Time) seen {
	s := seen{}
	if store != nil {
		if b, err := store.Get(seenKey(address)); err == nil && json.Unmarshal(b, &s) != nil {
			s = seen{}
		}
	}
	if s.Entries == nil {
		s.Entries = map[string]sighting{}
	}
	s.shared = shared(entries)
	for _, e := range entries {
		s.sight(e, now)
	}
	s.forget(now)
	return s
}

// sight notes that an entry is there in a run that began now.
func (s seen) sight(e feed.Entry, now time.Time) {
	at, known := s.Entries[s.key(e)]
	if !known || at.First > now.Unix() { // the clock was ahead then
		at.First = now.Unix()
	}
	at.Last = now.Unix()
	s.Entries[s.key(e)] = at
}

// keep remembers it for the next run.
func (s seen) keep(store Store, address string) {
	if store == nil {
		return
	}
	if b, err := json.Marshal(s); err == nil {
		_ = store.Put(seenKey(address), b) // the folder that cannot be written is said once, where it is opened
	}
}

// unsee takes back that entries were seen in a run that began now for the first time: they are new in the next one.
func (s seen) unsee(now time.Time, entries ...feed.Entry) {
	for _, e := range entries {
		if s.Entries[s.key(e)].First == now.Unix() {
			delete(s.Entries, s.key(e))
		}
	}
}

// passing reports whether what kept a page from being read may be over the next time.
func passing(err error) bool {
	var status *web.StatusError
	if errors.As(err, &status) {
		return status.Code >= 500 || status.Code == http.StatusTooManyRequests
	}
	return !errors.Is(err, web.ErrPrivate) && !errors.Is(err, web.ErrAddress) && !errors.Is(err, web.ErrScheme) && !errors.Is(err, ErrNoText)
}

// shared are the IDs that more than one of the entries has.
func shared(entries []feed.Entry) map[string]bool {
	all := map[string]bool{}
	for _, e := range entries {
		_, twice := all[e.ID]
		all[e.ID] = twice
	}
	return all
}

// forget leaves out what has not been there for long, and the oldest of what is too much.
func (s seen) forget(now time.Time) {
	for key, at := range s.Entries {
		if now.Unix()-at.Last > int64(keptFor/time.Second) {
			delete(s.Entries, key)
		}
	}
	if len(s.Entries) <= mostKept {
		return
	}
	keys := make([]string, 0, len(s.Entries))
	for key := range s.Entries {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int { return int(s.Entries[a].Last - s.Entries[b].Last) })
	for _, key := range keys[:len(keys)-mostKept] {
		delete(s.Entries, key)
	}
}

// ahead reports whether a date is so far in the future that it is none of publication: clocks and zones are wrong by a day at most.
func ahead(when, now time.Time) bool { return !now.IsZero() && when.After(now.Add(24*time.Hour)) }

// counts reports whether an entry is among those asked for.
func (s seen) counts(e feed.Entry, since news.Since) bool {
	if since.After.IsZero() {
		return true
	}
	when, first := dateOf(e), time.Unix(s.Entries[s.key(e)].First, 0)
	if since.Arrived || when.IsZero() || ahead(when, first) {
		when = first
	}
	return when.After(since.After)
}

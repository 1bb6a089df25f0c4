package source

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"mattinale/cache"
	"mattinale/pipeline/news"
	"mattinale/pipeline/source/feed"
	"mattinale/pipeline/source/sitetest"
	"mattinale/pipeline/source/web"
)

// shelf is a store in memory.
type shelf struct {
	mu     sync.Mutex
	values map[cache.Key][]byte
}

func newShelf() *shelf { return &shelf{values: map[cache.Key][]byte{}} }

func (s *shelf) Get(k cache.Key) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v, ok := s.values[k]; ok {
		return v, nil
	}
	return nil, errors.New("absent")
}

func (s *shelf) Put(k cache.Key, v []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[k] = slices.Clone(v)
	return nil
}

func day(d, hour int) time.Time { return time.Date(2026, 11, d, hour, 0, 0, 0, time.UTC) }

// looked is what a run comes to that reads all the entries of a feed.
func looked(store Store, address string, entries []feed.Entry, now time.Time) seen {
	s := look(store, address, entries, now)
	s.keep(store, address)
	return s
}

func counted(s seen, entries []feed.Entry, since news.Since) []string {
	var ids []string
	for _, e := range entries {
		if s.counts(e, since) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

func TestSince(t *testing.T) {
	old := feed.Entry{ID: "old", Published: day(20, 8)}
	late := feed.Entry{ID: "late", Published: day(21, 8)} // is in the feed only from the 25th on
	bare := feed.Entry{ID: "bare"}
	fresh := feed.Entry{ID: "fresh", Updated: day(25, 5)}
	store := newShelf()
	looked(store, "https://example.org/feed", []feed.Entry{old}, day(24, 6))
	now := []feed.Entry{fresh, bare, late, old}
	s := looked(store, "https://example.org/feed", now, day(25, 6))
	for name, tt := range map[string]struct {
		since news.Since
		want  []string
	}{
		"all":                   {news.Since{}, []string{"fresh", "bare", "late", "old"}},
		"since the last brief":  {news.Since{After: day(24, 7), Arrived: true}, []string{"fresh", "bare", "late"}},
		"since one before":      {news.Since{After: day(23, 7), Arrived: true}, []string{"fresh", "bare", "late", "old"}},
		"since a day":           {news.Since{After: day(24, 6)}, []string{"fresh", "bare"}},
		"since an earlier day":  {news.Since{After: day(20, 12)}, []string{"fresh", "bare", "late"}},
		"since a time to come":  {news.Since{After: day(26, 0)}, nil},
		"again at the same day": {news.Since{After: day(24, 7), Arrived: true}, []string{"fresh", "bare", "late"}},
	} {
		if got := counted(s, now, tt.since); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
	// The next morning nothing of it is new, and another feed has a memory of its own.
	s = looked(store, "https://example.org/feed", now, day(26, 6))
	if got := counted(s, now, news.Since{After: day(25, 7), Arrived: true}); got != nil {
		t.Errorf("the next morning: %v", got)
	}
	s = looked(store, "https://example.org/other", now, day(26, 6))
	if got := counted(s, now, news.Since{After: day(25, 7), Arrived: true}); len(got) != len(now) {
		t.Errorf("another feed: %v", got)
	}
}

func TestSeenIsBounded(t *testing.T) {
	store := newShelf()
	var first, second []feed.Entry
	for i := range mostKept {
		first = append(first, feed.Entry{ID: fmt.Sprint("a", i)})
		second = append(second, feed.Entry{ID: fmt.Sprint("b", i)})
	}
	looked(store, "f", first, day(1, 0))
	s := looked(store, "f", second[:10], day(2, 0))
	if len(s.Entries) != mostKept {
		t.Errorf("%d entries are remembered", len(s.Entries))
	}
	for _, e := range second[:10] {
		if _, ok := s.Entries[s.key(e)]; !ok {
			t.Fatalf("%s, the newest, is forgotten", e.ID)
		}
	}
	s = looked(store, "f", second[:1], day(2, 0).Add(keptFor+time.Hour))
	if len(s.Entries) != 1 {
		t.Errorf("after two months %d entries are remembered", len(s.Entries))
	}
}

// A clock that was ahead for a day must not make what was seen then new for all the days up to that date.
func TestSeenWithAClockThatWasAhead(t *testing.T) {
	store := newShelf()
	entries := []feed.Entry{{ID: "a"}}
	looked(store, "f", entries, day(30, 6))
	looked(store, "f", entries, day(24, 6))
	s := looked(store, "f", entries, day(25, 6))
	if got := counted(s, entries, news.Since{After: day(24, 6), Arrived: true}); got != nil {
		t.Errorf("%v is new", got)
	}
}

// Some feeds give each entry the address of the site as its ID.
func TestSeenOfOneID(t *testing.T) {
	store := newShelf()
	entry := func(title string) feed.Entry {
		return feed.Entry{ID: "https://example.org/", Title: title, Link: "https://example.org/" + title}
	}
	looked(store, "f", []feed.Entry{entry("a"), entry("b")}, day(24, 6))
	now := []feed.Entry{entry("c"), entry("b"), entry("a")}
	s := looked(store, "f", now, day(25, 6))
	var titles []string
	for _, e := range now {
		if s.counts(e, news.Since{After: day(24, 6), Arrived: true}) {
			titles = append(titles, e.Title)
		}
	}
	if !slices.Equal(titles, []string{"c"}) {
		t.Errorf("new: %v", titles)
	}
}

func TestSeenIsDamaged(t *testing.T) {
	store := newShelf()
	_ = store.Put(seenKey("f"), []byte("{"))
	if s := looked(store, "f", []feed.Entry{{ID: "a"}}, day(1, 0)); len(s.Entries) != 1 {
		t.Errorf("%+v", s)
	}
}

// TestNotReadIsNew has a feed whose second page cannot be read on the first day, and a reader that stops after so many documents: what was
// not read is new on the next day.
func TestNotReadIsNew(t *testing.T) {
	for name, tt := range map[string]struct {
		status int // of the second page on the first day
		stop   int // after so many documents
		want   int // entries that are new on the second day, of three
	}{
		"all is read":           {http.StatusOK, 3, 0},
		"the server is down":    {http.StatusServiceUnavailable, 3, 1},
		"the page is not there": {http.StatusNotFound, 3, 0},
		"the run ends":          {http.StatusOK, 1, 2},
		"nothing is reached":    {http.StatusOK, 0, 3},
	} {
		t.Run(name, func(t *testing.T) {
			site, store := sitetest.New(t), newShelf()
			a, b, c := sitetest.Number(1), sitetest.Number(2).At("/b"), sitetest.Number(3)
			site.Feed("/feed", "Un feed", a, b, c)
			site.Page("/b", b)
			if tt.status != http.StatusOK {
				site.Handle("/b", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(tt.status) })
			}
			read := func(began time.Time, since news.Since, stop int) (read int) {
				client := web.New(web.Options{Named: []string{site.URL}})
				defer client.Close()
				for given := range All(t.Context(), []news.Source{{Address: site.URL + "/feed"}}, Options{Web: client, Store: store, Began: began, Since: since}) {
					if stop == 0 {
						return 0
					}
					for range given.Documents {
						if read++; read == stop {
							break
						}
					}
				}
				return read
			}
			read(day(24, 6), news.Since{Arrived: true}, tt.stop)
			site.Page("/b", b)
			if got := read(day(25, 6), news.Since{After: day(24, 6), Arrived: true}, 9); got != tt.want {
				t.Errorf("%d are new, want %d", got, tt.want)
			}
		})
	}
}

// TestDatesToCome has an entry from a year ahead: its date is none, for what is new and for the order.
func TestDatesToCome(t *testing.T) {
	now := day(25, 6)
	future, today, yesterday := feed.Entry{ID: "future", Published: now.AddDate(1, 0, 0)}, feed.Entry{ID: "today", Published: now}, feed.Entry{ID: "yesterday", Published: day(24, 6)}
	store := newShelf()
	looked(store, "f", []feed.Entry{future}, day(20, 6))
	s := looked(store, "f", []feed.Entry{yesterday, future, today}, now)
	if s.counts(future, news.Since{After: day(24, 0)}) {
		t.Error("an entry that came days ago is new for its date")
	}
	entries := []feed.Entry{yesterday, future, today}
	newestFirst(entries, now)
	if entries[0].ID != "yesterday" {
		t.Errorf("%s stands first", entries[0].ID)
	}
	entries = []feed.Entry{yesterday, today}
	if newestFirst(entries, now); entries[0].ID != "today" {
		t.Errorf("%s stands first", entries[0].ID)
	}
}

package pipeline_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mattinale/cache"
	"mattinale/pipeline"
	"mattinale/pipeline/news"
	"mattinale/pipeline/source/sitetest"
	"mattinale/pipeline/source/web"
)

// badFeed is a way in which a feed does not come, and what the receipt says of it.
type badFeed struct {
	reason string // words of it
	status string
	handle func(trap string) http.HandlerFunc
}

func answers(status int, body string) func(string) http.HandlerFunc {
	return func(string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
}

func redirects(to func(trap string) string) func(string) http.HandlerFunc {
	return func(trap string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, to(trap)+r.URL.Path, http.StatusMovedPermanently)
		}
	}
}

// endless writes the same for ever, with a pause.
func endless(first, more string, pause time.Duration) func(string) http.HandlerFunc {
	return func(string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, first)
			for {
				if _, err := fmt.Fprint(w, more); err != nil {
					return
				}
				if pause > 0 {
					_ = http.NewResponseController(w).Flush()
				}
				select {
				case <-r.Context().Done():
					return
				case <-time.After(pause):
				}
			}
		}
	}
}

func bomb(string) http.HandlerFunc {
	zeros() // takes its time
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(zeros())
	}
}

// zeros are 8 MB of them, compressed.
var zeros = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for range 8 {
		_, _ = z.Write(make([]byte, 1<<20))
	}
	_ = z.Close()
	return b.Bytes()
})

const entities = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>
<rss version="2.0"><channel><title>&g;&g;&g;</title></channel></rss>`

// badFeeds are all ways, five feeds each.
var badFeeds = map[string]badFeed{
	"silent":   {"", news.SourceFailed, endless("", "", time.Hour)},
	"drip":     {"", news.SourceFailed, endless("<rss><channel>", " ", 20*time.Millisecond)},
	"endless":  {"1.0 MB", news.SourceFailed, endless("<rss><channel><title>x</title>", strings.Repeat("<!-- more and more -->", 2000), 0)},
	"bomb":     {"1.0 MB", news.SourceFailed, bomb},
	"trap":     {"private network", news.SourceFailed, redirects(func(trap string) string { return trap })},
	"loop":     {"", news.SourceFailed, redirects(func(string) string { return "" })},
	"gone":     {"410", news.SourceFailed, answers(http.StatusGone, "")},
	"error":    {"500", news.SourceFailed, answers(http.StatusInternalServerError, "<rss/>")},
	"empty":    {"empty", news.SourceFailed, answers(http.StatusOK, "")},
	"entities": {"not resolved", news.SourceFailed, answers(http.StatusOK, entities)},
}

// TestTwoHundredFeeds reads 150 good feeds and 50 that are slow, broken, endless or hostile, all of one host, twice.
func TestTwoHundredFeeds(t *testing.T) {
	site, trap := sitetest.New(t), sitetest.New(t)
	var sources []news.Source
	add := func(path string) { sources = append(sources, news.Source{Address: site.URL + path}) }
	for kind, b := range badFeeds {
		for i := range 5 {
			path := fmt.Sprintf("/%s/%d", kind, i)
			site.Handle(path, b.handle(trap.URL))
			add(path)
		}
	}
	for i := range 150 {
		path := fmt.Sprintf("/good/%d", i)
		a := sitetest.Number(i)
		if i%3 == 0 {
			a = a.At(fmt.Sprintf("/page/%d", i))
			site.Page(a.Path, a)
		}
		site.Feed(path, "Feed", a)
		add(path)
	}
	store, err := cache.Open(filepath.Join(t.TempDir(), "cache"))
	if err != nil {
		t.Fatal(err)
	}
	for run := range 2 {
		b := readAll(t, sources, store)
		checkBadFeeds(t, b.Receipt)
		if got := b.Stories.Len(); got != 150 {
			t.Errorf("run %d: %d articles of the good feeds", run, got)
		}
		for _, r := range site.Asked() {
			if good := strings.HasPrefix(r.Path, "/good/") || strings.HasPrefix(r.Path, "/page/"); good && r.Conditional != (run == 1) {
				t.Errorf("run %d: %+v", run, r)
			}
		}
	}
	if asked := trap.Asked(); len(asked) > 0 {
		t.Errorf("the private address was asked: %v", asked)
	}
}

func readAll(t *testing.T, sources []news.Source, store *cache.Store) news.Brief {
	t.Helper()
	cfg := pipeline.Config{
		Languages: []string{"it"}, Points: 3, Counter: counter(t), WhyExtract: "a test", Now: time.Now,
	}
	client := web.New(web.Options{Store: store, Named: []string{sources[0].Address}, Timeout: 4 * time.Second, MaxBytes: 1 << 20})
	defer client.Close()
	cfg.Sources, cfg.Web, cfg.Store = sources, client, store
	b, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func checkBadFeeds(t *testing.T, r news.Receipt) {
	t.Helper()
	for _, row := range r.Sources {
		path := row.Source[strings.Index(row.Source[len("http://"):], "/")+len("http://")+1:]
		kind, _, _ := strings.Cut(path, "/")
		b, isBad := badFeeds[kind]
		switch {
		case !isBad && (row.Status != news.SourceOK || row.Reason != ""):
			t.Errorf("%+v", row)
		case isBad && (row.Reason == "" || !strings.Contains(row.Reason, b.reason) || b.status != "" && row.Status != b.status):
			t.Errorf("%s: %+v", kind, row)
		case isBad && strings.HasSuffix(path, "/0"):
			t.Logf("%-9s %-7s %s", kind, row.Status, row.Reason)
		}
	}
}

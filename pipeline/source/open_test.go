package source

import (
	"net/http"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source/sitetest"
	"mattinale/pipeline/source/web"
)

// TestOneBodyAtATime has 30 feeds of 1 MB come at once: they wait for their turn on disk, and not in memory.
func TestOneBodyAtATime(t *testing.T) {
	const feeds, size, most = 30, 1 << 20, 20 << 20 // 30 MB in all
	site := sitetest.New(t)
	body := []byte(`<rss version="2.0"><channel><title>x</title><item><title>Uno</title></item><!--` + strings.Repeat(" parola", size/7) + "--></channel></rss>")
	site.Handle("/feed", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) })
	client := web.New(web.Options{Named: []string{site.URL}})
	defer client.Close()
	sources := make([]news.Source, feeds)
	for i := range sources {
		sources[i].Address = site.URL + "/feed"
	}
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	before := inUse()
	opened, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		for {
			select {
			case <-opened:
				peak <- most
				return
			default:
				runtime.Gosched()
				most = max(most, inUse())
			}
		}
	}()
	for range All(t.Context(), sources, Options{Web: client}) {
		break
	}
	close(opened)
	if got := <-peak; got > before+most {
		t.Errorf("%d MB of heap, for %d feeds of %d MB", (got-before)>>20, feeds, size>>20)
	} else {
		t.Logf("%d MB of heap", (got-before)>>20)
	}
}

// inUse is how much of the heap is in use, of which little is garbage.
func inUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

package source

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source/web"
)

// TestHanging has servers that never answer, and a run that has to end: what is there is given all the same.
func TestHanging(t *testing.T) {
	saved := filepath.Join(t.TempDir(), "feed.xml")
	entry := func(link, text string) string {
		return "<item><title>x</title>" + link + "<description>" + text + ".</description></item>"
	}
	if err := os.WriteFile(saved, []byte(`<rss version="2.0"><channel><title>x</title>`+
		entry("<link>https://example.org/a</link>", strings.Repeat("parola ", 30))+
		entry("<link>https://example.org/b</link>", "poche")+
		entry("", strings.Repeat("parola ", 130))+"</channel></rss>"), 0o600); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		w := &counting{answer: func(ctx context.Context, _ string) (*web.Response, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}}
		var got []string
		for given := range All(ctx, []news.Source{{Address: "https://example.org/feed"}, {Address: saved}}, Options{Web: w}) {
			for doc, err := range given.Documents {
				got = append(got, strings.ReplaceAll(describe(doc, err), saved, "saved"))
			}
		}
		want := []string{
			"  https://example.org/feed: " + errSlow.Error(),
			"  https://example.org/a whole | only the feed's own words: its page was not read: " + errSlow.Error(),
			"  https://example.org/b: " + errSlow.Error(),
			"  saved whole",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

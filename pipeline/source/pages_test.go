package source

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"mattinale/pipeline/source/web"
)

// counting is a Web whose pages can be held back.
type counting struct {
	mu     sync.Mutex
	begun  map[string]int
	open   int
	most   int
	answer func(ctx context.Context, address string) (*web.Response, error)
}

func (c *counting) Get(ctx context.Context, address string, _ web.Accept) (*web.Response, error) {
	c.mu.Lock()
	if c.begun == nil {
		c.begun = map[string]int{}
	}
	c.begun[address]++
	c.open++
	c.most = max(c.most, c.open)
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		c.open--
		c.mu.Unlock()
	}()
	if c.answer != nil {
		return c.answer(ctx, address)
	}
	return &web.Response{Address: address}, nil
}

func (c *counting) Allow(string) {}

func links(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("https://example.org/%d", i)
	}
	return all
}

func TestPagesAreReadOnce(t *testing.T) {
	defer goleak.VerifyNone(t)
	ctx, cancel := context.WithCancel(t.Context())
	w := &counting{}
	p := newPages(ctx, w)
	all := links(3 * pagesAhead)
	p.ahead(all)
	for _, link := range all {
		if r, err := p.get(ctx, link); err != nil || r.Address != link {
			t.Fatalf("%s: %+v, %v", link, r, err)
		}
	}
	if r, err := p.get(ctx, "https://example.org/other"); err != nil || r.Address != "https://example.org/other" {
		t.Errorf("a page that was not asked for ahead: %+v, %v", r, err)
	}
	for link, n := range w.begun {
		if n != 1 {
			t.Errorf("%s was asked for %d times", link, n)
		}
	}
	cancel()
	p.wg.Wait()
}

// TestPagesPassedOver has a reader that uses every hundredth page only: those that it leaves hold their places, and must not hold it up.
func TestPagesPassedOver(t *testing.T) {
	defer goleak.VerifyNone(t)
	ctx, cancel := context.WithCancel(t.Context())
	w := &counting{}
	p := newPages(ctx, w)
	all := links(500)
	p.ahead(all)
	for i := 0; i < len(all); i += 100 {
		if _, err := p.get(ctx, all[i]); err != nil {
			t.Fatal(err)
		}
	}
	if w.most > pagesAhead+1 {
		t.Errorf("%d pages were asked for at once", w.most)
	}
	p.drop(all)
	cancel()
	p.wg.Wait()
}

func TestPagesEndWithTheRun(t *testing.T) {
	defer goleak.VerifyNone(t)
	ctx, cancel := context.WithCancel(t.Context())
	hanging := make(chan struct{}, 500)
	w := &counting{answer: func(ctx context.Context, _ string) (*web.Response, error) {
		hanging <- struct{}{}
		<-ctx.Done()
		return nil, ctx.Err()
	}}
	p := newPages(ctx, w)
	p.ahead(links(100))
	for range pagesAhead {
		<-hanging
	}
	cancel()
	p.wg.Wait()
}

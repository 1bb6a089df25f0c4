package source

import (
	"context"
	"sync"

	"mattinale/pipeline/source/web"
)

// pagesAhead is how many pages are asked for, or wait to be used, at once. Each holds up to 256 KiB of memory, the rest is on disk.
const pagesAhead = 32

// pages reads the pages that entries lead to before they are wanted.
type pages struct {
	ctx   context.Context
	web   Web
	slots chan struct{}
	wg    sync.WaitGroup

	mu    sync.Mutex
	known map[string]*page // not used yet
}

// page is one that is read ahead.
type page struct {
	link  string
	begun bool // guarded by pages.mu
	ready chan struct{}
	body  *web.Response
	err   error

	ctx  context.Context // ends when it is used or dropped, and its slot is free again
	done context.CancelFunc
}

func newPages(ctx context.Context, w Web) *pages {
	return &pages{ctx: ctx, web: w, slots: make(chan struct{}, pagesAhead), known: map[string]*page{}}
}

// ahead asks for pages in their order, a bounded number at once.
func (p *pages) ahead(links []string) {
	var all []*page
	p.mu.Lock()
	for _, link := range links {
		if p.known[link] != nil {
			continue
		}
		one := &page{link: link, ready: make(chan struct{})}
		one.ctx, one.done = context.WithCancel(p.ctx)
		p.known[link] = one
		all = append(all, one)
	}
	p.mu.Unlock()
	p.wg.Go(func() {
		for _, one := range all {
			select {
			case p.slots <- struct{}{}:
				p.wg.Go(func() { p.read(one) })
			case <-p.ctx.Done():
				return
			}
		}
	})
}

// read reads one page and holds its slot until it is used.
func (p *pages) read(one *page) {
	defer func() { <-p.slots }()
	p.mu.Lock()
	wanted := p.known[one.link] == one
	one.begun = wanted
	p.mu.Unlock()
	if !wanted {
		return
	}
	one.body, one.err = p.web.Get(one.ctx, one.link, web.Page)
	close(one.ready)
	<-one.ctx.Done()
}

// get is a page, read ahead or now.
func (p *pages) get(ctx context.Context, link string) (*web.Response, error) {
	p.mu.Lock()
	one := p.known[link]
	delete(p.known, link)
	begun := one != nil && one.begun
	p.mu.Unlock()
	if one != nil {
		defer one.done()
	}
	if !begun {
		return p.web.Get(ctx, link, web.Page)
	}
	select {
	case <-one.ready:
		return one.body, one.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// drop gives up pages that turned out not to be wanted.
func (p *pages) drop(links []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, link := range links {
		if one := p.known[link]; one != nil {
			delete(p.known, link)
			one.done()
		}
	}
}

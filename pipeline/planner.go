package pipeline

import (
	"sync"
	"time"

	"mattinale/pipeline/news"
)

// planner says which article is next: in the order of the brief, so that what a deadline takes is its end. Only an article that by
// the measured time cannot be done before the deadline lets those pass that can.
type planner struct {
	now     func() time.Time
	readyBy time.Time // zero: there is no deadline

	mu      sync.Mutex
	size    []int // of each article: bytes
	started []bool
	first   int           // all before it are started
	done    int           // bytes of finished articles
	spent   time.Duration // on them, each from its start to its end
}

func (r *run) planner(articles []news.Article) *planner {
	p := &planner{now: r.cfg.Now, readyBy: r.cfg.ReadyBy, size: make([]int, len(articles)), started: make([]bool, len(articles))}
	for i, a := range articles {
		p.size[i] = len(a.Text)
	}
	return p
}

// pick returns the next article.
func (p *planner) pick() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.started[p.first] {
		p.first++
	}
	at := p.first
	if !p.readyBy.IsZero() && p.done > 0 {
		left := p.readyBy.Sub(p.now())
		for i := p.first; i < len(p.size); i++ {
			if !p.started[i] && p.needs(i) <= left {
				at = i
				break
			}
		}
	}
	p.started[at] = true
	return at
}

// needs is how long an article takes as measured so far.
func (p *planner) needs(i int) time.Duration {
	return time.Duration(float64(p.spent) * float64(p.size[i]) / float64(p.done))
}

// took takes in how long an article took.
func (p *planner) took(i int, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += p.size[i]
	p.spent += d
}

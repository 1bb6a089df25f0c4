package pipeline

import (
	"context"
	"sync"
	"time"

	"mattinale/pipeline/news"
)

// heldText is how many bytes of articles' text are held at once, from reading to telling. Reading waits when there are more, so
// that a run takes the same memory whatever the number of its articles. It is the text of some 1,400 articles of 3 kB: enough that
// one that takes long does not hold up the others.
const heldText = 4 << 20

// item is an article on its way through a run.
type item struct {
	news.Article
	place      int           // in the input, from 0, of those that are worked on
	extraction time.Duration // how long it takes, where there is a deadline
}

// queue holds the articles of a run from when they are read until their stories are told: those that wait, which are begun in the
// order of the input, and those that are done and wait for others before them. Only an article that by the measured time cannot be
// done before the deadline lets those pass that can.
type queue struct {
	now     func() time.Time
	readyBy time.Time // zero: there is no deadline

	mu      sync.Mutex
	changed *sync.Cond
	waiting []item
	done    map[int]news.Story // by place
	sizes   map[int]int        // bytes of the articles held, by place
	read    int                // articles so far
	told    int                // stories so far
	held    int                // bytes
	closed  bool               // all are read
	ended   bool               // the run is over

	worked int           // bytes of finished articles
	spent  time.Duration // on them, each from its start to its end
}

// newQueue makes a queue of which nothing waits any more when ctx ends.
func newQueue(ctx context.Context, now func() time.Time, readyBy time.Time) *queue {
	q := &queue{now: now, readyBy: readyBy, done: map[int]news.Story{}, sizes: map[int]int{}}
	q.changed = sync.NewCond(&q.mu)
	context.AfterFunc(ctx, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.ended = true
		q.changed.Broadcast()
	})
	return q
}

// add puts an article that was read behind the others, when there is room for it. It reports whether the run goes on.
func (q *queue) add(a item) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.held > 0 && q.held+len(a.Text) > heldText && !q.ended {
		q.changed.Wait()
	}
	q.waiting = append(q.waiting, a)
	q.sizes[a.place] = len(a.Text)
	q.held += len(a.Text)
	q.read++
	q.changed.Broadcast()
	return !q.ended
}

// close says that all articles are read.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.changed.Broadcast()
}

// next waits for the article to work on next, and says how many are read so far. ok is false when there is none any more.
func (q *queue) next() (a item, read int, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) == 0 && !q.closed && !q.ended {
		q.changed.Wait()
	}
	if len(q.waiting) == 0 || q.ended {
		return item{}, q.read, false
	}
	i := q.pick()
	a = q.waiting[i]
	q.waiting = append(q.waiting[:i], q.waiting[i+1:]...)
	return a, q.read, true
}

// pick chooses among those that wait.
func (q *queue) pick() int {
	if q.readyBy.IsZero() || q.worked == 0 {
		return 0
	}
	left := q.readyBy.Sub(q.now())
	for i, a := range q.waiting {
		needs := time.Duration(float64(q.spent) * float64(len(a.Text)) / float64(q.worked)) // as measured so far
		if needs <= left {
			return i
		}
	}
	return 0
}

// finish takes in the story of an article, and how long it took.
func (q *queue) finish(a item, s news.Story, took time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.done[a.place] = s
	q.worked += len(a.Text)
	q.spent += took
	q.changed.Broadcast()
}

// tell waits for the next story in the order of the input, and says how many articles are read so far. ok is false when all are told.
func (q *queue) tell() (s news.Story, place, read int, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		place = q.told
		if s, ok = q.done[place]; ok || q.ended || q.closed && q.told == q.read {
			break
		}
		q.changed.Wait()
	}
	if ok {
		delete(q.done, place)
		q.held -= q.sizes[place]
		delete(q.sizes, place)
		q.told++
		q.changed.Broadcast()
	}
	return s, place, q.read, ok
}

package pipeline

import (
	"context"
	"slices"
	"sync"
	"time"

	"mattinale/pipeline/news"
)

// heldText is how many bytes of articles' text are held at once, from reading to telling. Reading waits when there are more, so
// that a run takes the same memory whatever the number of its articles; but not before a deadline, by which all of them are told. It is the text of some 1,400 articles of 3 kB: enough that
// one that takes long does not hold up the others.
const heldText = 4 << 20

// item is an article on its way through a run.
type item struct {
	news.Article
	place      int           // in the input, from 0, of those that are worked on
	turn       int           // in the order in which articles are begun
	extraction time.Duration // how long it takes, where there is a deadline
}

// queue holds the articles of a run from when they are read until their stories are told: those that wait, which are begun in the
// order of the input but for a few (pick), and those that are done and wait for others before them.
type queue struct {
	slots   int // articles that the endpoint works on at once
	now     func() time.Time
	readyBy time.Time // zero: there is no deadline

	mu      sync.Mutex
	changed *sync.Cond
	waiting []item
	done    map[int]news.Story // by place
	sizes   map[int]int        // bytes of the articles held, by place
	read    int                // articles so far
	begun   int
	told    int  // stories so far
	held    int  // bytes
	left    int  // of these, in those that wait
	closed  bool // all are read
	ended   bool // the run is over

	worked int           // bytes of finished articles
	spent  time.Duration // on them, each from its start to its end
}

// newQueue makes a queue of which nothing waits any more when ctx ends.
func newQueue(ctx context.Context, slots int, now func() time.Time, readyBy time.Time) *queue {
	q := &queue{slots: slots, now: now, readyBy: readyBy, done: map[int]news.Story{}, sizes: map[int]int{}}
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
	for q.readyBy.IsZero() && q.held > 0 && q.held+len(a.Text) > heldText && !q.ended {
		q.changed.Wait()
	}
	q.waiting = append(q.waiting, a)
	q.sizes[a.place] = len(a.Text)
	q.held += len(a.Text)
	q.left += len(a.Text)
	q.read++
	q.changed.Broadcast()
	return !q.ended
}

// close says that all articles are read, and returns how many they are.
func (q *queue) close() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.changed.Broadcast()
	return q.read
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
	a.turn = q.begun
	q.begun++
	q.left -= len(a.Text)
	q.waiting = append(q.waiting[:i], q.waiting[i+1:]...)
	return a, q.read, true
}

// pick chooses among those that wait: the first, but for two cases. Before a deadline an article that by the measured time cannot be
// done any more lets those pass that can. And without one the longest at the end is begun as soon as the rest takes the other slots
// no longer than it: else they would stand idle while its parts wait for each other.
func (q *queue) pick() int {
	switch {
	case !q.readyBy.IsZero() && q.worked > 0:
		left := q.readyBy.Sub(q.now())
		return max(0, slices.IndexFunc(q.waiting, func(a item) bool {
			return time.Duration(float64(q.spent)*float64(len(a.Text))/float64(q.worked)) <= left
		}))
	case q.readyBy.IsZero() && q.closed:
		longest := 0
		for i, a := range q.waiting {
			if len(a.Text) > len(q.waiting[longest].Text) {
				longest = i
			}
		}
		if len(q.waiting[longest].Text)*q.slots >= q.left {
			return longest
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

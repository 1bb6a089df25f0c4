package pipeline

import "mattinale/pipeline/news"

// EventKind says what happened.
type EventKind int

// What can happen in a run.
const (
	Started  EventKind = iota // work on an article began
	Finished                  // its story is ready, and so are those of all articles before it
	AllRead                   // there are no more articles than Total
	Trouble                   // something a reader of the terminal should know at once
)

// Event is something that happened in a run.
type Event struct {
	Kind         EventKind
	Index, Total int        // which article, from 0, of how many that are read so far
	Name         string     // the article's title or source, or the source that is in trouble; not sanitised
	Story        news.Story // of Finished
	Err          error      // of Trouble
}

func (r *run) report(e Event) {
	if r.cfg.Report == nil {
		return
	}
	r.reports.Lock()
	defer r.reports.Unlock()
	r.cfg.Report(e)
}

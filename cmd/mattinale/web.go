package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"mattinale/cache"
	"mattinale/pipeline"
	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
	"mattinale/pipeline/source/web"
	"mattinale/seeds"
)

// newInput is what a run reads, and with what. close ends its connections.
func newInput(s settings, store *cache.Store, u *ui, std streams) (in pipeline.Input, close func()) {
	var asked []string
	for _, from := range s.sources {
		if source.Remote(from.Address) {
			asked = append(asked, source.Asked(from.Address))
		}
	}
	if len(asked) > 0 && !s.offline {
		u.say("asking %s", plural(len(asked), "web address", "web addresses"))
	}
	client := newWeb(s, asked, store, u)
	in = pipeline.Input{Sources: s.sources, Seeds: seeds.Articles(), Stdin: std.in, Web: client, Since: s.entries}
	if store != nil {
		in.Store = store
	}
	return in, client.Close
}

// newWeb is what asks. asked are the addresses that the sources name: their hosts may be on a private network.
func newWeb(s settings, asked []string, store *cache.Store, u *ui) *web.Client {
	opts := web.Options{
		Agent: "mattinale/" + version + " (reads feeds for a daily brief)", Offline: s.offline, Fresh: s.noCache, Now: time.Now, Named: asked,
		Log: func(d web.Dial) {
			if d.Refused != "" {
				u.detail("dial: %s %s: refused: %s", d.Host, d.Address, d.Refused)
				return
			}
			u.detail("dial: %s %s", d.Host, d.Address)
		},
	}
	for _, host := range s.allowHosts {
		opts.Named = append(opts.Named, "http://"+host, "https://"+host)
	}
	if store != nil {
		opts.Store = store
	}
	return web.New(opts)
}

// lastBrief is when the last brief of an earlier day than date was begun, by the files in the folder of briefs; zero when there is
// none that can be read.
func lastBrief(out, date string) time.Time {
	days, err := os.ReadDir(out)
	if err != nil {
		return time.Time{}
	}
	for _, day := range slices.Backward(days) {
		if _, err := time.Parse(time.DateOnly, day.Name()); err != nil || day.Name() >= date {
			continue
		}
		if when := begun(filepath.Join(out, day.Name(), "brief.json")); !when.IsZero() {
			return when
		}
	}
	return time.Time{}
}

// begun reads when a brief was begun: a mail that came while it was made, for hours maybe, is not in it. Of briefs that do not say, it is
// when they were finished. Both stand before the stories, which are not read.
func begun(path string) time.Time {
	f, err := os.Open(path)
	if err != nil {
		return time.Time{}
	}
	defer f.Close()
	tokens := json.NewDecoder(io.LimitReader(f, 64<<10))
	for {
		token, err := tokens.Token()
		if err != nil {
			return time.Time{}
		}
		if token != "began" && token != "generated" {
			continue
		}
		value, _ := tokens.Token()
		text, _ := value.(string)
		when, _ := time.Parse(time.RFC3339, text)
		return when
	}
}

// entriesOf is what a since comes to: which entries of feeds count. said: it was asked for, and holds for the files of folders too.
func (s settings) entriesOf(w since, said bool) news.Since {
	switch {
	case w.last:
		out, date := s.out, s.date
		if out == "" {
			out = "briefs"
		}
		if date == "" {
			date = s.now.Format(time.DateOnly)
		}
		return news.Since{After: lastBrief(out, date), Arrived: true, Files: said}
	case !w.from.IsZero():
		return news.Since{After: w.from, Files: said}
	}
	return news.Since{}
}

// remembers reports whether something of the sources is kept for the next run: what is read from the web, or may be, and, where what came
// after the last run counts, which mails a mailbox has; a folder may be one, and a file of any name.
func (s settings) remembers() bool {
	return slices.ContainsFunc(s.sources, func(from news.Source) bool {
		entries := s.entries
		if from.Entries != nil {
			entries = *from.Entries
		}
		return entries.Arrived || source.Remote(from.Address) || source.MayLead(from.Address)
	})
}

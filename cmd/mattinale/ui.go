package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/urfave/cli/v2"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	"mattinale/pipeline"
	"mattinale/pipeline/news"
)

// ui is what is said on stderr: a progress bar on a terminal, a plain line every so often elsewhere. Nothing that it
// is given reaches the terminal with control characters in it.
type ui struct {
	quiet, verbose bool
	log            *slog.Logger // nil: plain text
	file           *slog.Logger // --log-file, nil: none
	closeFile      func() error
	now            func() time.Time

	mu       sync.Mutex
	out      io.Writer
	terminal io.Writer     // what the bar is on
	bars     *mpb.Progress // nil when there is no terminal, or the run is over
	bar      *mpb.Bar
	started  time.Time
	total    int                    // articles, as far as they are read
	finished int                    // of these, as they are told
	current  atomic.Pointer[string] // what is worked on. The bar reads it while mu is held: what is said waits for the bar
	said     time.Time
}

// sayEvery is how often a plain line of progress is said where there is no terminal.
const sayEvery = 10 * time.Second

// newUI says things on stderr, and in the log when one is named.
func newUI(c *cli.Context, io streams) *ui {
	u := stderrUI(c, io)
	if path := c.String("log-file"); path != "" {
		u.openLog(path)
	}
	return u
}

func stderrUI(c *cli.Context, io streams) *ui {
	u := &ui{quiet: c.Bool("quiet"), verbose: c.Bool("verbose"), out: io.err, now: time.Now}
	if c.String("log-format") == "json" {
		u.log = slog.New(slog.NewJSONHandler(io.err, &slog.HandlerOptions{Level: slog.LevelDebug}))
	} else if !u.quiet && term.IsTerminal(int(io.err.Fd())) {
		u.showBar(io.err)
	}
	return u
}

// showBar shows progress as a bar, until stopBar.
func (u *ui) showBar(terminal io.Writer) {
	u.terminal = terminal
	u.bars = mpb.New(mpb.WithOutput(terminal), mpb.WithWidth(30))
	u.out = u.bars // what is said appears above the bar
}

// openLog makes all that is said go to the end of a file too. A log that cannot be written is no reason to make no brief.
func (u *ui) openLog(path string) {
	err := os.MkdirAll(filepath.Dir(path), 0o700)
	if err == nil {
		var f *os.File
		if f, err = os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err == nil {
			u.file = slog.New(slog.NewTextHandler(f, &slog.HandlerOptions{Level: slog.LevelDebug})).With("pid", os.Getpid())
			u.closeFile = f.Close
			return
		}
	}
	u.warn("no log is written: %v", err)
}

// say is for what a reader should know, detail for who asked for more, warn for what is wrong. Quiet leaves warn.
func (u *ui) say(format string, args ...any) {
	u.print(slog.LevelInfo, !u.quiet, fmt.Sprintf(format, args...))
}

func (u *ui) detail(format string, args ...any) {
	u.print(slog.LevelDebug, u.verbose, fmt.Sprintf(format, args...))
}

// trouble is for what is wrong with one source or article, or with the endpoint: the line at the end of the run sums it up, and
// with quiet it is that line alone.
func (u *ui) trouble(format string, args ...any) {
	u.print(slog.LevelWarn, !u.quiet, fmt.Sprintf(format, args...))
}

func (u *ui) warn(format string, args ...any) {
	u.print(slog.LevelWarn, true, fmt.Sprintf(format, args...))
}

func (u *ui) print(level slog.Level, aloud bool, message string) {
	message = news.PrintableLine(message)
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.file != nil {
		u.file.Log(context.Background(), level, message)
	}
	if !aloud {
		return
	}
	if u.log != nil {
		u.log.Log(context.Background(), level, message)
		return
	}
	prefix := ""
	if level == slog.LevelWarn {
		prefix = "mattinale: "
	}
	fmt.Fprintf(u.out, "%s%s\n", prefix, message)
}

// report shows the progress of a run.
func (u *ui) report(e pipeline.Event) {
	switch e.Kind {
	case pipeline.Started:
		u.begin(e)
	case pipeline.Finished:
		u.finish(e)
	case pipeline.AllRead:
		u.setTotal(e.Total)
	case pipeline.Trouble:
		u.trouble("%s: %v", e.Name, e.Err)
	}
}

func (u *ui) begin(e pipeline.Event) {
	if u.started.IsZero() {
		u.started = u.now()
	}
	if u.bars == nil {
		u.every(u.finished, max(e.Total, u.total), e.Name)
		return
	}
	u.setCurrent(e.Name)
	if u.bar == nil {
		// Its total is set as articles are read. A bar that is made with one ends when it is reached, though more may come.
		u.bar = u.bars.AddBar(0, mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.CountersNoUnit("%d of %d ")),
			mpb.AppendDecorators(decor.Any(func(s decor.Statistics) string {
				return " " + u.left(int(s.Current), int(s.Total)) + u.nowOn()
			})))
	}
	u.setTotal(max(e.Total, u.total))
}

// setTotal says how many articles there are, as far as they are read.
func (u *ui) setTotal(total int) {
	u.total = total
	if u.bar != nil {
		u.bar.SetTotal(int64(total), false)
	}
}

func (u *ui) finish(e pipeline.Event) {
	u.finished++
	for _, lang := range firstLanguage(e.Story) {
		u.say("  %s", headlineLine(e.Index+1, e.Story, lang))
	}
	if u.bar != nil {
		u.bar.Increment()
	}
}

// every says a plain line of progress, not more often than sayEvery.
func (u *ui) every(done, total int, name string) {
	if u.now().Sub(u.said) < sayEvery {
		return
	}
	u.said = u.now()
	u.say("%d of %d articles done%s; now: %s", done, total, u.left(done, total), name)
}

// left says how long the rest will take if it goes on as so far.
func (u *ui) left(done, total int) string {
	if done == 0 || u.now().Sub(u.started) < time.Second {
		return ""
	}
	each := u.now().Sub(u.started) / time.Duration(done)
	return fmt.Sprintf(", about %s left", (each * time.Duration(total-done)).Round(time.Second))
}

func (u *ui) setCurrent(name string) {
	name = news.PrintableLine(name)
	u.current.Store(&name)
}

func (u *ui) nowOn() string {
	current := u.current.Load()
	if current == nil {
		return ""
	}
	const most = 30 // characters, so that the line fits 80 columns
	name := []rune(*current)
	if len(name) > most {
		name = append(name[:most-1], '…')
	}
	if len(name) == 0 {
		return ""
	}
	return "  " + string(name)
}

// close ends what is said, and with it the log.
func (u *ui) close() {
	u.stopBar()
	if u.closeFile != nil {
		_ = u.closeFile() // each line was written when it was said
		u.file, u.closeFile = nil, nil
	}
}

// stopBar takes the bar away. What is said after it goes to the terminal as it is: a bar that has ended takes nothing more.
func (u *ui) stopBar() {
	if u.bars == nil {
		return
	}
	if u.bar != nil {
		u.bar.Abort(true)
	}
	u.bars.Wait()
	u.mu.Lock()
	defer u.mu.Unlock()
	u.bars, u.bar, u.out = nil, nil, u.terminal
}

// firstLanguage is the language a headline is shown in on the terminal: any of those it has, the first in the alphabet
// last, so that the choice is the same each time.
func firstLanguage(s news.Story) []string {
	best := ""
	for lang := range s.Headline {
		best = max(best, lang)
	}
	if best == "" {
		return nil
	}
	return []string{best}
}

func headlineLine(number int, s news.Story, lang string) string {
	mark := ""
	if len(s.Articles) > 0 && s.Articles[0].Engine == news.EngineExtract {
		mark = " [extracted]"
	}
	return fmt.Sprintf("%2d  %s%s", number, s.Headline[lang], mark)
}
